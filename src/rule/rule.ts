/**
 * The vocabulary of rules, and the only file that a rule imports: what a rule is, and re-exported what it needs from the
 * layers below.
 */
import type { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import type { Violation } from '../schema/validate.ts';
import type { ProviderVersions } from '../schema/version.ts';
import type { Configuration } from '../terraform/configuration.ts';
import type { Severity, Stage } from '../text/diagnostic.ts';
import type { JsonPart } from '../text/json-part.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { Place } from '../value/value.ts';

export { type Arn, EVENT_SOURCE_ARN, parseArn, readArn } from '../lambda/arn.ts';
export { areNeighbours, dependencies, names } from '../lambda/dependencies.ts';
export { areDuplicates, CONSUMER_GROUPS, duplicateKeys } from '../lambda/duplicate.ts';
export {
  allIn,
  argumentPointers,
  BROKERS,
  type EventSourceKind,
  KAFKA,
  KINESIS,
  kindNames,
  MQ,
  MSK,
  type SourceArgument,
  SQS,
  STREAMS,
} from '../lambda/event-source.ts';
export type { EventSourceMapping, ResourceReference } from '../lambda/event-source-mapping.ts';
export { allRefuse, cell, limit, SOURCE_ARGUMENTS, words } from '../lambda/event-source-table.ts';
export {
  filters,
  type MappingFilter,
  parseFilterPattern,
  type WorkingFilter,
  workingFilters,
} from '../lambda/filter-pattern.ts';
export { imagesOf, typedValues, untypedAttributes } from '../lambda/filter-pattern-dynamodb.ts';
export {
  allowsAbsence,
  asksExists,
  effectiveMembers,
  faultsOf,
  fieldObjects,
  matchOf,
  valueArrays,
} from '../lambda/filter-pattern-fields.ts';
export { OR } from '../lambda/filter-pattern-grammar.ts';
export type { JsonArray, JsonMember, JsonNode, JsonObject } from '../lambda/filter-pattern-json.ts';
export { IMAGES, payloadKey, TYPE_TAGS, topLevelKeys } from '../lambda/filter-pattern-keys.ts';
export { nodeText, pathText } from '../lambda/filter-pattern-problem.ts';
export { functionBehind } from '../lambda/function-target.ts';
export { NETWORK_ACTIONS } from '../lambda/managed-policies.ts';
export { grants } from '../lambda/permissions.ts';
export { accountOf, blockOf, type Placement, regionOf, wantedRegion } from '../lambda/placement.ts';
export { readPolicy } from '../lambda/policy-document.ts';
export { valueAt } from '../lambda/presence.ts';
export {
  functionKeys,
  isEnabled,
  type KeysOf,
  mappingName,
  relatives,
  sourceKeys,
  valueKeys,
} from '../lambda/relatives.ts';
export { mayLetRolesIn } from '../lambda/resource-policies.ts';
export { isRole, type RolePolicies, roleOf, rolePolicies } from '../lambda/role-policies.ts';
export { writtenAt } from '../schema/step.ts';
export type { Violation, ViolationParams } from '../schema/validate.ts';
export type { Configuration, ResourceBlock, ResourceInstance } from '../terraform/configuration.ts';
export type { Stage } from '../text/diagnostic.ts';
export type { JsonPart } from '../text/json-part.ts';
export { child, isAtOrBelow, type JsonPointer, parent, tokens } from '../text/pointer.ts';
export type { Place, Reference, Value } from '../value/value.ts';
export { type AccessEntry, accessEntries } from './access-entries.ts';
export { actual, argumentName, enforcer, listed, nearest, referenceText, whence, written } from './describe.ts';
export { NEWEST_KNOWN_PROVIDER, neededVersion } from './provider-version.ts';
export { arnService, isFifoQueue, isFifoTopic, type NamedResource, namedResource } from './resource-arn.ts';
export { instancesBehind, resourceArgument } from './resource-instances.ts';
export { memberNames, unknownName } from './schema-names.ts';
export {
  awsSays,
  blockCount,
  DESTINATION,
  exclusionStage,
  isBlocks,
  refusingSource,
  sourceName,
  whySource,
} from './source.ts';
export { functionTimeout, queueVisibility } from './timeouts.ts';

/** Another place that explains a finding: an argument of the mapping, or anything else in the configuration. */
export type Related =
  | { readonly message: string; readonly at: JsonPointer; readonly part?: 'key' | 'value'; readonly within?: JsonPart }
  | { readonly message: string; readonly place: Place };

/** What a rule has to say about one argument of one mapping. The engine finds the place, the severity and the file. */
export interface Finding {
  readonly at: JsonPointer;
  /** Which part of the argument is marked: its name or its value; by default the value, and the name of a block or of what is absent. */
  readonly part?: 'key' | 'value';
  /** When the value is a JSON text: the part of it that is marked. */
  readonly within?: JsonPart;
  readonly message: string;
  /** When it differs from the rule's own. */
  readonly stage?: Stage;
  readonly aws?: string;
  readonly help?: string;
  readonly related?: readonly Related[];
}

/**
 * What a rule sees: one mapping in one possible world. Everything here is known or unknown, never one of several; blocks that
 * may not exist are not shown, their list is open.
 */
export interface RuleContext {
  readonly mapping: EventSourceMapping;
  readonly configuration: Configuration;
  /** What the schema has against the mapping; rules of the schema read these, all others read the mapping, where violating values are unknown. */
  readonly violations: readonly Violation[];
  /**
   * The versions of hashicorp/aws that may run. What none of them has is a violation, so that a rule needs to ask only where
   * something is absent: `provider.isBefore('4.64.0')` is true when nobody could have written it.
   */
  readonly provider: ProviderVersions;
  /** The time, in RFC 3339; `undefined` unless the host tells it, so that the same files give the same findings. */
  readonly now: string | undefined;
}

export interface Rule {
  /** Kebab-case; reads after "allow …". */
  readonly name: string;
  readonly summary: string;
  /** `off`: advice, reported as a warning when switched on. */
  readonly severity: Severity | 'off';
  readonly stage: Stage;
  /** `source`: judges the event source itself; when it reports at a source argument, the mapping's kinds are empty for all other rules. */
  readonly about?: 'source';
  /** `expression`: judges what is written and not its value, so that the stage does not depend on when the value is known. */
  readonly judges?: 'expression';
  check(context: RuleContext): Iterable<Finding>;
}

/** An example configuration: a whole file in HCL. The line of each expected diagnostic ends in `# error` or `# warning`. */
export interface RulePage {
  /** What goes wrong and why, in Markdown, a paragraph or two. */
  readonly docs: string;
  readonly evidence: readonly Evidence[];
  readonly references: readonly string[];
  readonly examples: {
    readonly invalid: readonly string[];
    readonly valid: readonly string[];
  };
}

/** One source of a fact, with the day it was seen or published. */
export interface Evidence {
  /** For example `recorded on AWS`, `provider source`, `AWS API reference`. */
  readonly source: string;
  /** ISO date, or a year and month where the day is not recorded. */
  readonly date: string;
  /** What it says, verbatim where it is quoted. */
  readonly says: string;
}

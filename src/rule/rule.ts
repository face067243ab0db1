/**
 * The vocabulary of rules, and the only file that a rule imports: what a rule is, and re-exported what it needs from the
 * layers below.
 */
import type { EventSourceKind } from '../lambda/event-source.ts';
import type { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import type { Violation } from '../schema/validate.ts';
import type { ProviderVersions } from '../schema/version.ts';
import type { Configuration } from '../terraform/configuration.ts';
import type { Severity, Stage } from '../text/diagnostic.ts';
import type { JsonPart } from '../text/json-part.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { Place } from '../value/value.ts';
import type { RuleFix } from './fix.ts';
import type { PlanExample } from './plan-example.ts';

export { type Arn, EVENT_SOURCE_ARN, parseArn, readArn } from '../lambda/arn.ts';
export { areNeighbours, dependencies, names } from '../lambda/dependencies.ts';
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
export { type EventSourceMapping, isEnabled, type ResourceReference } from '../lambda/event-source-mapping.ts';
export { allRefuse, cell, limit, SOURCE_ARGUMENTS, words } from '../lambda/event-source-table.ts';
export { functionBehind, functionReference } from '../lambda/function-target.ts';
export { ignoresChanges } from '../lambda/ignored-changes.ts';
export { naming } from '../lambda/naming-blocks.ts';
export { accountOf, blockOf, type Placement, regionOf, wantedRegion } from '../lambda/placement.ts';
export { valueAt } from '../lambda/presence.ts';
export { writtenAt } from '../schema/step.ts';
export type { Violation, ViolationParams } from '../schema/validate.ts';
export type { Configuration, ResourceBlock, ResourceInstance, UnreadKey } from '../terraform/configuration.ts';
export type { Stage } from '../text/diagnostic.ts';
export type { JsonPart } from '../text/json-part.ts';
export { child, isAtOrBelow, type JsonPointer, parent, tokens } from '../text/pointer.ts';
export type { Place, Reference, Value } from '../value/value.ts';
export { type AccessEntry, accessEntries } from './access-entries.ts';
export { actual, argumentName, enforcer, listed, nearest, referenceText, whence, written } from './describe.ts';
export type { FixEdit, RuleFix } from './fix.ts';
export { NEWEST_KNOWN_PROVIDER, neededVersion } from './provider-version.ts';
export { arnService, isFifoQueue, isFifoTopic, type NamedResource, namedResource } from './resource-arn.ts';
export { instancesBehind, isSetElsewhere, resourceArgument } from './resource-instances.ts';
export { memberNames, nameFix, unknownName } from './schema-names.ts';
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
export { functionTimeout, queueVisibility, setVisibility } from './timeouts.ts';

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
  readonly fix?: RuleFix;
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
  /** The rule is called only when all of this holds; without it, always. */
  readonly when?: RuleCondition;
  check(context: RuleContext): Iterable<Finding>;
}

/**
 * What must hold for a rule to have anything to say. It is data, so that the engine neither calls nor even loads the many
 * rules that a mapping gives no reason to ask.
 */
export interface RuleCondition {
  /** Every kind of source that is possible, and there is one, is among these. */
  readonly sources?: readonly EventSourceKind[];
  /** One of these arguments or blocks is written in the mapping, whatever its value. */
  readonly written?: readonly string[];
  /** The schema has something against the mapping, by one of these keywords. */
  readonly violated?: readonly Violation['keyword'][];
  /** The module or one in its tree declares a resource or data source of one of these types. */
  readonly resources?: readonly string[];
  /** The module tree makes more than one mapping. */
  readonly severalMappings?: true;
  /** AWS looks when it creates a mapping, so that in a plan only those count that are created or replaced. */
  readonly creation?: true;
  /** What is looked at is a plan. */
  readonly plan?: true;
  /** The caller of a module has written something for the mapping that the module does not read. */
  readonly unread?: true;
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
    /** For rules about what a plan does; of an invalid one exactly one finding is expected. */
    readonly plans?: { readonly invalid: readonly PlanExample[]; readonly valid: readonly PlanExample[] };
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

/** One mapping block under all rules: what they find in every world that matters becomes diagnostics with places. */
import { mappingCoverage } from '../lambda/coverage.ts';
import { allIn, type EventSourceKind } from '../lambda/event-source.ts';
import { createEventSourceMapping, type EventSourceMapping } from '../lambda/event-source-mapping.ts';
import { describedOrigin } from '../rule/describe.ts';
import type { Finding, Rule, RuleContext } from '../rule/rule.ts';
import { isSourceKnown } from '../rule/source.ts';
import { EVENT_SOURCE_MAPPING } from '../schema/resource-schemas.ts';
import { writtenAt } from '../schema/step.ts';
import { validate } from '../schema/validate.ts';
import { type ProviderVersions, providerVersions } from '../schema/version.ts';
import type { Configuration, ResourceBlock, ResourceInstance } from '../terraform/configuration.ts';
import type { Diagnostic, Fix, RelatedInformation, Severity, Stage } from '../text/diagnostic.ts';
import { isAtOrBelow, type JsonPointer, parent } from '../text/pointer.ts';
import type { SourceRange } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { MappingValue, Place, Value } from '../value/value.ts';
import { coverageOf, type InstanceCoverage, type MappingCoverage, type Undetermined } from './coverage.ts';
import { toFix } from './fix-edits.ts';
import { withTypeStages } from './type-stage.ts';
import { type Decision, explore, type Look, settle, type World } from './worlds.ts';

/** A rule that runs, and how severe its findings are; `undefined` when only other rules need to know of them. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity | undefined;
  /** The plug-in that it comes from, when it is not ours. */
  readonly plugin?: string;
}

export interface MappingFindings {
  readonly diagnostics: readonly Diagnostic[];
  readonly coverage: MappingCoverage;
}

interface InstanceFindings extends InstanceCoverage {
  readonly diagnostics: readonly Diagnostic[];
}

/** One instance in one world; the mapping as the rules about its source saw it. */
interface InstanceLook {
  readonly diagnostics: readonly Diagnostic[];
  readonly mapping: EventSourceMapping;
  readonly judged: MappingValue;
  readonly view: Configuration;
}

interface Subject {
  readonly block: ResourceBlock;
  readonly provider: ProviderVersions;
  readonly configuration: Configuration;
  readonly rules: readonly ActiveRule[];
  /** The time, when the host tells it. */
  readonly now: string | (() => string) | undefined;
}

/**
 * All that the rules find in a mapping block. A block without instances is judged once, as `terraform validate` does, which
 * reads it all the same.
 */
export function lintMapping(given: Omit<Subject, 'provider'>): MappingFindings {
  const { block } = given;
  const subject: Subject = { ...given, provider: providerVersions(() => block.provider) };
  const findings = block.instances.map((instance) => lintInstance(subject, instance));
  if (findings.length === 0) {
    const { kinds } = lintInstance(subject, block.hypothetical);
    findings.push({ ...atValidate(lintInstance(subject, block.template)), kinds });
  }
  const diagnostics = findings.flatMap((one) => one.diagnostics);
  if (block.instances.some(({ values }) => holdsSwitchedOff(values))) diagnostics.push(...namesInSwitchedOff(subject));
  return { diagnostics, coverage: coverageOf(block, findings) };
}

/** Whether a value is that of blocks that a variable switches off. */
function isSwitchedOff(value: Value | undefined): boolean {
  if (value === undefined || !('elements' in value)) return false;
  return value.blocks === true && value.elements.length === 0 && value.late === true;
}

function holdsSwitchedOff(value: Value): boolean {
  if ('entries' in value) return [...value.entries.values()].some(holdsSwitchedOff);
  return (
    isSwitchedOff(value) || ('elements' in value && value.blocks === true && value.elements.some(holdsSwitchedOff))
  );
}

/** `terraform validate` does not know that a variable switches blocks off, and looks at their names. */
function namesInSwitchedOff(subject: Subject): readonly Diagnostic[] {
  const { instances, template } = subject.block;
  const liesInOff = (pointer: JsonPointer): boolean =>
    pointer !== '' &&
    (liesInOff(parent(pointer)) || instances.some(({ values }) => isSwitchedOff(writtenAt(values, pointer))));
  const { diagnostics } = atValidate(lintInstance(subject, template));
  return diagnostics.filter(({ pointer }) => pointer !== undefined && liesInOff(pointer));
}

function atValidate(findings: InstanceFindings): InstanceFindings {
  return { ...findings, diagnostics: findings.diagnostics.filter(({ stage }) => stage === 'validate') };
}

function lintInstance(subject: Subject, instance: ResourceInstance): InstanceFindings {
  let first: InstanceLook | undefined;
  const looks = explore((world) => {
    const look = lintInWorld({ ...subject, undecided: first?.mapping }, instance, world);
    first ??= look;
    return look;
  }, instance.when);
  const { held, doubtful } = settle(
    looks.map(({ decisions, result }) => ({ decisions, result: result.diagnostics })),
    {
      key: ({ rule, message, pointer }) => `${rule}\n${pointer}\n${message}`,
      cause: ({ rule, pointer }) => `${rule}\n${pointer}`,
    },
  );
  return {
    diagnostics: held.map(({ item, when }) => assuming(item, when)),
    kinds: possibleKinds(looks),
    undetermined: [
      ...onePerGap(lastingUndetermined(looks, instance)),
      // What rests on several independent conditions is not reported: perhaps nobody ever chooses them together.
      ...doubtful.map(({ item, together }) => ({
        pointer: item.pointer ?? '',
        reason: `${item.rule} would be reported only when ${together.map(({ assumption }) => assumption).join(' and ')}`,
        range: item.range,
      })),
    ],
  };
}

/** The arguments that nothing is known of; one that is one of several values is not among them, each has a world. */
function undeterminedOf({ judged, view }: InstanceLook, instance: ResourceInstance): Undetermined[] {
  return mappingCoverage({ instance, judged, configuration: view }).undetermined.map(({ pointer, reason }) => ({
    pointer,
    reason,
    range: range(instance.sourceMap.locate(pointer, 'value')),
  }));
}

/** What is undetermined while nothing is decided, unless one condition settles it whatever its outcome. */
function lastingUndetermined(looks: readonly Look<InstanceLook>[], instance: ResourceInstance): Undetermined[] {
  const [first, ...decided] = looks;
  if (first === undefined) return [];
  const all = undeterminedOf(first.result, instance);
  if (all.length === 0) return all;
  const left = new Map<string, Set<string>>();
  for (const { decisions, result } of decided) {
    const [decision, ...more] = decisions;
    if (decision === undefined || more.length > 0) continue;
    const pointers = undeterminedOf(result, instance).map(({ pointer }) => pointer);
    left.set(decision.condition, new Set([...(left.get(decision.condition) ?? []), ...pointers]));
  }
  return all.filter(({ pointer }) => [...left.values()].every((pointers) => pointers.has(pointer)));
}

/** What comes from one place for one reason is one gap, however many arguments come from there. */
function onePerGap(undetermined: readonly Undetermined[]): Undetermined[] {
  const gaps = new Map<string, Undetermined>();
  for (const one of undetermined) {
    const { filename, start } = one.range;
    const gap = `${filename}\n${start.offset}\n${one.reason}`;
    if (!gaps.has(gap)) gaps.set(gap, one);
  }
  return [...gaps.values()];
}

/** The kinds that no condition excludes: each has one of its outcomes. */
function possibleKinds(looks: readonly Look<InstanceLook>[]): ReadonlySet<EventSourceKind> {
  const byCondition = new Map<string, EventSourceKind[]>();
  for (const { decisions, result } of looks) {
    const [decision, ...more] = decisions;
    if (decision === undefined || more.length > 0) continue;
    byCondition.set(decision.condition, [...(byCondition.get(decision.condition) ?? []), ...result.mapping.kinds]);
  }
  const undecided = [...(looks[0]?.result.mapping.kinds ?? [])];
  return new Set(undecided.filter((kind) => [...byCondition.values()].every((kinds) => kinds.includes(kind))));
}

/** What rests on one outcome of a condition says so; it is an error only where the module itself writes every outcome. */
function assuming(diagnostic: Diagnostic, when: readonly Decision[]): Diagnostic {
  if (when.length === 0) return diagnostic;
  // What is wrong for one outcome may be right for the other.
  const { fix: _, ...unfixed } = diagnostic;
  return {
    ...unfixed,
    severity: when.every(({ written }) => written) ? diagnostic.severity : 'warning',
    assumptions: [when.map(({ assumption }) => assumption).join(' or ')],
  };
}

/**
 * The rules about the source speak first: when they do, its kind is not to be trusted, and rules about kinds are silent.
 * A kind that is only deduced from other arguments is not deduced from one outcome of a condition: that would be two doubts.
 */
function lintInWorld(
  {
    block,
    provider,
    configuration,
    rules,
    now,
    undecided,
  }: Subject & { readonly undecided: EventSourceMapping | undefined },
  instance: ResourceInstance,
  world: World,
): InstanceLook {
  const seen = world.instance(instance);
  const view = world.configuration(configuration);
  const { violations: found, instance: judged } = validate(EVENT_SOURCE_MAPPING, seen.values, provider);
  const violations = withTypeStages(found, { block, isLate: (pointer) => isLate(seen.values, pointer) });
  const visible = withoutDoubts(judged);
  const mappingView = (sourceJudged: boolean): EventSourceMapping => {
    const mapping = createEventSourceMapping({ instance: seen, judged: visible, configuration: view, sourceJudged });
    if (undecided === undefined || sourceJudged || isSourceKnown(mapping)) return mapping;
    const { kinds, kindsBecause, contradiction } = undecided;
    return { ...mapping, kinds, kindsBecause, contradiction };
  };
  const mapping = mappingView(false);
  const context: RuleContext = {
    mapping,
    configuration: view,
    violations,
    provider,
    get now() {
      return typeof now === 'function' ? now() : now;
    },
  };
  const first = rules.filter(({ rule }) => rule.about === 'source').flatMap((active) => check(active, context));
  const sourceJudged = first.some(({ finding }) => isSourceArgument(finding.at));
  const rest = sourceJudged ? { ...context, mapping: mappingView(true) } : context;
  const others = rules.filter(({ rule }) => rule.about === undefined).flatMap((active) => check(active, rest));
  return {
    mapping,
    judged: visible,
    view,
    diagnostics: [...first, ...others].flatMap(({ active, finding, crashed }) =>
      active.severity === undefined && !crashed
        ? []
        : [toDiagnostic({ active, finding, crashed, instance: seen, block })],
    ),
  };
}

/**
 * The instance without what proves nothing. Blocks that stand for any number of blocks, perhaps none, are left out; their list
 * stays open. A number, a truth value or a collection that is not null may still be one that the provider drops.
 */
function withoutDoubts<T extends Value>(value: T): T {
  if (value.kind === 'unknown' && value.notNull && value.type?.kind !== 'string') {
    const { notNull: _, ...rest } = value;
    return rest as T;
  }
  if ('elements' in value && value.blocks) {
    const certain = value.elements.filter((element) => !('representative' in element && element.representative));
    return { ...value, elements: certain.map(withoutDoubts) };
  }
  if (!('entries' in value)) return value;
  return { ...value, entries: new Map([...value.entries].map(([name, entry]) => [name, withoutDoubts(entry)])) };
}

function isSourceArgument(pointer: JsonPointer): boolean {
  return isAtOrBelow(pointer, '/event_source_arn') || isAtOrBelow(pointer, '/self_managed_event_source');
}

interface Found {
  readonly active: ActiveRule;
  readonly finding: Finding;
  readonly crashed: boolean;
}

/** Whether what a rule waits for is there. */
function isDue({ when }: Rule, { mapping, violations, configuration }: RuleContext): boolean {
  if (when === undefined) return true;
  const { sources, written, violated, resources, severalMappings, creation, plan, unread } = when;
  const { values, actions, unread: found } = mapping.instance;
  const { entries } = values;
  return (
    (plan === undefined || actions.length > 0) &&
    (unread === undefined || found !== undefined) &&
    (creation === undefined || actions.length === 0 || actions.includes('create')) &&
    (sources === undefined || allIn(mapping.kinds, sources)) &&
    (written === undefined || written.some((name) => entries.has(name))) &&
    (violated === undefined || violations.some(({ keyword }) => violated.includes(keyword))) &&
    (resources === undefined || resources.some((type) => configuration.original.blocksOf(type).length > 0)) &&
    (severalMappings === undefined || hasSeveralMappings(configuration.original))
  );
}

function hasSeveralMappings(configuration: Configuration): boolean {
  const [first, ...others] = configuration.blocksOf(EVENT_SOURCE_MAPPING.type);
  return others.length > 0 || (first !== undefined && first.instances.length > 1);
}

/** Runs one rule. A crash is our fault: it becomes a finding of its own, and the other rules still run. */
function check(active: ActiveRule, context: RuleContext): Found[] {
  try {
    if (!isDue(active.rule, context)) return [];
    return [...active.rule.check(context)].map((finding) => ({ active, finding, crashed: false }));
  } catch (error) {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const message = `the rule ${active.rule.name} crashed on ${context.mapping.address}: ${what}`;
    const authors = active.plugin === undefined ? 'preplan' : `the plug-in ${active.plugin}`;
    const help = `Report this to the authors of ${authors}, with the configuration; every other rule was applied`;
    return [{ active, finding: { at: '', message, help }, crashed: true }];
  }
}

function toDiagnostic({
  active: { rule, severity },
  finding,
  crashed,
  instance,
  block,
}: Found & { readonly instance: ResourceInstance; readonly block: ResourceBlock }): Diagnostic {
  const { at, message, aws, help } = finding;
  const related = [...relatedInformation(finding, instance), ...callChain(block)];
  const place = locate(instance, finding);
  const fix = fixOf(finding, instance, place);
  return {
    rule: crashed ? 'internal-error' : rule.name,
    severity: crashed ? 'error' : (severity ?? 'error'),
    stage: stageOf(finding, rule, instance),
    message,
    ...(aws !== undefined && { aws }),
    ...(help !== undefined && { help }),
    range: range(place),
    ...(related.length > 0 && { related }),
    addresses: [block.instances.length > 0 ? instance.address : block.address],
    pointer: at,
    ...(fix !== undefined && { fix }),
  };
}

/** What was made of a rule's fix at a place: a block of many instances is one text. */
const fixesIn = new WeakMap<SourceFile, Map<string, Fix | undefined>>();

function fixOf(finding: Finding, instance: ResourceInstance, { file, start, end }: Place): Fix | undefined {
  if (finding.fix === undefined) return undefined;
  const fixes = fixesIn.get(file) ?? new Map<string, Fix | undefined>();
  fixesIn.set(file, fixes);
  const asked = JSON.stringify([start, end, finding.fix], (key, value) =>
    key === 'of' ? value.address : key === 'file' ? value.filename : value,
  );
  const found = fixes.has(asked) ? fixes.get(asked) : toFix(finding.fix, instance);
  fixes.set(asked, found);
  return found && dependsOnSettings(finding, instance) ? { ...found, applicability: 'unsafe' } : found;
}

/** Whether a variable, or the key of a repetition, makes it wrong: with other values it may be right. */
function dependsOnSettings({ at, related = [] }: Finding, { values }: ResourceInstance): boolean {
  return [at, ...related.flatMap((one) => ('at' in one ? [one.at] : []))].some((pointer) => {
    const value = writtenAt(values, pointer);
    // Which instance of a resource is meant does not change what it is.
    const isResource = value?.is?.subject === 'managed' || value?.is?.subject === 'data';
    return value?.late === true && !(isResource && value.origin === undefined);
  });
}

function locate(
  { values, sourceMap }: ResourceInstance,
  { at, part, within }: Pick<Finding, 'at' | 'part' | 'within'>,
): Place {
  return sourceMap.locate(at, part ?? (isBlock(values, at) ? 'key' : 'value'), within);
}

/** Whether what is marked is a block: one that is written, or the one in which something is missing. */
function isBlock(values: ResourceInstance['values'], pointer: JsonPointer): boolean {
  const value = writtenAt(values, pointer);
  if (value === undefined || pointer === '') return true;
  const above = writtenAt(values, parent(pointer));
  return [value, above].some(
    (candidate) => candidate !== undefined && 'blocks' in candidate && candidate.blocks === true,
  );
}

function range({ file, start, end }: Place): SourceRange {
  return file.range({ start, end });
}

/** The rule's own places, and where a value that is not written in the mapping itself came from. */
function relatedInformation({ at, related = [] }: Finding, instance: ResourceInstance): RelatedInformation[] {
  const places: RelatedInformation[] = related.map((one) => ({
    message: one.message,
    range: range('place' in one ? one.place : locate(instance, one)),
  }));
  for (const pointer of new Set([at, ...related.flatMap((one) => ('at' in one ? [one.at] : []))])) {
    let origin = writtenAt(instance.values, pointer)?.origin;
    for (; origin !== undefined; origin = origin.from) {
      if (origin.place === undefined) continue;
      places.push({ message: describedOrigin({ name: origin.name, via: origin.via }), range: range(origin.place) });
    }
  }
  return places;
}

/** The module calls that lead to the block, the last one first. */
function callChain({ calls }: ResourceBlock): readonly RelatedInformation[] {
  return calls
    .map(({ name, place }) => ({
      message: `the module is called here, as ${JSON.stringify(name)}`,
      range: range(place),
    }))
    .reverse();
}

/** What a provider validator says at validate for a literal, it says at plan for what depends on variables, `each` or `count`. */
function stageOf({ at, stage, related = [] }: Finding, rule: Rule, { values }: ResourceInstance): Stage {
  const own = stage ?? rule.stage;
  if (own !== 'validate' || rule.judges === 'expression') return own;
  const pointers = [at, ...related.flatMap((one) => ('at' in one ? [one.at] : []))];
  return pointers.some((pointer) => isLate(values, pointer)) ? 'plan' : 'validate';
}

/**
 * Whether the value at a pointer, something it lies in or, for a list, one of its elements is late. Nothing is, where nothing
 * is written: what a block lacks is seen before it is known how many blocks there are.
 */
function isLate(values: ResourceInstance['values'], pointer: JsonPointer): boolean {
  if (writtenAt(values, pointer) === undefined) return false;
  const above: Value[] = [];
  for (let at = pointer; at !== ''; at = parent(at)) {
    const value = writtenAt(values, at);
    if (value !== undefined) above.push(value);
  }
  const [value] = above;
  const elements = value !== undefined && 'elements' in value ? value.elements : [];
  return [...above, ...elements].some(({ late }) => late === true);
}

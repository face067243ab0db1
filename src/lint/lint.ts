/**
 * The engine: configurations and rules in, diagnostics out. Each mapping is looked at in every possible world that matters:
 * the schema judges it, the rules about its source speak first and then all others; what they say is given its place, joined
 * and put in order.
 */
import type { LoadedPlugin } from '../rule/plugin.ts';
import type { Rule } from '../rule/rule.ts';
import type { Configuration, ConfigurationDiagnostic, ResourceBlock } from '../terraform/configuration.ts';
import type { LoadedModule } from '../terraform/load.ts';
import { refusedCalls } from '../terraform/refused-calls.ts';
import type { Diagnostic, Severity, Stage } from '../text/diagnostic.ts';
import { compareRanges, joinDiagnostics, sortDiagnostics } from './arrange.ts';
import { joinCoverages, type MappingCoverage } from './coverage.ts';
import { fixAgreement, type WrittenBlock, writtenBlock } from './fix-agreement.ts';
import { type ActiveRule, lintMapping, type MappingFindings } from './lint-mapping.ts';
import type { Build, LintMemory } from './lint-memory.ts';
import type { SuppressedDiagnostic } from './suppressions.ts';

export type { MappingCoverage } from './coverage.ts';
export type { SuppressedDiagnostic } from './suppressions.ts';

/** What a run found: the input of every report format. */
export interface LintResult {
  /** By file, then position. */
  readonly diagnostics: readonly Diagnostic[];
  readonly mappings: readonly MappingCoverage[];
  /** Number of files that were read. */
  readonly files: number;
  /** What comments in the files keep from being reported; absent when nobody has asked them. */
  readonly suppressed?: readonly SuppressedDiagnostic[];
  /** How many rules crashed on how many instances; the result is incomplete when it is not 0. */
  readonly internalErrors: number;
}

/** What the user has set. */
export interface LintSettings {
  /** Severities of single rules by name; a rule that is not named keeps its own, advice that is switched on is a warning. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** Other severities in some files; of several that match, the last one counts. */
  readonly overrides?: readonly SeverityOverride[];
  /** Stands in for a rule while it is measured. */
  readonly instrument?: (rule: Rule) => Rule;
  /** When given, only these rules report. */
  readonly only?: readonly string[];
  /** Whose rules run beside those of the host. */
  readonly plugins?: readonly LoadedPlugin[];
  /** The time, in RFC 3339; without it nothing that depends on the time is judged. */
  readonly now?: string | (() => string);
}

export interface SeverityOverride {
  matches(filename: string): boolean;
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
}

export interface LintRun extends LintSettings {
  readonly rules: readonly Rule[];
  /** Which mapping blocks are looked at; by default all. */
  readonly looksAt?: (block: ResourceBlock, configuration: Configuration) => boolean;
}

/** What was found in one block. */
export interface BlockFindings extends MappingFindings {
  readonly written: WrittenBlock;
}

/** What was found in the mappings of one configuration. */
interface Looked {
  readonly configuration: Configuration;
  readonly findings: readonly BlockFindings[];
}

/** Takes one configuration after the other, so that none needs to be kept. */
export function lint(configurations: Iterable<Configuration>, run: LintRun): LintResult {
  const look = lookWith(run);
  function* looked(): Iterable<Looked> {
    for (const configuration of configurations) {
      const blocks = configuration.blocksOf(MAPPING).filter((block) => isLookedAt(block, configuration, run));
      yield { configuration, findings: blocks.map((block) => look(block, configuration)) };
    }
  }
  return resultOf(looked(), run);
}

/** The same for one module that is looked at again and again; `undefined` when only a look at all of it tells. */
export function lintAgain(
  { loaded, build, memory }: { readonly loaded: LoadedModule; readonly build: Build; readonly memory: LintMemory },
  run: LintRun,
): LintResult | undefined {
  const looked = memory.find({
    loaded,
    build,
    type: MAPPING,
    look: lookWith(run),
    now: run.now,
    isLookedAt: (block, configuration) => isLookedAt(block, configuration, run),
  });
  return looked && resultOf([looked], run);
}

function isLookedAt(block: ResourceBlock, configuration: Configuration, { looksAt = () => true }: LintRun): boolean {
  return block.mode === 'managed' && looksAt(block, configuration);
}

function lookWith({
  rules,
  ...settings
}: LintRun): (block: ResourceBlock, configuration: Configuration) => BlockFindings {
  const activeIn = activeRules(rules, settings);
  return (block, configuration) => {
    const { filename } = block.place.file;
    const { diagnostics, coverage } = lintMapping({
      block,
      configuration,
      rules: activeIn(filename),
      now: settings.now,
    });
    const refused = configurationDiagnostics(refusedCalls(block), settings);
    return { diagnostics: [...diagnostics, ...refused], coverage, written: writtenBlock(block) };
  };
}

function resultOf(looked: Iterable<Looked>, settings: LintSettings): LintResult {
  const diagnostics: Diagnostic[] = [];
  const mappings: MappingCoverage[] = [];
  const files = new Set<string>();
  const fixes = fixAgreement();
  for (const { configuration, findings } of looked) {
    for (const found of findings) {
      fixes.add(found.written, configuration.directory, found.diagnostics);
      diagnostics.push(...found.diagnostics);
      mappings.push(found.coverage);
    }
    // Values are evaluated when they are asked for, so that what is wrong with them is known only now.
    diagnostics.push(...configurationDiagnostics(configuration.diagnostics, settings));
    for (const file of configuration.files) files.add(file);
  }
  return {
    diagnostics: sortDiagnostics(fixes.agreed(joinDiagnostics(diagnostics))),
    mappings: joinCoverages(mappings).toSorted((a, b) => compareRanges(a.range, b.range)),
    files: files.size,
    internalErrors: diagnostics.filter(({ rule }) => rule === 'internal-error').length,
  };
}

const MAPPING = 'aws_lambda_event_source_mapping';

const OURS: Pick<ActiveRule, 'plugin'> = {};

/**
 * The rules that run on the mappings of a file. Those about the source run even when they are off, because the others depend
 * on what they say.
 */
function activeRules(rules: readonly Rule[], settings: LintSettings): (filename: string) => readonly ActiveRule[] {
  const activeIn = (filename: string) => {
    const active: ActiveRule[] = [];
    const add = (rule: Rule, from: Pick<ActiveRule, 'plugin'>) => {
      const severity = severityOf({ name: rule.name, own: rule.severity, filename }, settings);
      if (severity === undefined && rule.about !== 'source') return;
      active.push({ ...from, rule: settings.instrument?.(rule) ?? rule, severity });
    };
    for (const rule of rules) add(rule, OURS);
    for (const { name, rules: theirs } of settings.plugins ?? [])
      for (const rule of theirs) add(rule, { plugin: name });
    return active;
  };
  const everywhere = settings.overrides === undefined ? activeIn('') : undefined;
  return (filename) => everywhere ?? activeIn(filename);
}

/** How severe something is in a file, `own` being how severe it is unless the settings say otherwise; `undefined` when it is off. */
export function severityOf(
  { name, own, filename }: { readonly name: string; readonly own: Severity | 'off'; readonly filename: string },
  { severities = {}, overrides = [], only }: LintSettings,
): Severity | undefined {
  if (only !== undefined && !only.includes(name)) return undefined;
  const override = overrides.findLast((one) => Object.hasOwn(one.severities, name) && one.matches(filename));
  const set = override?.severities[name] ?? (Object.hasOwn(severities, name) ? severities[name] : undefined);
  const severity = set ?? (own === 'off' && only !== undefined ? 'warning' : own);
  return severity === 'off' ? undefined : severity;
}

/** What is wrong with the configuration itself. A syntax error is always told: what follows it was not checked. */
export function configurationDiagnostics(
  found: readonly ConfigurationDiagnostic[],
  settings: LintSettings,
): readonly Diagnostic[] {
  return found.flatMap((one) => fromConfiguration(one, settings));
}

function fromConfiguration(
  { rule, message, help, place, late, related = [] }: ConfigurationDiagnostic,
  settings: LintSettings,
): Diagnostic[] {
  const { filename } = place.file;
  const severity = rule === 'syntax-error' ? 'error' : severityOf({ name: rule, own: 'error', filename }, settings);
  if (severity === undefined) return [];
  const stage: Stage = late === true ? 'plan' : 'validate';
  return [
    {
      rule,
      severity,
      stage,
      message,
      ...(help !== undefined && { help }),
      range: place.file.range(place),
      ...(related.length > 0 && {
        related: related.map((one) => ({ message: one.message, range: one.place.file.range(one.place) })),
      }),
      addresses: [],
    },
  ];
}

/**
 * JUnit's XML, for systems that show tests: a suite for each file, a test for each mapping and for what is wrong elsewhere. An
 * error is a failure; warnings are told in the output of the suite.
 */
import type { LintResult, MappingCoverage } from '../lint/lint.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { withoutKeys } from './block-address.ts';
import { moment } from './pretty.ts';
import { singleLine, visible, wellFormed } from './terminal-text.ts';

interface TestCase {
  readonly name: string;
  readonly diagnostics: Diagnostic[];
}

export interface JunitOptions {
  readonly quiet: boolean;
  /** The time, in RFC 3339. */
  readonly time: string;
}

export function formatJunit(result: LintResult, { quiet, time }: JunitOptions): string {
  const shown = result.diagnostics.filter(({ severity }) => severity === 'error' || !quiet);
  const suites = [...suitesOf(shown, result.mappings)].map(([filename, cases], id) =>
    formatSuite({ filename, cases: [...cases.values()], id, time }),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

/** By file: a test for each mapping, with what was found for it, and one for each rule that found something elsewhere. */
function suitesOf(
  diagnostics: readonly Diagnostic[],
  mappings: readonly MappingCoverage[],
): Map<string, Map<string, TestCase>> {
  const suites = new Map<string, Map<string, TestCase>>();
  const caseOf = (filename: string, name: string): TestCase => {
    const cases = suites.get(filename) ?? new Map<string, TestCase>();
    suites.set(filename, cases);
    const found = cases.get(name) ?? { name, diagnostics: [] };
    cases.set(name, found);
    return found;
  };
  for (const { address, range } of mappings) caseOf(range.filename, withoutKeys(address));
  for (const diagnostic of diagnostics) {
    const [address] = diagnostic.addresses;
    caseOf(diagnostic.range.filename, address === undefined ? diagnostic.rule : withoutKeys(address)).diagnostics.push(
      diagnostic,
    );
  }
  return suites;
}

interface Suite {
  readonly filename: string;
  readonly cases: readonly TestCase[];
  readonly id: number;
  readonly time: string;
}

/** With all that the two schemas in use demand, and nothing that one of them refuses. */
function formatSuite({ filename, cases, id, time }: Suite): string {
  const failures = cases.filter(({ diagnostics }) => diagnostics.some(isError)).length;
  const warnings = cases.flatMap(({ diagnostics }) => diagnostics.filter((found) => !isError(found)));
  const attributes = [
    `name="${attribute(filename)}"`,
    'package="preplan"',
    `id="${id}"`,
    `timestamp="${time.slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}"`,
    'hostname="localhost"',
    `tests="${cases.length}"`,
    `failures="${failures}"`,
    'errors="0"',
    'time="0"',
  ];
  return [
    `  <testsuite ${attributes.join(' ')}>\n`,
    `    <properties>\n      <property name="warnings" value="${warnings.length}"/>\n    </properties>\n`,
    ...cases.map((one) => formatCase(filename, one)),
    `    <system-out>${content(warnings.map(describe).join('\n\n'))}</system-out>\n`,
    '    <system-err></system-err>\n',
    '  </testsuite>\n',
  ].join('');
}

function formatCase(filename: string, { name, diagnostics }: TestCase): string {
  const open = `    <testcase name="${attribute(name)}" classname="${attribute(filename)}" time="0"`;
  const errors = diagnostics.filter(isError);
  const [first] = errors;
  if (first === undefined) return `${open}/>\n`;
  const text = content(errors.map(describe).join('\n\n'));
  const failure = `<failure message="${attribute(failureMessage(errors))}" type="${attribute(first.rule)}">${text}</failure>`;
  return `${open}>\n      ${failure}\n    </testcase>\n`;
}

function failureMessage(errors: readonly Diagnostic[]): string {
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `${errors[0]?.message ?? ''}${more}`;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function describe({ assumptions = [], aws, help, message, range, rule, severity, stage }: Diagnostic): string {
  const { filename, start } = range;
  return [
    `${severity}: ${message} [${rule}]`,
    `${filename}:${start.line}:${start.column}`,
    ...(assumptions.length > 0 ? [`when: ${assumptions.join(' and ')}`] : []),
    ...(aws === undefined ? [] : [`AWS says: ${aws}`]),
    ...(help === undefined ? [] : [`help: ${help}`]),
    `shows at: ${moment(stage)}`,
  ].join('\n');
}

/** Text between tags: no control characters, and none that XML 1.0 does not know. */
function content(text: string): string {
  return wellFormed(visible(text))
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function attribute(text: string): string {
  return content(singleLine(text)).replaceAll('"', '&quot;');
}

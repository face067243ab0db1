/**
 * Examples of a rule's page as assertions: in an `invalid` example each line that ends in `# error` or `# warning` carries
 * exactly one diagnostic of this rule, no other line does, and no other rule reports an error; a `valid` example is silent.
 */
import type { Diagnostic, Severity } from '../text/diagnostic.ts';
import type { Rule, RulePage } from './rule.ts';

/** What is wrong with a rule's examples, one sentence each; none when all of them hold. */
export function testRule({
  rule,
  page,
  lintText,
}: {
  readonly rule: Rule;
  readonly page: RulePage;
  /** Lints one file; the rule under test is switched on. */
  readonly lintText: (text: string) => readonly Diagnostic[];
}): readonly string[] {
  const { invalid, valid } = page.examples;
  return [
    ...invalid.flatMap((example, index) =>
      problemsOfInvalid(rule, exampleText(example), lintText).map(
        (problem) => `invalid example ${index + 1}: ${problem}`,
      ),
    ),
    ...valid.flatMap((example, index) =>
      lintText(exampleText(example)).map((found) => `valid example ${index + 1}: unexpected ${described(found)}`),
    ),
  ];
}

function problemsOfInvalid(rule: Rule, text: string, lintText: (text: string) => readonly Diagnostic[]): string[] {
  const expected = markers(text);
  if (expected.size === 0) return ['no line is marked'];
  const problems: string[] = [];
  const found = new Map<number, Diagnostic[]>();
  for (const diagnostic of lintText(text)) {
    if (diagnostic.rule === rule.name) {
      const { line } = diagnostic.range.start;
      found.set(line, [...(found.get(line) ?? []), diagnostic]);
    } else if (diagnostic.severity === 'error') {
      problems.push(`unexpected ${described(diagnostic)}`);
    }
  }
  for (const [line, severity] of expected) {
    const severities = (found.get(line) ?? []).map((diagnostic) => diagnostic.severity).join(', ');
    if (severities !== severity) problems.push(`line ${line} wants ${severity}, got ${severities || 'nothing'}`);
  }
  for (const [line, diagnostics] of found) {
    if (!expected.has(line)) problems.push(...diagnostics.map((diagnostic) => `unexpected ${described(diagnostic)}`));
  }
  return problems;
}

function markers(text: string): ReadonlyMap<number, Severity> {
  const found = new Map<number, Severity>();
  for (const [index, line] of text.split('\n').entries()) {
    const marker = /# (error|warning)$/.exec(line)?.[1];
    if (marker === 'error' || marker === 'warning') found.set(index + 1, marker);
  }
  return found;
}

function described({ rule, severity, message, range }: Diagnostic): string {
  return `${severity} ${rule} in line ${range.start.line}: ${message}`;
}

/** An example as a file: without the line break at its start and the indentation that all its lines share. */
export function exampleText(example: string): string {
  const lines = example.replace(/^\n/, '').trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return `${lines.map((line) => line.slice(indent)).join('\n')}\n`;
}

import { describe, expect, it } from 'vitest';
import type { Rule, RulePage } from '../../src/rule/rule.ts';
import { exampleText, testRule } from '../../src/rule/test-rule.ts';
import type { Diagnostic, Severity } from '../../src/text/diagnostic.ts';

const rule: Rule = { name: 'mine', summary: '', severity: 'error', stage: 'apply', check: () => [] };

function page(examples: Partial<RulePage['examples']>): RulePage {
  return { docs: '', evidence: [], references: [], examples: { invalid: [], valid: [], ...examples } };
}

/** Reports a word wherever it stands in a text. */
function reporting(found: readonly { readonly rule: string; readonly severity: Severity; readonly line: number }[]) {
  return (): Diagnostic[] =>
    found.map(({ rule: name, severity, line }) => {
      const position = { offset: 0, line, column: 1 };
      return {
        rule: name,
        severity,
        stage: 'apply',
        message: 'm',
        range: { filename: 'x', start: position, end: position },
        addresses: [],
      };
    });
}

describe('an invalid example', () => {
  const examples = page({ invalid: ['\n  a = 1 # error\n  b = 2\n'] });
  const problems = (found: Parameters<typeof reporting>[0]) =>
    testRule({ rule, page: examples, lintText: reporting(found) });

  it('holds when exactly the marked lines are reported', () => {
    expect(problems([{ rule: 'mine', severity: 'error', line: 1 }])).toEqual([]);
  });

  it('may be warned of by other rules', () => {
    expect(
      problems([
        { rule: 'mine', severity: 'error', line: 1 },
        { rule: 'other', severity: 'warning', line: 2 },
      ]),
    ).toEqual([]);
  });

  it.each([
    ['nothing is reported', [], 'line 1 wants error, got nothing'],
    ['the severity differs', [{ rule: 'mine', severity: 'warning', line: 1 }], 'line 1 wants error, got warning'],
    [
      'a line is reported twice',
      [
        { rule: 'mine', severity: 'error', line: 1 },
        { rule: 'mine', severity: 'error', line: 1 },
      ],
      'line 1 wants error, got error, error',
    ],
    [
      'another line is reported',
      [
        { rule: 'mine', severity: 'error', line: 1 },
        { rule: 'mine', severity: 'error', line: 2 },
      ],
      'unexpected error mine in line 2: m',
    ],
    [
      'another rule reports an error',
      [
        { rule: 'mine', severity: 'error', line: 1 },
        { rule: 'other', severity: 'error', line: 2 },
      ],
      'unexpected error other in line 2: m',
    ],
  ] as const)('fails when %s', (_, found, problem) => {
    expect(problems(found)).toEqual([`invalid example 1: ${problem}`]);
  });

  it('fails without a mark', () => {
    expect(testRule({ rule, page: page({ invalid: ['a = 1'] }), lintText: reporting([]) })).toEqual([
      'invalid example 1: no line is marked',
    ]);
  });
});

it('a valid example fails when anything is reported, by whatever rule', () => {
  const lintText = reporting([{ rule: 'other', severity: 'warning', line: 3 }]);
  expect(testRule({ rule, page: page({ valid: ['a = 1'] }), lintText })).toEqual([
    'valid example 1: unexpected warning other in line 3: m',
  ]);
});

it('examples lose the indentation that their lines share', () => {
  expect(exampleText('\n    a {\n      b = 1\n\n    }\n  ')).toBe('a {\n  b = 1\n\n}\n');
});

import { describe, expect, it } from 'vitest';
import { describeProblem, exampleProblems, type RuleExamples } from '../../src/rule/example-problems.ts';
import type { Diagnostic, Severity } from '../../src/text/diagnostic.ts';

function problemsIn(
  { invalid = [], valid = [], plans }: Partial<RuleExamples>,
  found: Parameters<typeof reporting>[0],
): readonly string[] {
  const lint = reporting(found);
  return exampleProblems({
    name: 'mine',
    examples: { invalid, valid, ...(plans && { plans }) },
    lintText: lint,
    lintPlan: lint,
  }).map(describeProblem);
}

/** Reports these, whatever the text. */
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
  const examples = { invalid: ['\n  a = 1 # error\n  b = 2\n'] };
  const problems = (found: Parameters<typeof reporting>[0]) => problemsIn(examples, found);

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
    ['nothing is reported', [], 'line 1: wants error, got nothing'],
    ['the severity differs', [{ rule: 'mine', severity: 'warning', line: 1 }], 'line 1: wants error, got warning'],
    [
      'a line is reported twice',
      [
        { rule: 'mine', severity: 'error', line: 1 },
        { rule: 'mine', severity: 'error', line: 1 },
      ],
      'line 1: wants error, got error, error',
    ],
    [
      'another line is reported',
      [
        { rule: 'mine', severity: 'error', line: 1 },
        { rule: 'mine', severity: 'error', line: 2 },
      ],
      'line 2: unexpected error mine: m',
    ],
    [
      'another rule reports an error',
      [
        { rule: 'mine', severity: 'error', line: 1 },
        { rule: 'other', severity: 'error', line: 2 },
      ],
      'line 2: unexpected error other: m',
    ],
  ] as const)('fails when %s', (_, found, problem) => {
    expect(problems(found)).toEqual([`invalid example 1, ${problem}`]);
  });

  it('fails without a mark', () => {
    expect(problemsIn({ invalid: ['a = 1'] }, [])).toEqual(['invalid example 1: no line is marked']);
  });
});

it('a valid example fails when anything is reported, by whatever rule', () => {
  expect(problemsIn({ valid: ['a = 1', 'b = 2'] }, [{ rule: 'other', severity: 'warning', line: 3 }])).toEqual([
    'valid example 1, line 3: unexpected warning other: m',
    'valid example 2, line 3: unexpected warning other: m',
  ]);
});

describe('an example that is a plan', () => {
  const plan = { mapping: { function_name: 'f' }, actions: ['update'] } as const;
  const found = { rule: 'mine', severity: 'warning', line: 1 } as const;
  const other = { rule: 'other', severity: 'error', line: 1 } as const;

  it('is invalid with exactly one finding of the rule, and no error of another', () => {
    const plans = { invalid: [plan], valid: [] };
    expect(problemsIn({ plans }, [found])).toEqual([]);
    expect(problemsIn({ plans }, [])).toEqual(['invalid plan example 1: wants one finding, got 0']);
    expect(problemsIn({ plans }, [found, other])).toEqual([
      'invalid plan example 1, line 1: unexpected error other: m',
    ]);
  });

  it('is valid when nothing is found', () => {
    const plans = { invalid: [], valid: [plan] };
    expect(problemsIn({ plans }, [])).toEqual([]);
    expect(problemsIn({ plans }, [found])).toEqual(['valid plan example 1, line 1: unexpected warning mine: m']);
  });
});

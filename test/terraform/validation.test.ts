import { describe, expect, test } from 'vitest';
import { lintText } from '../../src/core.ts';
import { FUNCTIONS } from '../functions.ts';
import { evaluated, plain } from './module-text.ts';

function variable(condition: string, more = ''): string {
  return `
locals { allowed = ["a", "b"] }
variable "y" {}
variable "x" {
  ${more}
  validation {
    condition     = ${condition}
    error_message = "Only a or b, not \${var.x}."
  }
}`;
}

describe('a variable without value', () => {
  test.each([
    'contains(["a", "b"], var.x)',
    'contains(local.allowed, var.x)',
    'contains(toset(["b", "a"]), var.x)',
    'var.x == "a" || "b" == var.x',
    '(contains(["a", "b", "c"], var.x) && var.x != "c") && contains(["a", "b"], var.x)',
    'length(var.x) == 1 && contains(["a", "b"], var.x)',
  ])('is one of those that %s lets pass', (condition) => {
    expect(evaluated('var.x', variable(condition))).toMatchObject({
      kind: 'choice',
      written: true,
      late: true,
      options: [
        { assumption: 'var.x == "a"', value: { kind: 'string', value: 'a' } },
        { assumption: 'var.x == "b"', value: { kind: 'string', value: 'b' } },
      ],
    });
  });

  test.each([
    '!contains(["a", "b"], var.x)',
    'contains(["a", var.y], var.x)',
    'contains(["a"], lower(var.x))',
    'var.x == "a" || length(var.x) > 3',
    'var.x == lower(var.x)',
    'var.x != "a"',
    'can(regex("^a", var.x))',
  ])('is not known by %s', (condition) => {
    expect(plain(evaluated('var.x', variable(condition)))).toEqual({ unknown: 'var.x has no value' });
  });

  test('takes its type, and null where that is allowed', () => {
    const value = evaluated('var.x', variable('var.x == null || contains(["1", "2"], var.x)', 'type = number'));
    expect(value).toMatchObject({
      options: [{ value: { kind: 'null' } }, { value: { kind: 'number', value: 1 } }, { value: { value: 2 } }],
    });
  });

  test('decides the conditions that ask for it', () => {
    const value = evaluated('[var.x == "a" ? 1 : 2, var.x]', variable('contains(["a", "b"], var.x)'));
    expect(value).toMatchObject({ elements: [{ kind: 'choice' }, { kind: 'choice' }] });
    const ids = 'elements' in value ? value.elements.map((each) => each.kind === 'choice' && each.condition.id) : [];
    expect(ids[0]).toBe(ids[1]);
  });
});

describe('a value that fails its validation', () => {
  const lint = (declarations: string, body = 'function_name = var.x') =>
    lintText({
      filename: 'main.tf',
      text: `${declarations}\nresource "aws_lambda_event_source_mapping" "m" {\n  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"\n  ${body}\n}\n`,
      functions: FUNCTIONS,
    }).diagnostics.filter(({ rule }) => rule === 'failed-variable-validation');

  test('is reported with the words of the author', () => {
    expect(lint(variable('contains(["a", "b"], var.x)', 'default = "c"'))).toMatchObject([
      {
        severity: 'error',
        stage: 'plan',
        message: 'the value "c" of var.x fails its validation: Only a or b, not c.',
        range: { start: { line: 5, column: 13 } },
        related: [{ message: 'the condition that it fails' }],
      },
    ]);
  });

  test.each([
    ['passes', variable('contains(["a", "b"], var.x)', 'default = "a"'), undefined],
    ['is not known', variable('contains(["a", "b"], var.x)'), undefined],
    ['is the default of an optional input', variable('contains(["a", "b"], var.x)', 'default = ""'), undefined],
    ['is used by nothing', variable('contains(["a", "b"], var.x)', 'default = "c"'), 'function_name = "f"'],
    ['depends on what is not known', variable('contains(["a", var.y], var.x)', 'default = "c"'), undefined],
  ])('is not reported when it %s', (_why, declarations, body) => {
    expect(lint(declarations, body)).toEqual([]);
  });

  test('keeps what is sensitive to itself', () => {
    const [found] = lint(variable('contains(["a", "b"], var.x)', 'default = "topsecret"\n  sensitive = true'));
    expect(found?.message).toBe('the value of var.x fails its validation');
  });
});

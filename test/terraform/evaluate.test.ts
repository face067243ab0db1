import { describe, expect, test } from 'vitest';
import { evaluated, plain } from './module-text.ts';

describe('expressions without unknowns, as terraform console prints them', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['0.1 + 0.2', 0.3],
    ['-"5"', -5],
    ['!"true"', false],
    ['1 == "1"', false],
    ['null == null', true],
    ['1 < "2"', true],
    ['true ? 1 : "a"', '1'],
    ['false ? 1 : "a"', 'a'],
    ['true ? [1] : []', [1]],
    ['true ? [1, "a"] : [2]', ['1', 'a']],
    ['true ? { a = 1 } : {}', { a: 1 }],
    ['true ? { a = 1 } : { b = "x" }', { a: '1' }],
    ['true ? null : [1]', null],
    ['[1, 2, 3][1]', 2],
    ['[1, 2, 3]["1"]', 2],
    ['[1, 2].1', 2],
    ['{ a = 1 }.a', 1],
    ['{ "1" = 1 }[1]', 1],
    ['[for k, v in { b = 1, a = 2 } : k]', ['a', 'b']],
    ['[for i, v in ["x", "y"] : "${i}${v}"]', ['0x', '1y']],
    ['[for v in ["x", "y", "z"] : v if v != "y"]', ['x', 'z']],
    ['{ for v in ["a", "b"] : v => "${v}!" }', { a: 'a!', b: 'b!' }],
    ['{ for v in ["a", "a"] : v => v... }', { a: ['a', 'a'] }],
    ['null[*]', []],
    ['"x"[*]', ['x']],
    ['[[1], [2]][*][0]', [1, 2]],
    ['{ a = 1 }[*].a', [1]],
    ['[{ a = 1 }, { a = 2 }].*.a', [1, 2]],
    ['"${null}"', null],
    ['"${[1]}"', [1]],
    ['"a${true}b${1.50}"', 'atrueb1.5'],
    ['"%{ if true }a%{ else }b%{ endif }"', 'a'],
    ['"%{ if false }a%{ endif }"', ''],
    ['"%{ for x in [1, 2] }${x},%{ endfor }"', '1,2,'],
    ['{ (1) = 2 }', { 1: 2 }],
    ['{ (true) = 2 }', { true: 2 }],
    ['{ null = 1, true = 2, for = 3 }', { null: 1, true: 2, for: 3 }],
    ['{ "a" = 1, a = 2 }', { a: 2 }],
    ['<<-EOT\n    a\n      b\n    EOT\n', 'a\n  b\n'],
    ['"e\u0301"', '\u00e9'],
  ])('%s', (expression, expected) => {
    expect(plain(evaluated(expression))).toEqual(expected);
  });

  test.each([
    'null && true',
    '"a" + 1',
    '"a" < "b"',
    '[1, 2, 3][1.5]',
    '[1][1]',
    '{ a = 1 }.b',
    '{ a = 1 }["b"]',
    '"abc"[0]',
    'null.a',
    '0 / 0',
    'true ? [1] : "x"',
    'true ? { a = 1 } : [1]',
    'null ? 1 : 2',
    '"x" ? 1 : 2',
    '"a${null}"',
    '"a${[1]}"',
    '{ (null) = 2 }',
    '{ ([1]) = 2 }',
    '{ a.b = 1 }',
    '{ for v in ["a", "a"] : v => v }',
    '[for v in 5 : v]',
    '[for v in ["a"] : v if v]',
  ])('%s fails', (expression) => {
    expect(evaluated(expression)).toMatchObject({ kind: 'unknown', failed: true });
  });
});

describe('variables', () => {
  const reason = (declaration: string): unknown => plain(evaluated('var.x', declaration));

  test('without a value they are unknown, with their type', () => {
    expect(evaluated('var.x', 'variable "x" { type = list(string) }')).toMatchObject({
      kind: 'unknown',
      late: true,
      type: { kind: 'list', element: { kind: 'string' } },
      is: { subject: 'variable', name: 'x', attribute: [] },
      reasons: [{ kind: 'variable', text: 'var.x has no value' }],
    });
  });

  test.each(['null', '""', '[]', '{}'])('the default %s is no value', (literal) => {
    expect(reason(`variable "x" { default = ${literal} }`)).toEqual({
      unknown: 'var.x has no value but its empty default',
    });
  });

  test('a default is the value, converted to the type', () => {
    expect(evaluated('var.x', 'variable "x" {\n type = string\n default = 5\n}')).toMatchObject({
      kind: 'string',
      value: '5',
      late: true,
      origin: { name: 'var.x', via: 'default', place: expect.objectContaining({ start: 41, end: 42 }) },
    });
  });

  test('a value from outside goes first', () => {
    const given = { value: { kind: 'string', value: '7' }, via: 'terraform.tfvars' } as const;
    expect(
      evaluated('var.x', 'variable "x" {\n type = number\n default = 5\n}', { variables: { x: given } }),
    ).toMatchObject({
      kind: 'number',
      value: 7,
      origin: { name: 'var.x', via: 'terraform.tfvars' },
    });
  });

  test('in a folder that is called as a module nothing is known of them', () => {
    expect(plain(evaluated('var.x', 'variable "x" { default = 5 }', { called: true }))).toEqual({
      unknown: 'var.x is set by the callers of this module',
    });
  });

  test('an undeclared variable is a failure', () => {
    expect(plain(evaluated('var.x'))).toEqual({ failed: 'var.x is not declared' });
  });

  test('a default that does not fit is a failure', () => {
    expect(plain(evaluated('var.x', 'variable "x" {\n type = number\n default = "ten"\n}'))).toEqual({
      failed: 'the value of var.x does not fit its type: a number is required',
    });
  });

  test('steps below an unknown keep type and identity', () => {
    expect(evaluated('var.x.name', 'variable "x" { type = object({ name = string }) }')).toMatchObject({
      kind: 'unknown',
      type: { kind: 'string' },
      is: { subject: 'variable', name: 'x', attribute: ['name'] },
    });
    expect(evaluated('var.x.nome', 'variable "x" { type = object({ name = string }) }')).toMatchObject({
      failed: true,
    });
    expect(evaluated('var.x["a"]', 'variable "x" { type = map(number) }')).toMatchObject({
      type: { kind: 'number' },
      is: { attribute: ['a'] },
    });
  });

  test('optional attributes have their defaults', () => {
    const declaration =
      'variable "x" {\n type = object({ a = string, b = optional(number, 3), c = optional(bool) })\n default = { a = 1 }\n}';
    expect(plain(evaluated('var.x', declaration))).toEqual({ a: '1', b: 3, c: null });
  });
});

describe('locals', () => {
  test('are evaluated, and passed on whole', () => {
    expect(evaluated('local.a', 'locals { a = 5 }')).toEqual({
      kind: 'number',
      value: 5,
      origin: { name: 'local.a', via: 'local value', place: expect.objectContaining({ start: 13, end: 14 }) },
    });
    expect(plain(evaluated('local.b.c[0]', 'locals {\n  a = "x"\n  b = { c = ["${local.a}y"] }\n}'))).toBe('xy');
  });

  test('what is computed from them has no origin', () => {
    expect(evaluated('local.a + 1', 'locals { a = 5 }')).toEqual({ kind: 'number', value: 6 });
    expect(evaluated('(local.a)', 'locals { a = 5 }')).toMatchObject({ origin: { name: 'local.a' } });
    expect(evaluated('"${local.a}"', 'locals { a = 5 }')).toMatchObject({ origin: { name: 'local.a' } });
    expect(evaluated('"${local.a}!"', 'locals { a = 5 }')).toEqual({ kind: 'string', value: '5!' });
  });

  test('pass on where a variable got its value', () => {
    expect(evaluated('local.a', 'variable "x" { default = 5 }\nlocals { a = var.x }')).toMatchObject({
      origin: { name: 'var.x' },
      late: true,
    });
  });

  test('undeclared ones fail', () => {
    expect(plain(evaluated('local.a'))).toEqual({ failed: 'local.a is not declared' });
  });
});

describe('late', () => {
  const declarations = 'variable "x" { default = 5 }\nlocals {\n  plain = 1\n  derived = [var.x, 2]\n}';
  test.each([
    ['var.x + 1', true],
    ['"${var.x}!"', true],
    ['var.x > 1 ? "a" : "b"', true],
    ['local.plain', undefined],
    ['local.plain + 1', undefined],
    ['local.derived[0]', true],
    ['local.derived[1]', undefined],
    ['[1, 2][var.x - 5]', true],
    ['[for v in [1] : v if var.x > 1]', true],
    ['{ (var.x) = 1 }', true],
  ])('%s: %s', (expression, late) => {
    expect(evaluated(expression, declarations).late).toBe(late);
  });
});

describe('unknown parts', () => {
  const declarations =
    'variable "x" { type = string }\nvariable "on" { type = bool }\nvariable "l" { type = list(string) }';

  test('a template keeps its pieces and its beginning', () => {
    expect(evaluated('"arn:aws:sqs:eu-west-1:${var.x}:orders"', declarations)).toMatchObject({
      kind: 'unknown',
      type: { kind: 'string' },
      notNull: true,
      prefix: 'arn:aws:sqs:eu-west-1:',
      parts: ['arn:aws:sqs:eu-west-1:', { kind: 'unknown', is: { name: 'x' } }, ':orders'],
      references: [{ subject: 'variable', name: 'x' }],
    });
    expect(evaluated('"${var.x}"', declarations)).toMatchObject({ is: { name: 'x' } });
    expect(evaluated('"a${"b${var.x}"}"', declarations)).toMatchObject({
      prefix: 'ab',
      parts: ['ab', { is: { name: 'x' } }],
    });
    expect(evaluated('"${var.x}-${1}"', declarations)).not.toHaveProperty('prefix');
    expect(evaluated('"${var.x}-${1}"', declarations)).not.toHaveProperty('is');
  });

  test('known operands may decide alone', () => {
    expect(plain(evaluated('false && var.on', declarations))).toBe(false);
    expect(plain(evaluated('var.on || true', declarations))).toBe(true);
    expect(evaluated('var.on && true', declarations)).toMatchObject({ kind: 'unknown', type: { kind: 'bool' } });
  });

  test('an undecided conditional is a choice', () => {
    expect(evaluated('var.x == "prod" ? 10 : 20', declarations)).toMatchObject({
      kind: 'choice',
      written: true,
      late: true,
      condition: { text: 'var.x == "prod"' },
      options: [
        { assumption: 'var.x == "prod"', value: { kind: 'number', value: 10 } },
        { assumption: 'var.x == "prod" is false', value: { kind: 'number', value: 20 } },
      ],
    });
    expect(plain(evaluated('"q${var.on ? ".fifo" : ""}"', declarations))).toEqual({
      if: 'var.on',
      yes: 'q.fifo',
      no: 'q',
    });
    expect(plain(evaluated('"%{ if var.on }a%{ else }b%{ endif }!"', declarations))).toEqual({
      if: 'var.on',
      yes: 'a!',
      no: 'b!',
    });
  });

  test('both branches take their common type', () => {
    expect(plain(evaluated('var.on ? 1 : "a"', declarations))).toEqual({ if: 'var.on', yes: '1', no: 'a' });
    expect(evaluated('var.on ? [1] : "a"', declarations)).toMatchObject({
      kind: 'unknown',
      failed: true,
      reasons: [{ fault: 'conditional', text: expect.stringContaining('are tuple and string') }],
    });
  });

  test('a condition that is itself a choice is decided with it', () => {
    const more = `${declarations}\nlocals { fifo = var.on ? true : false }`;
    expect(plain(evaluated('local.fifo ? 10 : 20', more))).toEqual({ if: 'var.on', yes: 10, no: 20 });
  });

  test('for, splat and index over unknowns are unknown', () => {
    expect(evaluated('[for v in var.l : v]', declarations)).toMatchObject({
      kind: 'unknown',
      references: [{ name: 'l' }],
    });
    expect(evaluated('var.l[*]', declarations)).toMatchObject({ kind: 'unknown' });
    expect(evaluated('var.x[*].name', declarations)).toMatchObject({ failed: true });
    expect(evaluated('toset(["a", "b"])[var.x]', declarations)).toMatchObject({ kind: 'unknown' });
    expect(evaluated('{ (var.x) = 1 }', declarations)).toMatchObject({ kind: 'unknown' });
    expect(plain(evaluated('[for v in [1, 2] : v if var.on]', declarations))).toMatchObject({
      unknown: 'var.on has no value',
    });
    expect(plain(evaluated('[for v in [var.x, "b"] : v]', declarations))).toEqual([
      { unknown: 'var.x has no value' },
      'b',
    ]);
  });

  test('a function call knows what went in', () => {
    expect(evaluated('nosuch(var.x, 1)', declarations)).toMatchObject({
      kind: 'unknown',
      references: [{ name: 'x' }],
      late: true,
    });
  });
});

describe('conditions that are the same', () => {
  const declarations =
    'variable "env" { type = string }\nvariable "on" { type = bool }\nlocals {\n  prod = var.env == "prod"\n  off = !var.on\n}';
  const idOf = (expression: string): string => {
    const value = evaluated(`${expression} ? 1 : 2`, declarations);
    if (value.kind !== 'choice') throw new Error(`${expression} is decided`);
    return `${value.condition.id} ${JSON.stringify(value.options.map((option) => plain(option.value)))}`;
  };

  test.each([
    ['var.env == "prod"', '(var.env   ==  "prod")'],
    ['var.env == "prod"', '!(var.env != "prod")'],
    ['var.env == "prod"', 'local.prod'],
    ['!var.on', 'local.off'],
    ['var.on', '!local.off'],
    ['var.on', '"${var.on}"'],
  ])('%s and %s', (a, b) => {
    expect(idOf(a)).toBe(idOf(b));
  });

  test('others differ', () => {
    expect(idOf('var.env == "prod"')).not.toBe(idOf('var.env == "prod "'));
    expect(idOf('var.env == "a  b"')).not.toBe(idOf('var.env == "a b"'));
    expect(idOf('var.on')).not.toBe(idOf('!var.on'));
  });
});

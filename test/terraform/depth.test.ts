import { describe, expect, test } from 'vitest';
import { blockAt, configurationOf, evaluated, plain } from './module-text.ts';

/** Nothing here may throw or take long, whatever the answer is. */
describe('deep and wide input', () => {
  test('a chain of 20,000 operators', () => {
    expect(plain(evaluated(`1${' + 1'.repeat(20_000)}`))).toBe(20_001);
  });

  test('a chain of 20,000 attributes', () => {
    expect(evaluated(`var.x${'.a'.repeat(20_000)}`, 'variable "x" {}')).toMatchObject({ kind: 'unknown' });
  });

  test('a chain of 50 locals is known', () => {
    const locals = Array.from({ length: 50 }, (_, at) => `  l${at} = local.l${at + 1}`).join('\n');
    expect(plain(evaluated('local.l0', `locals {\n${locals}\n  l50 = "end"\n}`))).toBe('end');
  });

  test('a chain of 5,000 locals', () => {
    const locals = Array.from(
      { length: 5_000 },
      (_, at) => `  l${at} = "\${[for x in [{ a = local.l${at + 1} }] : x.a if true][0]}"`,
    ).join('\n');
    expect(evaluated('local.l0', `locals {\n${locals}\n  l5000 = "end"\n}`)).toMatchObject({ kind: 'unknown' });
  });

  test('300 brackets, parentheses and conditionals', () => {
    expect(evaluated(`${'['.repeat(300)}1${']'.repeat(300)}`)).toMatchObject({ kind: 'tuple' });
    expect(plain(evaluated(`${'('.repeat(300)}1${')'.repeat(300)}`))).toBe(1);
    expect(plain(evaluated(`${'true ? '.repeat(300)}1${' : 2'.repeat(300)}`))).toBe(1);
  });

  test('resources that read each other in a chain of 3,000', () => {
    const resources = Array.from(
      { length: 3_000 },
      (_, at) => `resource "q" "r${at}" { name = q.r${at + 1}.name }`,
    ).join('\n');
    const configuration = configurationOf(`${resources}\nresource "q" "r3000" { name = "end" }`);
    expect(blockAt(configuration, 'q.r0').instances[0]?.values.entries.get('name')).toMatchObject({
      is: { name: 'r1' },
    });
  });

  test('functions over large lists in loops are stopped like loops in loops', () => {
    const locals = 'locals {\n  n = range(1000)\n}';
    const joined = (times: number) =>
      evaluated(`[for i in range(${times}) : [for j in range(10) : length(join(",", local.n))]]`, locals);
    expect(plain(joined(10))).toEqual(Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => 3889)));
    const many = joined(1000);
    expect('elements' in many && many.elements.at(-1)).toMatchObject({
      kind: 'unknown',
      reasons: [{ text: 'it takes too many steps' }],
    });
  });

  test('what is only looked up in a large map costs nothing', () => {
    const locals = 'locals {\n  m = { for i in range(1000) : "k${i}" => range(50) }\n}';
    const value = evaluated('[for i in range(1000) : length(lookup(local.m, "k${i}", []))]', locals);
    expect(value).toMatchObject({ kind: 'tuple' });
    expect(plain(value)).toEqual(Array.from({ length: 1000 }, () => 50));
  });

  test('12 independent conditions in one string', () => {
    const variables = Array.from({ length: 12 }, (_, at) => `variable "v${at}" { type = bool }`).join('\n');
    const parts = Array.from({ length: 12 }, (_, at) => `\${var.v${at} ? "a" : "b"}`).join('');
    expect(evaluated(`"${parts}"`, variables)).toMatchObject({ kind: 'unknown', type: { kind: 'string' } });
  });

  test('20 nested conditionals', () => {
    const variables = Array.from({ length: 20 }, (_, at) => `variable "v${at}" { type = bool }`).join('\n');
    const chain = Array.from({ length: 20 }, (_, at) => `var.v${at} ? ${at} : `).join('');
    expect(evaluated(`${chain}99`, variables)).toMatchObject({ kind: 'choice' });
  });

  test('a for_each of 5,000', () => {
    const items = Array.from({ length: 5_000 }, (_, at) => `    k${at} = { n = ${at} }`).join('\n');
    const configuration = configurationOf(
      `locals {\n  m = {\n${items}\n  }\n}\nresource "m" "a" {\n  for_each = local.m\n  x = each.value.n\n}`,
    );
    expect(blockAt(configuration, 'm.a').instances).toHaveLength(5_000);
  });

  test('locals that double 60 times', () => {
    const doubling = (make: (inner: string) => string): string =>
      Array.from({ length: 60 }, (_, at) => `  l${at} = ${make(`local.l${at + 1}`)}`).join('\n');
    const lists = `locals {\n${doubling((inner) => `[${inner}, ${inner}]`)}\n  l60 = "end"\n}\nvariable "on" { type = bool }`;
    expect(evaluated('var.on ? local.l0 : local.l1', lists).kind).toBe('choice');
    expect(evaluated('local.l0 == local.l1', lists).kind).toBe('unknown');
    expect(evaluated('local.l50[0][1]', lists).kind).toBe('tuple');
    const objects = `locals {\n${doubling((inner) => `{ a = ${inner}, b = ${inner} }`)}\n  l60 = "end"\n}`;
    expect(evaluated('[for x in local.l0 : x == local.l1]', objects).kind).toBe('tuple');
    const strings = `locals {\n${doubling((inner) => `"\${${inner}}\${${inner}}"`)}\n  l60 = "end"\n}`;
    expect(evaluated('local.l0 == "end"', strings).kind).toBe('unknown');
  });

  test('loops within loops', () => {
    const tens = `locals { ten = [${Array.from({ length: 10 }, (_, at) => at).join(', ')}] }`;
    const loop = (depth: number): string => (depth === 0 ? '1' : `[for x${depth} in local.ten : ${loop(depth - 1)}]`);
    expect(evaluated(loop(9), tens).kind).toBe('tuple');
  });
});

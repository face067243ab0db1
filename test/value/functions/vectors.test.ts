/**
 * The cases of Terraform's, OpenTofu's and cty's own tests of functions. What differs is in vectors-exceptions.json with the
 * reason; such a case must fail, so that the list cannot outlive its reasons.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { failed } from '../../../src/value/construct.ts';
import { describeCallError } from '../../../src/value/functions/call.ts';
import { isCallError } from '../../../src/value/functions/signature.ts';
import { callFunction, functionNames } from '../../../src/value/functions/table.ts';
import type { Value } from '../../../src/value/value.ts';
import { evaluateText, hostWithTemplates } from './evaluate-expression.ts';
import { LIBRARIES } from './libraries.ts';
import { memoryFiles } from './memory-files.ts';
import { difference, readValue, shown, type VectorValue } from './vector-value.ts';
import exceptions from './vectors-exceptions.json' with { type: 'json' };

/** `issensitive` has its expected result as a second argument. */
function withResult(vector: VectorCase): VectorCase {
  const [first, want] = vector.args ?? [];
  if (vector.function !== 'issensitive' || first === undefined || want === undefined) return vector;
  return { ...vector, args: [first], want };
}

interface VectorCase {
  readonly function: string;
  readonly from: string;
  readonly name?: string;
  readonly expr?: unknown;
  readonly args?: readonly VectorValue[];
  readonly want?: VectorValue;
  readonly error?: unknown;
}

const path = resolve('../shared/vectors/functions.json');
const reasons: Readonly<Record<string, string>> = exceptions;
/** What Terraform's tests have in their folders, as far as their results tell. */
const HOSTS = {
  language: hostWithTemplates({
    libraries: LIBRARIES,
    files: memoryFiles({
      'hello.txt': 'hello!',
      'hello.tmpl': 'Hello, ${name}!',
      'subdirectory/hello.txt': 'hello!',
      'subdirectory/hello.tmpl': 'Hello, ${name}!',
    }),
  }),
  functions: hostWithTemplates({
    libraries: LIBRARIES,
    files: memoryFiles({
      'testdata/hello.txt': 'Hello World',
      'testdata/hello.tmpl': 'Hello, ${name}!',
      'testdata/icon.png': null,
    }),
  }),
};

function idOf({ from, name }: VectorCase): string {
  return `${from}${name === undefined ? '' : ` ${name}`}`;
}

/** What Terraform's own tests call; `undefined` when the case refers to something outside. */
function run(vector: VectorCase): Value | undefined {
  const host = vector.from.includes('/functions_test.go') ? HOSTS.language : HOSTS.functions;
  if (vector.args !== undefined) {
    const args = vector.args.map(readValue);
    if (!args.every((arg) => arg !== undefined)) return undefined;
    const result = callFunction(vector.function, args, host);
    return isCallError(result)
      ? failed({ kind: 'function', text: describeCallError(vector.function, result) })
      : result;
  }
  return typeof vector.expr === 'string' ? evaluateText(vector.expr, host) : undefined;
}

/** Why the case is not as it should be; `undefined` when it is. */
function problem(vector: VectorCase): string | undefined {
  const got = run(vector);
  if (got === undefined) return 'the case cannot be evaluated';
  if (vector.error !== undefined) return got.kind === 'unknown' && got.failed ? undefined : `no error: ${shown(got)}`;
  if (vector.want === undefined) return got.kind === 'unknown' && got.failed ? shown(got) : undefined;
  const want = readValue(vector.want);
  return want === undefined ? 'the result is not a value' : difference(got, want);
}

describe.skipIf(!existsSync(path))(`functions.json${existsSync(path) ? '' : ' (skipped: ../shared is absent)'}`, () => {
  const { cases } = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { cases: VectorCase[] })
    : { cases: [] };
  const ids = new Map<string, number>();
  const numbered = cases.map(withResult).map((vector) => {
    const count = (ids.get(idOf(vector)) ?? 0) + 1;
    ids.set(idOf(vector), count);
    return { vector, id: count === 1 ? idOf(vector) : `${idOf(vector)} #${count}` };
  });

  for (const name of new Set(cases.map((vector) => vector.function))) {
    test(name, () => {
      const own = numbered.filter(({ vector }) => vector.function === name);
      const wrong = own.map(({ vector, id }) => ({ id, problem: problem(vector), reason: reasons[id] }));
      expect(wrong.filter((each) => each.problem !== undefined && each.reason === undefined)).toEqual([]);
      expect(wrong.filter((each) => each.problem === undefined && each.reason !== undefined)).toEqual([]);
    });
  }

  test('every exception names a case', () => {
    const known = new Set(numbered.map(({ id }) => id));
    expect(Object.keys(reasons).filter((id) => !known.has(id))).toEqual([]);
  });

  test('every function is known', () => {
    const names = new Set(functionNames());
    const missing = new Set(
      cases.map((vector) => vector.function).filter((name) => !names.has(name) && !name.includes('::')),
    );
    expect([...missing]).toEqual(['convert']);
  });
});

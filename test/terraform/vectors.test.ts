/**
 * Cases from the tests of hashicorp/hcl, terraform and opentofu. What differs is in vectors-exceptions.json with the reason;
 * such a case must fail, so that the list cannot outlive its reasons.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintModules } from '../../src/core.ts';
import { parseExpression } from '../../src/hcl/expression-parser.ts';
import { parseTemplate } from '../../src/hcl/template-parser.ts';
import { bareScope } from '../../src/terraform/bare-scope.ts';
import { evaluate } from '../../src/terraform/evaluate.ts';
import { languageFunctions } from '../../src/terraform/functions.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';
import type { Bindings } from '../../src/terraform/scope.ts';
import { readType } from '../../src/terraform/type-expression.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { typeText } from '../../src/value/console-text.ts';
import { hasFailed } from '../../src/value/functions/failure.ts';
import type { Type } from '../../src/value/type.ts';
import type { Value } from '../../src/value/value.ts';
import { FUNCTIONS } from '../functions.ts';
import { difference, readValue, shown, type VectorType, type VectorValue } from '../value/functions/vector-value.ts';
import exceptions from './vectors-exceptions.json' with { type: 'json' };

const folder = resolve('../shared/vectors');
const found = existsSync(folder);
const functions = languageFunctions(FUNCTIONS);
const NO_NAME = 'there is no variable of this name';

function cases<T>(name: string): readonly T[] {
  return found ? JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')).cases : [];
}

/** Runs every case: those with a reason must have a problem, all others none. */
function check(reasons: Readonly<Record<string, string>>, problems: ReadonlyMap<string, string | undefined>): void {
  const wrong = [...problems].filter(([id, problem]) => problem !== undefined && reasons[id] === undefined);
  expect(wrong).toEqual([]);
  expect(Object.keys(reasons).filter((id) => problems.get(id) === undefined)).toEqual([]);
}

interface ExpressionCase {
  readonly src: string;
  readonly kind: 'expression' | 'template';
  readonly input: string;
  readonly ctx: { readonly variables?: Readonly<Record<string, VectorValue>> } | null;
  readonly error?: boolean;
  readonly value?: VectorValue;
  readonly wantSummary?: string;
}

function evaluated({ input, kind, ctx }: ExpressionCase): Value | undefined {
  const file = new SourceFile('test', input);
  const parsed = kind === 'template' ? parseTemplate(file) : parseExpression(file);
  if (parsed.diagnostics.length > 0) return undefined;
  let bindings: Bindings | undefined;
  for (const [name, encoded] of Object.entries(ctx?.variables ?? {})) {
    const value = readValue(encoded);
    if (value !== undefined) bindings = { name, value, iteration: 'test', outer: bindings };
  }
  const expression = 'template' in parsed ? parsed.template : parsed.expression;
  return evaluate(expression, { module: bareScope(NO_NAME, functions), file, bindings });
}

/** One of several values is more than unknown. */
function against(got: Value, want: Value): string | undefined {
  if (got.kind !== 'choice' || want.kind !== 'unknown') return difference(got, want);
  const failed = got.options.find(({ value }) => hasFailed(value));
  return failed && shown(failed.value);
}

function problemOf(vector: ExpressionCase): string | undefined {
  const got = evaluated(vector);
  const wantsError = vector.error === true || vector.wantSummary !== undefined;
  if (wantsError) return got === undefined || hasFailed(got) ? undefined : `no error, but ${shown(got)}`;
  if (got === undefined) return 'a syntax error';
  const want = vector.value && readValue(vector.value);
  return want === undefined ? 'the expected value cannot be read' : against(got, want);
}

describe.skipIf(!found)('expr-cases.json (skipped when ../shared is absent)', () => {
  const all = cases<ExpressionCase>('expr-cases');
  test(`${all.length} cases, ${Object.keys(exceptions.expressions).length} of them listed as different`, () => {
    check(exceptions.expressions, new Map(all.map((vector) => [vector.src, problemOf(vector)])));
  });
});

interface TypeCase {
  readonly src: string;
  readonly test: string;
  readonly input: string;
  readonly constraint?: boolean;
  readonly type?: VectorType;
  readonly error?: string | null;
}

function encodedType(type: VectorType): string {
  if (typeof type === 'string') return type;
  const [kind, inner] = type;
  if (kind === 'tuple') return `tuple([${(inner as readonly VectorType[]).map(encodedType).join(', ')}])`;
  if (kind !== 'object') return `${kind}(${encodedType(inner as VectorType)})`;
  const attributes = Object.entries(inner as Readonly<Record<string, VectorType>>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `object({${attributes.map(([name, each]) => `${name}=${encodedType(each)}`).join(', ')}})`;
}

function typeProblem({ input, type, error }: TypeCase): string | undefined {
  const file = new SourceFile('test', input);
  const { expression, diagnostics } = parseExpression(file);
  const scope = { module: bareScope(NO_NAME, functions), file, bindings: undefined };
  const got: Type | undefined = diagnostics.length > 0 ? undefined : readType(expression, scope);
  if (error) return got && `no error, but ${typeText(got)}`;
  if (got === undefined) return 'an error';
  return type === undefined || typeText(got) === encodedType(type) ? undefined : typeText(got);
}

describe.skipIf(!found)('typeexpr-cases.json (skipped when ../shared is absent)', () => {
  const all = cases<TypeCase>('typeexpr-cases').filter((each) => typeof each.input === 'string');
  test(`${all.length} cases, ${Object.keys(exceptions.types).length} of them listed as different`, () => {
    check(exceptions.types, new Map(all.map((vector) => [vector.src, typeProblem(vector)])));
  });
});

interface ConfigurationCase {
  readonly repo: string;
  readonly path: string;
  readonly class: string;
  readonly expect: readonly unknown[];
  readonly text: string;
}

/** What we say of a module with this file alone, with every rule. */
function diagnosed(text: string, path: string): readonly string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const fileSystem = memoryFileSystem({ [name]: text });
  const { diagnostics } = lintModules({
    fileSystem,
    modules: [{ directory: '.', called: false, named: true }],
    functions: FUNCTIONS,
  });
  return diagnostics.map(({ rule, message }) => `${rule}: ${message}`);
}

describe.skipIf(!found)('config-diags.json (skipped when ../shared is absent)', () => {
  const all = cases<ConfigurationCase>('config-diags').filter(({ path }) => /\.(tf|tofu)(\.json)?$/.test(path));
  const id = ({ repo, path }: ConfigurationCase): string => `${repo.split('/')[1]} ${path.split('/testdata/')[1]}`;
  const isValid = (each: ConfigurationCase): boolean =>
    each.class.startsWith('valid') || each.class === 'warning-files';

  test(`nothing is said of ${all.filter(isValid).length} valid files`, () => {
    const said = all.filter(isValid).map((each) => [id(each), diagnosed(each.text, each.path)] as const);
    expect(said.filter(([, messages]) => messages.length > 0)).toEqual([]);
  });

  const invalid = all.filter((each) => !isValid(each));
  test(`${invalid.length} invalid files are diagnosed, or listed with the reason why not`, () => {
    const reasonOf = (each: ConfigurationCase): string | undefined =>
      exceptions.configurations.find(({ of }) => of.some((part) => id(each).includes(part)))?.reason;
    const silent = invalid.filter((each) => diagnosed(each.text, each.path).length === 0);
    expect(silent.filter((each) => reasonOf(each) === undefined).map(id)).toEqual([]);
    const told = invalid.filter((each) => !silent.includes(each) && reasonOf(each) !== undefined);
    expect(told.map((each) => [id(each), diagnosed(each.text, each.path)])).toEqual([]);
  });
});

interface MessageCase {
  readonly repo: string;
  readonly Filename: string;
  readonly WantDiag: string;
}

describe.skipIf(!found)('config-messages.json (skipped when ../shared is absent)', () => {
  const all = cases<MessageCase>('config-messages');
  test(`${all.length} messages are given, or listed with the reason why not`, () => {
    const texts = new Map(
      cases<ConfigurationCase>('config-diags').map(({ repo, path, text }) => [
        `${repo} ${path.split('/testdata/')[1]}`,
        text,
      ]),
    );
    const reasons: Readonly<Record<string, string>> = exceptions.messages;
    const missing = all.filter(({ repo, Filename, WantDiag }) => {
      const text = texts.get(`${repo} ${Filename}`);
      return text === undefined || !diagnosed(text, Filename).some((message) => message.includes(WantDiag));
    });
    expect(missing.filter(({ WantDiag }) => reasons[WantDiag] === undefined)).toEqual([]);
    const listed = Object.keys(reasons);
    expect(listed.filter((message) => !missing.some(({ WantDiag }) => WantDiag === message))).toEqual([]);
  });
});

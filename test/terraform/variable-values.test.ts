import { describe, expect, test } from 'vitest';
import { loadModule } from '../../src/terraform/load.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';
import { type VariableSettings, variableValues } from '../../src/terraform/variable-values.ts';
import { blockAt, configurationOf, plain } from './module-text.ts';

const TYPES = `
variable "a" { type = string }
variable "b" { type = list(string) }
variable "c" {}
variable "n" { type = number }
variable "any" { type = any }
`;

function read(files: Readonly<Record<string, string>>, settings: Partial<VariableSettings> = {}) {
  const fileSystem = memoryFileSystem({ 'main.tf': TYPES, ...files });
  const loaded = loadModule(fileSystem, '.', { check: 'all' });
  if (loaded === undefined) throw new Error('no module');
  return variableValues(loaded.module, fileSystem, { environment: {}, options: [], ...settings });
}

function values(...given: Parameters<typeof read>) {
  return Object.fromEntries([...read(...given).values].map(([name, { value }]) => [name, plain(value)]));
}

describe('precedence', () => {
  const everything = {
    'terraform.tfvars': 'a = "tfvars"\nb = ["tfvars"]\nc = "tfvars"\nn = 3',
    'terraform.tfvars.json': '{"b": ["json"], "c": "json", "n": 4}',
    'b.auto.tfvars.json': '{"n": 6}',
    'a.auto.tfvars': 'c = "auto"\nn = 5',
    'z.tfvars': 'c = "z"\nn = 7',
    'other.tfvars': 'n = 0',
  };
  test('the environment is the weakest, the files follow in Terraform’s order', () => {
    expect(values(everything, { environment: { TF_VAR_a: 'environment', TF_VAR_any: '[1]' } })).toEqual({
      a: 'tfvars',
      b: ['json'],
      c: 'auto',
      n: 6,
      any: [1],
    });
  });

  test('options come last, in the order given', () => {
    const file = { kind: 'file', path: 'z.tfvars' } as const;
    const value = { kind: 'value', name: 'n', text: '8' } as const;
    expect(values(everything, { options: [file, value] })).toMatchObject({ c: 'z', n: '8' });
    expect(values(everything, { options: [value, file] })).toMatchObject({ c: 'z', n: 7 });
  });
});

describe('texts', () => {
  test.each([
    ['a', '[1]', '[1]'],
    ['b', '["x", "y"]', ['x', 'y']],
    ['c', '[1]', '[1]'],
    ['n', '07', '07'],
    ['any', '{ k = 1 }', { k: 1 }],
    ['b', '[', { unknown: expect.stringContaining('is not an expression') }],
    ['any', 'var.x', { failed: expect.any(String) }],
    ['undeclared', '[1]', '[1]'],
  ])('%s from %s', (name, text, expected) => {
    expect(values({}, { options: [{ kind: 'value', name, text }] })).toEqual({ [name]: expected });
  });
});

describe('files', () => {
  test('JSON strings are no templates', () => {
    expect(values({ 'terraform.tfvars.json': '{"a": "${x}"}' })).toEqual({ a: '${x}' });
  });

  test('one with a syntax error proves nothing, and is told', () => {
    const { values: found, diagnostics } = read({ 'terraform.tfvars': 'a = "x"\nb = [' });
    expect(plain(found.get('a')?.value ?? { kind: 'null' })).toEqual({
      unknown: 'terraform.tfvars has a syntax error',
    });
    expect(diagnostics).toMatchObject([{ rule: 'syntax-error', place: { file: { filename: 'terraform.tfvars' } } }]);
  });

  test('say where a value is written', () => {
    const { values: found } = read({ 'terraform.tfvars': 'c = 1\na = "x"' });
    const given = found.get('a');
    expect(given).toMatchObject({ via: 'value', place: { file: { filename: 'terraform.tfvars' }, start: 10 } });
  });
});

test('a given value takes the type of its variable and its origin', () => {
  const configuration = configurationOf(`${TYPES}\nresource "m" "a" {\n  n = var.n\n  b = var.b\n}`, {
    variables: Object.fromEntries(read({}, { environment: { TF_VAR_n: '07', TF_VAR_b: '[1]' } }).values),
  });
  expect(blockAt(configuration, 'm.a').instances[0]?.values.entries.get('n')).toMatchObject({
    kind: 'number',
    value: 7,
    origin: { name: 'var.n', via: 'TF_VAR value' },
  });
  expect(blockAt(configuration, 'm.a').instances[0]?.values.entries.get('b')).toMatchObject({
    kind: 'list',
    elements: [{ kind: 'string', value: '1' }],
  });
});

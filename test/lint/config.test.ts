import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { configSchema } from '../../scripts/generate-config-schema.ts';
import { readConfig } from '../../src/lint/config.ts';
import { globMatcher } from '../../src/lint/config-glob.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const RULES = {
  current: ['value-out-of-range', 'batch-size-zero', 'unused-suppression'],
  renamed: { 'size-zero': 'batch-size-zero' },
};

function read(text: string) {
  const { config, problems } = readConfig(new SourceFile('preplan.json', text), RULES);
  return {
    config,
    problems: problems.map(({ message, range }) => `${range.start.line}:${range.start.column} ${message}`),
  };
}

const FULL = `{
  // a comment
  "$schema": "x",
  "extends": "../base.json",
  "plugins": ["./my-rules.mjs"],
  "rules": { "value-out-of-range": "off", "batch-size-zero": { "severity": "error" } },
  "variables": { "size": 3, "list": ["a"] },
  "variableFiles": ["prod.tfvars"],
  "providerVersion": "6.28.0",
  "ignore": ["examples"],
  "overrides": [{ "files": ["**/*.tofu"], "rules": { "unused-suppression": "error" } }],
  "requireReason": true,
}
`;

const schema = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8'));

test('everything that may be set is read', () => {
  const { config, problems } = read(FULL);
  expect(problems).toEqual([]);
  expect(config).toMatchObject({
    extends: [{ path: '../base.json' }],
    plugins: [{ path: './my-rules.mjs' }],
    rules: { 'value-out-of-range': 'off', 'batch-size-zero': 'error' },
    variables: { size: 3, list: ['a'] },
    variableFiles: [{ path: 'prod.tfvars' }],
    providerVersion: '6.28.0',
    ignore: ['examples'],
    overrides: [{ files: ['**/*.tofu'], rules: { 'unused-suppression': 'error' } }],
    requireReason: true,
  });
});

test('the published schema has the same keys, and takes the same file', () => {
  const text = FULL.replace('  // a comment\n', '').replace('true,\n', 'true\n');
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  expect(Object.keys(JSON.parse(text)).sort()).toEqual(Object.keys(schema.properties).sort());
});

test('rules of plug-ins: the schema takes them where there may be some', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
  const settings = { rules: { 'my-rule': 'off' }, overrides: [{ files: ['a'], rules: { 'my-rule': 'error' } }] };
  expect(validate(settings)).toBe(false);
  expect(validate({ overrides: settings.overrides })).toBe(false);
  expect(validate({ plugins: ['./my-rules.mjs'], ...settings })).toBe(true);
  expect(validate({ extends: 'base.json', ...settings })).toBe(true);
  expect(validate({ plugins: ['./my-rules.mjs'], rules: { 'my-rule': 'of' } })).toBe(false);
});

test('nothing has to be set', () => {
  expect(read('{}')).toMatchObject({ problems: [], config: { rules: {}, overrides: [], ignore: [] } });
});

describe('what is wrong is told with its place, and by the schema too', () => {
  test.each([
    ['{ "rulez": {} }', '1:3 there is no key rulez; did you mean rules?'],
    ['{ "x": 1 }', '1:3 there is no key x; known are $schema, extends'],
    [
      '{\n  "rules": {\n    "value-out-of-rang": "off" } }',
      '3:5 there is no rule value-out-of-rang; did you mean value-out-of-range?',
    ],
    ['{ "rules": { "qqqqqqqqq": "off" } }', '1:14 there is no rule qqqqqqqqq; preplan rules lists them'],
    ['{ "rules": { "syntax-error": "off" } }', '1:14 syntax-error cannot be set'],
    ['{ "rules": { "batch-size-zero": "warn" } }', '1:33 "warn" is no severity; write "off", "warning" or "error"'],
    ['{ "rules": { "batch-size-zero": "of" } }', '1:33 "of" is no severity; did you mean "off"?'],
    ['{ "rules": { "batch-size-zero": 2 } }', '1:33 2 is no severity'],
    [
      '{ "rules": { "batch-size-zero": { "severity": "error", "max": 3 } } }',
      '1:56 batch-size-zero has no option max; it takes only severity',
    ],
    ['{ "rules": [] }', '1:12 rules is no object'],
    ['{ "ignore": "x" }', '1:13 ignore is no list of strings'],
    ['{ "ignore": [3] }', '1:14 3 is no path; ignore is a list of strings'],
    ['{ "overrides": {} }', '1:16 overrides is no list'],
    ['{ "overrides": [{ "files": ["x"] }] }', '1:17 this override has no rules'],
    [
      '{ "overrides": [{ "files": ["x"], "rules": {}, "rule": {} }] }',
      '1:48 there is no key of overrides rule; did you mean rules?',
    ],
    ['{ "providerVersion": "~> 6.0" }', '1:22 providerVersion is "~> 6.0"; write a version like "6.28.0"'],
    ['{ "requireReason": "yes" }', '1:20 requireReason is "yes"; write true or false'],
    ['[]', '1:1 the configuration is no object'],
  ])('%s', (text, problem) => {
    expect(read(text).problems.join('\n')).toContain(problem);
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    expect(validate(JSON.parse(text))).toBe(false);
  });

  test.each([
    ['{ "rules": }', '1:12 this is not JSON: value expected'],
    ['', '1:1 the configuration is empty; write {} at least'],
    ['{ "ignore": [], "ignore": [] }', '1:17 ignore is set twice in the configuration'],
    ['{ "ignore": ["[z-a]"] }', '1:14 [z-a] is no glob; a range like [a-z] goes upwards'],
  ])('%s', (text, problem) => {
    expect(read(text).problems.join('\n')).toContain(problem);
  });

  test('nothing makes the reader fail', () => {
    for (let end = 0; end <= FULL.length; end++) expect(() => read(FULL.slice(0, end))).not.toThrow();
  });
});

describe('globs', () => {
  test.each([
    ['examples', ['examples', 'examples/a/main.tf'], ['examples.tf', 'x/examples/main.tf']],
    ['examples/', ['examples/main.tf'], ['x/examples/main.tf']],
    ['./examples', ['examples/main.tf'], []],
    ['**/examples', ['examples/main.tf', 'x/y/examples/main.tf'], ['x/examples2/main.tf']],
    ['*.tf', ['main.tf'], ['x/main.tf', 'main.tfvars']],
    ['**/*.{tf,tofu}', ['main.tf', 'x/y.tofu'], ['x/y.json']],
    ['legacy/**', ['legacy/a.tf', 'legacy/b/c.tf'], ['legacy', 'legacy2/a.tf']],
    ['env-[a-c]?/[!x]*.tf', ['env-b1/main.tf'], ['env-d1/main.tf', 'env-b1/x.tf', 'env-b/main.tf']],
    ['a+b(c)/$x.tf', ['a+b(c)/$x.tf'], ['aab(c)/$x.tf']],
    ['{a', ['{a/main.tf'], ['a/main.tf']],
    ['.hidden/*.tf', ['.hidden/x.tf'], ['xhidden/x.tf']],
  ])('%s', (pattern, matching, other) => {
    const matches = globMatcher(pattern);
    expect(matching.filter((path) => !matches(path))).toEqual([]);
    expect(other.filter(matches)).toEqual([]);
  });
});

test('a rule may be called by its old name, with a warning; where both are set, the new one counts', () => {
  const text = `{
  "rules": { "batch-size-zero": "off", "size-zero": "error" },
  "overrides": [{ "files": ["a"], "rules": { "size-zero": "warning" } }],
}`;
  const { config, problems, warnings } = readConfig(new SourceFile('preplan.json', text), RULES);
  expect(problems).toEqual([]);
  expect(config.rules).toEqual({ 'batch-size-zero': 'off' });
  expect(config.overrides).toEqual([{ files: ['a'], rules: { 'batch-size-zero': 'warning' } }]);
  expect(warnings.map(({ message, range }) => `${range.start.line}:${range.start.column} ${message}`)).toEqual([
    '2:40 size-zero is called batch-size-zero now; write batch-size-zero',
    '3:46 size-zero is called batch-size-zero now; write batch-size-zero',
  ]);
  expect(read('{ "rules": { "constructor": "off" } }').problems).toEqual([
    '1:14 there is no rule constructor; preplan rules lists them',
  ]);
});

test('the schema takes old names, as deprecated', () => {
  const old = JSON.parse(configSchema(['batch-size-zero'], { 'size-zero': 'batch-size-zero' }));
  const validate = new Ajv({ strict: false }).compile(old);
  expect(validate({ rules: { 'size-zero': 'off' } })).toBe(true);
  expect(validate({ rules: { 'size-zer': 'off' } })).toBe(false);
  expect(old.definitions.rules.properties['size-zero']).toMatchObject({
    deprecated: true,
    deprecationMessage: 'size-zero is called batch-size-zero now; write batch-size-zero',
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, runIn } from './run-in.ts';

const MAPPING = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name    = "f"
  batch_size       = 7
}
`;

/** A plug-in in CommonJS whose only rule has these members besides the necessary ones. */
const pluginWith = (rule: string, more = '') =>
  `module.exports = { ${more} rules: [{ name: 'seven', summary: 'Seven', severity: 'warning', stage: 'plan', ${rule} }] };`;

const SEVEN = pluginWith(`*check({ mapping }) {
  if (mapping.number('/batch_size') === 7) yield { at: '/batch_size', message: 'batch_size is 7', help: 'Write 8' };
}`);

const config = (settings: object) => JSON.stringify({ plugins: ['./seven.cjs'], ...settings });

const FILES = { 'main.tf': MAPPING, 'seven.cjs': SEVEN, 'preplan.json': config({}) };

/** `severity rule file:line` of each diagnostic. */
async function found(folder: string, ...argv: readonly string[]): Promise<string[]> {
  const { stdout, stderr } = await runIn(folder, ['--format', 'json', ...argv]);
  expect(stderr).toBe('');
  return JSON.parse(stdout).diagnostics.map(
    (one: { severity: string; rule: string; range: { filename: string; start: { line: number } } }) =>
      `${one.severity} ${one.rule} ${one.range.filename}:${one.range.start.line}`,
  );
}

describe('a rule of a plug-in', () => {
  test('reports, in the modules for which a configuration names it', async () => {
    const folder = folderWith({
      'main.tf': MAPPING,
      'a/main.tf': MAPPING,
      'a/preplan.json': JSON.stringify({ plugins: ['../seven.cjs'] }),
      'seven.cjs': SEVEN,
    });
    expect(await found(folder)).toEqual(['warning seven a/main.tf:4']);
  });

  test('is set, also in a configuration that is extended, by name, for some files, and on the command line', async () => {
    const folder = folderWith({
      ...FILES,
      'preplan.json': JSON.stringify({
        extends: 'base/preplan.json',
        overrides: [{ files: ['b'], rules: { seven: 'off' } }],
      }),
      'base/preplan.json': JSON.stringify({ plugins: ['../seven.cjs', '../seven.cjs'], rules: { seven: 'error' } }),
      'b/main.tf': MAPPING,
    });
    expect(await found(folder)).toEqual(['error seven main.tf:4']);
    expect(await found(folder, '--rule', 'seven=warning')).toEqual([
      'warning seven b/main.tf:4',
      'warning seven main.tf:4',
    ]);
    expect(await found(folder, '--rule', 'seven=off')).toEqual([]);
    expect(await found(folder, '--only', 'seven')).toEqual(['error seven main.tf:4']);
    expect(await found(folder, '--only', 'batch-size-zero')).toEqual([]);
  });

  test('is ignored by comments, which are judged', async () => {
    const commented = MAPPING.replace('= 7', '= 7 # preplan-ignore: seven');
    expect(await found(folderWith({ ...FILES, 'main.tf': commented }))).toEqual([]);
    const useless = MAPPING.replace('= 7', '= 8 # preplan-ignore: seven');
    expect(await found(folderWith({ ...FILES, 'main.tf': useless }))).toEqual(['warning unused-suppression main.tf:4']);
    expect(await found(folderWith({ 'main.tf': commented }))).toEqual(['warning invalid-suppression main.tf:4']);
  });

  test('is listed, explained, printed and described in SARIF', async () => {
    const folder = folderWith({ ...FILES, 'seven.cjs': SEVEN.replace('{ ', "{ name: 'numbers', ") });
    expect((await runIn(folder, ['rules'])).stdout).toMatch(/^seven +warning +plan +Seven \(plug-in numbers\)$/m);
    const listed: { name: string }[] = JSON.parse((await runIn(folder, ['rules', '--format', 'json'])).stdout);
    expect(listed.find(({ name }) => name === 'seven')).toEqual({
      ...{ name: 'seven', severity: 'warning', stage: 'plan', summary: 'Seven', plugin: 'numbers' },
    });
    const { status, stdout } = await runIn(folder, ['explain', 'seven']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('seven: Seven') });
    expect((await runIn(folder, ['explain', 'sevem'])).stderr).toContain('did you mean seven?');
    const printed = JSON.parse((await runIn(folder, ['--print-config', 'main.tf'])).stdout);
    expect(printed).toMatchObject({ plugins: ['numbers'], rules: { seven: 'warning', 'batch-size-zero': 'warning' } });
    const [{ tool, results }] = JSON.parse((await runIn(folder, ['--format', 'sarif'])).stdout).runs;
    const described = tool.driver.rules.find(({ id }: { id: string }) => id === 'seven');
    expect(described).toMatchObject({
      shortDescription: { text: 'Seven' },
      defaultConfiguration: { level: 'warning' },
    });
    expect(results).toMatchObject([{ ruleId: 'seven' }]);
  });

  test('that crashes, or finds what is no finding, costs nothing but its findings', async () => {
    for (const [check, what] of [
      ["check() { throw new RangeError('boo'); }", 'RangeError: boo'],
      ['check() { return 3; }', 'TypeError: check gave 3, which is no sequence of findings'],
      ['async check() {}', 'TypeError: check gave an object, which is no sequence of findings'],
      ["*check() { yield { at: 'batch_size', message: 'm' }; }", 'a finding is at "batch_size"; write a JSON pointer'],
      ["*check() { yield { at: '' }; }", 'TypeError: the message of a finding is undefined'],
      ["*check() { yield { at: '', message: 'm', related: [{}] }; }", 'TypeError: related is no list of'],
      ["*check() { yield { at: '', message: 'm', fix: { title: 't' } }; }", 'TypeError: the fix of a finding is not'],
      ["*check({ mapping }) { yield { at: '', message: mapping.nothing() }; }", 'TypeError: mapping.nothing is not'],
    ] as const) {
      const folder = folderWith({
        ...FILES,
        'main.tf': MAPPING.replace('= 7', '= 20000'),
        'seven.cjs': pluginWith(check, "name: 'numbers',"),
      });
      const { status, stdout } = await runIn(folder, []);
      expect(status).toBe(3);
      expect(stdout).toContain('error: the rule seven crashed on aws_lambda_event_source_mapping.m: ');
      expect(stdout).toContain(what);
      expect(stdout).toContain('Report this to the authors of the plug-in numbers');
      expect(stdout).toContain('[value-out-of-range]');
    }
  });

  test('may have a fix', async () => {
    const fixing = (edit: string) =>
      pluginWith(`*check() {
        yield { at: '/batch_size', message: 'm', fix: { title: 't', applicability: 'safe', edits: [${edit}] } };
      }`);
    const folder = folderWith({ ...FILES, 'seven.cjs': fixing("{ kind: 'replace', at: '/batch_size', to: 8 }") });
    expect((await runIn(folder, ['--diff'])).stdout).toContain('-  batch_size       = 7\n+  batch_size       = 8\n');
    for (const wrong of [
      "{ kind: 'replace', at: '/batch_size' }",
      "{ kind: 'replace', at: '/batch_size', to: NaN }",
      "{ kind: 'insert', at: '/queues', to: 'x', beside: ['topics'] }",
      "{ kind: 'rewrite', at: '/batch_size', to: 8 }",
      "{ kind: 'remove' }",
      '3',
    ]) {
      const { status, stdout, stderr } = await runIn(folderWith({ ...FILES, 'seven.cjs': fixing(wrong) }), ['--diff']);
      expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
      expect(stderr).toContain('TypeError: the fix of a finding is not');
    }
  });

  test('may stand at odd places', async () => {
    const check = "*check() { yield { at: '/a/b/~2', message: 'm' }; yield { at: '/', message: 'n', part: 'key' }; }";
    const folder = folderWith({ ...FILES, 'seven.cjs': pluginWith(check) });
    expect((await found(folder)).every((one) => one.startsWith('warning seven main.tf:'))).toBe(true);
  });
});

describe('without its plug-ins a configuration is good, and nothing of the repository runs', () => {
  const folder = folderWith({
    'main.tf': MAPPING.replace('= 7', '= 20000 # preplan-ignore: seven'),
    'seven.cjs': "throw new Error('ran');",
    'preplan.json': config({ rules: { seven: 'error' } }),
  });

  test('--no-plugins', async () => {
    expect(await found(folder, '--no-plugins')).toEqual(['error value-out-of-range main.tf:4']);
    expect(await found(folder, '--no-plugins', '--rule', 'seven=off')).toEqual(['error value-out-of-range main.tf:4']);
    expect((await runIn(folder, [])).stderr).toContain('ran');
  });

  test.each([['rules'], ['explain', 'not-an-arn']])('%s --no-plugins', async (...argv) => {
    const { status, stdout, stderr } = await runIn(folder, [...argv, '--no-plugins']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('not-an-arn');
  });

  test('explain knows none of their rules then, and says why', async () => {
    const { status, stderr } = await runIn(folder, ['explain', '--no-plugins', 'seven']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'preplan: there is no rule seven; preplan rules lists them, and --no-plugins leaves out those of plug-ins\n',
    });
    expect((await runIn(folder, ['explain', 'seven'])).stderr).toContain('ran');
  });
});

test('names that no plug-in has are refused as before', async () => {
  const folder = folderWith(FILES);
  for (const argv of [
    ['--only', 'sevem'],
    ['--rule', 'sevem=off'],
    ['--only', 'sevem', '--print-config', 'main.tf'],
  ]) {
    expect(await runIn(folder, argv)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'preplan: there is no rule sevem, did you mean seven?; preplan rules lists them\n',
    });
  }
  writeFileSync(join(folder, 'preplan.json'), config({ rules: { sevem: 'off' } }));
  const { status, stderr } = await runIn(folder, []);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'preplan: preplan.json:1:37: there is no rule sevem; did you mean seven?\n',
  });
  // Whatever is wrong with the settings, the list of rules is there to mend them.
  expect((await runIn(folder, ['rules'])).stdout).toContain('seven');
});

describe('what is wrong with a plug-in ends the run, with its place', () => {
  const rule = (text: string) => `module.exports = { rules: [${text}] };`;
  const whole = "name: 'a-rule', summary: 'A', severity: 'error', stage: 'plan', check: () => []";

  test.each([
    ['./missing.mjs', {}, 'this file does not exist; paths are relative to this configuration'],
    ['missing-package', {}, 'there is no such package to be found from the folder of this configuration; install it'],
    [
      'p.cjs',
      { 'p.cjs': '' },
      'there is no such package to be found from the folder of this configuration; write ./p.cjs',
    ],
    ['./p.mjs', { 'p.mjs': 'export default {' }, 'it cannot be loaded: SyntaxError: Unexpected end of input'],
    ['./p.mjs', { 'p.mjs': "throw new Error('boo\\nfar')" }, 'it cannot be loaded: Error: boo\n'],
    ['./p.mjs', { 'p.mjs': "import 'not-there'" }, "it cannot be loaded: Cannot find package 'not-there'"],
    ['./p.mjs', { 'p.mjs': "import 'preplan/rule'" }, 'install it beside the plug-in, npm install --save-dev preplan'],
    [
      './p.cjs',
      { 'p.cjs': "require('preplan/rule')" },
      'install it beside the plug-in, npm install --save-dev preplan',
    ],
    ['./p', { 'p/index.js': '' }, 'it cannot be loaded: Directory import'],
    [
      './p.cjs',
      { 'p.cjs': "module.exports = { get rules() { throw new Error('no'); } };" },
      'it cannot be read: Error: no',
    ],
    ['./p.mjs', { 'p.mjs': 'export const rules = []' }, 'its default export is undefined; export { rules: […] }'],
    ['./p.cjs', { 'p.cjs': 'module.exports = {}' }, 'its rules are undefined; export { rules: […] } by default'],
    ['./p.cjs', { 'p.cjs': 'module.exports = { name: 3, rules: [] }' }, 'its name is 3; write text'],
    [
      './p.cjs',
      { 'p.cjs': 'module.exports = { rules: [], modules: [{ repository: "a/b", standIn() {} }] }' },
      'the registry of a module is undefined',
    ],
    ['./p.cjs', { 'p.cjs': rule('3') }, 'a rule is 3; write an object with name and check'],
    ['./p.cjs', { 'p.cjs': rule('{}') }, 'a rule has no name; write name: "kebab-case"'],
    ['./p.cjs', { 'p.cjs': rule("{ name: 'noCamel' }") }, 'the name of a rule is "noCamel"; write kebab-case'],
    ['./p.cjs', { 'p.cjs': rule(`{ ${whole}, check: undefined }`) }, 'the rule a-rule has no check'],
    ['./p.cjs', { 'p.cjs': rule(`{ ${whole}, summary: '' }`) }, 'the rule a-rule has the summary ""; write one line'],
    [
      './p.cjs',
      { 'p.cjs': rule(`{ ${whole}, severity: 'fatal' }`) },
      'the rule a-rule has the severity "fatal"; write "error" or "warning" or "off"',
    ],
    [
      './p.cjs',
      { 'p.cjs': rule(`{ ${whole}, stage: 'deploy' }`) },
      'the rule a-rule has the stage "deploy"; write "validate" or "plan" or "apply" or "runtime"',
    ],
    ['./p.cjs', { 'p.cjs': rule(`{ ${whole}, when: { writes: [] } }`) }, 'the rule a-rule waits for writes; known are'],
    ['./p.cjs', { 'p.cjs': rule(`{ ${whole}, when: { written: 'x' } }`) }, 'waits for written: "x"; write a list'],
    [
      './p.cjs',
      { 'p.cjs': rule(`{ ${whole}, name: 'batch-size-zero' }`) },
      'batch-size-zero is already the name of a rule of preplan; rename the one of the plug-in',
    ],
    ['./p.cjs', { 'p.cjs': rule(`{ ${whole}, name: 'syntax-error' }`) }, 'is already the name of a rule of preplan'],
    ['./p.cjs', { 'p.cjs': rule(`{ ${whole} }, { ${whole} }`) }, 'it has two rules a-rule; rename one'],
    [
      './p.cjs',
      { 'p.cjs': rule(`{ ${whole}, name: 'seven' }`) },
      'seven is already the name of a rule of the plug-in ./seven.cjs; rename the one of the plug-in',
    ],
  ])('%s %j', async (plugin, files, problem) => {
    const settings = `{\n  "plugins": ["./seven.cjs", ${JSON.stringify(plugin)}]\n}`;
    const folder = folderWith({ ...FILES, ...files, 'preplan.json': settings });
    const { status, stdout, stderr } = await runIn(folder, []);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`preplan: preplan.json:2:30: ${plugin}: `);
    expect(stderr).toContain(problem);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('a plug-in is found', () => {
  const plugin = (name: string) => `{ rules: [{ name: '${name}', summary: 'S', severity: 'error', stage: 'plan',
    *check() { yield { at: '', message: '${name}' }; } }] }`;

  test('as a file or as a package, from where the configuration is', async () => {
    const folder = folderWith({
      'conf/preplan.json': JSON.stringify({ plugins: ['./a b%20.mjs', 'the-package', '@scope/other'] }),
      'conf/a b%20.mjs': `export default ${plugin('from-file')};`,
      'conf/node_modules/the-package/package.json': '{ "exports": { "import": "./index.mjs" } }',
      'conf/node_modules/the-package/index.mjs': `export default ${plugin('from-import-only')};`,
      'node_modules/@scope/other/package.json': '{ "main": "main.js" }',
      'node_modules/@scope/other/main.js': `Object.defineProperty(exports, '__esModule', { value: true });
        exports.default = ${plugin('from-compiled')};`,
      'm/main.tf': MAPPING,
    });
    mkdirSync(join(folder, 'elsewhere'));
    const argv = ['--config', '../conf/preplan.json', '../m'];
    expect(await found(join(folder, 'elsewhere'), ...argv)).toEqual([
      'error from-compiled ../m/main.tf:1',
      'error from-file ../m/main.tf:1',
      'error from-import-only ../m/main.tf:1',
    ]);
  });
});

describe('a module that a plug-in knows', () => {
  const modulesWith = (standIn: string) =>
    `module.exports = { name: 'ours', rules: [], modules: [{ registry: 'acme/queue/aws', repository: 'acme/terraform-aws-queue', ${standIn} }] };`;
  const standIn =
    'standIn: () => \'resource "aws_sqs_queue" "q" {\\n  fifo_queue = true\\n}\\noutput "arn" {\\n  value = aws_sqs_queue.q.arn\\n}\\n\'';
  const text = `module "queue" {
  source = "acme/queue/aws"
}

${MAPPING.replace('"arn:aws:sqs:eu-west-1:123456789012:q"', 'module.queue.arn').replace('= 7', '= 100')}`;

  test('is looked into though it is not on disk', async () => {
    expect(await found(folderWith({ 'main.tf': text }))).toEqual([]);
    const folder = folderWith({ 'main.tf': text, 'seven.cjs': modulesWith(standIn), 'preplan.json': config({}) });
    expect(await found(folder)).toEqual(['error fifo-queue-batch-over-ten main.tf:8']);
  });

  test('ends the run when the plug-in does not know it after all', async () => {
    for (const [broken, what] of [
      ["standIn() { throw new Error('boo'); }", 'crashed on acme/queue/aws: Error: boo'],
      ['standIn: () => 3', 'gives 3 for acme/queue/aws, not text'],
    ] as const) {
      const folder = folderWith({ 'main.tf': text, 'seven.cjs': modulesWith(broken), 'preplan.json': config({}) });
      const { status, stderr } = await runIn(folder, []);
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: `preplan: the plug-in ours ${what}; report this to its authors\n`,
      });
    }
  });
});

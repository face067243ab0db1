/** Plug-ins and the package as it is published: what `npm pack` packs, unpacked into `node_modules`, and nothing else of preplan. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const { NODE_OPTIONS: _unset, ...env } = process.env;

let folder: string;
let program: string;

const MAPPING = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name    = "f"
}
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preplan-plugins-'));
  const modules = join(folder, 'node_modules');
  const packed = join(folder, 'packed');
  mkdirSync(packed, { recursive: true });
  mkdirSync(modules);
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', packed], { env, stdio: 'ignore' });
  const [tarball = ''] = readdirSync(packed);
  execFileSync('tar', ['-xzf', join(packed, tarball), '-C', packed]);
  cpSync(join(packed, 'package'), join(modules, 'preplan'), { recursive: true });
  cpSync('fixtures/plugins', modules, { recursive: true });
  program = join(modules, 'preplan/dist/cli.cjs');
  writeFileSync(join(folder, 'main.tf'), MAPPING);
});

afterAll(() => rmSync(folder, { recursive: true }));

function node(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function preplanWith(plugins: readonly string[], ...argv: readonly string[]) {
  writeFileSync(join(folder, 'preplan.json'), JSON.stringify({ plugins }));
  return node(program, ...argv);
}

describe.each(readdirSync('fixtures/plugins'))('%s', (name) => {
  const files = readdirSync(join('fixtures/plugins', name));
  const tests = files.filter((file) => file.endsWith('.test.js'));

  test('its own tests pass', () => {
    expect(tests.length).toBeGreaterThan(0);
    const { status, stdout } = node('--test', ...tests.map((file) => join('node_modules', name, file)));
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining(`pass ${tests.length}`) });
  });

  test('its rules run', () => {
    const { status, stdout, stderr } = preplanWith([name], 'main.tf');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(
      'warning: event_source_arn is "arn:aws:sqs:eu-west-1:123456789012:q", which stays the same',
    );
    expect(stdout).toContain('[literal-source-arn]');
  });
});

test('a CommonJS plug-in finds the same package', () => {
  writeFileSync(
    join(folder, 'rules.cjs'),
    `const { defineRule } = require('preplan/rule');
    module.exports = {
      rules: [defineRule({
        name: 'no-mappings', summary: 'None', severity: 'error', stage: 'validate',
        *check({ mapping }) { yield { at: '', message: mapping.address + ' is a mapping' }; },
      })],
    };`,
  );
  const { status, stdout, stderr } = preplanWith(['./rules.cjs'], '.');
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toContain('error: aws_lambda_event_source_mapping.m is a mapping [no-mappings]');
});

test('a rule whose examples do not hold fails with the lines', () => {
  writeFileSync(
    join(folder, 'failing.mjs'),
    `import { hcl, testRule } from 'preplan/rule';
    const rule = { name: 'quiet', summary: 'Nothing', severity: 'error', stage: 'validate', check: () => [] };
    testRule(rule, { invalid: [hcl\`
      resource "aws_lambda_event_source_mapping" "m" {
        function_name = "f" # error
      }
    \`], valid: [] });`,
  );
  const { status, stderr } = node('failing.mjs');
  expect(status).toBe(1);
  expect(stderr).toContain(
    'Error: quiet: examples do not hold\ninvalid example 1, line 1: unexpected error no-event-source',
  );
  expect(stderr).toContain('invalid example 1, line 2: wants error, got nothing\n  2 |   function_name = "f" # error');
});

test('the package exports what it says, with types', () => {
  writeFileSync(
    join(folder, 'typed.ts'),
    `import { defineRule, type Finding, hcl, type Plugin, type Rule, testRule } from 'preplan/rule';
    const rule: Rule = defineRule({
      name: 'typed', summary: 'Typed', severity: 'off', stage: 'plan',
      *check({ mapping }): Generator<Finding> {
        const size: number | undefined = mapping.number('/batch_size');
        if (size === 1) yield { at: '/batch_size', message: 'one' };
      },
    });
    testRule(rule, { invalid: [], valid: [hcl\`a = 1\`] }, { now: '2026-11-25T00:00:00Z' });
    // @ts-expect-error the severity does not exist
    defineRule({ ...rule, severity: 'fatal' });
    export default { rules: [rule] } satisfies Plugin;`,
  );
  const settings = {
    strict: true,
    noEmit: true,
    target: 'es2023',
    module: 'nodenext',
    types: [],
    skipLibCheck: false,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: settings, files: ['typed.ts'] }));
  expect(node(resolve('node_modules/typescript/bin/tsc'), '-p', '.')).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('an import gives the names that a require gives', () => {
  const required = node('-p', "JSON.stringify(Object.keys(require('preplan/rule')))");
  const show =
    'console.log(JSON.stringify(Object.keys(all).filter((name) => !/^(default|module.exports)$/.test(name))))';
  const imported = node('--input-type=module', '-e', `import * as all from 'preplan/rule'; ${show}`);
  const names: readonly string[] = JSON.parse(imported.stdout);
  expect(names).toEqual(expect.arrayContaining(['defineRule', 'hcl', 'testRule', 'parseArn']));
  expect(names.toSorted()).toEqual(JSON.parse(required.stdout).toSorted());
});

test('a plug-in that never finishes loading does not pass for a check without findings', () => {
  writeFileSync(join(folder, 'endless.mjs'), 'await new Promise(() => {});');
  const { status, stdout, stderr } = preplanWith(['./endless.mjs'], 'main.tf');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe('preplan: ./endless.mjs: the process ended while the plug-in was loaded; nothing was checked\n');
});

test('the documentation shows the plug-in as it is', () => {
  const documentation = readFileSync('docs/plugins.md', 'utf8');
  for (const file of ['index.js', 'literal-source-arn.js']) {
    expect(documentation).toContain(
      `\`\`\`js\n${readFileSync(`fixtures/plugins/preplan-plugin-sources/${file}`, 'utf8')}\`\`\``,
    );
  }
});

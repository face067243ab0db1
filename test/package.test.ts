import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleParts } from '../scripts/build.ts';
import { Client } from './lsp/client.ts';
import { pack } from './packed.ts';

const dist = resolve('dist');
const cli = join(dist, 'cli.cjs');

/** Without the settings of vitest's workers. */
const { NODE_OPTIONS: _unset, ...env } = process.env;

let folder: string;
const fault =
  'resource "aws_lambda_event_source_mapping" "m" {\n  event_source_arn = "arn:aws:sqs:eu-west-1:1:q"\n  function_name = "f"\n  batch_size = 20000\n}\n';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preplan-package-'));
  writeFileSync(join(folder, 'main.tf'), fault);
  writeFileSync(join(folder, 'broken.tfvars'), 'x = \n');
});

function preplan(argv: readonly string[], { program = cli, nodeArguments = [] as readonly string[] } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeArguments, program, ...argv], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

describe('the program', () => {
  test('finds a fault, in colour only where it is wanted', () => {
    const { status, stdout, stderr } = preplan(['main.tf']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('error: batch_size is 20000');
    expect(stdout).not.toContain('\x1b');
  });

  test('searches, parses, lists, explains, helps, completes', () => {
    expect(preplan(['--format', 'json']).stdout).toContain('"value-out-of-range"');
    expect(JSON.parse(preplan(['parse', 'main.tf']).stdout)).toHaveProperty('resource');
    expect(preplan(['rules']).stdout).toContain('value-out-of-range');
    expect(preplan(['explain', 'value-out-of-range']).status).toBe(0);
    expect(preplan(['--help']).stdout).toContain('--max-warnings');
    expect(preplan(['--version']).stdout).toBe(`${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`);
    expect(preplan(['completion']).stdout).toContain('preplan');
    expect(preplan(['--get-yargs-completions', 'preplan', 'pa']).stdout).toContain('parse');
  });

  test('has its own status for a wrong invocation', () => {
    expect(preplan(['missing.tf'])).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('missing.tf does not exist'),
    });
    expect(preplan(['--nonsense']).status).toBe(2);
  });

  test('has the reference parser confirm a syntax error', () => {
    expect(preplan(['broken.tfvars']).stdout).toContain('Terraform says: ');
  });

  test('ends quietly when nobody reads on', () => {
    const command = `"${process.execPath}" "${cli}" rules | true; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8', env });
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  test.skipIf(!existsSync('/dev/full'))('says when its report is lost (skipped: no /dev/full)', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [cli, 'rules'], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect(status).toBe(2);
    expect(stderr).toContain('preplan: standard output cannot be written: ENOSPC');
  });

  test('loads functions and their libraries only for a module that calls them', () => {
    const copy = mkdtempSync(join(tmpdir(), 'preplan-lazy-'));
    cpSync(dist, copy, { recursive: true });
    const program = join(copy, 'cli.cjs');
    for (const part of ['functions', 'regex', 'yaml', 'hashes', 'legacy-hashes', 'gzip', 'module-adapters'])
      rmSync(join(copy, `${part}.cjs`));
    expect(preplan(['main.tf'], { program }).stdout).toContain('error: batch_size is 20000');
    expect(preplan(['eval', '1 + 1'], { program }).stdout).toBe('2\n');
    expect(preplan(['eval', 'upper("a")'], { program }).status).toBe(3);
    expect(preplan(['eval', 'upper(yamldecode("a: b").a)']).stdout).toBe('"B"\n');
    expect(preplan(['eval', 'regex("^..", md5(sha256("")))']).stdout).toMatch(/^"[0-9a-f]{2}"\n$/);
  });

  test('works under another Node than the one it was built with', () => {
    const copy = mkdtempSync(join(tmpdir(), 'preplan-other-'));
    cpSync(dist, copy, { recursive: true });
    const launcher = readFileSync(join(copy, 'cli.cjs'), 'utf8');
    const changed = launcher.replace(JSON.stringify(`${process.version} ${process.arch}`), '"v0.0.0 other"');
    expect(changed).not.toBe(launcher);
    writeFileSync(join(copy, 'cli.cjs'), changed);
    expect(preplan(['.'], { program: join(copy, 'cli.cjs') }).stdout).toContain('error: batch_size is 20000');
  });
});

describe('what is loaded', () => {
  /** The files of `dist` and the modules of Node that a run has loaded. */
  function loaded(...argv: readonly string[]): { parts: string[]; builtins: string[] } {
    const hook = join(folder, 'hook.cjs');
    writeFileSync(
      hook,
      `const fs = require('node:fs');
      const parts = new Set();
      const read = fs.readFileSync;
      fs.readFileSync = (file, ...rest) => {
        if (String(file).startsWith(${JSON.stringify(dist)})) parts.add(String(file).slice(${dist.length + 1}));
        return read(file, ...rest);
      };
      process.on('exit', () => {
        const builtins = process.moduleLoadList.filter((name) => name.startsWith('NativeModule ')).map((name) => name.slice(13));
        fs.writeFileSync(${JSON.stringify(join(folder, 'loaded.json'))}, JSON.stringify({ parts: [...parts].sort(), builtins }));
      });`,
    );
    preplan(argv, { nodeArguments: ['--require', hook] });
    return JSON.parse(readFileSync(join(folder, 'loaded.json'), 'utf8'));
  }

  test('for a file: the program and the linter', () => {
    const { parts, builtins } = loaded('main.tf');
    expect(parts.filter((name) => name.endsWith('.cjs'))).toEqual(['cli.cjs', 'lint.cjs']);
    for (const name of ['child_process', 'net', 'tty', 'module', 'perf_hooks', 'worker_threads'])
      expect(builtins).not.toContain(name);
  });

  test('for a folder: no more', () => {
    expect(loaded('.').parts.filter((name) => name.endsWith('.cjs'))).toEqual(['cli.cjs', 'lint.cjs']);
  });

  test('for a glob, a configuration, comments, another format: what each takes', () => {
    const more = (...argv: readonly string[]) =>
      loaded(...argv).parts.filter((name) => name.endsWith('.cjs') && !['cli.cjs', 'lint.cjs'].includes(name));
    expect(more('*.tf')).toEqual(['discover.cjs']);
    expect(more('main.tf', '--format', 'github')).toEqual(['write-reports.cjs']);
    expect(more('main.tf', '--format', 'sarif')).toEqual(['sarif-rules.cjs', 'write-reports.cjs']);
    writeFileSync(join(folder, 'other.json'), '{}');
    expect(more('main.tf', '--config', 'other.json')).toEqual(['config-file.cjs']);
    mkdirSync(join(folder, 'annotated'), { recursive: true });
    writeFileSync(join(folder, 'annotated/main.tf'), `# preplan-ignore: value-out-of-range\n${fault}`);
    expect(more('annotated/main.tf')).toEqual(['suppress.cjs']);
    rmSync(join(folder, 'annotated'), { recursive: true });
    mkdirSync(join(folder, 'fixable'), { recursive: true });
    writeFileSync(join(folder, 'fixable/main.tf'), fault.replace('batch_size', 'batch_sise'));
    expect(more('fixable/main.tf')).toEqual(['fix-edits.cjs', 'rules-violations.cjs']);
    expect(more('fixable/main.tf', '--diff')).toEqual(['fix-edits.cjs', 'fix.cjs', 'rules-violations.cjs']);
    rmSync(join(folder, 'fixable'), { recursive: true });
  });

  test('the linter holds no ajv, no yargs, no fast-glob, no WebAssembly, no rule pages', async () => {
    const { outputs } = await bundleParts({ write: false });
    const inputs = Object.keys(outputs['dist/lint.cjs']?.inputs ?? {});
    expect(inputs.length).toBeGreaterThan(50);
    expect(inputs.filter((name) => /node_modules\/(?!yargs-parser\/)/.test(name))).toEqual([]);
    expect(readFileSync(join(dist, 'lint.cjs'), 'utf8')).not.toContain('recorded on AWS');
    expect(readFileSync(join(dist, 'explain.cjs'), 'utf8')).toContain('recorded on AWS');
  });

  test("V8's code cache fits", () => {
    const program = `
      const { readFileSync, readdirSync } = require('node:fs');
      const { start, scripts } = require(${JSON.stringify(cli)});
      process.argv = ['node', 'preplan', 'main.tf'];
      start();
      process.on('exit', () => {
        process.exitCode = 0;
        console.error(JSON.stringify([...scripts].map(([name, { cachedDataRejected }]) => [name, cachedDataRejected])));
      });
    `;
    const { stderr } = preplan(['-e', program], { program: '--no-warnings' });
    expect(JSON.parse(stderr)).toEqual([['lint', false]]);
  });
});

describe('the package', () => {
  test('holds the program, and works without its dependencies', () => {
    const { root } = pack();
    expect(readdirSync(root).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'package.json',
      'schemas',
    ]);
    expect(readdirSync(join(root, 'dist')).sort()).toEqual(readdirSync(dist).sort());
    expect(readdirSync(join(root, 'schemas'))).toEqual(['config.schema.json']);
    const licences = readFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['yaml', 'yargs', 'vscode-languageserver', '@nodelib/fs.walk'])
      expect(licences).toMatch(new RegExp(`^${name} [0-9.]+ \\((?:MIT|ISC)\\)$`, 'm'));

    const program = join(root, 'dist/cli.cjs');
    expect(preplan(['.'], { program }).stdout).toContain('error: batch_size is 20000');
    for (const command of [
      ['rules'],
      ['explain', 'value-out-of-range'],
      ['--help'],
      ['parse', 'main.tf'],
      ['eval', '1'],
    ])
      expect(preplan(command, { program })).toMatchObject({ status: 0, stderr: '' });
    for (const format of ['json', 'sarif', 'github', 'junit'])
      expect(preplan(['main.tf', '--format', format], { program }).stdout).toContain('batch_size is 20000');
  });

  test('says once, where syntax errors are reported, that the reference parser is not there', () => {
    const program = join(pack().root, 'dist/cli.cjs');
    expect(preplan(['main.tf'], { program }).stderr).toBe('');
    writeFileSync(join(folder, 'broken-too.tfvars'), 'y = \n');
    const { status, stderr } = preplan(['broken.tfvars', 'broken-too.tfvars'], { program });
    expect(status).toBe(1);
    expect(stderr.match(/unconfirmed by HashiCorp's parser: @cdktf\/hcl2json is not installed/g)).toHaveLength(1);
  });

  test('its language server starts', async () => {
    const client = await Client.start({ program: join(pack().root, 'dist/cli.cjs'), folders: [folder] });
    await client.open(join(folder, 'main.tf'), fault);
    const found = await client.diagnostics(join(folder, 'main.tf'), 1);
    expect(found.map(({ code }) => code)).toContain('value-out-of-range');
    expect(await client.stop()).toBe(0);
  });
});

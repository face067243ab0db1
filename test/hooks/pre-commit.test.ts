import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { FAULT, isInstalled, project } from './project.ts';

const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));

test('the hook is for every file that belongs to a module, and for no other', () => {
  const files = new RegExp(hook.files);
  for (const name of [
    'main.tf',
    'a/b.tofu',
    'x.tf.json',
    'x.tofu.json',
    'x.tfvars',
    'a/x.auto.tfvars.json',
    '.terraform.lock.hcl',
    'a/.terraform.lock.hcl',
  ])
    expect(files.test(name), name).toBe(true);
  for (const name of [
    'README.md',
    'x.json',
    'x.hcl',
    'a.terraform.lock.hcl',
    'x.tf.bak',
    'x.tftest.hcl',
    'preplan.json',
  ])
    expect(files.test(name), name).toBe(false);
  expect(hook).toMatchObject({
    id: 'preplan',
    language: 'node',
    language_version: 'system',
    require_serial: true,
    types: ['text'],
  });
});

test('npm prints nothing but the name of the tarball, from which pre-commit installs', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^foreground-scripts=false$/m);
});

const available = isInstalled('pre-commit') && isInstalled('git');

describe.skipIf(!available)('the real pre-commit (skipped: pre-commit or git is not installed)', () => {
  /** As the hook says it, but with the program that was built, so that nothing is installed. */
  const local = { ...hook, language: 'system', language_version: undefined };
  let repository: ReturnType<typeof project>;

  beforeAll(() => {
    repository = project({
      '.pre-commit-config.yaml': stringify({ repos: [{ repo: 'local', hooks: [local] }] }),
      'worker/main.tf': FAULT,
      'worker/variables.tf': 'variable "size" {\n  default = 10\n}\n',
      'worker/.terraform.lock.hcl': '# empty\n',
      'shared/outputs.tf': 'output "size" {\n  value = 10\n}\n',
      'live/main.tf': `module "shared" {\n  source = "../shared"\n}\n${FAULT.replace('var.size', 'module.shared.size')}`,
      'README.md': 'x\n',
    });
    repository.run('git', ['init', '-q']);
    expect(repository.run('pre-commit', ['install'])).toMatchObject({ status: 0 });
    expect(repository.commit('.')).toMatchObject({ status: 0 });
  });

  afterAll(() => repository.remove());

  test('stops a broken commit, and lets the mended one through', () => {
    repository.write('worker/main.tf', FAULT.replace('var.size', '20000'));
    const broken = repository.commit('worker/main.tf');
    expect(broken.status).toBe(1);
    expect(broken.output).toContain('error: batch_size is 20000, but AWS allows 1 to 10000 [value-out-of-range]');
    expect(broken.output).toContain('--> worker/main.tf:4:22');
    repository.write('worker/main.tf', `${FAULT}# mended\n`);
    const mended = repository.commit('worker/main.tf');
    expect(mended.output).toContain('Passed');
    expect(mended.status).toBe(0);
  });

  test('a variable, a file of values or a called module concern the mapping in another file', () => {
    repository.write('worker/variables.tf', 'variable "size" {\n  default = 20000\n}\n');
    const variable = repository.commit('worker/variables.tf');
    expect(variable.status).toBe(1);
    expect(variable.output).toContain('--> worker/main.tf:4:22');
    repository.write('worker/variables.tf', 'variable "size" {\n  default = 10\n}\n');
    repository.run('git', ['add', '.']);

    repository.write('worker/terraform.tfvars', 'size = 20000\n');
    const values = repository.commit('worker/terraform.tfvars');
    expect(values.status).toBe(1);
    expect(values.output).toContain('--> worker/main.tf:4:22');
    repository.run('git', ['rm', '-qf', 'worker/terraform.tfvars']);

    repository.write('shared/outputs.tf', 'output "size" {\n  value = 20000\n}\n');
    const called = repository.commit('shared/outputs.tf');
    expect(called.status).toBe(1);
    expect(called.output).toContain('--> live/main.tf:7:22');
    repository.run('git', ['checkout', '-q', 'HEAD', '--', '.']);
  });

  test('a lock file stands for its folder', () => {
    repository.write('worker/.terraform.lock.hcl', '# changed\n');
    const { status, output } = repository.commit('worker/.terraform.lock.hcl');
    expect(output).toContain('Passed');
    expect(status).toBe(0);
  });

  test('does not run for what is no Terraform', () => {
    repository.write('README.md', 'y\n');
    const { status, output } = repository.commit('README.md');
    expect(output).toContain('(no files to check)Skipped');
    expect(status).toBe(0);
  });

  test('many files of several modules are checked in one process', () => {
    repository.write('worker/main.tf', FAULT.replace('var.size', '20000'));
    const files = Array.from({ length: 300 }, (_, at) => `many/f${at}.tf`);
    for (const name of files) repository.write(name, '# nothing\n');
    const { output } = repository.commit('.');
    expect(output.match(/mapping[s]?: /g)).toHaveLength(1);
    expect(output.match(/error: batch_size/g)).toHaveLength(1);
  });
});

const hasRegistry = available && process.env['PREPLAN_CLIENTS'] !== undefined;

describe.skipIf(!hasRegistry)(
  "a clone, which pre-commit installs (skipped without the registry: see 'npm run clients')",
  () => {
    let clone: ReturnType<typeof project>;
    let repository: ReturnType<typeof project>;

    beforeAll(() => {
      clone = project({});
      const files = execFileSync(
        'git',
        ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
        {
          encoding: 'utf8',
        },
      );
      for (const name of files.split('\0').filter((file) => file !== '' && existsSync(file))) {
        cpSync(name, join(clone.folder, name), { recursive: true });
      }
      clone.run('git', ['init', '-q']);
      expect(clone.commit('.')).toMatchObject({ status: 0 });
      clone.run('git', ['tag', 'v0.0.1']);
      const config = { repos: [{ repo: clone.folder, rev: 'v0.0.1', hooks: [{ id: 'preplan' }] }] };
      repository = project({
        '.pre-commit-config.yaml': stringify(config),
        'worker/main.tf': FAULT.replace('var.size', '20000'),
      });
      repository.run('git', ['init', '-q']);
      expect(repository.run('pre-commit', ['install'])).toMatchObject({ status: 0 });
    });

    afterAll(() => {
      clone?.remove();
      repository?.remove();
    });

    test('stops a broken commit, and lets the mended one through', () => {
      const broken = repository.commit('.');
      expect(broken.output).toContain('Installing environment for');
      expect(broken.output).toContain('error: batch_size is 20000, but AWS allows 1 to 10000 [value-out-of-range]');
      expect(broken.status).toBe(1);
      repository.write('worker/main.tf', FAULT.replace('var.size', '10'));
      expect(repository.commit('.')).toMatchObject({ status: 0, output: expect.stringContaining('Passed') });
    }, 300_000);
  },
);

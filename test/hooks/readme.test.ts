import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fastGlob from 'fast-glob';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { rules } from '../../rules/index.ts';
import { readConfig } from '../../src/lint/config.ts';
import { CONFIG_KEYS } from '../../src/lint/config-keys.ts';
import { ENGINE_RULES } from '../../src/lint/engine-rules.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { pack } from '../packed.ts';
import { FAULT, isInstalled, project } from './project.ts';
import { readmeBlock } from './readme-block.ts';

const readme = readFileSync('README.md', 'utf8');
const configuration = readFileSync('docs/configuration.md', 'utf8');
const names = [...rules.map(({ name }) => name), ...ENGINE_RULES];

test('the rules in comments and configurations exist', () => {
  for (const text of [readme, configuration]) {
    for (const [, list = ''] of text.matchAll(/preplan-ignore(?:-file)?: ([a-z, -]+?)(?: until=| -- |\n|`)/g)) {
      for (const name of list.split(/[, ]+/).filter((word) => word !== '')) expect(names).toContain(name);
    }
  }
});

test('the configuration is valid, and its keys are all explained', () => {
  expect(
    readConfig(new SourceFile('preplan.json', readmeBlock('json', '$schema')), { current: names, renamed: {} })
      .problems,
  ).toEqual([]);
  for (const { name } of CONFIG_KEYS) expect(configuration).toContain(`| \`${name}\` |`);
});

test('the globs of lint-staged and lefthook take every file that belongs to a module', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preplan-globs-'));
  const files = [
    'main.tf',
    'a/b.tofu',
    'a/x.tf.json',
    'x.tofu.json',
    'x.tfvars',
    'a/x.tfvars.json',
    'a/.terraform.lock.hcl',
  ];
  for (const name of [...files, 'README.md', 'x.json', 'a/tf']) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  const [lintStaged = ''] = Object.keys(JSON.parse(readmeBlock('json', 'lint-staged'))['lint-staged']);
  const lefthook: string = parse(readmeBlock('yaml', '{staged_files}'))['pre-commit'].commands.preplan.glob;
  for (const glob of [lintStaged, lefthook]) {
    // Both look at the last name of a path only, when the glob has no slash.
    expect(fastGlob.sync(`**/${glob}`, { cwd: folder, dot: true }).sort()).toEqual(files.toSorted());
  }
});

describe.skipIf(!isInstalled('bash'))('the job for GitLab (skipped: bash is not installed)', () => {
  let repository: ReturnType<typeof project>;

  beforeAll(() => {
    repository = project({ 'm/main.tf': FAULT.replace('var.size', '20000') }, join(pack().root, 'dist/cli.cjs'));
  });

  afterAll(() => repository.remove());

  test('fails with a report, where it says', () => {
    const { script, artifacts } = parse(readmeBlock('yaml', 'junit')).preplan;
    const { status, output } = repository.run('bash', ['-ec', script.join('\n')]);
    expect(status).toBe(1);
    expect(output).toContain('[value-out-of-range]');
    expect(repository.read(artifacts.reports.junit)).toContain('<failure message="batch_size is 20000');
  });
});

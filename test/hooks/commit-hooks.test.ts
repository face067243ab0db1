/**
 * husky with lint-staged, and lefthook: the real programs, with what the README says. They are taken from the folder that
 * PREPLAN_CLIENTS names; `npm run clients` installs them and runs this.
 */
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAULT, isInstalled, project } from './project.ts';
import { readmeBlock } from './readme-block.ts';

const clients = process.env['PREPLAN_CLIENTS'] ?? '';
const has = (...names: readonly string[]) =>
  clients !== '' && isInstalled('git') && names.every((name) => existsSync(join(clients, 'node_modules', name)));

const FILES = {
  '.gitignore': 'node_modules\n',
  'worker/main.tf': FAULT,
  'worker/variables.tf': 'variable "size" {\n  default = 10\n}\n',
  'README.md': 'x\n',
};

interface HookManager {
  readonly files: Readonly<Record<string, string>>;
  /** What the user types to have the hook. */
  readonly install: readonly [command: string, ...argv: string[]];
  /** What it says of a commit without Terraform. */
  readonly nothingToDo: string;
}

/** A repository with the hook, in which everything is committed. */
function repositoryWith({ files, install }: Pick<HookManager, 'files' | 'install'>): ReturnType<typeof project> {
  const repository = project({ ...FILES, ...files });
  symlinkSync(join(clients, 'node_modules'), join(repository.folder, 'node_modules'));
  repository.run('git', ['init', '-q']);
  const [command, ...argv] = install;
  expect(repository.run(command, argv)).toMatchObject({ status: 0 });
  expect(repository.commit('.')).toMatchObject({ status: 0 });
  return repository;
}

function behavesAsAHook(manager: () => HookManager): void {
  let repository: ReturnType<typeof project>;

  beforeAll(() => {
    repository = repositoryWith(manager());
  });

  afterAll(() => repository?.remove());

  test('stops a broken commit, and lets the mended one through', () => {
    repository.write('worker/main.tf', FAULT.replace('var.size', '20000'));
    const broken = repository.commit('worker/main.tf');
    expect(broken.status).toBe(1);
    expect(broken.output).toContain('error: batch_size is 20000, but AWS allows 1 to 10000 [value-out-of-range]');
    expect(broken.output).toMatch(/--> (?:.*\/)?worker\/main\.tf:4:22/);
    repository.write('worker/main.tf', `${FAULT}# mended\n`);
    expect(repository.commit('worker/main.tf')).toMatchObject({ status: 0 });
    expect(repository.run('git', ['status', '--porcelain']).output).toBe('');
  });

  test('a variable concerns the mapping in another file', () => {
    repository.write('worker/variables.tf', 'variable "size" {\n  default = 20000\n}\n');
    const { status, output } = repository.commit('worker/variables.tf');
    expect(status).toBe(1);
    expect(output).toMatch(/--> (?:.*\/)?worker\/main\.tf:4:22/);
    repository.run('git', ['reset', '-q', '--hard']);
  });

  test('does not run for what is no Terraform', () => {
    repository.write('README.md', 'y\n');
    const { status, output } = repository.commit('README.md');
    expect(status).toBe(0);
    expect(output).toContain(manager().nothingToDo);
    expect(output).not.toContain('mapping');
  });

  test('sees many files in one run', () => {
    repository.write('worker/main.tf', FAULT.replace('var.size', '20000'));
    for (let at = 0; at < 200; at++) repository.write(`many/f${at}.tf`, '# nothing\n');
    const { output } = repository.commit('.');
    expect(output.match(/\d+ mappings?: /g)).toHaveLength(1);
    repository.run('git', ['reset', '-q', '--hard']);
  });
}

const why = "skipped without the programs in PREPLAN_CLIENTS: see 'npm run clients'";

describe.skipIf(!has('husky', 'lint-staged'))(`husky with lint-staged (${why})`, () => {
  behavesAsAHook(() => ({
    files: {
      'package.json': readmeBlock('json', 'lint-staged'),
      '.husky/pre-commit': `${/`(npx lint-staged)` in `\.husky\/pre-commit`/.exec(readFileSync('README.md', 'utf8'))?.[1]}\n`,
    },
    install: ['npx', 'husky'],
    nothingToDo: 'could not find any staged files matching configured tasks',
  }));
});

describe.skipIf(!has('lefthook'))(`lefthook (${why})`, () => {
  behavesAsAHook(() => ({
    files: { 'lefthook.yml': readmeBlock('yaml', '{staged_files}') },
    install: ['npx', 'lefthook', 'install'],
    nothingToDo: 'no files for inspection',
  }));
});

/** Everything that can be checked without running the tests: all of it, even after a failure. */
import { spawnSync } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

const CHECKS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the core', 'tsc', '-p', 'tsconfig.core.json'],
  ['format and lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['promises and switches', 'oxlint', '--type-aware', '--deny-warnings'],
  ['unused code', 'knip'],
  ['generated files', 'npm', 'run', '--silent', 'generate', '--', '--check'],
];

const env = { ...process.env, PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env['PATH']}` };

const failed = CHECKS.filter(([name, command, ...args]) => {
  console.log(`== ${name}`);
  return spawnSync(command, args, { stdio: 'inherit', env, shell: process.platform === 'win32' }).status !== 0;
});
console.log(failed.length === 0 ? 'all checks pass' : `failed: ${failed.map(([name]) => name).join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

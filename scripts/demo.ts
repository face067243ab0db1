/** Shows what preplan finds in an example with faults. Finding them is what is wanted here, so the status is 0. */
import { spawnSync } from 'node:child_process';

console.log('$ preplan fixtures/demo\n');
const { status } = spawnSync(process.execPath, ['dist/cli.cjs', 'fixtures/demo'], { stdio: 'inherit' });
console.log(`\nexit status ${status}: an error was found, as intended in this example`);
process.exitCode = status === 1 ? 0 : 1;

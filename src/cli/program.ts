import { processHost } from './process-host.ts';
import { type RunLint, run } from './run.ts';

/** Runs the command line of this process, and ends it. */
export function startProgram(lint: RunLint): void {
  // All output is written when `run` is done; ending at once spares Node the clearing of its heap, which is felt in a hook.
  run(process.argv.slice(2), processHost(), lint).then(
    (status) => process.exit(status),
    (problem: unknown) => {
      process.exitCode = 3;
      throw problem;
    },
  );
}

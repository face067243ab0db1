import { processHost } from './process-host.ts';
import { run } from './run.ts';

// All output is written when `run` is done; ending at once spares Node the clearing of its heap, which is felt in a hook.
run(process.argv.slice(2), processHost()).then(
  (status) => process.exit(status),
  (problem: unknown) => {
    process.exitCode = 3;
    throw problem;
  },
);

import manifest from '../../package.json' with { type: 'json' };
import { isPreplanError } from '../node/preplan-error.ts';
import { type LintArguments, readArguments } from './arguments.ts';
import type { ExitStatus, Host } from './host.ts';
import { isCompletion } from './options.ts';
import { inFolder } from './variables.ts';

/** `preplan [paths..]`. */
export type RunLint = (given: LintArguments, host: Host) => Promise<ExitStatus>;

/** The command line: runs `preplan` with these arguments. Each command is loaded when it is wanted. */
export async function run(argv: readonly string[], host: Host, lint: RunLint): Promise<ExitStatus> {
  try {
    const given = readArguments(argv);
    switch (given.command) {
      case 'lint':
        return await lint(given, inFolder(host, given.chdir));
      case 'eval':
        return (await import('./eval.ts')).runEval(given, inFolder(host, given.chdir));
      case 'parse':
        return await (await import('./parse.ts')).runParse(given, host);
      case 'rules':
        return await (await import('./rules.ts')).runRules(given, host);
      case 'explain':
        return await (await import('./explain.ts')).runExplain(given, host);
      case 'lsp':
        return await (await import('./lsp.ts')).runLsp(given, host);
      case 'init':
        return (await import('./init.ts')).runInit(host);
      case 'version':
        host.stdout.write(`${manifest.version}\n`);
        return 0;
      case 'usage':
        if (isCompletion(argv)) return (await import('./completion.ts')).answerCompletion(argv, host);
        return await (await import('./usage.ts')).answerUsage(argv, host);
    }
  } catch (problem) {
    if (isPreplanError(problem)) {
      host.stderr.write(`preplan: ${problem.message}\n`);
      return 2;
    }
    const trace = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    host.stderr.write(
      `preplan: this is a mistake in preplan itself; please report it with the lines below\n${trace}\n`,
    );
    return 3;
  }
}

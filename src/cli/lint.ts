import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  decode,
  describeError,
  type NodeFileSystem,
  nodeFileSystem,
  type ReadFailure,
  withText,
} from '../node/file-system.ts';
import { parentPath, relativePath } from '../node/paths.ts';
import { PreplanError } from '../node/preplan-error.ts';
import { ANSI, type Colours, PLAIN } from '../report/colours.ts';
import { formatJson } from '../report/json.ts';
import { formatPretty } from '../report/pretty.ts';
import { summarize } from '../report/summary.ts';
import { singleLine } from '../report/terminal-text.ts';
import { isJsonFile, isModuleFile } from '../terraform/file-selection.ts';
import { SourceFile } from '../text/source-file.ts';
import type { LintArguments } from './arguments.ts';
import { chooseColours } from './colour.ts';
import { confirmSyntax } from './confirm-syntax.ts';
import { type ExitStatus, type Host, highest } from './host.ts';
import { type IncompleteResult, lintTargets } from './lint-targets.ts';
import { moduleSettings } from './module-settings.ts';
import type { Format } from './options.ts';
import { startProgress } from './progress.ts';
import { groupTargets, joinResults, type TargetGroup, withoutIgnored } from './target-groups.ts';
import { fileTarget, findTargets, type Targets } from './targets.ts';
import { variableSettings } from './variables.ts';

/** `preplan [paths..]`. */
export async function runLint(given: LintArguments, host: Host): Promise<ExitStatus> {
  const { workingDirectory } = host;
  const settingsOf = moduleSettings(given, host);
  if (given.printConfig !== undefined) {
    return (await import('./print-config.ts')).runPrintConfig(given.printConfig, settingsOf, host);
  }
  const stats = given.stats ? (await import('./stats.ts')).startStats(host) : undefined;
  const progress = startProgress(host);
  const disk = nodeFileSystem(workingDirectory);
  const input = given.paths.includes('-') ? readInput(given, host) : undefined;
  const fileSystem = input === undefined ? disk : withText(disk, input);
  const paths = given.paths.length === 0 ? ['.'] : given.paths;
  const targets =
    input === undefined
      ? await findTargets({ paths, workingDirectory, fileSystem, progress })
      : fileTarget(input.filename);
  stats?.end('looking for modules');

  const groups = await groupTargets(targets, settingsOf);
  const results: IncompleteResult[] = [];
  for (const { settings, targets: group } of groups) {
    const lint = stats === undefined ? settings.lint : { ...settings.lint, instrument: stats.instrument };
    const variables = variableSettings([...settings.variables, ...given.variables], host, fileSystem);
    const providerVersion = settings.config?.providerVersion;
    const request = {
      targets: group,
      settings: lint,
      workingDirectory,
      fileSystem,
      progress,
      variables,
      providerVersion,
    };
    results.push(withoutIgnored(await lintTargets(request), settings));
  }
  const all = joinResults(results, { targets, files: fileSystem.filesRead.size });
  stats?.end('checking');
  progress.end();
  if (given.listFiles) {
    (await import('./list-files.ts')).listFiles({ targets, fileSystem }, host);
    return 0;
  }

  const sources = sourceFiles(fileSystem);
  const seen = await obeyComments(all, { given, host, fileSystem, sources, groups });
  const found = input === undefined ? seen : onlyOf(seen, input.filename);
  const { diagnostics, terraformSays } = await confirmSyntax(
    found.diagnostics,
    (filename) => nativeSource(filename, fileSystem),
    host,
  );
  stats?.end('comments and confirmation of syntax errors');
  const result = { ...found, diagnostics };

  const { quiet, showSuppressed, showUndetermined } = given;
  const format = async (name: Format, colours: Colours): Promise<string> => {
    switch (name) {
      case 'pretty':
        return formatPretty(result, {
          source: sources,
          colours,
          quiet,
          showSuppressed,
          showUndetermined,
          terraformSays,
        });
      case 'json':
        return formatJson(result, { quiet, showSuppressed });
      case 'sarif':
      case 'github':
      case 'junit':
        return (await import('./write-reports.ts')).formatReport(name, { result, quiet, host });
    }
  };
  for (const name of given.formats) {
    host.stdout.write(await format(name, chooseColours(given.color, host, host.stdout)));
  }
  for (const output of given.outputs) {
    writeOutput(output.file, await format(output.format, given.color === true ? ANSI : PLAIN), host);
  }
  for (const { path, why } of found.unread) {
    host.stderr.write(`preplan: ${singleLine(path)} cannot be read: ${why}; what it holds was not checked\n`);
  }
  stats?.end('reports');
  stats?.print();
  return exitStatus(result, given.maxWarnings, targets);
}

interface CommentRequest {
  readonly given: LintArguments;
  readonly host: Host;
  readonly fileSystem: NodeFileSystem;
  readonly sources: (filename: string) => SourceFile | undefined;
  readonly groups: readonly TargetGroup[];
}

/** Without comments that suppress something nothing is loaded. */
async function obeyComments(
  result: IncompleteResult,
  { given, host, fileSystem, sources, groups }: CommentRequest,
): Promise<IncompleteResult> {
  const { annotated } = fileSystem;
  const [first] = groups;
  if (!given.ignores || annotated.size === 0 || first === undefined) return result;
  const { suppress } = await import('./suppress.ts');
  const settingsOf = (filename: string) =>
    (groups.find(({ targets }) => targets.modules.includes(parentPath(filename))) ?? first).settings;
  const files = [...annotated].filter((filename) => isModuleFile(filename.slice(filename.lastIndexOf('/') + 1)));
  return {
    ...result,
    ...suppress({
      result,
      files: files.flatMap((filename) => sources(filename) ?? []),
      time: host.time(),
      settingsOf,
    }),
  };
}

function writeOutput(file: string, text: string, { workingDirectory }: Host): void {
  try {
    writeFileSync(resolve(workingDirectory, file), text);
  } catch (problem) {
    throw new PreplanError(`${file} cannot be written: ${describeError(problem)}; name another file`);
  }
}

interface Input {
  readonly filename: string;
  readonly content: ReturnType<typeof decode>;
  /** Without a file that it stands for, the text is a module of its own. */
  readonly alone: boolean;
}

function readInput({ paths, stdinFilename }: LintArguments, host: Host): Input {
  if (paths.length > 1) throw new PreplanError('- is standard input and stands alone; leave out the other paths');
  return {
    filename: relativePath(stdinFilename ?? 'stdin.tf', host.workingDirectory),
    content: decode(host.readStdin()),
    alone: stdinFilename === undefined,
  };
}

function onlyOf(result: IncompleteResult, filename: string): IncompleteResult {
  return {
    ...result,
    diagnostics: result.diagnostics.filter(({ range }) => range.filename === filename),
    mappings: result.mappings.filter(({ range }) => range.filename === filename),
  };
}

/** Gives the text of a file; the line table of each is made once. */
function sourceFiles(fileSystem: NodeFileSystem): (filename: string) => SourceFile | undefined {
  const files = new Map<string, SourceFile | undefined>();
  return (filename) => {
    if (!files.has(filename)) {
      const content = fileSystem.readFile(filename);
      files.set(filename, 'text' in content ? new SourceFile(filename, content.text) : undefined);
    }
    return files.get(filename);
  };
}

function nativeSource(filename: string, fileSystem: NodeFileSystem): SourceFile | undefined {
  const content = fileSystem.readFile(filename);
  if (isJsonFile(filename) || 'error' in content || content.malformedAt !== undefined) return undefined;
  return new SourceFile(filename, content.text);
}

function exitStatus(result: IncompleteResult, maxWarnings: number | undefined, { named }: Targets): ExitStatus {
  const { errors, warnings } = summarize(result);
  const isNamed = ({ path }: ReadFailure) => named.files.has(path) || named.folders.has(path);
  return highest(
    errors > 0 || warnings > (maxWarnings ?? Number.POSITIVE_INFINITY) ? 1 : 0,
    result.unread.some(isNamed) ? 2 : 0,
    result.internalErrors > 0 || !result.unread.every(isNamed) ? 3 : 0,
  );
}

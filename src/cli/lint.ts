import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { lintConfiguration } from '../core.ts';
import { MOST_FOLDERS } from '../node/callers.ts';
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
import { formatPretty, type PrettyOptions } from '../report/pretty.ts';
import { summarize } from '../report/summary.ts';
import { singleLine } from '../report/terminal-text.ts';
import { isJsonFile, isModuleFile } from '../terraform/file-selection.ts';
import { SourceFile } from '../text/source-file.ts';
import type { LintArguments } from './arguments.ts';
import { chooseColours } from './colour.ts';
import { confirmSyntax } from './confirm-syntax.ts';
import { type ExitStatus, type Host, highest } from './host.ts';
import { type IncompleteResult, lintTargets } from './lint-targets.ts';
import { type ModuleSettings, moduleSettings, namesIn } from './module-settings.ts';
import type { Format } from './options.ts';
import { startProgress } from './progress.ts';
import { checkNames, foreignNames } from './rule-settings.ts';
import { groupTargets, joinResults, type TargetGroup, withoutIgnored } from './target-groups.ts';
import { fileTarget, findTargets, type Targets } from './targets.ts';
import { variableSettings } from './variables.ts';

/** `preplan [paths..]`. */
export async function runLint(given: LintArguments, host: Host): Promise<ExitStatus> {
  const { workingDirectory } = host;
  const settingsOf = moduleSettings(given, host);
  const foreign = foreignNames(given);
  if (given.printConfig !== undefined) {
    if (foreign.length > 0)
      checkNames(foreign, namesIn([await settingsOf(parentPath(relativePath(given.printConfig, workingDirectory)))]));
    return (await import('./print-config.ts')).runPrintConfig(given.printConfig, settingsOf, host);
  }
  if (given.plan !== undefined) return lintPlan(given.plan, given, host, await settingsOf('.'));
  const stats = given.stats ? (await import('./stats.ts')).startStats(host) : undefined;
  const progress = startProgress(host);
  const disk = nodeFileSystem(workingDirectory);
  const input = given.paths.includes('-') ? readInput(given, host) : undefined;
  const read = input === undefined ? disk : withText(disk, input);
  const paths = given.paths.length === 0 ? ['.'] : given.paths;
  const targets =
    input === undefined
      ? await findTargets({ paths, workingDirectory, fileSystem: read, progress })
      : fileTarget(input.filename);
  stats?.end('looking for modules');

  const groups = await groupTargets(targets, settingsOf);
  if (foreign.length > 0) {
    checkNames(foreign, namesIn([await settingsOf('.'), ...groups.map(({ settings }) => settings)]));
  }
  let isCut = false;
  const onCut = () => {
    isCut = true;
  };
  const check = async (files: NodeFileSystem): Promise<IncompleteResult> => {
    const results: IncompleteResult[] = [];
    for (const { settings, targets: group } of groups) {
      const lint = stats === undefined ? settings.lint : { ...settings.lint, instrument: stats.instrument };
      const variables = variableSettings([...settings.variables, ...given.variables], host, files);
      const providerVersion = settings.config?.providerVersion;
      const request = {
        targets: group,
        settings: lint,
        workingDirectory,
        fileSystem: files,
        progress,
        variables,
        providerVersion,
        onCut,
      };
      results.push(withoutIgnored(await lintTargets(request), settings));
    }
    return joinResults(results, { targets, fileSystem: files });
  };
  const obey = (result: IncompleteResult, files: NodeFileSystem): Promise<IncompleteResult> =>
    obeyComments(result, { given, host, fileSystem: files, sources: sourceFiles(files), groups });

  const fixing = given.fix === undefined || given.listFiles ? undefined : await import('./fix.ts');
  const fixes = await fixing?.fixFindings({
    given,
    host,
    fileSystem: read,
    applicability: given.fix ?? 'safe',
    targets,
    input: input?.filename,
    check: async (files) => obey(await check(files), files),
  });
  const mended = fixes?.mended;
  const fileSystem = mended?.fileSystem ?? read;
  const all = mended?.result ?? (await check(fileSystem));
  stats?.end('checking');
  progress.end();
  if (isCut) {
    host.stderr.write(
      `preplan: no folder above has a .git, and callers of modules were sought in ${MOST_FOLDERS} folders only; run preplan in the folder of your configurations\n`,
    );
  }
  if (given.listFiles) {
    const configurations = groups.flatMap(({ settings }) => settings.config?.files ?? []);
    (await import('./list-files.ts')).listFiles({ targets, fileSystem, configurations }, host);
    return 0;
  }

  const sources = sourceFiles(fileSystem);
  const seen = mended === undefined ? await obey(all, fileSystem) : all;
  const found = input === undefined ? seen : onlyOf(seen, input.filename);
  const { diagnostics, terraformSays } = await confirmSyntax(
    found.diagnostics,
    (filename) => nativeSource(filename, fileSystem),
    host,
  );
  stats?.end('comments and confirmation of syntax errors');
  const result = { ...found, diagnostics };

  if (mended !== undefined) fixing?.deliver(mended, { given, host, input: input?.filename });
  // Standard output belongs to the diff or the text, where one is wanted.
  const report = mended !== undefined && (given.diff || input !== undefined) ? host.stderr : host.stdout;
  const plugins = groups.flatMap(({ settings }) => settings.lint.plugins ?? []);
  await writeReports(result, { given, host, report, sources, terraformSays, plugins });
  for (const { path, why } of found.unread) {
    host.stderr.write(`preplan: ${singleLine(path)} cannot be read: ${why}; what it holds was not checked\n`);
  }
  stats?.end('reports');
  stats?.print();
  return highest(exitStatus(result, given.maxWarnings, targets.named), fixes?.status ?? 0);
}

/** `preplan --plan FILE`: comments and fixes are a matter of the sources, not of a plan. */
async function lintPlan(path: string, given: LintArguments, host: Host, settings: ModuleSettings): Promise<ExitStatus> {
  const { checkPlanArguments, readPlan } = await import('./plan.ts');
  checkPlanArguments(given);
  const { file, shown, configuration } = readPlan(path, host);
  const found = lintConfiguration(configuration, settings.lint);
  const result = { ...found, diagnostics: found.diagnostics.map(({ fix: _, ...rest }) => rest), unread: [] };
  await writeReports(result, {
    given,
    host,
    report: host.stdout,
    sources: (filename) => (filename === file.filename ? shown() : undefined),
    terraformSays: new Map(),
    plugins: settings.lint.plugins ?? [],
  });
  return exitStatus(result, given.maxWarnings, { files: new Set(), folders: new Set() });
}

interface ReportRequest extends Pick<PrettyOptions, 'terraformSays'> {
  readonly given: LintArguments;
  readonly host: Host;
  /** Where what is not written to a file goes. */
  readonly report: Host['stdout'];
  readonly sources: (filename: string) => SourceFile | undefined;
  readonly plugins: NonNullable<ModuleSettings['lint']['plugins']>;
}

async function writeReports(
  result: IncompleteResult,
  { given, host, report, sources, terraformSays, plugins }: ReportRequest,
): Promise<void> {
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
        return (await import('./write-reports.ts')).formatReport(name, { result, quiet, host, plugins });
    }
  };
  for (const name of given.formats) {
    report.write(await format(name, chooseColours(given.color, host, report)));
  }
  for (const output of given.outputs) {
    writeOutput(output.file, await format(output.format, given.color === true ? ANSI : PLAIN), host);
  }
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

function exitStatus(
  result: IncompleteResult,
  maxWarnings: number | undefined,
  named: Pick<Targets['named'], 'files' | 'folders'>,
): ExitStatus {
  const { errors, warnings } = summarize(result);
  const isNamed = ({ path }: ReadFailure) => named.files.has(path) || named.folders.has(path);
  return highest(
    errors > 0 || warnings > (maxWarnings ?? Number.POSITIVE_INFINITY) ? 1 : 0,
    result.unread.some(isNamed) ? 2 : 0,
    result.internalErrors > 0 || !result.unread.every(isNamed) ? 3 : 0,
  );
}

/** `--fix` and `--diff`: lints, mends and lints again until nothing more can be mended; then writes, or shows the difference. */
import { resolve } from 'node:path';
import { type Applicability, applyFixes } from '../lint/fixes.ts';
import { MARKER } from '../lint/suppression-comments.ts';
import type { NodeFileSystem } from '../node/file-system.ts';
import { parentPath } from '../node/paths.ts';
import { replaceText } from '../node/write-text.ts';
import { formatDiff } from '../report/diff.ts';
import { count } from '../report/summary.ts';
import { singleLine } from '../report/terminal-text.ts';
import type { FileContent } from '../terraform/file-system.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { LintArguments } from './arguments.ts';
import { type ExitStatus, type Host, highest } from './host.ts';
import type { IncompleteResult } from './lint-targets.ts';
import type { Targets } from './targets.ts';

/** Each round mends at least one finding; more would mean that two rules disagree. */
const MOST_ROUNDS = 20;

interface FixOptions {
  readonly fileSystem: NodeFileSystem;
  readonly applicability: Applicability;
  readonly targets: Targets;
  /** The file that standard input stands for, which is then the only one that is changed. */
  readonly input: string | undefined;
  readonly check: (fileSystem: NodeFileSystem) => Promise<IncompleteResult>;
}

interface Mended {
  /** What is left. */
  readonly result: IncompleteResult;
  /** The files as they are then. */
  readonly fileSystem: NodeFileSystem;
  readonly changes: readonly FileChange[];
  /** The findings that are gone. */
  readonly fixed: readonly Diagnostic[];
}

interface FileChange {
  readonly filename: string;
  readonly before: string;
  readonly after: string;
}

/** Mends, and writes the files unless they go to standard output. */
export async function fixFindings({
  given,
  host,
  ...options
}: FixOptions & { readonly given: LintArguments; readonly host: Host }): Promise<Saved> {
  const mended = await mend(options);
  return given.diff || options.input !== undefined ? { mended, status: 0 } : save(mended, { ...options, host });
}

/** Nothing is written. Only files of the modules that were asked for are changed: of others not every caller is known. */
async function mend({ fileSystem, applicability, targets, input, check }: FixOptions): Promise<Mended> {
  const original = rememberTexts(fileSystem);
  const modules = new Set([...targets.modules, ...[...targets.named.files].map(parentPath)]);
  const texts = new Map<string, string>();
  let current = original;
  let result = await check(current);
  const fixed: Diagnostic[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const files = current;
    const made = applyFixes({
      diagnostics: result.diagnostics,
      applicability,
      textOf(filename) {
        if (input !== undefined && filename !== input) return undefined;
        if (!modules.has(parentPath(filename)) || /(?:^|\/)\.terraform\//.test(filename)) return undefined;
        const content = files.readFile(filename);
        return 'text' in content && content.malformedAt === undefined ? content.text : undefined;
      },
    });
    if (made.fixed.length === 0) break;
    for (const [filename, text] of made.texts) texts.set(filename, text);
    fixed.push(...made.fixed);
    current = withTexts(original, new Map(texts));
    result = await check(current);
  }
  const changes = [...texts].flatMap(([filename, after]) => {
    const content = original.readFile(filename);
    return 'text' in content && content.text !== after ? [{ filename, before: content.text, after }] : [];
  });
  return { result, fileSystem: current, changes, fixed };
}

/** What was read once stays as it was, whatever happens on the disk. */
function rememberTexts(base: NodeFileSystem): NodeFileSystem {
  const contents = new Map<string, FileContent>();
  return {
    ...base,
    get failures() {
      return base.failures;
    },
    get filesRead() {
      return base.filesRead;
    },
    get annotated() {
      return base.annotated;
    },
    readFile(path) {
      const content = contents.get(path) ?? base.readFile(path);
      contents.set(path, content);
      return content;
    },
  };
}

function withTexts(base: NodeFileSystem, texts: ReadonlyMap<string, string>): NodeFileSystem {
  const bytes = new Map([...texts].map(([path, text]) => [path, Buffer.from(text)]));
  return {
    ...base,
    get failures() {
      return base.failures;
    },
    get filesRead() {
      return base.filesRead;
    },
    get annotated() {
      const marked = [...texts].filter(([, text]) => text.includes(MARKER)).map(([path]) => path);
      return new Set([...base.annotated, ...marked]);
    },
    readFile(path) {
      const text = texts.get(path);
      return text === undefined ? base.readFile(path) : { text };
    },
    readBytes: (path) => bytes.get(path) ?? base.readBytes(path),
    look(path, see) {
      const own = bytes.get(path);
      return own === undefined ? base.look(path, see) : see(own);
    },
  };
}

interface Saved {
  readonly mended: Mended;
  readonly status: ExitStatus;
}

/** Writes the changes. What cannot be written is as it was, with its findings. */
async function save(
  mended: Mended,
  { fileSystem, check, host }: Pick<FixOptions, 'fileSystem' | 'check'> & { readonly host: Host },
): Promise<Saved> {
  const { changes, fixed } = mended;
  const statuses = changes.map((change) => write(change, host));
  const status = highest(...statuses);
  if (status === 0) return { mended, status };
  const written = changes.filter((_, index) => statuses[index] === 0);
  const texts = new Map(written.map(({ filename, after }) => [filename, after]));
  const files = withTexts(fileSystem, texts);
  const isWritten = ({ fix }: Diagnostic) => fix?.edits.every(({ range }) => texts.has(range.filename)) === true;
  const result = await check(files);
  return { mended: { result, fileSystem: files, changes: written, fixed: fixed.filter(isWritten) }, status };
}

/** Shows the changes, or the text that was given, on standard output, and says what was done. */
export function deliver(
  { changes, fixed, result, fileSystem }: Mended,
  { given, host, input }: { readonly given: LintArguments; readonly host: Host; readonly input: string | undefined },
): void {
  if (given.diff) {
    for (const change of changes) host.stdout.write(formatDiff(change));
  } else if (input !== undefined) {
    const content = fileSystem.readFile(input);
    if ('text' in content) host.stdout.write(content.text);
  }
  host.stderr.write(
    `preplan: ${given.diff ? 'would fix' : 'fixed'} ${whatWasDone({ changes, fixed })}${furtherFixes(given, result)}\n`,
  );
}

function whatWasDone({ changes, fixed }: Pick<Mended, 'changes' | 'fixed'>): string {
  return fixed.length === 0 ? 'nothing' : `${count(fixed.length, 'finding')} in ${count(changes.length, 'file')}`;
}

function furtherFixes({ fix }: LintArguments, { diagnostics }: IncompleteResult): string {
  const unsafe = diagnostics.filter((diagnostic) => diagnostic.fix?.applicability === 'unsafe').length;
  return fix === 'unsafe' || unsafe === 0
    ? ''
    : `; --fix=unsafe would fix ${unsafe} more, and may change what the mapping does`;
}

function write({ filename, before, after }: FileChange, { workingDirectory, stderr }: Host): ExitStatus {
  const problem = replaceText({ path: resolve(workingDirectory, filename), before, after });
  if (problem === undefined) return 0;
  const name = singleLine(filename);
  if (problem.kind === 'changed') {
    stderr.write(`preplan: ${name} was changed meanwhile and is left as it is; run preplan again\n`);
    return 3;
  }
  stderr.write(`preplan: ${name} cannot be written: ${problem.why}\n`);
  return 2;
}

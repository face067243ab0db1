import { decode, nodeFileSystem } from '../node/file-system.ts';
import { relativePath } from '../node/paths.ts';
import { PreplanError } from '../node/preplan-error.ts';
import { withoutSecrets } from '../report/plan-secrets.ts';
import { resourceBlocks } from '../schema/resource-schemas.ts';
import type { Configuration } from '../terraform/configuration.ts';
import type { FileContent } from '../terraform/file-system.ts';
import { planConfiguration } from '../terraform/plan.ts';
import { SourceFile } from '../text/source-file.ts';
import type { LintArguments } from './arguments.ts';
import type { Host } from './host.ts';

/** What is for modules has no meaning for a plan. */
export function checkPlanArguments(given: LintArguments): void {
  const others = [
    ...(given.paths.length > 0 ? [given.paths.join(' ')] : []),
    ...(given.fix === undefined ? [] : [given.diff ? '--diff' : '--fix']),
    ...(given.variables.length > 0 ? ['--var or --var-file'] : []),
    ...(given.listFiles ? ['--list-files'] : []),
    ...(given.stats ? ['--stats'] : []),
  ];
  if (others.length > 0) throw new PreplanError(`--plan stands alone; leave out ${others.join(' and ')}`);
}

/** Reads a plan in JSON from a file or, for `-`, from standard input. */
export function readPlan(
  path: string,
  host: Host,
): {
  readonly file: SourceFile;
  /** What code frames may show of it. */
  readonly shown: () => SourceFile;
  readonly configuration: Configuration;
} {
  const isInput = path === '-';
  const content = isInput ? decodePlan(host.readStdin()) : contentOf(path, host);
  const name = isInput ? 'standard input' : path;
  if (!('text' in content) || content.malformedAt !== undefined)
    throw new PreplanError(`${name} ${problemOf(content)}; write it with terraform show -json PLAN > plan.json`);
  const file = new SourceFile(isInput ? 'stdin.json' : relativePath(path, host.workingDirectory), content.text);
  const plan = planConfiguration(file, { blocks: resourceBlocks });
  if ('error' in plan) throw new PreplanError(`${name} ${plan.error}`);
  let safe: SourceFile | undefined;
  const shown = () => {
    safe ??= withoutSecrets(file);
    return safe;
  };
  return { file, shown, configuration: plan.configuration };
}

function contentOf(path: string, { workingDirectory }: Host): FileContent {
  const fileSystem = nodeFileSystem(workingDirectory);
  const name = relativePath(path, workingDirectory);
  const content = fileSystem.readFile(name);
  if (!('text' in content) || content.malformedAt === undefined) return content;
  const bytes = fileSystem.readBytes(name);
  return bytes === undefined ? content : decodePlan(bytes);
}

/** UTF-8, or what `>` makes of it in PowerShell up to 5.1: UTF-16 with a byte order mark. */
function decodePlan(bytes: Buffer): Extract<FileContent, { text: string }> {
  const [first, second] = bytes;
  const isBigEndian = first === 0xfe && second === 0xff;
  if (!isBigEndian && !(first === 0xff && second === 0xfe)) return decode(bytes);
  const pairs = bytes.subarray(2, bytes.length - (bytes.length % 2));
  return { text: (isBigEndian ? Buffer.from(pairs).swap16() : pairs).toString('utf16le') };
}

function problemOf(content: FileContent): string {
  if ('text' in content) return 'is not text, perhaps a saved plan';
  switch (content.error) {
    case 'missing':
      return 'does not exist';
    case 'directory':
      return 'is a folder';
    case 'unreadable':
      return 'cannot be read';
  }
}

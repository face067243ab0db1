/** The dependency lock file of a root module, in which `terraform init` writes down the provider versions that it selected. */
import { parse } from '../hcl/parser.ts';
import { literalValue } from '../hcl/traversal.ts';
import { SourceFile } from '../text/source-file.ts';
import type { VersionStatement } from './configuration.ts';
import type { FileSystem } from './file-system.ts';
import { joinPath } from './load.ts';
import { placeOf } from './scope.ts';

const LOCK_FILE = '.terraform.lock.hcl';

/** Addresses of hashicorp/aws; Terraform and OpenTofu each have a registry. */
const AWS: ReadonlySet<string> = new Set([
  'registry.terraform.io/hashicorp/aws',
  'registry.opentofu.org/hashicorp/aws',
]);

/** The version of hashicorp/aws that the lock file of a folder selects; `undefined` when there is none, or several. */
export function lockedVersion(fileSystem: FileSystem, directory: string): VersionStatement | undefined {
  const filename = joinPath(directory, LOCK_FILE);
  const content = fileSystem.readFile(filename);
  if (!('text' in content)) return undefined;
  const file = new SourceFile(filename, content.text);
  const found: VersionStatement[] = [];
  for (const block of parse(file, { lazy: true }).body.content({ provider: 1 }).blocks) {
    if (!AWS.has(block.labels[0]?.value ?? '')) continue;
    const version = block.body.content({}).attributes.find(({ name }) => name === 'version');
    const text = version && literalValue(version.expression);
    if (version === undefined || typeof text !== 'string') continue;
    found.push({ text, by: LOCK_FILE, place: placeOf(file, version) });
  }
  const [first] = found;
  return found.every(({ text }) => text === first?.text) ? first : undefined;
}

/** The licences of what is bundled: they ask to be handed on with it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LICENCE = /^(?:licen[cs]e|copying)(?:[-.]|$)/i;

/**
 * The text for `files`, paths of what went into the bundles: each package with its version, the name of its licence and the text.
 *
 * @throws when a package comes without a licence: it may not be bundled.
 */
export function notices(files: Iterable<string>): string {
  const folders = new Set<string>();
  for (const file of files) {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
    if (folder !== undefined) folders.add(folder);
  }
  // A package can lie in two folders.
  return [...new Set([...folders].map(notice))].sort().join('\n');
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => LICENCE.test(entry));
  if (file === undefined) throw new Error(`${name} comes without the text of its licence`);
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

import { readdirSync, readFileSync } from 'node:fs';
import { hasShared, sharedPath } from './shared.ts';

export interface CorpusFile {
  readonly filename: string;
  readonly text: string;
}

/** The names of all files of the corpus with the given ending, in a fixed order; none when ../shared is absent. */
export function corpusNames(ending: string): readonly string[] {
  if (!hasShared('corpus')) return [];
  return readdirSync(sharedPath('corpus'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
}

export function readCorpusFile(filename: string): CorpusFile {
  return { filename, text: readFileSync(filename, 'utf8') };
}

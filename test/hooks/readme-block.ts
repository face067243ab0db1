import { readFileSync } from 'node:fs';

/** The block of code of the README that holds a word. */
export function readmeBlock(language: string, word: string): string {
  const blocks = [...readFileSync('README.md', 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const found = blocks.find(([, name, text]) => name === language && text?.includes(word))?.[2];
  if (found === undefined) throw new Error(`no ${language} with ${word}`);
  return found;
}

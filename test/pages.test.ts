import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pages } from '../rules/pages.ts';

const files = ['docs/rules.md', 'docs/cli.md', ...readdirSync('docs/rules').map((name) => `docs/rules/${name}`)];

/** The lines outside of code, and the number of code blocks that are never closed. */
function prose(text: string): { readonly lines: readonly string[]; readonly open: number } {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const ticks = /^(`{3,})\w*$/.exec(line)?.[1];
    if (fence === undefined && ticks !== undefined) fence = ticks;
    else if (fence !== undefined && line === fence) fence = undefined;
    else if (fence === undefined) lines.push(line);
  }
  return { lines, open: fence === undefined ? 0 : 1 };
}

const columns = (row: string) => [...row.matchAll(/(?<!\\)\|/g)].length;

test('the generated pages are well-formed: code ends, rows have the cells of their table, and nothing is HTML', () => {
  const wrong = files.flatMap((file) => {
    const { lines, open } = prose(readFileSync(file, 'utf8'));
    const rows = lines.filter((line, at) => {
      const isRow = line.startsWith('|') && lines[at - 1]?.startsWith('|') === true;
      return isRow && columns(line) !== columns(lines[at - 1] ?? '');
    });
    const tags = lines.slice(1).filter((line) => /(?<!\\)<(?!https:)/.test(line.replaceAll(/(`+)[^`]*\1/g, '')));
    return [...rows, ...tags, ...(open > 0 ? ['code without an end'] : [])].map((what) => `${file}: ${what}`);
  });
  expect(files.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});

test('evidence has a date, and references are addresses', () => {
  const dates = [...pages.values()].flatMap(({ evidence }) => evidence.map(({ date }) => date));
  expect(dates.filter((date) => !/^20\d\d(?:-[01]\d(?:-[0-3]\d)?)?$/.test(date))).toEqual([]);
  const references = [...pages.values()].flatMap((page) => page.references);
  expect(references.filter((reference) => !URL.canParse(reference) || !reference.startsWith('https://'))).toEqual([]);
});

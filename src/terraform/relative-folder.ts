import { cleanPath } from '../value/functions/paths.ts';

/** A folder as it is seen from another one, `.` for that itself; `undefined` when their names do not tell. */
export function relativeFolder({ from, to }: { readonly from: string; readonly to: string }): string | undefined {
  const here = partsOf(from);
  const there = partsOf(to);
  let common = 0;
  while (common < here.length && here[common] === there[common]) common += 1;
  // The name of a folder that only `..` leads to is not known.
  if (here.slice(common).includes('..') || isRooted(from) !== isRooted(to)) return undefined;
  return [...here.slice(common).map(() => '..'), ...there.slice(common)].join('/') || '.';
}

function partsOf(path: string): readonly string[] {
  return cleanPath(path)
    .split('/')
    .filter((part) => part !== '' && part !== '.');
}

function isRooted(path: string): boolean {
  return path.startsWith('/');
}

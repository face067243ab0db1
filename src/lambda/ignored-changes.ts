import type { ResourceBlock } from '../terraform/configuration.ts';

/** Whether a block ignores changes of one of the arguments: then something else sets it, and what is written proves nothing. */
export function ignoresChanges({ meta }: ResourceBlock, ...names: readonly string[]): boolean {
  const ignored = meta.lifecycle.ignoreChanges;
  return ignored === 'all' || names.some((name) => ignored.includes(name));
}

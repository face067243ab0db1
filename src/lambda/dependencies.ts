/** Which resource blocks of a module name which others, directly or through others. */
import type { Configuration, ResourceBlock } from '../terraform/configuration.ts';
import { resourceAddress } from '../terraform/module.ts';

/** Whether anything in a block names another block of its module, through local values and module calls too. */
export function names(block: ResourceBlock, other: ResourceBlock): boolean {
  return areNeighbours(block, other) && block.meta.mentions.has(resourceAddress(other));
}

/** The blocks that Terraform creates before a block. */
export function dependencies(block: ResourceBlock, { blocks }: Configuration): ReadonlySet<ResourceBlock> {
  const found = new Set<ResourceBlock>();
  const pending = [block];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const other of blocks) {
      if (found.has(other) || !names(next, other)) continue;
      found.add(other);
      pending.push(other);
    }
  }
  return found;
}

/** Whether two blocks are in one instance of one module, so that one can name the other. */
export function areNeighbours(a: ResourceBlock, b: ResourceBlock): boolean {
  return modulePath(a) === modulePath(b);
}

/** With instance keys: `module.a["eu"].`. */
export function modulePath(block: ResourceBlock): string {
  return block.address.slice(0, block.address.length - resourceAddress(block).length);
}

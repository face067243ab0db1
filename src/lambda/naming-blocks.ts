/** The blocks that name another block of their module: all blocks are entered once under what they name. */
import { type Configuration, madeOf, type ResourceBlock } from '../terraform/configuration.ts';
import { modulePath } from './dependencies.ts';

/** The blocks of a type that name the block, as the configuration shows them; in order. */
export function naming(block: ResourceBlock, type: string, configuration: Configuration): readonly ResourceBlock[] {
  const found = indexOf(configuration.original, type).get(block.address) ?? [];
  return found.map((each) => configuration.seen(each));
}

/** The address of a block in the instance of a module that another block is in, with instance keys. */
export function addressBeside(block: ResourceBlock, mention: string): string {
  return `${modulePath(block)}${mention}`;
}

type Index = ReadonlyMap<string, readonly ResourceBlock[]>;

/** By resource type. */
const indexes = () => new Map<string, Index>();

function indexOf(original: Configuration, type: string): Index {
  const known = madeOf(original, indexes);
  const found = known.get(type) ?? createIndex(original.blocksOf(type));
  known.set(type, found);
  return found;
}

function createIndex(blocks: readonly ResourceBlock[]): Index {
  const index = new Map<string, ResourceBlock[]>();
  for (const block of blocks) {
    for (const mention of block.meta.mentions) {
      const address = addressBeside(block, mention);
      const same = index.get(address);
      if (same === undefined) index.set(address, [block]);
      else same.push(block);
    }
  }
  return index;
}

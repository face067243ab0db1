/** A configuration of given resources, without files. */
import type {
  Configuration,
  OriginalConfiguration,
  ResourceBlock,
  ResourceInstance,
  SourceMap,
} from '../../src/terraform/configuration.ts';
import type { MappingValue, Place } from '../../src/value/value.ts';
import { instance, type Plain } from '../schema/instance.ts';

const NOWHERE = { start: 0, end: 0 } as Place;
const SOURCE_MAP: SourceMap = { locate: () => NOWHERE };

type Arguments = { readonly [name: string]: Plain };

/** `{ 'aws_sqs_queue.q': { name: 'q' }, 'data.aws_sqs_queue.d': { … } }`; several bodies are instances 0, 1, … */
export function configuration(
  resources: { readonly [address: string]: Arguments | readonly Arguments[] } = {},
): Configuration {
  const blocks = Object.entries(resources).map(([address, bodies]) => resourceBlock(address, bodies));
  const found: OriginalConfiguration = {
    get original() {
      return found;
    },
    made: new Map(),
    directory: '.',
    files: [],
    blocks,
    seen: (block) => block,
    blocksOf: (type) => blocks.filter((block) => block.type === type),
    imports: [],
    diagnostics: [],
    resource: ({ subject, type, name }) =>
      blocks.find((block) => block.mode === subject && block.type === type && block.name === name),
  };
  return found;
}

function resourceBlock(address: string, bodies: Arguments | readonly Arguments[]): ResourceBlock {
  const isData = address.startsWith('data.');
  const [type = '', name = ''] = address.replace(/^data\./, '').split('.');
  const instances = Array.isArray(bodies)
    ? bodies.map((body: Arguments, key) => resourceInstance(`${address}[${key}]`, instance(body), key))
    : [resourceInstance(address, instance(bodies as Arguments))];
  return {
    address,
    module: [],
    calls: [],
    mode: isData ? 'data' : 'managed',
    type,
    name,
    place: NOWHERE,
    repetition: Array.isArray(bodies) ? 'count' : 'none',
    meta: {
      mentions: new Set(),
      exported: false,
      lifecycle: { ignoreChanges: [] },
      repeatedBy: undefined,
      provider: { name: 'aws' },
    },
    instances,
    template: instances[0] ?? resourceInstance(address, instance({})),
    hypothetical: instances[0] ?? resourceInstance(address, instance({})),
  };
}

export function resourceInstance(address: string, values: MappingValue, key?: number): ResourceInstance {
  return { address, values, sourceMap: SOURCE_MAP, actions: [], ...(key !== undefined && { key }) };
}

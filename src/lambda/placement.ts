/** In which region and account things live, as far as that is written down. */
import { keySuffix } from '../terraform/address.ts';
import { type Configuration, madeOf, type ResourceBlock } from '../terraform/configuration.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { MappingValue, Place, Value } from '../value/value.ts';
import { readArn } from './arn.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { functionBehind } from './function-target.ts';
import { valueAt } from './presence.ts';

/** A region or an account, and where it is written; no place when it stands in the value itself. */
export interface Placement {
  readonly name: string;
  readonly place?: Place;
}

/** The region in an ARN, or that of the resource whose attribute a value is. */
export function regionOf(value: Value, configuration: Configuration): Placement | undefined {
  const arn = readArn(value);
  if (arn !== undefined) return arn.region ? { name: arn.region } : undefined;
  const block = value.is && configuration.resource(value.is);
  if (block === undefined) return undefined;
  const known = regions.get(block) ?? { found: blockRegion(block) };
  regions.set(block, known);
  return known.found;
}

const regions = new WeakMap<ResourceBlock, { readonly found: Placement | undefined }>();

/** Where a mapping wants its source: in the region of the function's ARN, else in its own. */
export function wantedRegion(mapping: EventSourceMapping, configuration: Configuration): Placement | undefined {
  const region = readArn(mapping.get('/function_name'))?.region;
  if (!region) return mappingRegion(mapping, configuration);
  return { name: region, place: mapping.instance.sourceMap.locate('/function_name', 'value') };
}

/** The region of a mapping's own: its argument, else that of its provider. */
export function mappingRegion(mapping: EventSourceMapping, configuration: Configuration): Placement | undefined {
  // A name that is refused is no region.
  if (mapping.get('/region').kind === 'unknown') return undefined;
  const block = blockOf(mapping, configuration);
  return block && blockRegion({ meta: block.meta, instances: [mapping.instance] });
}

/** The block that declares a mapping. */
export function blockOf({ instance }: EventSourceMapping, configuration: Configuration): ResourceBlock | undefined {
  const blocks = madeOf(configuration, mappingBlocks);
  const block = blocks.get(instance.address.slice(0, instance.address.length - keySuffix(instance.key).length));
  return block && configuration.seen(block);
}

/** By address. */
function mappingBlocks({ blocksOf }: Configuration): ReadonlyMap<string, ResourceBlock> {
  return new Map(blocksOf('aws_lambda_event_source_mapping').map((block) => [block.address, block]));
}

function blockRegion({ instances, meta }: Pick<ResourceBlock, 'instances' | 'meta'>): Placement | undefined {
  const placements = instances.map(({ values, sourceMap }): Placement | undefined => {
    const region = valueAt(values, '/region');
    if (region.kind === 'string' && region.value !== '')
      return { name: region.value, place: sourceMap.locate('/region', 'value') };
    return region.kind === 'null' ? providerArgument(meta.provider, '/region') : undefined;
  });
  const [first, ...others] = placements;
  return others.every((other) => other?.name === first?.name) ? first : undefined;
}

/** The account in an ARN, that of the role of a function, or the only one that the provider of a resource may work in. */
export function accountOf(value: Value, configuration: Configuration): Placement | undefined {
  const arn = readArn(value);
  if (arn !== undefined) return arn.account ? { name: arn.account } : undefined;
  const block = value.is && configuration.resource(value.is);
  return (
    roleAccount(value, configuration) ?? (block && providerArgument(block.meta.provider, '/allowed_account_ids/0'))
  );
}

function roleAccount(value: Value, configuration: Configuration): Placement | undefined {
  const [lambda, ...others] = functionBehind(value, configuration);
  const account = lambda && readArn(valueAt(lambda.values, '/role'))?.account;
  if (!account || others.length > 0) return undefined;
  return { name: account, place: lambda.sourceMap.locate('/role', 'value') };
}

function providerArgument(
  { values, sourceMap }: ResourceBlock['meta']['provider'],
  pointer: JsonPointer,
): Placement | undefined {
  if (values === undefined || isStandIn(values)) return undefined;
  const list = pointer.endsWith('/0') ? valueAt(values, pointer.slice(0, -'/0'.length) as JsonPointer) : undefined;
  if (list !== undefined && (!('elements' in list) || list.open || list.elements.length !== 1)) return undefined;
  const value = valueAt(values, pointer);
  if (value.kind !== 'string' || value.value === '') return undefined;
  return { name: value.value, ...(sourceMap && { place: sourceMap.locate(pointer, 'value') }) };
}

/** Whether a provider does not talk to AWS but to an emulator, or to nobody: what it says of places means nothing. */
function isStandIn(values: MappingValue): boolean {
  const unchecked = valueAt(values, '/skip_region_validation');
  return valueAt(values, '/endpoints').kind !== 'null' || ('value' in unchecked && String(unchecked.value) === 'true');
}

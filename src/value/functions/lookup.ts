import { convert } from '../convert.ts';
import { computed } from '../marks.ts';
import { DYNAMIC, STRING } from '../type.ts';
import { typeOf, unify } from '../unify.ts';
import type { MappingValue, Value } from '../value.ts';
import { unknownResult } from './call.ts';
import { type CallResult, type FunctionDefinition, isCallError } from './signature.ts';

/** `lookup(map, key, default)` */
export const lookup: FunctionDefinition = {
  parameters: [
    { name: 'inputMap', type: DYNAMIC, allowUnknown: true },
    { name: 'key', type: STRING, allowUnknown: true },
  ],
  variadic: { name: 'default', type: DYNAMIC, allowNull: true, allowUnknown: true },
  result: ([map, , otherwise]) => {
    const type = map === undefined ? DYNAMIC : typeOf(map);
    if (type.kind === 'map') return type.element;
    // Whichever attribute the key names: all that is known is what they have in common.
    if (map?.kind !== 'object' || map.open === true) return undefined;
    return unify([...map.entries.values(), ...(otherwise === undefined ? [] : [otherwise])].map(typeOf));
  },
  nullable: true,
  reads: 'nothing',
  call: (args) => {
    const [map, key, otherwise] = args;
    if (args.length > 3) return { error: `lookup() takes two or three arguments, got ${args.length}` };
    if (map?.kind === 'unknown') return isMappingType(map.type) ? unknownResult(lookup, args) : NO_MAP;
    if (map?.kind !== 'map' && map?.kind !== 'object') return NO_MAP;
    if (key?.kind !== 'string') return unknownResult(lookup, args);
    const fallback = otherwise === undefined ? missing(map, key.value) : converted(map, otherwise);
    const found = map.entries.get(key.value);
    if (found !== undefined) return otherwise !== undefined && isCallError(fallback) ? fallback : found;
    return map.open === true ? computed(unknownResult(lookup, args)) : fallback;
  },
};

const NO_MAP = { error: 'lookup() requires a map as the first argument', parameter: 'inputMap' };

function isMappingType(type: { readonly kind: string } | undefined): boolean {
  return type === undefined || type.kind === 'dynamic' || type.kind === 'map' || type.kind === 'object';
}

function missing(map: MappingValue, key: string): CallResult {
  if (map.kind === 'map') return { error: `lookup failed to find key ${JSON.stringify(key)}` };
  return { error: `the given object has no attribute ${JSON.stringify(key)}`, parameter: 'inputMap' };
}

/** The default in the type of the elements. */
function converted(map: MappingValue, otherwise: Value): CallResult {
  const type = map.kind === 'map' ? typeOf(map) : undefined;
  if (type?.kind !== 'map') return otherwise;
  const conversion = convert(otherwise, type.element);
  if ('value' in conversion) return conversion.value;
  return { error: 'the default value must have the same type as the map elements', parameter: 'default' };
}

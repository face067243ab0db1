import { type JsonPointer, tokens } from '../text/pointer.ts';
import type { MappingValue, Value } from '../value/value.ts';

/** The entry or element of that name; `undefined` where there is none. */
export function step(value: Value, token: string): Value | undefined {
  switch (value.kind) {
    case 'map':
    case 'object':
      return value.entries.get(token);
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements[Number(token)];
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'unknown':
    case 'choice':
      return undefined;
  }
}

/** The value that is written at a pointer; `undefined` where nothing is. A block type's bodies and a list's elements count from 0. */
export function writtenAt(values: MappingValue, pointer: JsonPointer): Value | undefined {
  let value: Value | undefined = values;
  for (const token of tokens(pointer)) {
    if (value === undefined) return undefined;
    value = step(value, token);
  }
  return value;
}

/** The values on the way to a pointer, the outermost first, as far as they are there. */
export function* path(value: Value, pointer: JsonPointer): Iterable<Value> {
  let current: Value | undefined = value;
  yield current;
  for (const token of tokens(pointer)) {
    current = step(current, token);
    if (current === undefined) return;
    yield current;
  }
}

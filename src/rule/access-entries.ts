/** The access entries of a mapping, `source_access_configuration`. */
import type { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import { valueAt } from '../lambda/presence.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { Value } from '../value/value.ts';

export interface AccessEntry {
  readonly pointer: JsonPointer;
  /** `undefined` when it is not known. */
  readonly type: string | undefined;
  readonly uri: Value;
}

export interface AccessEntries {
  readonly entries: readonly AccessEntry[];
  /** Whether there are no others, and the type of each is known. */
  readonly closed: boolean;
}

const ARGUMENT: JsonPointer = '/source_access_configuration';

export function accessEntries(mapping: EventSourceMapping): AccessEntries {
  const list = mapping.get(ARGUMENT);
  if (!('elements' in list)) return { entries: [], closed: list.kind === 'null' };
  const entries = list.elements.map((element, index): AccessEntry => {
    const body = element.kind === 'object' || element.kind === 'map' ? element : undefined;
    const type = body && valueAt(body, '/type');
    return {
      pointer: `${ARGUMENT}/${index}`,
      type: type?.kind === 'string' ? type.value : undefined,
      uri: mapping.get(`${ARGUMENT}/${index}/uri`),
    };
  });
  return { entries, closed: !list.open && entries.every(({ type }) => type !== undefined) };
}

/** How far a mapping could be judged. */
import type { Configuration, ResourceInstance } from '../terraform/configuration.ts';
import { child, type JsonPointer } from '../text/pointer.ts';
import type { MappingValue, Reason, Value } from '../value/value.ts';
import type { EventSourceKind } from './event-source.ts';
import { agree } from './event-source-table.ts';
import { narrow } from './narrow.ts';

/** One argument that could not be judged; `reason` reads after "because", for example `var.arn has no value`. */
export interface UndeterminedArgument {
  readonly pointer: JsonPointer;
  readonly reason: string;
}

/**
 * `fully`: the source is of one kind (or of several that accept the same), and each argument written in the mapping is a
 * known value or an attribute of a resource whose type is known.
 */
export interface Coverage {
  readonly kinds: ReadonlySet<EventSourceKind>;
  readonly checked: 'fully' | 'partly';
  /** Empty when fully checked. */
  readonly undetermined: readonly UndeterminedArgument[];
}

/** How far a mapping was judged; other resources do not count. */
export function mappingCoverage({
  instance,
  judged,
  configuration,
}: {
  readonly instance: ResourceInstance;
  readonly judged: MappingValue;
  readonly configuration: Configuration;
}): Coverage {
  const { kinds } = narrow(judged, configuration);
  const undetermined = [...unknownsIn(instance.values, '')];
  if (
    !agree(kinds) &&
    !undetermined.some(({ pointer }) => SOURCE_POINTERS.some((source) => pointer.startsWith(source)))
  ) {
    undetermined.unshift({ pointer: '/event_source_arn', reason: 'the kind of event source is not known' });
  }
  return { kinds, checked: undetermined.length === 0 ? 'fully' : 'partly', undetermined };
}

const SOURCE_POINTERS: readonly JsonPointer[] = ['/event_source_arn', '/self_managed_event_source'];

function* unknownsIn(value: Value, pointer: JsonPointer): Iterable<UndeterminedArgument> {
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
      return;
    case 'unknown':
      if (!isAttributeOfResource(value)) yield { pointer, reason: reasonOf(value.reasons) };
      return;
    case 'choice':
      for (const option of value.options) yield* unknownsIn(option.value, pointer);
      return;
    case 'list':
    case 'set':
    case 'tuple':
      if (value.open) yield { pointer, reason: 'more elements are possible' };
      for (const [index, element] of value.elements.entries()) yield* unknownsIn(element, child(pointer, index));
      return;
    case 'map':
    case 'object':
      if (value.open) yield { pointer, reason: 'more entries are possible' };
      for (const [name, entry] of value.entries) yield* unknownsIn(entry, child(pointer, name));
      return;
  }
}

/** Whether the type and the attribute of the resource behind the value are known, which is all that can be known before apply. */
function isAttributeOfResource({ is }: Value): boolean {
  return is !== undefined && (is.subject === 'managed' || is.subject === 'data') && is.attribute.length > 0;
}

function reasonOf(reasons: readonly Reason[]): string {
  return reasons[0]?.text ?? 'its value is not known';
}

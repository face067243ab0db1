/**
 * Whether an argument is set. Terraform and the provider drop some values on the way to AWS, so that a written argument may
 * count as absent, and a few written values are neither: AWS gets them, but they say the same as saying nothing.
 */
import { step } from '../schema/step.ts';
import { type JsonPointer, tokens } from '../text/pointer.ts';
import type { MappingValue, SequenceValue, Value } from '../value/value.ts';

/** `set` and `absent` are proofs; `undecided` is everything else. */
export type Presence = 'set' | 'absent' | 'undecided';

const NULL: Value = { kind: 'null' };

/** Why a value that is written is not sent, or sent without effect: read in the provider's source (2.70 to 6.0). */
const DROPPED: ReadonlyMap<string, (value: Value) => Presence> = new Map([
  ['/batch_size', zeroIsAbsent],
  ['/maximum_batching_window_in_seconds', zeroIsAbsent],
  ['/tumbling_window_in_seconds', zeroIsAbsent],
  ['/bisect_batch_on_function_error', (value) => (value.kind === 'bool' && !value.value ? 'absent' : 'set')],
  ['/starting_position', emptyIsAbsent],
  ['/kms_key_arn', emptyIsAbsent],
  // Not sent, but the provider counts it when it wants exactly one source.
  ['/event_source_arn', () => 'set'],
  ['/maximum_retry_attempts', minusOneIsUndecided],
  ['/maximum_record_age_in_seconds', minusOneIsUndecided],
]);

/** The value at a pointer; a `null` value where nothing is, unknown where something may be. */
export function valueAt(values: MappingValue, pointer: JsonPointer): Value {
  let value: Value = values;
  for (const token of tokens(pointer)) {
    const next = step(value, token);
    if (next === undefined) return maybe(value);
    value = next;
  }
  return value;
}

/** What is below a value that has no such step. */
function maybe(value: Value): Value {
  if (value.kind === 'unknown') return { kind: 'unknown', references: value.references, reasons: value.reasons };
  const possible = value.kind === 'choice' || ('open' in value && value.open === true);
  return possible ? { kind: 'unknown', references: [], reasons: [] } : NULL;
}

/** Whether the argument at a pointer is provably set or provably absent. */
export function presence(values: MappingValue, pointer: JsonPointer): Presence {
  const value = valueAt(values, pointer);
  switch (value.kind) {
    case 'null':
      return 'absent';
    case 'unknown':
      return isNeverNull(value) ? 'set' : 'undecided';
    case 'choice':
      return 'undecided';
    case 'bool':
    case 'number':
      return DROPPED.get(pointer)?.(value) ?? 'set';
    case 'string':
      return DROPPED.get(pointer)?.(value) ?? (value.value === '' ? 'undecided' : 'set');
    case 'list':
    case 'set':
    case 'tuple':
      return sequencePresence(value, REQUIRED.get(pointer));
    case 'map':
    case 'object':
      return 'set';
  }
}

/** What Terraform wants in a block: where it is unknown it is not null, or nothing reaches AWS at all. */
const REQUIRED: ReadonlyMap<string, string> = new Map([
  ['/self_managed_event_source', 'endpoints'],
  ['/document_db_event_source_config', 'database_name'],
]);

function sequencePresence(value: SequenceValue, required?: string): Presence {
  if (value.elements.length === 0) return value.open ? 'undecided' : 'absent';
  if (!value.blocks) return 'set';
  return value.elements.some((block) => saysSomething(block) || isUnknown(block, required)) ? 'set' : 'undecided';
}

/** An empty block may or may not reach AWS, and so may one in which everything can turn out to be null. */
function saysSomething(block: Value): boolean {
  if (block.kind !== 'object' && block.kind !== 'map') return false;
  return [...block.entries.values()].some(reachesAws);
}

function isUnknown(block: Value, name: string | undefined): boolean {
  if (name === undefined || (block.kind !== 'object' && block.kind !== 'map')) return false;
  return block.entries.get(name)?.kind === 'unknown';
}

function reachesAws(value: Value): boolean {
  switch (value.kind) {
    case 'null':
    case 'choice':
      return false;
    case 'unknown':
      return isNeverNull(value);
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.length > 0;
    case 'string':
      return value.value !== '';
    case 'bool':
    case 'number':
    case 'map':
    case 'object':
      return true;
  }
}

/** Attributes that name a resource: whatever is created has them. */
const IDENTITY = /(?:^|_)(?:arn|id|name|url)$/;

function isNeverNull(value: Value & { readonly kind: 'unknown' }): boolean {
  if (value.notNull) return true;
  const reference = value.is;
  if (reference === undefined || (reference.subject !== 'managed' && reference.subject !== 'data')) return false;
  const [attribute, ...below] = reference.attribute;
  return below.length === 0 && typeof attribute === 'string' && IDENTITY.test(attribute);
}

function zeroIsAbsent(value: Value): Presence {
  return value.kind === 'number' && value.value === 0 ? 'absent' : 'set';
}

function emptyIsAbsent(value: Value): Presence {
  return value.kind === 'string' && value.value === '' ? 'absent' : 'set';
}

function minusOneIsUndecided(value: Value): Presence {
  return value.kind === 'number' && value.value === -1 ? 'undecided' : 'set';
}

/** What the schema knows of names, for messages. */
import { EVENT_SOURCE_MAPPING } from '../schema/resource-schemas.ts';
import { type ArgumentSchema, type BlockSchema, type BodySchema, member } from '../schema/schema.ts';
import type { ViolationParams } from '../schema/validate.ts';
import { child, type JsonPointer, parent, tokens } from '../text/pointer.ts';
import { argumentName, listed } from './describe.ts';
import type { RuleFix } from './fix.ts';

/** The names that may be written in the block at a pointer, sorted, without those that are read-only; none where no block is. */
export function memberNames(pointer: JsonPointer): readonly string[] {
  let body: BodySchema | undefined = EVENT_SOURCE_MAPPING.body;
  for (const token of tokens(pointer)) {
    if (/^\d+$/.test(token)) continue;
    const found: ArgumentSchema | BlockSchema | undefined = body && member(body, token);
    body = found?.kind === 'block' ? found.body : undefined;
  }
  return Object.entries(body?.members ?? {})
    .filter(([, schema]) => schema.kind === 'block' || !schema.readOnly)
    .map(([name]) => name)
    .sort();
}

/** More names than these would not help. */
const MOST_NAMES = 12;

/** What is to be said of a name that the schema does not have: where it stands, what is known of it, and what to write instead. */
export function unknownName(
  pointer: JsonPointer,
  { name, form, note, suggestions = [], elsewhere = [] }: ViolationParams,
): { readonly where: string; readonly because: string; readonly help: string } {
  const body = parent(pointer);
  const where = argumentName(parent(body)) || EVENT_SOURCE_MAPPING.type;
  const because = note === undefined ? '' : `: ${note}`;
  const [likeliest] = suggestions;
  if (likeliest !== undefined) {
    const how =
      likeliest.form === form
        ? ''
        : likeliest.form === 'block'
          ? ' { … }, which is a block'
          : ' = …, which is an argument';
    return { where, because, help: `Write ${likeliest.name}${how}` };
  }
  if (elsewhere.length > 0) {
    const blocks = elsewhere.map((path) => path.join('.'));
    return { where, because, help: `Move ${name} into ${listed(blocks, 'or')}` };
  }
  const names = memberNames(body);
  const known = names.length <= MOST_NAMES ? `; known here: ${names.join(', ')}` : '';
  return { where, because, help: `Remove ${name}${note === undefined ? known : ''}` };
}

/** The only known name that is spelt much like the one that is written, when it is written in the same form. */
export function nameFix(
  pointer: JsonPointer,
  { name, form, suggestions = [], value }: ViolationParams,
): { readonly fix?: RuleFix } {
  const [likeliest, ...others] = suggestions;
  if (likeliest === undefined || others.length > 0 || likeliest.form !== form) return {};
  if (likeliest.by === 'alias' && letters(likeliest.name) !== letters(name)) return {};
  const to = likeliest.name;
  const count = value !== undefined && 'elements' in value ? value.elements.length : 0;
  const places: readonly JsonPointer[] =
    form === 'argument' ? [pointer] : Array.from({ length: count }, (_, index) => child(pointer, index));
  const edits = places.map((at) => ({ kind: 'rename', at, to }) as const);
  return edits.length === 0 ? {} : { fix: { title: `Write ${to}`, applicability: 'safe', edits } };
}

function letters(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

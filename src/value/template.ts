/** String templates: known pieces join, unknown ones stay in place so that the known beginning of the string is not lost. */
import { overChoices } from './choice.ts';
import { failed, string } from './construct.ts';
import { convert } from './convert.ts';
import { computed, unknownFrom, withMarksOf } from './marks.ts';
import { STRING } from './type.ts';
import type { UnknownValue, Value } from './value.ts';

/** Beyond this only the beginning of a partly known string is kept. */
const MOST_PARTS = 100;

/** The string that a template with these values makes. */
export function joinTemplate(parts: readonly Value[]): Value {
  return overChoices(parts, (chosen) => withMarksOf(join(chosen), chosen), { type: STRING, notNull: true });
}

function join(values: readonly Value[]): Value {
  const parts: (string | UnknownValue)[] = [];
  const append = (text: string): void => {
    if (text === '') return;
    const last = parts.at(-1);
    if (typeof last === 'string') parts[parts.length - 1] = last + text;
    else parts.push(text);
  };
  const pieces = values.map(partOf);
  for (const part of pieces) {
    if (part.kind === 'string') append(part.value);
    else if (part.kind !== 'unknown') continue;
    else if (part.parts === undefined) parts.push(part);
    else for (const piece of part.parts) typeof piece === 'string' ? append(piece) : parts.push(piece);
  }
  const [first = ''] = parts;
  if (parts.length <= 1 && typeof first === 'string') return string(first);
  const prefix = typeof first === 'string' ? first : first.prefix;
  return {
    ...computed(unknownFrom(pieces, { type: STRING, notNull: true })),
    ...(parts.length <= MOST_PARTS && { parts }),
    ...(prefix !== undefined && { prefix }),
  };
}

function partOf(value: Value): Value {
  if (value.kind === 'null') return failed({ kind: 'expression', text: 'a part of the string is null' });
  const result = convert(value, STRING);
  return 'value' in result
    ? result.value
    : failed({ kind: 'expression', text: `a part of the string does not fit: ${result.error}` });
}

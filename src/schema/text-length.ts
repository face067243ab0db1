/** Lengths as the provider counts them: in bytes of UTF-8, where AWS and JSON Schema count characters. */
import type { Value } from '../value/value.ts';
import type { ArgumentSchema } from './schema.ts';

export interface Excess {
  readonly length: number;
  readonly inBytes: true;
  readonly minimum?: number;
  readonly maximum: number;
}

/** What is to be said of a text that has not too many characters, but too many bytes for a validator of the provider. */
export function excessBytes(text: Value, { limits, minimum, maximum }: ArgumentSchema): Excess | undefined {
  if (text.kind !== 'string' || maximum === undefined || limits?.['maxLength']?.enforced !== 'provider')
    return undefined;
  // No character takes more than three bytes for each of its UTF-16 units.
  if (text.value.length * 3 <= maximum) return undefined;
  const characters = [...text.value];
  const length = characters.reduce((bytes, character) => bytes + bytesOf(character.codePointAt(0) ?? 0), 0);
  if (length <= maximum || characters.length > maximum) return undefined;
  return { length, inBytes: true, maximum, ...(minimum !== undefined && { minimum }) };
}

function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

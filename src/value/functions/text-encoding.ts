/** `textencodebase64` and `textdecodebase64` for the encodings that people use; others are not known here. */
import { string } from '../construct.ts';
import { base64Decode, base64Encode, utf8Decode, utf8Encode } from './bytes.ts';
import type { CallResult } from './signature.ts';

interface TextEncoding {
  readonly name: string;
  /** `undefined` when a character has no place in the encoding. */
  readonly encode: (text: string) => Uint8Array | undefined;
  readonly decode: (bytes: Uint8Array) => string | undefined;
}

const UTF_8: TextEncoding = { name: 'UTF-8', encode: utf8Encode, decode: utf8Decode };
const UTF_16LE = utf16('UTF-16LE', true);
const UTF_16BE = utf16('UTF-16BE', false);
const UTF_16: TextEncoding = {
  name: 'UTF-16',
  encode: (text) => UTF_16BE.encode(`\ufeff${text}`),
  decode: (bytes) => {
    const little = bytes[0] === 0xff && bytes[1] === 0xfe;
    const big = bytes[0] === 0xfe && bytes[1] === 0xff;
    return (little ? UTF_16LE : UTF_16BE).decode(little || big ? bytes.subarray(2) : bytes);
  },
};
const LATIN_1 = singleByte('ISO-8859-1', 0xff);

const ENCODINGS: ReadonlyMap<string, TextEncoding> = new Map([
  ['utf-8', UTF_8],
  ['utf-16', UTF_16],
  ['utf-16le', UTF_16LE],
  ['utf-16be', UTF_16BE],
  ['iso-8859-1', LATIN_1],
  ['latin1', LATIN_1],
  ['l1', LATIN_1],
]);

/** `undefined` for an encoding that is not known here. */
export function encodeText(text: string, encodingName: string): CallResult | undefined {
  const encoding = ENCODINGS.get(encodingName.toLowerCase());
  if (encoding === undefined) return undefined;
  const bytes = encoding.encode(text);
  if (bytes !== undefined) return string(base64Encode(bytes));
  return {
    error: `the given string contains characters that cannot be represented in ${encoding.name}`,
    parameter: 'string',
  };
}

/** `undefined` for an encoding that is not known here. */
export function decodeText(source: string, encodingName: string): CallResult | undefined {
  const encoding = ENCODINGS.get(encodingName.toLowerCase());
  if (encoding === undefined) return undefined;
  const decoded = base64Decode(source);
  if (!('bytes' in decoded)) {
    return {
      error: `the given value is has an invalid base64 symbol at offset ${decoded.corruptAt}`,
      parameter: 'source',
    };
  }
  const text = encoding.decode(decoded.bytes);
  if (text !== undefined && !text.includes('\ufffd')) return string(text);
  return { error: `the given string contains symbols that are not defined for ${encoding.name}`, parameter: 'source' };
}

function utf16(name: string, little: boolean): TextEncoding {
  return {
    name,
    encode: (text) => {
      const bytes = new Uint8Array(text.length * 2);
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        bytes[at * 2] = little ? unit & 0xff : unit >> 8;
        bytes[at * 2 + 1] = little ? unit >> 8 : unit & 0xff;
      }
      return bytes;
    },
    decode: (bytes) => {
      if (bytes.length % 2 === 1) return undefined;
      let text = '';
      for (let at = 0; at < bytes.length; at += 2) {
        const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
        text += String.fromCharCode(little ? (second << 8) | first : (first << 8) | second);
      }
      return /\p{Surrogate}/u.test(text) ? undefined : text;
    },
  };
}

function singleByte(name: string, highest: number): TextEncoding {
  return {
    name,
    encode: (text) => {
      const points = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
      return points.every((point) => point <= highest) ? Uint8Array.from(points) : undefined;
    },
    decode: (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''),
  };
}

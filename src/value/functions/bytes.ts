/** UTF-8, Base64 and hexadecimal, as Go writes and reads them. The core has neither `TextEncoder` nor `Buffer`. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function utf8Encode(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    if (point < 0x80) bytes[length++] = point;
    else if (point < 0x800) {
      bytes[length++] = 0xc0 | (point >> 6);
      bytes[length++] = 0x80 | (point & 0x3f);
    } else if (point < 0x10000) {
      const unit = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
      bytes[length++] = 0xe0 | (unit >> 12);
      bytes[length++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[length++] = 0x80 | (unit & 0x3f);
    } else {
      bytes[length++] = 0xf0 | (point >> 18);
      bytes[length++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[length++] = 0x80 | (point & 0x3f);
    }
  }
  return bytes.subarray(0, length);
}

/** `undefined` when the bytes are not UTF-8. */
export function utf8Decode(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at++] ?? 0;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      continue;
    }
    const following = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || first > 0xf4) return undefined;
    let point = first & (0x3f >> following);
    for (let index = 0; index < following; index++) {
      const next = bytes[at++];
      if (next === undefined || (next & 0xc0) !== 0x80) return undefined;
      point = (point << 6) | (next & 0x3f);
    }
    const least = following === 3 ? 0x10000 : following === 2 ? 0x800 : 0x80;
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
    text += String.fromCodePoint(point);
  }
  return text;
}

export function base64Encode(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    text += left > 1 ? ALPHABET.charAt((group >> 6) & 63) : '=';
    text += left > 2 ? ALPHABET.charAt(group & 63) : '=';
  }
  return text;
}

/** The bytes, or the offset of the first character that does not belong there. Line ends are skipped. */
export function base64Decode(text: string): { readonly bytes: Uint8Array } | { readonly corruptAt: number } {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let group = 0;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '\n' || letter === '\r') continue;
    if (letter === '=') {
      const rest = text.slice(at).replaceAll(/[\r\n]/g, '');
      if (count < 2 || rest !== '='.repeat(4 - count)) return { corruptAt: at };
      break;
    }
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return { corruptAt: at };
    group = (group << 6) | value;
    if (++count < 4) continue;
    bytes[length++] = (group >> 16) & 0xff;
    bytes[length++] = (group >> 8) & 0xff;
    bytes[length++] = group & 0xff;
    group = 0;
    count = 0;
  }
  if (count === 0) return { bytes: bytes.subarray(0, length) };
  if (!text.trimEnd().endsWith('=')) return { corruptAt: text.length - count };
  bytes[length++] = count === 2 ? (group >> 4) & 0xff : (group >> 10) & 0xff;
  if (count === 3) bytes[length++] = (group >> 2) & 0xff;
  return { bytes: bytes.subarray(0, length) };
}

export function hexEncode(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

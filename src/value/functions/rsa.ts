/** `rsadecrypt`: PKCS #1 v1.5 with an unencrypted RSA key in PEM, as PKCS #1 or PKCS #8. */
import { string } from '../construct.ts';
import { STRING } from '../type.ts';
import { base64Decode, utf8Decode } from './bytes.ts';
import type { CallError } from './signature.ts';
import { ofStrings } from './string.ts';

export const rsadecrypt = ofStrings(['ciphertext', 'privatekey'], STRING, ([ciphertext, keyText]) => {
  const cipher = base64Decode(ciphertext);
  if (!('bytes' in cipher)) {
    return {
      error: `failed to decode input ${JSON.stringify(ciphertext)}: cipher text must be base64-encoded`,
      parameter: 'ciphertext',
    };
  }
  const key = readKey(keyText);
  if ('error' in key) return { ...key, parameter: 'privatekey' };
  const message = decrypt(cipher.bytes, key);
  if (message === undefined) return { error: 'failed to decrypt: crypto/rsa: decryption error' };
  return string(utf8Decode(message) ?? '');
});

interface PrivateKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
}

function readKey(text: string): PrivateKey | CallError {
  const pem = /-----BEGIN (RSA )?PRIVATE KEY-----\s([^-]*)-----END (?:RSA )?PRIVATE KEY-----/.exec(text);
  const body = pem === null ? undefined : base64Decode((pem[2] ?? '').replaceAll(/\s/g, ''));
  if (body === undefined || !('bytes' in body)) return { error: 'invalid private key: ssh: no key found' };
  const outer = children(body.bytes);
  const parts = pem?.[1] === undefined ? children(outer[0]?.content ?? NOTHING) : outer;
  const inner =
    pem?.[1] === undefined
      ? children(children(parts[2]?.content ?? NOTHING)[0]?.content ?? NOTHING)
      : children(outer[0]?.content ?? NOTHING);
  const [, modulus, , exponent] = inner;
  if (modulus?.tag !== INTEGER || exponent?.tag !== INTEGER) {
    return { error: 'invalid ASN1 data in the given private key: data truncated' };
  }
  return { modulus: toInteger(modulus.content), exponent: toInteger(exponent.content) };
}

const INTEGER = 0x02;
const NOTHING = new Uint8Array();

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** The DER elements side by side in `bytes`; what is cut off is left out. */
function children(bytes: Uint8Array): readonly Element[] {
  const elements: Element[] = [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0;
    at += 2;
    if (length > 0x80) {
      const size = length & 0x7f;
      length = Number(toInteger(bytes.subarray(at, at + size)));
      at += size;
    }
    if (at + length > bytes.length) break;
    elements.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return elements;
}

function toInteger(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

function decrypt(cipher: Uint8Array, { modulus, exponent }: PrivateKey): Uint8Array | undefined {
  const size = Math.ceil(modulus.toString(16).length / 2);
  if (modulus === 0n || cipher.length > size) return undefined;
  const hex = power(toInteger(cipher) % modulus, exponent, modulus)
    .toString(16)
    .padStart(size * 2, '0');
  const padded = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const end = padded.indexOf(0, 2);
  if (padded[0] !== 0 || padded[1] !== 2 || end < 10) return undefined;
  return padded.subarray(end + 1);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

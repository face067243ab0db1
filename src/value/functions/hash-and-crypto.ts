/** Terraform's hash and crypto functions. The hashes of files are in `filesystem.ts`. */
import { string } from '../construct.ts';
import { STRING } from '../type.ts';
import { byNature } from './by-nature.ts';
import { base64Encode, hexEncode, utf8Encode } from './bytes.ts';
import type { Libraries } from './libraries.ts';
import { rsadecrypt } from './rsa.ts';
import type { FunctionDefinition, FunctionTable } from './signature.ts';

export interface Digest {
  readonly hash: (libraries: Libraries) => (bytes: Uint8Array) => Uint8Array;
  readonly encode: (bytes: Uint8Array) => string;
}

const md5 = (libraries: Libraries) => libraries.legacyHashes().md5;
const sha1 = (libraries: Libraries) => libraries.legacyHashes().sha1;
const sha256 = (libraries: Libraries) => libraries.hashes().sha256;
const sha512 = (libraries: Libraries) => libraries.hashes().sha512;

/** By the name of the function for texts; the one for files has `file` before it. */
export const DIGESTS = {
  base64sha256: { hash: sha256, encode: base64Encode },
  base64sha512: { hash: sha512, encode: base64Encode },
  md5: { hash: md5, encode: hexEncode },
  sha1: { hash: sha1, encode: hexEncode },
  sha256: { hash: sha256, encode: hexEncode },
  sha512: { hash: sha512, encode: hexEncode },
} as const satisfies Readonly<Record<string, Digest>>;

export function digestText({ hash, encode }: Digest, text: string, libraries: Libraries): string {
  return encode(hash(libraries)(utf8Encode(text)));
}

function ofDigest(digest: Digest): FunctionDefinition {
  return {
    parameters: [{ name: 'str', type: STRING }],
    result: STRING,
    call: ([text], { libraries }) => string(digestText(digest, text?.kind === 'string' ? text.value : '', libraries)),
  };
}

const NAMESPACES: Readonly<Record<string, string>> = {
  dns: '6ba7b8109dad11d180b400c04fd430c8',
  url: '6ba7b8119dad11d180b400c04fd430c8',
  oid: '6ba7b8129dad11d180b400c04fd430c8',
  x500: '6ba7b8149dad11d180b400c04fd430c8',
};

const uuidv5: FunctionDefinition = {
  parameters: [
    { name: 'namespace', type: STRING },
    { name: 'name', type: STRING },
  ],
  result: STRING,
  call: ([namespace, name], { libraries }) => {
    if (namespace?.kind !== 'string' || name?.kind !== 'string') return { error: 'a string is required' };
    const known = Object.hasOwn(NAMESPACES, namespace.value) ? NAMESPACES[namespace.value] : readUuid(namespace.value);
    if (known === undefined) {
      const detail = `invalid UUID length: ${namespace.value.length}`;
      return { error: `uuidv5() doesn't support namespace ${namespace.value} (${detail})` };
    }
    const space = Uint8Array.from(known.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    const hash = libraries
      .legacyHashes()
      .sha1(Uint8Array.of(...space, ...utf8Encode(name.value)))
      .slice(0, 16);
    hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
    hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
    return string(hexEncode(hash).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
  },
};

/** The 32 hexadecimal digits of a UUID in any of its spellings. */
function readUuid(text: string): string | undefined {
  const bare = /^urn:uuid:/i.test(text) ? text.slice(9) : /^\{.*\}$/.test(text) ? text.slice(1, -1) : text;
  const isUuid =
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(bare) || (bare === text && /^[0-9a-f]{32}$/i.test(bare));
  return isUuid ? bare.replaceAll('-', '') : undefined;
}

export const HASH_AND_CRYPTO_FUNCTIONS: FunctionTable = {
  ...Object.fromEntries(Object.entries(DIGESTS).map(([name, digest]) => [name, ofDigest(digest)])),
  bcrypt: byNature({
    parameters: [{ name: 'str', type: STRING }],
    variadic: { name: 'cost', type: { kind: 'number' } },
    result: STRING,
    reason: 'bcrypt gives another hash each time',
  }),
  rsadecrypt,
  uuid: byNature({ parameters: [], result: STRING, reason: 'uuid gives another value each time' }),
  uuidv5,
};

/** Terraform's encoding functions. */
import { list, object, string } from '../construct.ts';
import { isFullyKnown } from '../equality.ts';
import { unknownFrom } from '../marks.ts';
import { sortedEntries } from '../set.ts';
import { joinTemplate } from '../template.ts';
import { BOOL, DYNAMIC, NUMBER, STRING, type Type } from '../type.ts';
import type { UnknownValue, Value } from '../value.ts';
import { byNature } from './by-nature.ts';
import { base64Decode, base64Encode, utf8Decode, utf8Encode } from './bytes.ts';
import { computedUnknown, unknownResult } from './call.ts';
import { csvError, parseCsv } from './csv.ts';
import { decodeJson, encodeJson, jsonString } from './json.ts';
import type { CallResult, FunctionDefinition, FunctionTable } from './signature.ts';
import { ofStrings } from './string.ts';
import { decodeText, encodeText } from './text-encoding.ts';
import { decodeYaml } from './yaml-decode.ts';
import { encodeYaml } from './yaml-encode.ts';

const base64decode = ofStrings(['str'], STRING, ([text]) => {
  const decoded = base64Decode(text);
  if (!('bytes' in decoded)) return { error: `failed to decode base64 data ${JSON.stringify(text)}` };
  const result = utf8Decode(decoded.bytes);
  return result === undefined
    ? { error: 'the result of decoding the provided string is not valid UTF-8' }
    : string(result);
});

/** OpenTofu's own. */
const base64gunzip: FunctionDefinition = {
  parameters: [{ name: 'str', type: STRING }],
  result: STRING,
  call: ([text], { libraries }) => {
    const decoded = base64Decode(text?.kind === 'string' ? text.value : '');
    if (!('bytes' in decoded)) return { error: 'failed to decode base64 data' };
    try {
      const result = utf8Decode(libraries.gzip().gunzipSync(decoded.bytes));
      return result === undefined ? { error: 'the result of decompressing is not valid UTF-8' } : string(result);
    } catch {
      return { error: 'failed to read gzip raw data' };
    }
  },
};

const csvdecode = ofStrings(['str'], { kind: 'list', element: DYNAMIC }, ([text]) => {
  const records = parseCsv(text);
  if ('error' in records) return records;
  const [header, ...rows] = records;
  if (header === undefined) return { error: 'missing header line' };
  const duplicate = header.fields.find((name, at) => header.fields.indexOf(name) !== at);
  if (duplicate !== undefined) return { error: `duplicate column name ${JSON.stringify(duplicate)}` };
  const wrong = rows.find((row) => row.fields.length !== header.fields.length);
  if (wrong !== undefined) return csvError(wrong.line, 'wrong number of fields');
  return list(rows.map((row) => object(header.fields.map((name, at) => [name, string(row.fields[at] ?? '')]))));
});

/** Pieces of JSON around what is not known. */
function jsonPieces(value: Value): readonly Value[] {
  if (isFullyKnown(value)) return [string(encodeJson(value) ?? '')];
  const opaque = value.kind === 'set' || ('open' in value && value.open === true);
  if ('elements' in value && !opaque) {
    return [string('['), ...separated(value.elements.map(jsonPieces)), string(']')];
  }
  if ('entries' in value && !opaque) {
    const entries = sortedEntries(value.entries).map(([key, entry]) => [
      string(`${jsonString(key)}:`),
      ...jsonPieces(entry),
    ]);
    return [string('{'), ...separated(entries), string('}')];
  }
  const prefix = jsonPrefix(value);
  return [{ ...unknownFrom([value], { type: STRING, notNull: true }), ...(prefix !== undefined && { prefix }) }];
}

function separated(pieces: readonly (readonly Value[])[]): readonly Value[] {
  return pieces.flatMap((piece, at) => (at === 0 ? piece : [string(','), ...piece]));
}

const OPENINGS: Readonly<Record<Type['kind'], string | undefined>> = {
  string: '"',
  list: '[',
  set: '[',
  tuple: '[',
  map: '{',
  object: '{',
  number: undefined,
  bool: undefined,
  dynamic: undefined,
};

/** What the JSON of a value that is not null begins with, by its type. */
function jsonPrefix(value: Value): string | undefined {
  if (value.kind !== 'unknown')
    return OPENINGS[value.kind === 'choice' || value.kind === 'null' ? 'dynamic' : value.kind];
  return value.notNull === true && value.type !== undefined ? OPENINGS[value.type.kind] : undefined;
}

const jsonencode: FunctionDefinition = {
  parameters: [{ name: 'val', type: DYNAMIC, allowNull: true, allowUnknown: true }],
  result: STRING,
  reads: 'some',
  call: ([value]) => {
    if (value === undefined) return { error: 'a value is required' };
    if (!isFullyKnown(value)) return joinTemplate(jsonPieces(value));
    const text = encodeJson(value);
    return text === undefined ? { error: 'cannot serialize infinity as JSON' } : string(text);
  },
};

function tooLarge(definition: FunctionDefinition, text: Value): UnknownValue {
  const reason = { kind: 'function', text: 'the document is too large or too deep' } as const;
  return { ...unknownResult(definition, [text]), reasons: [reason] };
}

const jsondecode: FunctionDefinition = {
  parameters: [{ name: 'str', type: STRING, allowUnknown: true }],
  result: ([text]) => (text?.kind === 'unknown' ? typeOfJson(text.prefix) : undefined),
  nullable: true,
  call: ([text]) => {
    if (text?.kind === 'string') return decodeJson(text.value) ?? tooLarge(jsondecode, text);
    const [first] = text?.kind === 'unknown' ? (text.prefix ?? '').trimStart() : '';
    if (first === undefined || /[[{"tfn\d.-]/.test(first))
      return unknownResult(jsondecode, text === undefined ? [] : [text]);
    return { error: `a JSON document cannot begin with the character '${first}'`, parameter: 'str' };
  },
};

/** The type of a document that begins like this. */
function typeOfJson(prefix = ''): Type | undefined {
  const first = prefix.trimStart().charAt(0);
  if (first === '"') return STRING;
  if (first === 't' || first === 'f') return BOOL;
  return /[\d.-]/.test(first) ? NUMBER : undefined;
}

const yamldecode: FunctionDefinition = {
  parameters: [{ name: 'src', type: STRING }],
  result: DYNAMIC,
  nullable: true,
  call: ([text], { libraries }): CallResult => {
    if (text?.kind !== 'string') return { error: 'a string is required' };
    return decodeYaml(text.value, libraries) ?? tooLarge(yamldecode, text);
  },
};

const yamlencode: FunctionDefinition = {
  parameters: [{ name: 'value', type: DYNAMIC, allowNull: true }],
  result: STRING,
  call: ([value]) => (value === undefined ? { error: 'a value is required' } : string(encodeYaml(value))),
};

/** Go's escaping of query parameters. */
function queryEscape(text: string): string {
  let result = '';
  for (const byte of utf8Encode(text)) {
    const letter = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-_.~]/.test(letter)) result += letter;
    else if (letter === ' ') result += '+';
    else result += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

/** OpenTofu's own. */
const urldecode = ofStrings(['str'], STRING, ([text]) => {
  const wrong = /%(?![0-9a-fA-F]{2}).{0,2}/s.exec(text);
  if (wrong !== null)
    return { error: `failed to decode URL ${JSON.stringify(text)}: invalid URL escape ${JSON.stringify(wrong[0])}` };
  const bytes: number[] = [];
  for (const [part, hex] of text.matchAll(/%(..)|\+|[^%+]+/gs)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else for (const byte of utf8Encode(part === '+' ? ' ' : part)) bytes.push(byte);
  }
  const result = utf8Decode(Uint8Array.from(bytes));
  return result === undefined ? { error: 'the result of decoding is not valid UTF-8' } : string(result);
});

function inEncoding(
  names: readonly [string, string],
  compute: (text: string, encoding: string) => CallResult | undefined,
): FunctionDefinition {
  return ofStrings(names, STRING, ([text, encoding]) => {
    const reason = { kind: 'function', text: `the text encoding ${encoding} is not supported here` } as const;
    return compute(text, encoding) ?? { ...computedUnknown([], { type: STRING, notNull: true }), reasons: [reason] };
  });
}

export const ENCODING_FUNCTIONS: FunctionTable = {
  base64decode,
  base64encode: ofStrings(['str'], STRING, ([text]) => string(base64Encode(utf8Encode(text)))),
  base64gunzip,
  base64gzip: byNature({
    parameters: [{ name: 'str', type: STRING }],
    result: STRING,
    reason: 'base64gzip depends on the compressor',
  }),
  csvdecode,
  jsondecode,
  jsonencode,
  textdecodebase64: inEncoding(['source', 'encoding'], decodeText),
  textencodebase64: inEncoding(['string', 'encoding'], encodeText),
  urldecode,
  urlencode: ofStrings(['str'], STRING, ([text]) => string(queryEscape(text))),
  yamldecode,
  yamlencode,
};

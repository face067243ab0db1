/**
 * YAML as Terraform reads it: 1.1's words for booleans and null, decimal, `0x` and `0o` numbers, timestamps as RFC 3339
 * strings, merge keys; one document. The library parses, the scalars are resolved here.
 */
import type { Alias, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { bool, NULL, number, object, string, tuple } from '../construct.ts';
import { convert } from '../convert.ts';
import { parseNumber } from '../decimal.ts';
import { STRING } from '../type.ts';
import type { Value } from '../value.ts';
import { base64Decode } from './bytes.ts';
import type { Libraries } from './libraries.ts';
import type { CallResult } from './signature.ts';
import { formatTimestamp, parseTimestamp } from './timestamp.ts';

/** Aliases are written out; more nodes than that are not, and none that are nested deeper. */
const MOST_NODES = 200_000;
const DEEPEST = 400;

/** `undefined` when the value would become too large or too deep. */
export function decodeYaml(text: string, libraries: Libraries): CallResult | undefined {
  const library = libraries.yaml();
  const options = { schema: 'failsafe', version: '1.1', merge: false, uniqueKeys: false, logLevel: 'silent' } as const;
  const documents = library.parseAllDocuments(text, options);
  const [document, ...more] = documents;
  if (document === undefined || !('contents' in document))
    return { error: 'on line 1, column 1: missing start of document' };
  const problem = document.errors[0] ?? more[0]?.errors[0];
  if (problem !== undefined)
    return { error: problem.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '' };
  if (more.length > 0) return { error: 'on line 1, column 1: unexpected extra content after value' };
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== '1.1') {
    return { error: 'found incompatible YAML document' };
  }
  if (document.contents === null) {
    return document.directives?.docStart === true ? NULL : { error: 'on line 1, column 1: missing start of document' };
  }
  try {
    return new YamlDecoder(library).value(document.contents);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return error.message === TOO_LARGE ? undefined : { error: error.message };
  }
}

class YamlError extends Error {}

const TOO_LARGE = 'too large';
const TAG_PREFIX = 'tag:yaml.org,2002:';

type Library = ReturnType<Libraries['yaml']>;

class YamlDecoder {
  readonly #library: Library;
  readonly #anchors = new Map<string, { readonly value: Value; readonly nodes: number }>();
  readonly #pending = new Set<string>();
  #nodes = 0;
  #depth = 0;

  constructor(library: Library) {
    this.#library = library;
  }

  value(node: unknown): Value {
    if (this.#library.isAlias(node)) return this.#alias(node);
    this.#count(1);
    if (this.#library.isScalar(node)) return this.#anchored(node, () => scalarValue(node));
    if (++this.#depth > DEEPEST) throw new YamlError(TOO_LARGE);
    let value: Value = NULL;
    if (this.#library.isSeq(node)) value = this.#anchored(node, () => this.#sequence(node));
    else if (this.#library.isMap(node)) value = this.#anchored(node, () => this.#mapping(node));
    this.#depth--;
    return value;
  }

  #count(nodes: number): void {
    this.#nodes += nodes;
    if (this.#nodes > MOST_NODES) throw new YamlError(TOO_LARGE);
  }

  #anchored(node: Node & { anchor?: string }, read: () => Value): Value {
    const { anchor } = node;
    if (anchor === undefined) return read();
    const before = this.#nodes;
    this.#pending.add(anchor);
    const value = read();
    this.#pending.delete(anchor);
    this.#anchors.set(anchor, { value, nodes: this.#nodes - before + 1 });
    return value;
  }

  #alias({ source }: Alias): Value {
    if (this.#pending.has(source)) {
      throw new YamlError(`cannot refer to anchor ${JSON.stringify(source)} from inside its own definition`);
    }
    const anchor = this.#anchors.get(source);
    if (anchor === undefined) throw new YamlError(`reference to undefined anchor ${JSON.stringify(source)}`);
    this.#count(anchor.nodes);
    return anchor.value;
  }

  #sequence(node: YAMLSeq): Value {
    if (node.tag !== undefined && node.tag !== `${TAG_PREFIX}seq`)
      throw new YamlError(`can't interpret sequence as ${node.tag}`);
    return tuple(node.items.map((item) => this.value(item)));
  }

  #mapping(node: YAMLMap): Value {
    if (node.tag !== undefined && node.tag !== `${TAG_PREFIX}map`)
      throw new YamlError(`can't interpret mapping as ${node.tag}`);
    const entries = new Map<string, Value>();
    for (const item of node.items as readonly Pair[]) {
      if (isMergeKey(item.key)) this.#merge(entries, this.value(item.value));
      else entries.set(this.#key(item.key), this.value(item.value));
    }
    return object(entries);
  }

  /** The attributes of the merged mapping, where there is none of that name yet. */
  #merge(entries: Map<string, Value>, merged: Value): void {
    if (merged.kind !== 'object') throw new YamlError(`cannot merge ${merged.kind} into mapping`);
    for (const [key, value] of merged.entries) entries.set(key, value);
  }

  #key(node: unknown): string {
    if (node === null) throw new YamlError('mapping key cannot be null');
    if (!this.#library.isScalar(node)) throw new YamlError('only strings are allowed as mapping keys');
    const value = scalarValue(node);
    if (value.kind === 'null') throw new YamlError('mapping key cannot be null');
    const key = convert(value, STRING);
    if ('value' in key && key.value.kind === 'string') return key.value.value;
    throw new YamlError('only strings are allowed as mapping keys');
  }
}

function isMergeKey(node: unknown): boolean {
  return (
    typeof node === 'object' &&
    node !== null &&
    'value' in node &&
    node.value === '<<' &&
    'type' in node &&
    node.type === 'PLAIN'
  );
}

const TRUE_WORD = /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE_WORD = /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NULL_WORD = /^(?:|~|null|Null|NULL)$/;
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

function scalarValue(node: Scalar): Value {
  const source = typeof node.value === 'string' ? node.value : (node.source ?? '');
  const tag = node.tag?.startsWith(TAG_PREFIX) ? node.tag.slice(TAG_PREFIX.length) : node.tag;
  if (node.type !== 'PLAIN') return quotedValue(source, tag);
  if (tag === 'str' || tag === 'binary') return quotedValue(source, tag);
  return plainValue(source, tag);
}

function quotedValue(source: string, tag: string | undefined): Value {
  if (tag === undefined || ['str', 'bool', 'int', 'float', 'null', 'timestamp'].includes(tag)) return string(source);
  if (tag !== 'binary') throw new YamlError(`unsupported tag ${JSON.stringify(tag)}`);
  if ('bytes' in base64Decode(source)) return string(source);
  throw new YamlError(`cannot parse ${JSON.stringify(source)} as !!binary: not valid base64`);
}

function plainValue(source: string, tag: string | undefined): Value {
  if (tag !== undefined && !['bool', 'int', 'float', 'null', 'timestamp'].includes(tag)) {
    throw new YamlError(`unsupported tag ${JSON.stringify(tag)}`);
  }
  const value =
    wordValue(source) ??
    (tag === undefined || tag === 'timestamp' ? timestampValue(source) : undefined) ??
    numberValue(source);
  if (tag === undefined) return value ?? string(source);
  if (value !== undefined) return value;
  if (tag === 'null') return NULL;
  const tagged = tag === 'int' || tag === 'float' ? taggedNumber(source) : undefined;
  if (tagged !== undefined) return tagged;
  throw new YamlError(`cannot parse ${JSON.stringify(source)} as !!${tag}`);
}

function wordValue(source: string): Value | undefined {
  if (TRUE_WORD.test(source)) return bool(true);
  if (FALSE_WORD.test(source)) return bool(false);
  if (NULL_WORD.test(source)) return NULL;
  const infinity = /^([-+]?)\.(?:inf|Inf|INF)$/.exec(source);
  if (infinity !== null) return number(infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  if (/^\.(?:nan|NaN|NAN)$/.test(source)) throw new YamlError('floating point NaN is not supported');
  return undefined;
}

function numberValue(source: string): Value | undefined {
  if (DECIMAL.test(source)) return parseNumber(source);
  if (!/^0(?:x[0-9a-fA-F]+|o[0-7]+)$/.test(source)) return undefined;
  const integer = BigInt(source);
  if (integer >= 2n ** 64n) throw new YamlError(`cannot parse ${JSON.stringify(source)} as !!int`);
  return parseNumber(String(integer));
}

/** With a tag, `_` may separate digits, and there are signs before every base. */
function taggedNumber(source: string): Value | undefined {
  const plain = source.replaceAll('_', '');
  if (DECIMAL.test(plain)) return parseNumber(plain);
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.exec(plain);
  if (match === null) return undefined;
  const integer = BigInt(match[2] ?? '0');
  return parseNumber(String(match[1] === '-' ? -integer : integer));
}

/** A date, or a date and a time, in the forms that Terraform knows. */
function timestampValue(source: string): Value | undefined {
  const match =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2}(?:\.\d+)?)(Z|[-+]\d\d:\d\d)?)?$/.exec(source);
  if (match === null) return undefined;
  const [, year, month = '', day = '', separator, hour = '0', minute = '0', second = '0', zone] = match;
  if (separator === ' ' ? zone !== undefined : separator !== undefined && zone === undefined) return undefined;
  const two = (part: string): string => part.replace(/^\d(?!\d)/, '0$&');
  const text = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${zone ?? 'Z'}`;
  const timestamp = parseTimestamp(text);
  return 'error' in timestamp ? undefined : string(formatTimestamp(timestamp.nanoseconds, timestamp.offset));
}

/**
 * A module that an adapter describes, in the place of one that is not on disk. It is evaluated like any other, only that
 * nothing of it is ever shown: all places in its text mean the header of the module call, and what its resources are made of is
 * found in the caller's own text.
 */
import { parse } from '../hcl/parser.ts';
import { child, type JsonPointer, tokens } from '../text/pointer.ts';
import type { Position, SourceRange } from '../text/range.ts';
import { SourceFile } from '../text/source-file.ts';
import type { MappingValue, Place, Value } from '../value/value.ts';
import type { SourceMap, UnreadKey } from './configuration.ts';
import { type LoadedModule, loadModuleFrom } from './load.ts';
import type { Declaration } from './module.ts';
import { type AdaptedCall, hasSince, standInText } from './module-adapter.ts';
import type { ModuleScope } from './scope.ts';
import { locateInCall } from './source-map.ts';

export interface StandIn extends AdaptedCall {
  readonly call: Declaration;
}

/** A class, because files are known by what they are: this one lies where the call is. */
class StandInFile extends SourceFile {
  readonly #place: Place;

  constructor(place: Place, text: string) {
    super(place.file.filename, text);
    this.#place = place;
  }

  override position(): Position {
    return this.#place.file.position(this.#place.start);
  }

  override range(): SourceRange {
    return this.#place.file.range(this.#place);
  }
}

/** Parsed anew for each call, because its places are the call's. */
export function loadStandIn(standIn: StandIn): LoadedModule {
  const file = new StandInFile(standIn.call.place, standInText(standIn));
  const { module } = loadModuleFrom([{ filename: file.filename, text: file.text }], '.', {
    check: { words: [] },
    parse: () => parse(file, { lazy: true }),
  });
  return { module: { ...module, files: [] }, diagnostics: [], unread: [] };
}

/**
 * What is passed to a stand-in, in which the ARN of a resource is something and not null. Terraform knows that only after
 * apply, so that the blocks of the module whose existence depends on it are unknown until then; but then they are there.
 */
export function withArns(value: Value): Value {
  if ('entries' in value) {
    return { ...value, entries: new Map([...value.entries].map(([name, entry]) => [name, withArns(entry)])) };
  }
  if ('elements' in value) return { ...value, elements: value.elements.map(withArns) };
  const isArn = value.kind === 'unknown' && value.is?.subject === 'managed' && value.is.attribute.at(-1) === 'arn';
  return isArn ? { ...value, notNull: true } : value;
}

export interface StandInInstance {
  readonly standIn: StandIn;
  /** Of the resource, inside the module. */
  readonly address: string;
  readonly key: string | number | undefined;
}

export function standInSourceMap({ standIn, address, key }: StandInInstance, { argument }: ModuleScope): SourceMap {
  const { entries, moved = {} } = standIn.adapter.places?.[address] ?? {};
  const start = entries === undefined ? [] : [entries.argument, ...(key === undefined ? [] : [String(key)])];
  const header = standIn.call.place;
  return {
    locate(pointer, part, within) {
      const paths = [pointer, ...movedTo(pointer, moved)].map((at) => [...start, ...tokens(at)]);
      const found = locateInCall({ argument, paths, around: { key: header, value: header }, within });
      return pointer === '' ? found.key : found[part];
    },
  };
}

function movedTo(pointer: JsonPointer, moved: Readonly<Record<string, readonly string[]>>): readonly JsonPointer[] {
  return Object.entries(moved).flatMap(([from, to]) => {
    if (pointer !== from && !pointer.startsWith(`${from}/`)) return [];
    const start = to.reduce<JsonPointer>((at, name) => child(at, name), '');
    return [`${start}${pointer.slice(from.length)}` as JsonPointer];
  });
}

/** What a module on disk does not read is written in the call only. */
export function withUnread(own: SourceMap, inCall: SourceMap, unread: readonly UnreadKey[]): SourceMap {
  return {
    locate: (pointer, part, within) =>
      (unread.some(({ at }) => at === pointer) ? inCall : own).locate(pointer, part, within),
  };
}

/** What the caller does not write is absent, though a stand-in passes on null or makes no block of it. */
export function withoutNothing(values: MappingValue): MappingValue {
  const isNothing = (value: Value) =>
    value.kind === 'null' || ('blocks' in value && value.elements.length === 0 && value.open !== true);
  return { ...values, entries: new Map([...values.entries].filter(([, value]) => !isNothing(value))) };
}

/** What the caller writes in the entry of an instance and no version of the module that the call may get reads. */
export function unreadKeys({ standIn, address, key }: StandInInstance, scope: ModuleScope): readonly UnreadKey[] {
  const { entries } = standIn.adapter.places?.[address] ?? {};
  if (entries === undefined) return [];
  const all = scope.variable(entries.argument);
  const entry = 'entries' in all ? all.entries.get(String(key)) : undefined;
  if (entry === undefined || !('entries' in entry)) return [];
  const { adapter, versions } = standIn;
  const read = Object.keys(entries.keys).filter((name) => hasSince(versions, entries.keys[name] ?? '') !== 'never');
  const isCovered = hasSince(versions, entries.after) === 'never';
  const limits = { module: adapter.registry, ...(!isCovered && { knownBefore: entries.after }) };
  return [...entry.entries].flatMap(([name, value]) => {
    const at = child('', name);
    if (value.kind === 'null') return [];
    if (read.includes(name)) return unreadInside({ name, at, value, read: entries.inside[name] }, limits);
    const since = Object.hasOwn(entries.keys, name) ? entries.keys[name] : undefined;
    return [{ name, at, read, ...(since === undefined ? limits : { module: adapter.registry, since }) }];
  });
}

interface Inside {
  readonly name: string;
  readonly at: JsonPointer;
  readonly value: Value;
  readonly read: readonly string[] | undefined;
}

function unreadInside(
  { name, at, value, read }: Inside,
  limits: Pick<UnreadKey, 'module' | 'knownBefore'>,
): readonly UnreadKey[] {
  if (read === undefined) return [];
  if ('elements' in value) {
    return value.elements.flatMap((element, index) =>
      unreadInside({ name, at: child(at, index), value: element, read }, limits),
    );
  }
  const names = 'entries' in value ? [...value.entries.keys()] : [];
  return names
    .filter((one) => !read.includes(one))
    .map((one) => ({ name: `${name}.${one}`, at: child(at, one), read, ...limits }));
}

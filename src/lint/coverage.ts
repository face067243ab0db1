/** How far each mapping block was checked, over all its instances. */
import { type EventSourceKind, KINDS } from '../lambda/event-source.ts';
import { modulePrefix } from '../terraform/address.ts';
import type { ResourceBlock } from '../terraform/configuration.ts';
import { resourceAddress } from '../terraform/module.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { SourceRange } from '../text/range.ts';

/** Why one argument could not be judged. */
export interface Undetermined {
  readonly pointer: JsonPointer;
  /** For example `var.arn has no value`. */
  readonly reason: string;
  readonly range: SourceRange;
}

/** How far one mapping block was checked; the weakest of its instances. */
export interface MappingCoverage {
  /** Without instance keys. */
  readonly address: string;
  readonly instances: number;
  readonly range: SourceRange;
  readonly kinds: readonly EventSourceKind[];
  readonly checked: 'fully' | 'partly';
  readonly undetermined: readonly Undetermined[];
}

/** How far one instance was checked. */
export interface InstanceCoverage {
  readonly kinds: ReadonlySet<EventSourceKind>;
  readonly undetermined: readonly Undetermined[];
}

/**
 * Blocks that are written in one place of the module tree are one mapping, in however many instances of their module they
 * are. The kinds of one without instances are those that it has where its module is called with some, if that says more.
 */
export function joinCoverages(coverages: readonly MappingCoverage[]): MappingCoverage[] {
  const joined = new Map<string, MappingCoverage>();
  const kinds = new Map<string, readonly EventSourceKind[]>();
  const placeOf = ({ range }: MappingCoverage) => `${range.filename}\n${range.start.offset}`;
  for (const one of coverages) {
    const key = `${one.address}\n${placeOf(one)}`;
    const known = joined.get(key);
    joined.set(key, known === undefined ? one : together(known, one));
    if (one.instances > 0) kinds.set(placeOf(one), union(kinds.get(placeOf(one)) ?? [], one.kinds));
  }
  return [...joined.values()].map((one) => {
    const elsewhere = one.instances === 0 ? kinds.get(placeOf(one)) : undefined;
    return elsewhere === undefined || elsewhere.length >= one.kinds.length ? one : { ...one, kinds: elsewhere };
  });
}

function union(...kinds: readonly (readonly EventSourceKind[])[]): readonly EventSourceKind[] {
  return KINDS.filter((kind) => kinds.some((some) => some.includes(kind)));
}

function together(a: MappingCoverage, b: MappingCoverage): MappingCoverage {
  // What has no instances is known by its template only.
  if (a.instances === 0) return b;
  if (b.instances === 0) return a;
  const undetermined = new Map([...a.undetermined, ...b.undetermined].map((one) => [undeterminedKey(one), one]));
  return {
    ...a,
    instances: a.instances + b.instances,
    kinds: union(a.kinds, b.kinds),
    checked: undetermined.size === 0 ? 'fully' : 'partly',
    undetermined: [...undetermined.values()],
  };
}

function undeterminedKey({ pointer, reason }: Undetermined): string {
  return `${pointer}\n${reason}`;
}

/** Of a block without instances nothing was left unchecked; its kinds are those that an instance would have. */
export function coverageOf(block: ResourceBlock, coverages: readonly InstanceCoverage[]): MappingCoverage {
  const kinds = new Set(coverages.flatMap((coverage) => [...coverage.kinds]));
  const undetermined = new Map<string, Undetermined>();
  const all = block.instances.length === 0 ? [] : coverages.flatMap((coverage) => coverage.undetermined);
  for (const one of all) {
    const key = undeterminedKey(one);
    if (!undetermined.has(key)) undetermined.set(key, one);
  }
  return {
    address: modulePrefix(block.module) + resourceAddress(block),
    instances: block.instances.length,
    range: block.place.file.range(block.place),
    kinds: KINDS.filter((kind) => kinds.has(kind)),
    checked: undetermined.size === 0 ? 'fully' : 'partly',
    undetermined: [...undetermined.values()],
  };
}

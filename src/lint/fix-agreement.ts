/**
 * A block of a `for_each`, or of a module that is called several times, is one text for all its instances. It is mended only
 * where all of them want the same: what is wrong for one may be right for another.
 */
import type { ResourceBlock } from '../terraform/configuration.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { SourceRange } from '../text/range.ts';

/** Where a block is written. Instances that a module makes of the entries of a map have a place each. */
export interface WrittenBlock {
  readonly range: SourceRange;
  readonly instances: readonly { readonly address: string; readonly range: SourceRange }[];
}

export function writtenBlock({ place, instances }: ResourceBlock): WrittenBlock {
  return {
    range: place.file.range(place),
    instances: instances.map(({ address, sourceMap }) => {
      const at = sourceMap.locate('', 'key');
      return { address, range: at.file.range(at) };
    }),
  };
}

export interface FixAgreement {
  /** Takes note of what was found in a block of the configuration of a root module, before anything is joined. */
  add(block: WrittenBlock, directory: string, diagnostics: readonly Diagnostic[]): void;
  /** Without the fixes that not every instance of their block wants. */
  agreed(diagnostics: readonly Diagnostic[]): Diagnostic[];
}

export function fixAgreement(): FixAgreement {
  /** By the place of the block. */
  const instances = new Map<string, number>();
  const wanted = new Map<string, { readonly block: string; readonly by: Set<string> }>();
  return {
    add({ range, instances: own }, directory, diagnostics) {
      const texts = new Map(own.map((instance) => [instance.address, textAt(instance.range)]));
      for (const text of own.length > 0 ? texts.values() : [textAt(range)])
        instances.set(text, (instances.get(text) ?? 0) + 1);
      for (const diagnostic of diagnostics) {
        const key = keyOf(diagnostic);
        if (key === undefined) continue;
        const block = texts.get(diagnostic.addresses[0] ?? '') ?? textAt(range);
        const known = wanted.get(key) ?? { block, by: new Set() };
        wanted.set(key, known);
        known.by.add(`${directory}\n${diagnostic.addresses[0]}`);
      }
    },
    agreed: (diagnostics) =>
      diagnostics.map((diagnostic) => {
        const key = keyOf(diagnostic);
        if (key === undefined) return diagnostic;
        const want = wanted.get(key);
        if (want !== undefined && want.by.size === instances.get(want.block)) return diagnostic;
        const { fix: _, ...rest } = diagnostic;
        return rest;
      }),
  };
}

function textAt({ filename, start }: SourceRange): string {
  return `${filename}:${start.offset}`;
}

function keyOf({ rule, fix }: Diagnostic): string | undefined {
  return fix && `${rule}\n${JSON.stringify(fix)}`;
}

/** Where things are in the text of a plan. */
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { tokens } from '../text/pointer.ts';
import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Place } from '../value/value.ts';
import type { SourceMap } from './configuration.ts';

/** Names and indexes from the root of the file. */
type Path = readonly (string | number)[];

export interface Positions {
  /** The value of a member, or what it should be in. */
  place(path: Path, member: string): Place;
  /** Of the instance whose change is there: its planned values. */
  sourceMap(at: Path): SourceMap;
}

/** The text is read for positions when the first one is asked for. */
export function planPositions(file: SourceFile): Positions {
  let tree: { readonly root: Node | undefined } | undefined;
  const spanOf = (path: Path): Span | undefined => {
    tree ??= { root: parseTree(file.text) };
    const node = tree.root && findNodeAtLocation(tree.root, [...path]);
    return node && { start: node.offset, end: node.offset + node.length };
  };
  /** The first of the paths that is there. */
  const place = (...paths: readonly Path[]): Place => {
    let span: Span | undefined;
    const found = (): Span => {
      for (const path of paths) span ??= spanOf(path);
      span ??= { start: 0, end: 0 };
      return span;
    };
    return {
      file,
      get start() {
        return found().start;
      },
      get end() {
        return found().end;
      },
    };
  };
  return {
    place: (path, member) => place([...path, member], path),
    sourceMap: (at) => ({
      locate: (pointer) => {
        const steps = tokens(pointer).map((token) => (/^\d+$/.test(token) ? Number(token) : token));
        const around = steps.map((_, index) => [...at, 'change', 'after', ...steps.slice(0, steps.length - index)]);
        // What is not in the values is shown at the name of the instance.
        return place(...around, [...at, 'address']);
      },
    }),
  };
}

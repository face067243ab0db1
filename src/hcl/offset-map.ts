import type { Span } from '../text/range.ts';
import type { Expression, SyntaxDiagnostic, TemplatePart } from './ast.ts';
import { children } from './walk.ts';

/** Gives the source offset for an offset of a decoded text; must not decrease. */
export type OffsetMap = (offset: number) => number;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Moves all spans of a freshly parsed expression. Changes the nodes, of which nobody else may know yet. */
export function remapExpression(expression: Expression, mapOffset: OffsetMap): Expression {
  const pending: Expression[] = [expression];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'template') {
      // Template values are computed from the offsets, so they are fixed before those change.
      const { literal, parts, wrapped } = node;
      Object.defineProperties(node, {
        literal: { value: literal },
        parts: { value: parts },
        wrapped: { value: wrapped },
      });
      remapParts(parts, mapOffset);
    }
    for (const child of children(node)) pending.push(child);
    if (node.kind === 'get-attribute') (node as Mutable<typeof node>).nameStart = mapOffset(node.nameStart);
    if (node.kind === 'object') for (const item of node.items) remapSpan(item, mapOffset);
    remapSpan(node, mapOffset);
  }
  return expression;
}

export function remapDiagnostics(
  diagnostics: readonly SyntaxDiagnostic[],
  mapOffset: OffsetMap,
): readonly SyntaxDiagnostic[] {
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    start: mapOffset(diagnostic.start),
    end: mapOffset(diagnostic.end),
  }));
}

function remapParts(parts: readonly TemplatePart[], mapOffset: OffsetMap): void {
  for (const part of parts) {
    remapSpan(part, mapOffset);
    if (part.kind === 'if') {
      remapParts(part.whenTrue, mapOffset);
      remapParts(part.whenFalse ?? [], mapOffset);
    } else if (part.kind === 'for') {
      remapParts(part.body, mapOffset);
    }
  }
}

function remapSpan(span: Span, mapOffset: OffsetMap): void {
  const mutable: Mutable<Span> = span;
  mutable.start = mapOffset(span.start);
  mutable.end = mapOffset(span.end);
}

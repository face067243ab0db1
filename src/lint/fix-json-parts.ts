/** Edits of parts of a JSON text: of a string as they are escaped there, of the argument of `jsonencode` as HCL writes them. */
import type { Expression } from '../hcl/ast.ts';
import { unwrapped } from '../hcl/traversal.ts';
import type { FixEdit } from '../rule/fix.ts';
import type { ResourceInstance } from '../terraform/configuration.ts';
import type { JsonPart } from '../text/json-part.ts';
import type { Place } from '../value/value.ts';
import type { SpanEdit } from './fix-layout.ts';

type PartEdit = Extract<FixEdit, { readonly kind: 'part' | 'nest' }>;

/** `undefined` when a part is not written out in the expression. */
export function partEdits(
  edit: PartEdit,
  {
    instance,
    expression,
    isJson,
  }: { readonly instance: ResourceInstance; readonly expression: Expression; readonly isJson: boolean },
): readonly SpanEdit[] | undefined {
  const written = unwrapped(expression);
  const isCall = written.kind === 'call';
  if (!isCall && written.kind !== 'template') return undefined;
  const isEscaped = isCall ? isJson : written.form === 'quoted' || written.form === 'bare';
  const source = (json: string): string => (isEscaped ? JSON.stringify(json).slice(1, -1) : json);
  const find = (part: JsonPart): Place | undefined => {
    const place = instance.sourceMap.locate(edit.at, part.part, part);
    return place.start > expression.start && place.end < expression.end ? place : undefined;
  };
  switch (edit.kind) {
    case 'part': {
      const place = find(edit.within);
      if (place === undefined) return undefined;
      const { start, end } = place;
      const found = place.file.text.slice(start, end);
      if (found === source(edit.from)) return [{ start, end, text: source(edit.to) }];
      // A key of an object may stand without quotes.
      const isBare = isCall && edit.within.part === 'key' && edit.from === `"${found}"` && NAME.test(edit.to);
      return isBare ? [{ start, end, text: edit.to.slice(1, -1) }] : undefined;
    }
    case 'nest': {
      const [first, last] = [find(edit.first), find(edit.last)];
      if (first === undefined || last === undefined || last.end <= first.start) return undefined;
      const opening = isCall && !isEscaped ? `${edit.key} = { ` : `${source(`"${edit.key}"`)}${isCall ? ' = ' : ': '}{`;
      return [
        { start: first.start, end: first.start, text: opening },
        { start: last.end, end: last.end, text: isCall && !isEscaped ? ' }' : '}' },
      ];
    }
  }
}

const NAME = /^"[A-Za-z][\w-]*"$/;

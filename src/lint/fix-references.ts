/** Edits of references to resources that are written out: `aws_sqs_queue.orders[0].id`. */
import type { Expression, GetAttribute, IndexExpression } from '../hcl/ast.ts';
import { unwrapped } from '../hcl/traversal.ts';
import type { FixEdit } from '../rule/fix.ts';
import type { Reference } from '../value/value.ts';
import { around, type SpanEdit } from './fix-layout.ts';
import type { Site } from './fix-site.ts';

type ReferenceEdit = Extract<FixEdit, { readonly kind: 'attribute' | 'index' | 'surround' | 'prefix' }>;

/** `undefined` when the expression is not itself the reference that its value is known to be. */
export function referenceEdits({
  edit,
  site,
  expression,
  is,
}: {
  readonly edit: ReferenceEdit;
  readonly site: Site;
  readonly expression: Expression;
  readonly is: Reference | undefined;
}): readonly SpanEdit[] | undefined {
  const written = unwrapped(expression);
  const resource = is && resourceIn(written, is);
  if (written.kind !== 'get-attribute' || resource === undefined) return undefined;
  switch (edit.kind) {
    case 'attribute':
      return written.name === edit.from && written !== resource.name
        ? [{ start: written.nameStart, end: written.end, text: edit.to }]
        : undefined;
    case 'index':
      return indexEdits(resource, edit.to);
    case 'surround': {
      const inQuotes = (text: string): string => (site.isJson ? JSON.stringify(text).slice(1, -1) : text);
      return around(written, { before: inQuotes(edit.before), after: inQuotes(edit.after) });
    }
    case 'prefix':
      return expression === written ? around(written, { before: `"${edit.text}\${`, after: '}"' }) : undefined;
  }
}

interface ResourceInExpression {
  /** `type.name`. */
  readonly name: GetAttribute;
  /** The index right behind it. */
  readonly index: IndexExpression | undefined;
}

/** The resource at the root of a traversal, when it is the one that is meant. */
function resourceIn(expression: Expression, { subject, type, name }: Reference): ResourceInExpression | undefined {
  const chain: Expression[] = [];
  let current = expression;
  while (current.kind === 'get-attribute' || current.kind === 'index') {
    chain.push(current);
    current = current.object;
  }
  if (current.kind !== 'variable') return undefined;
  const steps = chain.reverse();
  if (subject === 'data') {
    const first = steps.shift();
    if (current.name !== 'data' || first?.kind !== 'get-attribute' || first.name !== type) return undefined;
  } else if (subject !== 'managed' || current.name !== type) return undefined;
  const [named, behind] = steps;
  if (named?.kind !== 'get-attribute' || named.name !== name) return undefined;
  return { name: named, index: behind?.kind === 'index' ? behind : undefined };
}

function indexEdits({ name, index }: ResourceInExpression, to: string | undefined): readonly SpanEdit[] | undefined {
  if (to === undefined) return index && [{ start: name.end, end: index.end, text: '' }];
  return index === undefined ? [{ start: name.end, end: name.end, text: to }] : undefined;
}

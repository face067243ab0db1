/** Where a stretch of the string that a template makes is written. */
import type { TemplateExpression, TemplatePart } from '../hcl/ast.ts';
import { literalSpan } from '../hcl/literal-span.ts';
import type { Span } from '../text/range.ts';
import { joinTemplate } from '../value/template.ts';
import { evaluate } from './evaluate.ts';
import type { Scope } from './scope.ts';

/**
 * `stretch` counts in the template's value, in which each piece that is not known has the length 1. What an interpolation
 * makes is found at the interpolation. `undefined` when a part before its end may have one of several lengths.
 */
export function templateSpan(template: TemplateExpression, stretch: Span, scope: Scope): Span | undefined {
  const first = letterSpan(template, stretch.start, scope);
  const last = letterSpan(template, stretch.end - 1, scope);
  return first && last && { start: first.start, end: last.end };
}

function letterSpan(template: TemplateExpression, offset: number, scope: Scope): Span | undefined {
  let left = offset;
  for (const part of template.parts) {
    const length = lengthOf(part, scope);
    if (length === undefined) return undefined;
    if (left < length) {
      if (part.kind !== 'literal') return part;
      return literalSpan(part, { start: left, end: left + 1 }, { text: scope.file.text, form: template.form });
    }
    left -= length;
  }
  return undefined;
}

function lengthOf(part: TemplatePart, scope: Scope): number | undefined {
  if (part.kind === 'literal') return part.value.length;
  if (part.kind !== 'interpolation') return undefined;
  const value = joinTemplate([evaluate(part.expression, scope)]);
  if (value.kind === 'string') return value.value.length;
  if (value.kind !== 'unknown') return undefined;
  return (value.parts ?? [value]).reduce((sum, piece) => sum + (typeof piece === 'string' ? piece.length : 1), 0);
}

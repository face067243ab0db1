/**
 * Where a stretch of a string stands in the source. The literal text of a template is decoded on the way to its value:
 * escapes become letters, and whitespace goes, the indentation of flush heredocs or what a trim marker takes. So the source
 * is read again beside the value, and what the value does not have is skipped; letters that are not blank are found exactly.
 */
import type { Span } from '../text/range.ts';
import type { TemplateForm, TemplateLiteral } from './ast.ts';
import { decodeBackslash } from './template-literal.ts';

/** The source span of a stretch of the literal's value; `undefined` when the value differs from the source in other ways (NFC). */
export function literalSpan(
  literal: TemplateLiteral,
  { start, end }: Span,
  { text, form }: { readonly text: string; readonly form: TemplateForm },
): Span | undefined {
  const { value } = literal;
  let from: number | undefined;
  let read = 0;
  for (let at = literal.start; at < literal.end; ) {
    const unit = unitAt(text, at, form);
    if (value.startsWith(unit.value, read)) {
      read += unit.value.length;
      if (read > start) from ??= at;
      if (read >= end) return from === undefined ? undefined : { start: from, end: unit.end };
    } else if (!DROPPED.test(unit.value)) {
      return undefined;
    }
    at = unit.end;
  }
  return undefined;
}

/** Whitespace, and the first letter of `$${` and `%%{`. */
const DROPPED = /^[\s$%]$/;

/** What the source at `at` stands for. Bare templates are the strings of JSON syntax, whose escapes are much the same. */
function unitAt(text: string, at: number, form: TemplateForm): { readonly value: string; readonly end: number } {
  const isEscape = text[at] === '\\' && (form === 'quoted' || form === 'bare');
  return isEscape ? decodeBackslash(text, at) : { value: text.charAt(at), end: at + 1 };
}

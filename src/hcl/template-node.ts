/**
 * The tree node of a template. The parser records only where the sequences (`${…}`, `%{…}`) are; literal text stays in the
 * source and is decoded when somebody asks, because most strings of a configuration are never looked at.
 */

import type { Span } from '../text/range.ts';
import type { Expression, TemplateExpression, TemplateForm, TemplatePart } from './ast.ts';
import { decodeTemplate } from './template-literal.ts';
import { buildParts } from './template-parts.ts';

/** `${…}` or one directive `%{…}`, in the order of the source; `if` and `for` are matched with their ends by `buildParts`. */
export type TemplateSequence = InterpolationSequence | DirectiveSequence;

interface TrimMarkers {
  /** Whether the opener is `${~` or `%{~`, which trims the text before it. */
  readonly trimsBefore: boolean;
  /** Whether the closer is `~}`, which trims the text behind it. */
  readonly trimsAfter: boolean;
}

export interface InterpolationSequence extends Span, TrimMarkers {
  readonly kind: 'interpolation';
  readonly expression: Expression;
}

export interface DirectiveSequence extends Span, TrimMarkers {
  readonly kind: 'if' | 'else' | 'endif' | 'for' | 'endfor' | 'invalid';
  /** The condition or the collection. */
  readonly expression: Expression | undefined;
  readonly keyName: string | undefined;
  readonly valueName: string | undefined;
}

/** The literal text has backslash escapes, or `$${` or `%%{`. */
export const HAS_ESCAPES = 1;
/** The closing quote or end marker is missing. */
export const UNTERMINATED = 2;

export class TemplateNode implements TemplateExpression {
  // Declared, not defined: the constructor is the only writer, and each field is stored once.
  declare readonly kind: 'template';
  declare readonly start: number;
  declare readonly end: number;
  declare readonly form: TemplateForm;
  /** The text that `start` and `end` refer to. */
  declare readonly source: string;
  /** The sum of the flags above. */
  declare readonly flags: number;
  declare readonly sequences: readonly TemplateSequence[] | undefined;
  declare private computed: readonly TemplatePart[] | undefined;

  constructor(
    { start, end }: Span,
    form: TemplateForm,
    source: string,
    flags: number,
    sequences: readonly TemplateSequence[] | undefined,
  ) {
    this.kind = 'template';
    this.start = start;
    this.end = end;
    this.form = form;
    this.source = source;
    this.flags = flags;
    this.sequences = sequences;
    this.computed = undefined;
  }

  get literal(): string | undefined {
    return this.sequences === undefined ? decodeTemplate(this) : undefined;
  }

  get parts(): readonly TemplatePart[] {
    this.computed ??= buildParts(this);
    return this.computed;
  }

  get wrapped(): Expression | undefined {
    if (this.sequences === undefined || this.sequences.length !== 1) return undefined;
    const { start, end } = contentSpan(this);
    const sequence = this.sequences[0] as TemplateSequence;
    const alone = sequence.kind === 'interpolation' && sequence.start === start && sequence.end === end;
    return alone ? sequence.expression : undefined;
  }
}

/** The span between the quotes, or from the line behind a heredoc's opener to the line of its end marker. */
export function contentSpan({ form, start, end, source, flags }: TemplateNode): Span {
  const terminated = (flags & UNTERMINATED) === 0;
  switch (form) {
    case 'bare':
      return { start, end };
    case 'quoted':
      return { start: start + 1, end: terminated ? end - 1 : end };
    case 'heredoc':
    case 'flush-heredoc': {
      const content = Math.min(source.indexOf('\n', start) + 1, end);
      return { start: content, end: terminated ? source.lastIndexOf('\n', end - 1) + 1 : Math.max(content, end) };
    }
  }
}

/**
 * Strings of JSON syntax. A string is a template: HCL decodes the JSON escapes and parses the result, which is why what is
 * wrong in it shows only when somebody evaluates it, and why a backslash in it is a backslash. Positions are those of the
 * characters in the file, whatever escapes stand before them.
 */

import type { Span } from '../text/range.ts';
import { SourceFile } from '../text/source-file.ts';
import type { Expression, SyntaxDiagnostic, TemplateExpression, TemplatePart } from './ast.ts';
import { parseExpression } from './expression-parser.ts';
import type { JsonString } from './json-value.ts';
import type { OffsetMap } from './offset-map.ts';
import { parseTemplate } from './template-parser.ts';

/** Where the strings of a file come from, and where errors in their templates go. */
export interface JsonStringSource {
  readonly file: SourceFile;
  report(diagnostic: SyntaxDiagnostic): void;
}

/** A string that is parsed as a template when its content is first asked for. */
export class JsonTemplate implements TemplateExpression {
  readonly kind = 'template';
  readonly form = 'bare';
  readonly start: number;
  readonly end: number;
  /** The decoded string, its templates not evaluated: what HCL takes where it wants a name or a reference. */
  readonly verbatim: string;
  readonly #source: JsonStringSource;
  readonly #hasSequences: boolean;
  #template: TemplateExpression | undefined;

  /** `isVerbatim`: the string stands for itself, whatever it looks like. */
  constructor({ start, end, value }: JsonString, isVerbatim: boolean, source: JsonStringSource) {
    this.start = start;
    this.end = end;
    this.verbatim = value;
    this.#source = source;
    this.#hasSequences = !isVerbatim && (value.includes('${') || value.includes('%{'));
  }

  get literal(): string | undefined {
    if (this.#hasSequences) return this.#parsed().literal;
    // HCL's strings are NFC and well-formed.
    return this.verbatim.replace(/\p{Surrogate}/gu, '\uFFFD').normalize('NFC');
  }

  get parts(): readonly TemplatePart[] {
    if (this.#hasSequences) return this.#parsed().parts;
    const value = this.literal;
    return value ? [{ kind: 'literal', start: this.start + 1, end: this.end - 1, value }] : [];
  }

  get wrapped(): Expression | undefined {
    return this.#hasSequences ? this.#parsed().wrapped : undefined;
  }

  #parsed(): TemplateExpression {
    if (this.#template === undefined) {
      const { file, span, mapOffset } = textOf(this, this.#source.file);
      const { template, diagnostics } = parseTemplate(file, span, mapOffset);
      for (const diagnostic of diagnostics) this.#source.report(diagnostic);
      this.#template = template;
    }
    return this.#template;
  }
}

/**
 * The expression in native syntax that a string of JSON syntax holds, for the few places where HCL takes a string that way:
 * `"depends_on": ["aws_iam_role.worker"]`, `"provider": "aws.west"`, `"type": "list(string)"`. Undefined when the string
 * is no expression, or not of JSON syntax.
 */
export function expressionInString(template: TemplateExpression, file: SourceFile): Expression | undefined {
  if (!(template instanceof JsonTemplate)) return undefined;
  const text = textOf(template, file);
  const { expression, diagnostics } = parseExpression(text.file, text.span, text.mapOffset);
  return diagnostics.length === 0 ? expression : undefined;
}

interface TemplateText {
  readonly file: SourceFile;
  readonly span: Span;
  /** Absent when the text is part of the file as it stands. */
  readonly mapOffset?: OffsetMap;
}

/** The content of a string for the parsers of native syntax: the file itself where the string holds no escapes. */
function textOf({ start, end, verbatim }: JsonTemplate, file: SourceFile): TemplateText {
  const span = { start: start + 1, end: end - 1 };
  const written = file.text.slice(span.start, span.end);
  if (!written.includes('\\')) return { file, span };
  const offsets: number[] = [];
  for (let at = 0; at < written.length; ) {
    offsets.push(span.start + at);
    if (written[at] !== '\\') at++;
    else at += written[at + 1] === 'u' ? 6 : 2;
  }
  return {
    file: new SourceFile(file.filename, verbatim),
    span: { start: 0, end: verbatim.length },
    mapOffset: (offset) => offsets[offset] ?? span.end,
  };
}

/**
 * The syntax tree of HCL: native syntax and JSON syntax give the same node kinds.
 *
 * Every node carries its span in UTF-16 offsets of the file it came from, `end` exclusive. Nodes are plain data with a
 * `kind`; the parsers own the classes behind these interfaces. Nothing here knows Terraform.
 */

import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';

export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
  /** The literal as written, for decimals that a double cannot hold. */
  readonly text: string;
}

export interface BoolLiteral extends Span {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NullLiteral extends Span {
  readonly kind: 'null';
}

/** How a template is written: in quotes, as a heredoc `<<X` or `<<-X`, or bare (a template file, a string of JSON syntax). */
export type TemplateForm = 'quoted' | 'heredoc' | 'flush-heredoc' | 'bare';

/** A quoted string, a heredoc or a bare template. */
export interface TemplateExpression extends Span {
  readonly kind: 'template';
  readonly form: TemplateForm;
  /** The string, when there is neither interpolation nor directive: escapes decoded, flush applied, NFC. */
  readonly literal: string | undefined;
  /** The parts in order: escapes decoded, flush and trim markers applied, adjacent literals joined, empty ones dropped, NFC. */
  readonly parts: readonly TemplatePart[];
  /** The expression `e` of a template that is exactly `"${e}"`, which yields e's value and type. */
  readonly wrapped: Expression | undefined;
}

export type TemplatePart = TemplateLiteral | TemplateInterpolation | TemplateIf | TemplateFor;

export interface TemplateLiteral extends Span {
  readonly kind: 'literal';
  readonly value: string;
}

export interface TemplateInterpolation extends Span {
  readonly kind: 'interpolation';
  readonly expression: Expression;
}

export interface TemplateIf extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: readonly TemplatePart[];
  readonly whenFalse: readonly TemplatePart[] | undefined;
}

export interface TemplateFor extends Span {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  readonly body: readonly TemplatePart[];
}

/** The root name of a traversal: `var` in `var.x`. */
export interface VariableExpression extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

/** `object.name`. The node spans the object too; the name is `nameStart..end`. */
export interface GetAttribute extends Span {
  readonly kind: 'get-attribute';
  readonly object: Expression;
  readonly name: string;
  readonly nameStart: number;
}

/** `object[key]`, or the legacy `object.0`, whose key is a number literal. */
export interface IndexExpression extends Span {
  readonly kind: 'index';
  readonly object: Expression;
  readonly key: Expression;
  readonly legacy: boolean;
}

/** `object[*]…` (`full`) or `object.*…` (`attribute`). `each` is applied to every element, which it names by a `splat-item`. */
export interface SplatExpression extends Span {
  readonly kind: 'splat';
  readonly style: 'full' | 'attribute';
  readonly object: Expression;
  readonly each: Expression;
}

export interface SplatItem extends Span {
  readonly kind: 'splat-item';
}

/** `name(arguments)`; `name` holds the whole `a::b::f`, without blanks. */
export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** Whether the last argument is followed by `...`. */
  readonly expandFinal: boolean;
}

export interface UnaryExpression extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionalExpression extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface ForExpression extends Span {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  /** Present in the object form `{for … : key => value}`. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** Whether the value is followed by `...`. */
  readonly grouping: boolean;
}

export interface TupleExpression extends Span {
  readonly kind: 'tuple';
  readonly elements: readonly Expression[];
}

export interface ObjectExpression extends Span {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
}

export interface ObjectItem extends Span {
  /** As written: a bare name is a `variable` node and means that name (see `literalKey`). */
  readonly key: Expression;
  readonly value: Expression;
}

export interface ParenthesesExpression extends Span {
  readonly kind: 'parentheses';
  readonly inner: Expression;
}

/** Stands where an expression could not be parsed; a diagnostic tells why. */
export interface InvalidExpression extends Span {
  readonly kind: 'invalid';
}

export type Expression =
  | NumberLiteral
  | BoolLiteral
  | NullLiteral
  | TemplateExpression
  | VariableExpression
  | GetAttribute
  | IndexExpression
  | SplatExpression
  | SplatItem
  | CallExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | ForExpression
  | TupleExpression
  | ObjectExpression
  | ParenthesesExpression
  | InvalidExpression;

/** `name = expression`, or a property of JSON syntax. The name (with its quotes in JSON syntax) is `start..nameEnd`. */
export interface Attribute extends Span {
  readonly kind: 'attribute';
  readonly name: string;
  readonly nameEnd: number;
  readonly expression: Expression;
}

export interface Label extends Span {
  readonly value: string;
}

/** `type "label" { … }`. */
export interface Block extends Span {
  readonly kind: 'block';
  readonly type: string;
  readonly typeEnd: number;
  readonly labels: readonly Label[];
  /** The end of the header: just behind the type or the last label. */
  readonly headerEnd: number;
  /** Parsed at first access when the file was parsed lazily. */
  readonly body: Body;
}

/** Block type → number of labels. */
export type BlockTypes = Readonly<Record<string, number>>;

/** What a body holds, in source order. */
export interface BodyContent {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Body extends Span {
  readonly syntax: 'native' | 'json';
  /**
   * The content of the body. Native syntax says itself what is a block and ignores `types`; in JSON syntax a property is a
   * block exactly when `types` has its name (an object, or an array of objects, is one block or several; objects of labels
   * are unfolded), and `"//"` is a comment.
   */
  content(types: BlockTypes): BodyContent;
}

/** A syntax error. `summary` and `detail` are HCL's own where it has words for the case. */
export interface SyntaxDiagnostic extends Span {
  readonly summary: string;
  readonly detail: string;
}

export interface SyntaxTree {
  readonly file: SourceFile;
  readonly body: Body;
  /** The errors found so far, in source order. Bodies that have not been parsed yet may add to them; `parseAll` parses the rest. */
  readonly diagnostics: readonly SyntaxDiagnostic[];
  /** Parses what is still unparsed, so that `diagnostics` is complete. */
  parseAll(): void;
}

/**
 * The text that hcl2json makes of templates, object keys and expressions. Templates are written out anew (canonical
 * directives, trim markers applied, `${` in literal text escaped again); expressions that are no literals are copied from
 * the source as `${…}`. Recursion is bounded by the parser's limit on nesting: chains of operators and traversals, which may
 * be longer, are always copied.
 */
import type { Expression, TemplateFor, TemplateIf, TemplatePart } from './ast.ts';
import { decimalText } from './decimal-text.ts';
import { traversal } from './traversal.ts';

/** The source that is rendered, and the first reason why hcl2json would give no JSON. */
export interface Rendering {
  readonly source: string;
  problem: string | undefined;
}

export function reportProblem(rendering: Rendering, problem: string): void {
  rendering.problem ??= problem;
}

/** `${…}` around the source of an expression. */
export function copied({ start, end }: Expression, { source }: Rendering): string {
  return `\${${source.slice(start, end)}}`;
}

/** The key of an object item. */
export function renderKey(key: Expression, rendering: Rendering): string {
  if (key.kind === 'variable') return key.name;
  // Static traversals stand for their own text too.
  if (traversal(key) !== undefined) return rendering.source.slice(key.start, key.end);
  return renderPart(key, rendering);
}

/** A string or heredoc without sequences, as the JSON form has it. */
export function escapeLiteral(text: string): string {
  return text.includes('{') ? text.replace(/[$%](?=\{)/g, (symbol) => symbol + symbol) : text;
}

export function renderParts(parts: readonly TemplatePart[], rendering: Rendering): string {
  let text = '';
  for (const part of parts) {
    switch (part.kind) {
      case 'literal':
        text += escapeLiteral(part.value);
        break;
      case 'interpolation':
        text += renderPart(part.expression, rendering);
        break;
      case 'if':
        text += renderIf(part, rendering);
        break;
      case 'for':
        text += renderFor(part, rendering);
        break;
    }
  }
  return text;
}

/** An expression inside a template. */
function renderPart(expression: Expression, rendering: Rendering): string {
  switch (expression.kind) {
    case 'number':
      return decimalText(expression.text);
    case 'bool':
      return String(expression.value);
    case 'null':
      return 'null';
    case 'template':
      return expression.wrapped === undefined
        ? renderParts(expression.parts, rendering)
        : renderPart(expression.wrapped, rendering);
    case 'conditional': {
      const { condition, whenTrue, whenFalse } = expression;
      return ifDirective(condition, rendering, {
        whenTrue: () => renderPart(whenTrue, rendering),
        whenFalse: () => renderPart(whenFalse, rendering),
      });
    }
    default:
      return copied(expression, rendering);
  }
}

/** A branch that cannot be rendered takes the directive with it when it is the first, and only itself when it is the second. */
function ifDirective(
  condition: Expression,
  rendering: Rendering,
  branches: { readonly whenTrue: () => string; readonly whenFalse: () => string },
): string {
  const whenTrue = renderBranch(branches.whenTrue, rendering);
  const whenFalse = renderBranch(branches.whenFalse, rendering);
  if (whenTrue === undefined) return '';
  const otherwise = whenFalse === undefined || whenFalse === '' ? '' : `%{else}${whenFalse}`;
  return `%{if ${rendering.source.slice(condition.start, condition.end)}}${whenTrue}${otherwise}%{endif}`;
}

/** The text of a branch; a problem in it is no problem of the file. */
function renderBranch(render: () => string, rendering: Rendering): string | undefined {
  const { problem } = rendering;
  const text = render();
  if (rendering.problem === problem) return text;
  rendering.problem = problem;
  return undefined;
}

function renderIf({ condition, whenTrue, whenFalse = [] }: TemplateIf, rendering: Rendering): string {
  const branch = (parts: readonly TemplatePart[]) => () => {
    if (isOnlyNull(parts)) reportProblem(rendering, NULL_IN_TEMPLATE);
    return renderParts(parts, rendering);
  };
  return ifDirective(condition, rendering, { whenTrue: branch(whenTrue), whenFalse: branch(whenFalse) });
}

function renderFor({ keyName, valueName, collection, body }: TemplateFor, rendering: Rendering): string {
  if (isOnlyNull(body)) reportProblem(rendering, NULL_IN_TEMPLATE);
  const names = keyName === undefined ? valueName : `${keyName}, ${valueName}`;
  const source = rendering.source.slice(collection.start, collection.end);
  return `%{for ${names} in ${source}}${renderParts(body, rendering)}%{endfor}`;
}

const NULL_IN_TEMPLATE =
  'Invalid template interpolation value; The expression result is null. Cannot include a null value in a string template.';

/** Whether hcl2json evaluates the parts, which it does when they are nothing but a literal, and finds nothing to write. */
function isOnlyNull(parts: readonly TemplatePart[]): boolean {
  const [only, ...others] = parts;
  return only?.kind === 'interpolation' && only.expression.kind === 'null' && others.length === 0;
}

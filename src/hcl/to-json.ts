/**
 * The JSON form of a file in native syntax: the same value, key order included, that `@cdktf/hcl2json` gives. A block
 * becomes an element of an array below its type and labels; attributes come after blocks and overwrite those of the same
 * name. The form loses positions, parentheses and more, so nothing but `preplan parse` uses it.
 */
import { compareText } from '../text/order.ts';
import type { Block, Body, Expression, SyntaxTree } from './ast.ts';
import { copied, escapeLiteral, type Rendering, renderKey, renderParts, reportProblem } from './json-text.ts';
import { MAXIMUM_DEPTH } from './parse-state.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

/** The JSON form, or the reason why there is none: the first syntax error, or what hcl2json says of what it cannot convert. */
export function toJson(tree: SyntaxTree): { json: JsonObject } | { error: string } {
  tree.parseAll();
  const [diagnostic] = tree.diagnostics;
  if (diagnostic !== undefined) {
    const { start } = tree.file.range(diagnostic);
    const { summary, detail } = diagnostic;
    return { error: `${tree.file.filename}:${start.line},${start.column}: ${summary}; ${detail}` };
  }
  const rendering: Rendering = { source: tree.file.text, problem: undefined };
  const json = convertBody(tree.body, rendering);
  return rendering.problem === undefined ? { json } : { error: rendering.problem };
}

/** What stands below a key while a body is converted: labels, the blocks of one type and label, or a finished value. */
type Entry = Labels | Blocks | Value;

interface Labels {
  readonly kind: 'labels';
  readonly entries: Map<string, Entry>;
}

interface Blocks {
  readonly kind: 'blocks';
  readonly bodies: JsonObject[];
}

interface Value {
  readonly kind: 'value';
  readonly json: Json;
}

function convertBody(body: Body, rendering: Rendering): JsonObject {
  const entries = new Map<string, Entry>();
  const { attributes, blocks } = body.content({});
  for (const block of blocks) addBlock(entries, block, rendering);
  for (const { name, expression } of attributes) {
    entries.set(name, { kind: 'value', json: convertExpression(expression, rendering) });
  }
  return finish(entries);
}

function addBlock(entries: Map<string, Entry>, block: Block, rendering: Rendering): void {
  if (block.labels.length > MAXIMUM_DEPTH) reportProblem(rendering, `block "${block.type}" has too many labels`);
  if (rendering.problem !== undefined) return;
  let level = entries;
  let key = block.type;
  for (const label of block.labels) {
    const entry = level.get(key) ?? { kind: 'labels', entries: new Map<string, Entry>() };
    if (entry.kind !== 'labels') {
      const path = [block.type, ...block.labels.map(({ value }) => value)].join('.');
      reportProblem(rendering, `Unable to convert Block to JSON: ${path}`);
      return;
    }
    level.set(key, entry);
    level = entry.entries;
    key = label.value;
  }
  const json = convertBody(block.body, rendering);
  const entry = level.get(key) ?? { kind: 'blocks', bodies: [] };
  if (entry.kind !== 'blocks') {
    reportProblem(rendering, `invalid HCL detected for "${key}" block, cannot have blocks with and without labels`);
    return;
  }
  entry.bodies.push(json);
  level.set(key, entry);
}

function finish(entries: ReadonlyMap<string, Entry>): JsonObject {
  return sortedObject(entries, (entry) => {
    switch (entry.kind) {
      case 'labels':
        return finish(entry.entries);
      case 'blocks':
        return entry.bodies;
      case 'value':
        return entry.json;
    }
  });
}

function convertExpression(expression: Expression, rendering: Rendering): Json {
  switch (expression.kind) {
    case 'number':
    case 'bool':
      return expression.value;
    case 'null':
      return null;
    case 'template': {
      const { wrapped, literal } = expression;
      if (wrapped !== undefined) return convertExpression(wrapped, rendering);
      return literal === undefined ? renderParts(expression.parts, rendering) : escapeLiteral(literal);
    }
    case 'tuple':
      return expression.elements.map((element) => convertExpression(element, rendering));
    case 'object': {
      const values = new Map<string, Json>();
      for (const { key, value } of expression.items) {
        values.set(renderKey(key, rendering), convertExpression(value, rendering));
      }
      return sortedObject(values, (value) => value);
    }
    case 'unary': {
      const { operator, operand } = expression;
      if (operand.kind !== 'number' && operand.kind !== 'bool' && operand.kind !== 'null') break;
      return applyUnary(operator, operand.kind === 'null' ? null : operand.value, rendering);
    }
    default:
      break;
  }
  return copied(expression, rendering);
}

/** Operators on literals are the only ones that are computed. */
function applyUnary(operator: '-' | '!', operand: number | boolean | null, rendering: Rendering): Json {
  if (operand === null) {
    reportProblem(rendering, 'Operation failed; Error during operation: argument must not be null.');
  } else if (operator === '-') {
    if (typeof operand === 'number') return -operand;
    reportProblem(rendering, 'Invalid operand; Unsuitable value for unary operand: number required.');
  } else {
    if (typeof operand === 'boolean') return !operand;
    reportProblem(rendering, 'Invalid operand; Unsuitable value for unary operand: bool required.');
  }
  return null;
}

/** An object whose keys are inserted in the order of their UTF-8 bytes (after which JavaScript moves keys like `12` to the front). */
function sortedObject<Entry>(entries: ReadonlyMap<string, Entry>, toValue: (entry: Entry) => Json): JsonObject {
  const keys = [...entries.keys()];
  // The order of UTF-16, which is the default, differs from that of UTF-8 only where surrogates are involved.
  if (keys.some((key) => HIGH_CODE_UNITS.test(key))) keys.sort(compareText);
  else keys.sort();
  // Unlike an assignment, this makes an own property of `__proto__`.
  return Object.fromEntries(keys.map((key) => [key, toValue(entries.get(key) as Entry)]));
}

const HIGH_CODE_UNITS = /[\ud800-\uffff]/;

/**
 * HCL's JSON syntax (`.tf.json`, `.tofu.json`) as the tree of `ast.ts`.
 *
 * JSON does not say what is a block and what an argument: only a reader that knows the block types can tell, so a body keeps
 * the JSON and divides it when asked. A body is an object, or an array of objects whose properties count together.
 */

import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import type {
  Attribute,
  Block,
  BlockTypes,
  Body,
  BodyContent,
  Expression,
  Label,
  SyntaxDiagnostic,
  SyntaxTree,
  TemplateExpression,
} from './ast.ts';
import { JsonTemplate } from './json-string.ts';
import { type JsonProperty, type JsonString, type JsonValue, parseJsonValue } from './json-value.ts';

export interface JsonOptions {
  /**
   * Whether strings at this place are taken as they are instead of as templates, for readers that evaluate nothing there
   * (Terraform: the `default` of a variable). The path holds the property names from the root down.
   */
  readonly verbatim?: (path: readonly string[]) => boolean;
}

/**
 * Never fails: what cannot be read is missing from the tree and reported. Errors inside strings are found when a string is
 * looked at, or by `parseAll`.
 *
 * Spans: an attribute reaches from the quote of its name to the end of its value; a block from the quote of the name next to
 * its body (the last label, or the type) to the end of the body, so that `start..typeEnd` and `start..headerEnd` are that
 * name. In an array of bodies this holds for the first; a further one starts, and has its header, at its opening brace.
 */
export function parseJson(file: SourceFile, options: JsonOptions = {}): SyntaxTree {
  return new JsonTree(file, options);
}

class JsonTree implements SyntaxTree {
  readonly file: SourceFile;
  readonly body: Body;
  readonly #root: JsonValue;
  readonly #verbatim: (path: readonly string[]) => boolean;
  readonly #templates = new Map<JsonString, TemplateExpression>();
  /** By place and summary: a body reports the same each time it is divided. */
  readonly #diagnostics = new Map<string, SyntaxDiagnostic>();

  constructor(file: SourceFile, options: JsonOptions) {
    const { root, diagnostics } = parseJsonValue(file.text);
    this.file = file;
    this.#root = root;
    this.#verbatim = options.verbatim ?? (() => false);
    this.body = new JsonBody(root, [], this);
    for (const diagnostic of diagnostics) this.report(diagnostic);
    if (root.kind !== 'object' && root.kind !== 'array' && diagnostics.length === 0) {
      this.report({
        ...startOf(root),
        summary: 'Root value must be object',
        detail: 'The root value in a JSON-based configuration must be either a JSON object or a JSON array of objects.',
      });
    }
  }

  get diagnostics(): readonly SyntaxDiagnostic[] {
    return [...this.#diagnostics.values()].sort((a, b) => a.start - b.start);
  }

  parseAll(): void {
    this.#lookAtStrings(this.#root, []);
  }

  report(diagnostic: SyntaxDiagnostic): void {
    const key = `${diagnostic.start} ${diagnostic.summary}`;
    if (!this.#diagnostics.has(key)) this.#diagnostics.set(key, diagnostic);
  }

  /** The template of a string value: always the same node, so that it is parsed once. */
  template(string: JsonString, path: readonly string[]): TemplateExpression {
    const template = this.#templates.get(string) ?? this.#newTemplate(string, path);
    this.#templates.set(string, template);
    return template;
  }

  /** The template of a property name in an object that is an expression. */
  nameTemplate({ start, nameEnd: end, name: value }: JsonProperty, path: readonly string[]): TemplateExpression {
    return this.#newTemplate({ kind: 'string', start, end, value }, path);
  }

  #newTemplate(string: JsonString, path: readonly string[]): TemplateExpression {
    return new JsonTemplate(string, this.#verbatim(path), this);
  }

  /** Values only: whether a property name is a template depends on who reads it. */
  #lookAtStrings(value: JsonValue, path: readonly string[]): void {
    if (value.kind === 'string') void this.template(value, path).parts;
    if (value.kind === 'array') for (const element of value.elements) this.#lookAtStrings(element, path);
    if (value.kind !== 'object') return;
    for (const property of value.properties) {
      if (property.name !== '//') this.#lookAtStrings(property.value, [...path, property.name]);
    }
  }
}

class JsonBody implements Body {
  readonly syntax = 'json';
  readonly start: number;
  readonly end: number;
  readonly #value: JsonValue;
  readonly #path: readonly string[];
  readonly #tree: JsonTree;

  constructor(value: JsonValue, path: readonly string[], tree: JsonTree) {
    this.start = value.start;
    this.end = value.end;
    this.#value = value;
    this.#path = path;
    this.#tree = tree;
  }

  content(types: BlockTypes): BodyContent {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    const properties = collectProperties(this.#value, this.#tree, {
      element: 'A JSON object is required here, to define arguments and child blocks.',
      value: 'Either a JSON object or JSON array of objects is required here, to define arguments and child blocks.',
    });
    for (const property of properties ?? []) {
      const labels = Object.hasOwn(types, property.name) ? types[property.name] : undefined;
      if (property.name === '//') continue;
      const path = [...this.#path, property.name];
      // A scalar is no block: whoever judges the body sees it as an argument.
      if (labels === undefined || (labels === 0 && hasScalar(property.value)))
        attributes.push(new JsonAttribute(property, path, this.#tree));
      if (labels !== undefined)
        unfoldBlocks(property, {
          missingLabels: labels,
          labels: [],
          type: property.name,
          path,
          tree: this.#tree,
          blocks,
        });
    }
    return { attributes, blocks };
  }
}

function hasScalar(value: JsonValue): boolean {
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'true':
    case 'false':
      return true;
    case 'array':
      return value.elements.some(
        ({ kind }) => kind === 'string' || kind === 'number' || kind === 'true' || kind === 'false',
      );
    case 'object':
    case 'null':
    case 'invalid':
      return false;
  }
}

class JsonAttribute implements Attribute {
  readonly kind = 'attribute';
  readonly name: string;
  readonly start: number;
  readonly nameEnd: number;
  readonly end: number;
  readonly #value: JsonValue;
  readonly #path: readonly string[];
  readonly #tree: JsonTree;
  #expression: Expression | undefined;

  constructor(property: JsonProperty, path: readonly string[], tree: JsonTree) {
    this.name = property.name;
    this.start = property.start;
    this.nameEnd = property.nameEnd;
    this.end = property.end;
    this.#value = property.value;
    this.#path = path;
    this.#tree = tree;
  }

  get expression(): Expression {
    this.#expression ??= toExpression(this.#value, this.#path, this.#tree);
    return this.#expression;
  }
}

interface Unfolding {
  readonly type: string;
  /** The labels read so far, and how many are still to come. */
  readonly labels: readonly Label[];
  readonly missingLabels: number;
  readonly path: readonly string[];
  readonly tree: JsonTree;
  readonly blocks: Block[];
}

/** Adds the blocks that the value of `header` holds, below the labels that are still missing. */
function unfoldBlocks(header: JsonProperty, unfolding: Unfolding): void {
  if (unfolding.missingLabels === 0) {
    addBlocks(header, unfolding);
    return;
  }
  const { type, labels, missingLabels, path, tree } = unfolding;
  const properties = collectProperties(header.value, tree, {
    element: `A JSON object is required here, whose property names are labels of "${type}" blocks.`,
    value: `Either a JSON object or JSON array of objects is required here, whose property names are labels of "${type}" blocks.`,
  });
  if (properties === undefined) return;
  if (properties.length === 0) {
    tree.report({
      ...startOf(header.value),
      summary: 'Missing block label',
      detail: `At least one object property is required, whose name is a label of a "${type}" block.`,
    });
  }
  for (const property of properties) {
    const label: Label = { value: property.name, start: property.start, end: property.nameEnd };
    unfoldBlocks(property, {
      ...unfolding,
      labels: [...labels, label],
      missingLabels: missingLabels - 1,
      path: [...path, property.name],
    });
  }
}

function addBlocks(header: JsonProperty, { type, labels, path, tree, blocks }: Unfolding): void {
  const { value, start, nameEnd } = header;
  const add = (body: JsonValue, place: { start: number; headerEnd: number }): void => {
    blocks.push({
      kind: 'block',
      type,
      start: place.start,
      typeEnd: place.headerEnd,
      labels,
      headerEnd: place.headerEnd,
      end: body.end,
      body: new JsonBody(body, path, tree),
    });
  };
  switch (value.kind) {
    case 'object':
      add(value, { start, headerEnd: nameEnd });
      return;
    case 'array':
      for (const [index, element] of value.elements.entries()) {
        add(
          element,
          index === 0 ? { start, headerEnd: nameEnd } : { start: element.start, headerEnd: element.start + 1 },
        );
      }
      return;
    case 'null':
    case 'invalid':
      return;
    case 'string':
    case 'number':
    case 'true':
    case 'false':
      tree.report({
        ...startOf(value),
        summary: 'Incorrect JSON value type',
        detail: `Either a JSON object or a JSON array is required, representing the contents of one or more "${type}" blocks.`,
      });
  }
}

/**
 * The properties of an object, or of all objects of an array. `details` say what is wrong with anything else; undefined when
 * there is nothing but what is wrong.
 */
function collectProperties(
  value: JsonValue,
  tree: JsonTree,
  details: { readonly element: string; readonly value: string },
): readonly JsonProperty[] | undefined {
  const summary = 'Incorrect JSON value type';
  switch (value.kind) {
    case 'object':
      return value.properties;
    case 'array': {
      const objects = value.elements.filter((element) => element.kind === 'object');
      for (const element of value.elements) {
        if (element.kind === 'object' || element.kind === 'invalid') continue;
        tree.report({ ...startOf(element), summary, detail: details.element });
      }
      if (objects.length === 0 && value.elements.length > 0) return undefined;
      return objects.flatMap((object) => object.properties);
    }
    case 'null':
      return [];
    case 'invalid':
      return undefined;
    case 'string':
    case 'number':
    case 'true':
    case 'false':
      tree.report({ ...startOf(value), summary, detail: details.value });
      return undefined;
  }
}

function toExpression(value: JsonValue, path: readonly string[], tree: JsonTree): Expression {
  const { start, end } = value;
  switch (value.kind) {
    case 'string':
      return tree.template(value, path);
    case 'number':
      return { kind: 'number', start, end, value: Number(value.text), text: value.text };
    case 'true':
    case 'false':
      return { kind: 'bool', start, end, value: value.kind === 'true' };
    case 'null':
    case 'invalid':
      return { kind: value.kind, start, end };
    case 'array':
      return {
        kind: 'tuple',
        start,
        end,
        elements: value.elements.map((element) => toExpression(element, path, tree)),
      };
    case 'object': {
      const items = value.properties.map((property) => {
        const inner = [...path, property.name];
        const key = tree.nameTemplate(property, inner);
        return { start: property.start, end: property.end, key, value: toExpression(property.value, inner, tree) };
      });
      return { kind: 'object', start, end, items };
    }
  }
}

/** HCL points at the bracket that opens an object or array, and at the whole of anything else. */
function startOf(value: JsonValue): Span {
  const isNested = value.kind === 'object' || value.kind === 'array';
  return { start: value.start, end: isNested ? value.start + 1 : value.end };
}

/**
 * Compiles schemas with ajv to code that needs no ajv: importing it costs next to nothing at start-up. What `validate` does
 * not ask for is left out, because the code is read at every start: types (conversion has settled them), the paths of
 * keywords in the schema, and the lists of allowed words (they are in the table).
 */
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { transformSync } from 'esbuild';
import type { JsonSchema, ResourceJsonSchema } from './json-schema.ts';

/** Keywords that limit values. Names, types, forms and blocks are judged by `src/schema/validate.ts` itself. */
const COMPILED = new Set([
  '$ref',
  'anyOf',
  'const',
  'enum',
  'maximum',
  'maxItems',
  'maxLength',
  'minimum',
  'minItems',
  'minLength',
  'pattern',
  'required',
]);

/** A TypeScript module whose default export is the validator. */
export function compiledValidator(schema: ResourceJsonSchema): string {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    strictTypes: false,
    code: { source: true, esm: true, lines: true },
  });
  const { default: standaloneCode } = standalone as unknown as { default: (ajv: Ajv, validator: unknown) => string };
  const code = standaloneCode(ajv, ajv.compile({ $schema: DRAFT, ...withOwnBodies(reduced(schema)) }))
    .replace(/^"use strict";/, '')
    .replace(/export const validate = \w+;/, '')
    .replaceAll(/schemaPath: ?"[^"]*", ?/g, '')
    .replaceAll(/params: ?\{ ?allowedValues: ?[^}]*\}/g, 'params: {}')
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', 'characters');
  const needed = /\brequire\([^)]*\)/.exec(code);
  if (needed !== null) throw new Error(`the compiled ${schema.title} needs ${needed[0]}: rewrite or bundle it`);
  const { code: small } = transformSync(`${CHARACTERS}${code}`, {
    format: 'esm',
    target: 'es2022',
    minifySyntax: true,
    treeShaking: true,
  });
  return `// Generated from schemas/${schema.title}.json by \`npm run generate\`. Do not edit.\n// @ts-nocheck\n${small}`;
}

/** The compiled keywords mean the same in both drafts; the code for this one is shorter. */
const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** JSON Schema counts characters, not UTF-16 code units. */
const CHARACTERS = `
function characters(text) {
  let length = text.length;
  for (let at = 0; at < text.length - 1; at++) if (text.codePointAt(at) > 0xffff) length--;
  return length;
}
`;

/** The schema with only the keywords that are compiled, and without the members in which nothing is left of it. */
function reduced(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
    switch (keyword) {
      case 'properties':
      case '$defs':
        return [[keyword, reducedEach(value)]];
      case 'anyOf':
        return [[keyword, value.map(reduced)]];
      case 'items':
      case 'propertyNames':
      case 'additionalProperties':
        return typeof value === 'object' ? [[keyword, reduced(value)]] : [];
      default:
        return COMPILED.has(keyword) ? [[keyword, value]] : [];
    }
  });
  return Object.fromEntries(entries.filter(([keyword, value]) => keyword === 'anyOf' || !isEmpty(value)));
}

/** With a definition for each block body: each is a function of its own then, which is only read when such a block is judged. */
function withOwnBodies(schema: JsonSchema): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  const hoisted = (at: JsonSchema, path: string): JsonSchema => {
    const properties = Object.entries(at.properties ?? {}).map(([name, property]): [string, JsonSchema] => {
      const body = property.items;
      if (body?.properties === undefined) return [name, property];
      const key = `${path}${name}`;
      definitions[key] = hoisted(body, `${key}_`);
      return [name, { ...property, items: { $ref: `#/$defs/${key}` } }];
    });
    return { ...at, ...(properties.length > 0 && { properties: Object.fromEntries(properties) }) };
  };
  const { $defs = {}, ...root } = schema as ResourceJsonSchema;
  const shared = Object.entries($defs).map(([name, definition]): [string, JsonSchema] => [
    name,
    hoisted(definition, `${name}_`),
  ]);
  const whole = hoisted(root, '');
  return { ...whole, $defs: { ...Object.fromEntries(shared), ...definitions } } as JsonSchema;
}

function reducedEach(schemas: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  const entries = Object.entries(schemas).map(([name, schema]): [string, JsonSchema] => [name, reduced(schema)]);
  return Object.fromEntries(entries.filter(([, schema]) => !isEmpty(schema)));
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, test } from 'vitest';
import { ANNOTATIONS, type JsonSchema, type ResourceJsonSchema } from '../scripts/json-schema.ts';

const LIMITS = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'const',
  'enum',
  'pattern',
  'format',
] as const;

/** Keywords that tie arguments together, or that a message could not explain. */
const FORBIDDEN = [
  'if',
  'then',
  'else',
  'oneOf',
  'allOf',
  'not',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
  'patternProperties',
];

interface Place {
  readonly path: string;
  readonly schema: JsonSchema;
}

/** Every schema in a schema, with its path. */
function* places(schema: JsonSchema, path = ''): Iterable<Place> {
  yield { path, schema };
  const children = [
    ...Object.entries(schema.properties ?? {}).map(([name, child]) => [`/${name}`, child] as const),
    ...Object.entries((schema as ResourceJsonSchema).$defs ?? {}).map(
      ([name, child]) => [`/$defs/${name}`, child] as const,
    ),
    ...(schema.items ? [['/*', schema.items] as const] : []),
    ...(schema.propertyNames ? [['/(names)', schema.propertyNames] as const] : []),
    ...(typeof schema.additionalProperties === 'object' ? [['/(entries)', schema.additionalProperties] as const] : []),
  ];
  for (const [step, child] of children) yield* places(child, path + step);
}

/** The limits of one value: its own, and those of its alternatives. */
function limitsOf(schema: JsonSchema): readonly string[] {
  return [schema, ...(schema.anyOf ?? [])].flatMap((option) => LIMITS.filter((limit) => option[limit] !== undefined));
}

const files = readdirSync('schemas').filter((name) => /^aws_\w+\.json$/.test(name));

test('there is a schema for the event source mapping', () => {
  expect(files).toContain('aws_lambda_event_source_mapping.json');
});

describe.each(files)('schemas/%s', (name) => {
  const schema = JSON.parse(readFileSync(`schemas/${name}`, 'utf8')) as ResourceJsonSchema;
  const all = [...places(schema)];

  it('is valid JSON Schema in which every keyword is known', () => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, formats: { 'date-time': true } });
    for (const annotation of Object.keys(ANNOTATIONS)) ajv.addKeyword(annotation);
    expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  it('is named after its resource type', () => {
    expect(`${schema.title}.json`).toBe(name);
  });

  it('says nothing about arguments together', () => {
    const found = all.flatMap(({ path, schema: at }) =>
      FORBIDDEN.filter((keyword) => keyword in at).map((keyword) => `${path} ${keyword}`),
    );
    expect(found).toEqual([]);
  });

  it('has anyOf only around the value of one argument', () => {
    for (const { path, schema: at } of all.filter((place) => place.schema.anyOf !== undefined)) {
      expect(['integer', 'string'], path).toContain(at.type);
      for (const option of at.anyOf ?? []) {
        expect(
          Object.keys(option).every((keyword) => (LIMITS as readonly string[]).includes(keyword)),
          path,
        ).toBe(true);
      }
    }
  });

  it('gives source and date of each limit, and only of limits that it has', () => {
    for (const { path, schema: at } of all) {
      const evidence = at['x-limits'] ?? [];
      const covered = evidence.flatMap(({ limits }) => limits);
      expect([...new Set(covered)].sort(), path).toEqual([...new Set(limitsOf(at))].sort());
      for (const { enforced, source, date, says } of evidence) {
        expect(['T', 'V', 'A'], path).toContain(enforced);
        expect(date, path).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
        expect(source.length, path).toBeGreaterThan(10);
        expect(says.length, path).toBeGreaterThan(4);
      }
    }
  });

  it('describes each member and dates it', () => {
    for (const { path, schema: at } of all) {
      for (const [member, { description, 'x-since': since }] of Object.entries(at.properties ?? {})) {
        expect(description, `${path}/${member}`).toMatch(/^[A-Z].*\.$/);
        expect(since, `${path}/${member}`).toMatch(/^\d+\.\d+\.\d+~?$/);
      }
    }
  });

  it('closes every body and names its required members', () => {
    for (const { path, schema: at } of all.filter((place) => place.schema.properties !== undefined)) {
      expect(at.additionalProperties, path).toBe(false);
      for (const required of at.required ?? []) expect(Object.keys(at.properties ?? {}), path).toContain(required);
    }
  });

  it('has blocks that are arrays of bodies, and collections of texts besides', () => {
    for (const { path, schema: at } of all) {
      if (at['x-block'] !== undefined) {
        expect(at.type, path).toBe('array');
        expect(at.items?.$ref ?? at.items?.properties, path).toBeDefined();
      } else if (at.type === 'array') {
        expect(['list', 'set'], path).toContain(at['x-collection']);
        expect(at.items?.type, path).toBe('string');
      } else if (at.type === 'object' && at.properties === undefined) {
        expect(at['x-collection'], path).toBe('map');
      }
    }
  });

  it('has aliases in snake case that are no members', () => {
    for (const { path, schema: at } of all.filter((place) => place.schema.properties !== undefined)) {
      const names = Object.keys(at.properties ?? {});
      const aliases = Object.values(at.properties ?? {}).flatMap((member) => member['x-aliases'] ?? []);
      for (const alias of [...aliases, ...Object.keys(at['x-unknown-names'] ?? {})]) {
        expect(alias, path).toMatch(/^[a-z][a-z0-9_]*$/);
        expect(names, path).not.toContain(alias);
      }
      expect(new Set(aliases).size, path).toBe(aliases.length);
    }
  });
});

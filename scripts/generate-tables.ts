/** Reduces a schema to the table that the program reads at run time: names, types, nesting, stages, versions. */
import type { ArgumentSchema, BlockSchema, BodySchema, Enforcer, LimitFact } from '../src/schema/schema.ts';
import type { Stage } from '../src/text/diagnostic.ts';
import { BOOL, NUMBER, STRING, type Type } from '../src/value/type.ts';
import type { JsonSchema, LimitEvidence, ResourceJsonSchema } from './json-schema.ts';

const ENFORCERS: Readonly<Record<LimitEvidence['enforced'], { readonly enforced: Enforcer; readonly stage: Stage }>> = {
  T: { enforced: 'terraform', stage: 'validate' },
  V: { enforced: 'provider', stage: 'validate' },
  A: { enforced: 'aws', stage: 'apply' },
};

/** A TypeScript module that exports `provider` and `body`. */
export function resourceTable(schema: ResourceJsonSchema): string {
  const bodies = Object.entries(schema.$defs ?? {}).map(([name, definition]) => ({
    name,
    body: bodyTable(definition),
  }));
  const ordered = [...bodies].sort((a, b) => Number(refersTo(a.body, b.name)) - Number(refersTo(b.body, a.name)));
  return [
    `// Generated from schemas/${schema.title}.json by \`npm run generate\`. Do not edit.\n`,
    "import type { BodySchema } from '../schema.ts';\n\n",
    `export const provider = ${literal(schema['x-provider'])};\n\n`,
    ...ordered.map(({ name, body }) => `const ${name}: BodySchema = ${literal(body)};\n\n`),
    `export const body: BodySchema = ${literal(bodyTable(schema))};\n`,
  ].join('');
}

/** A TypeScript module with all resource types. */
export function resourceRegistry(
  resources: readonly { readonly schema: ResourceJsonSchema; readonly file: string }[],
): string {
  return [
    '// Generated from the files of schemas/ by `npm run generate`. Do not edit.\n',
    "import type { LimitValidator, ResourceSchema } from '../schema.ts';\n",
    ...resources.flatMap(({ schema, file }) => [
      `import ${schema.title}_limits from './${file}.limits.ts';\n`,
      `import * as ${schema.title} from './${file}.table.ts';\n`,
    ]),
    '\nexport const resources = {\n',
    ...resources.map(({ schema: { title } }) =>
      [
        `  ${title}: {\n`,
        `    type: '${title}',\n`,
        `    provider: ${title}.provider,\n`,
        `    body: ${title}.body,\n`,
        `    checkLimits: ${title}_limits as LimitValidator,\n`,
        '  },\n',
      ].join(''),
    ),
    '} as const satisfies Readonly<Record<string, ResourceSchema>>;\n',
  ].join('');
}

/** A body that stands for itself, or the name of a shared one. */
type Table<T> = { readonly [K in keyof T]: T[K] | Reference };

class Reference {
  readonly name: string;

  constructor(pointer: string) {
    this.name = pointer.slice('#/$defs/'.length);
  }
}

function bodyTable(schema: JsonSchema): BodySchema {
  const members = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    memberTable(name, property),
  ]);
  return defined<BodySchema>({
    members: Object.fromEntries(members),
    required: schema.required ?? [],
    notes: schema['x-unknown-names'],
  });
}

function memberTable(name: string, schema: JsonSchema): ArgumentSchema | Table<BlockSchema> {
  const shared = {
    description: demanded(name, schema.description),
    since: demanded(name, schema['x-since']),
    limits: limitFacts([schema, schema.items, schema.propertyNames, mapElement(schema)]),
    aliases: schema['x-aliases'],
    computed: schema['x-computed'],
    forceNew: schema['x-force-new'],
  };
  const nesting = schema['x-block'];
  if (nesting !== undefined) {
    const items = demanded(name, schema.items);
    const body = items.$ref === undefined ? bodyTable(items) : new Reference(items.$ref);
    return defined<Table<BlockSchema>>({ kind: 'block', ...shared, nesting, maximum: schema.maxItems, body });
  }
  const element = schema.items ?? schema;
  const range = [element, ...(element.anyOf ?? [])];
  return defined<ArgumentSchema>({
    kind: 'argument',
    type: typeOf(name, schema),
    whole: schema.type === 'integer' ? true : undefined,
    ...shared,
    readOnly: schema['x-read-only'],
    format: schema.format ?? schema['x-format'],
    requiredIn: schema['x-required'],
    default: schema['x-default'],
    minimum: first(range, ({ minimum, minLength }) => minimum ?? minLength),
    maximum: first(range, ({ maximum, maxLength }) => maximum ?? maxLength),
    also: range.flatMap((option) => option.const ?? []),
    allowed: element.enum,
    allowedSince: schema['x-enum-since'] ?? element['x-enum-since'],
  });
}

function mapElement({ additionalProperties }: JsonSchema): JsonSchema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function limitFacts(schemas: readonly (JsonSchema | undefined)[]): Readonly<Record<string, LimitFact>> {
  const facts: Record<string, LimitFact> = {};
  for (const { limits, enforced, stage, aws } of schemas.flatMap((schema) => schema?.['x-limits'] ?? [])) {
    for (const limit of limits)
      facts[limit] = defined<LimitFact>({ ...ENFORCERS[enforced], ...(stage && { stage }), aws });
  }
  return facts;
}

function typeOf(name: string, schema: JsonSchema): Type {
  switch (schema.type) {
    case 'string':
      return STRING;
    case 'integer':
      return NUMBER;
    case 'boolean':
      return BOOL;
    case 'array':
    case 'object':
      return { kind: demanded(name, schema['x-collection']), element: STRING };
    default:
      throw new Error(`${name}: no Terraform type for ${schema.type}`);
  }
}

function first<T>(schemas: readonly JsonSchema[], read: (schema: JsonSchema) => T | undefined): T | undefined {
  return schemas.map(read).find((value) => value !== undefined);
}

function demanded<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new Error(`${name} lacks a description, a version, items or a collection type`);
  return value;
}

/** Without what is undefined or empty; `required` stays. */
function defined<T extends object>(value: { readonly [K in keyof T]: unknown }): T {
  const kept = Object.entries(value).filter(
    ([key, entry]) => entry !== undefined && (key === 'required' || key === 'members' || !isEmpty(entry)),
  );
  return Object.fromEntries(kept) as T;
}

function isEmpty(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !(value instanceof Reference) && Object.keys(value).length === 0
  );
}

function refersTo(body: BodySchema, name: string): boolean {
  return literal(body).includes(`body: ${name}`);
}

/** A TypeScript literal in one line. */
function literal(value: unknown): string {
  if (value instanceof Reference) return value.name;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, entry]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key)}: ${literal(entry)}`,
  );
  return `{ ${entries.join(', ')} }`;
}

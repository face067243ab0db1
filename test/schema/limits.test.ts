import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonSchema, ResourceJsonSchema } from '../../scripts/json-schema.ts';
import { EVENT_SOURCE_MAPPING } from '../../src/schema/resource-schemas.ts';
import { validate } from '../../src/schema/validate.ts';
import { type instance, type Plain, unknown, value } from './instance.ts';

const schema = JSON.parse(readFileSync('schemas/aws_lambda_event_source_mapping.json', 'utf8')) as ResourceJsonSchema;

/** One limit of the schema with a value beyond it: what `validate` is to find, and where. */
interface Beyond {
  readonly keyword: string;
  readonly pointer: string;
  /** The instance with the offending value, or with what stands in its place. */
  with(offender: Plain): ReturnType<typeof instance>;
  readonly offender: Plain;
}

/** Every limit in the schema. `wrap` puts the value of a member into its place. */
function* limits(at: JsonSchema, pointer: string, wrap: (value: Plain) => Plain): Iterable<Beyond> {
  const body = at.$ref === undefined ? at : (schema.$defs?.[at.$ref.slice('#/$defs/'.length)] ?? {});
  for (const keyword of body.required ?? []) {
    yield {
      keyword: 'required',
      pointer: `${pointer}/${keyword}`,
      with: () => whole(wrap(without(body, keyword))),
      offender: null,
    };
  }
  for (const [name, member] of Object.entries(body.properties ?? {})) {
    const put = (entry: Plain): Plain => wrap({ ...required(body), [name]: entry } as Plain);
    yield* ofMember(member, `${pointer}/${name}`, put);
  }
}

function* ofMember(member: JsonSchema, pointer: string, put: (value: Plain) => Plain): Iterable<Beyond> {
  const found = (keyword: string, offender: Plain, at = pointer): Beyond => ({
    keyword,
    pointer: at,
    with: (entry) => whole(put(entry)),
    offender,
  });
  if (member['x-block'] !== undefined) {
    const { maxItems, items = {} } = member;
    const body = (entry: Plain): Plain => blockList([entry]);
    if (maxItems !== undefined) {
      yield found(
        'maxItems',
        blockList(Array.from({ length: maxItems + 1 }, () => required(resolved(items)))),
        `${pointer}/${maxItems}`,
      );
    }
    yield* limits(items, `${pointer}/0`, (entry) => put(body(entry)));
    return;
  }
  if (member.type === 'array') {
    const { maxItems, minItems, items = {} } = member;
    if (maxItems !== undefined)
      yield found(
        'maxItems',
        Array.from({ length: maxItems + 1 }, (_, index) => `e${index}`),
      );
    if (minItems !== undefined) yield found('minItems', []);
    yield* ofMember(items, `${pointer}/0`, (element) => put([element]));
    return;
  }
  if (member.type === 'object') {
    const { propertyNames, additionalProperties } = member;
    if (propertyNames?.minLength) yield found('minLength', { '': 'x' }, `${pointer}/`);
    if (propertyNames?.maxLength)
      yield found('maxLength', { [long(propertyNames.maxLength)]: 'x' }, `${pointer}/${long(propertyNames.maxLength)}`);
    if (typeof additionalProperties === 'object') {
      yield* ofMember(additionalProperties, `${pointer}/a`, (entry) => put({ a: entry } as Plain));
    }
    return;
  }
  for (const option of [member, ...(member.anyOf ?? [])]) {
    if (option.minimum !== undefined) yield found('minimum', Math.min(option.minimum, 0) - 2);
    if (option.maximum !== undefined) yield found('maximum', option.maximum + 1);
    if (option.minLength) yield found('minLength', '');
    if (option.maxLength !== undefined) yield found('maxLength', long(option.maxLength));
    if (option.enum !== undefined) yield found('enum', 'no such word');
    if (option.pattern !== undefined) yield found('pattern', option.pattern.includes('system') ? 'system.x' : '$§/ "');
    if (option.format !== undefined) yield found('format', 'yesterday');
  }
}

function resolved(at: JsonSchema): JsonSchema {
  return at.$ref === undefined ? at : (schema.$defs?.[at.$ref.slice('#/$defs/'.length)] ?? {});
}

function required(body: JsonSchema): { readonly [name: string]: Plain } {
  return Object.fromEntries((body.required ?? []).map((name) => [name, unknown()]));
}

function without(body: JsonSchema, name: string): Plain {
  return Object.fromEntries(Object.entries(required(body)).filter(([other]) => other !== name)) as Plain;
}

function blockList(bodies: readonly Plain[]): Plain {
  return { kind: 'list', blocks: true, elements: bodies.map(value) } as Plain;
}

function long(maximum: number): string {
  return 'x'.repeat(maximum + 1);
}

function whole(plain: Plain): ReturnType<typeof instance> {
  const built = value(plain);
  if (built.kind !== 'object') throw new Error('an instance is an object');
  return built;
}

const all = [...limits(schema, '', (entry) => entry)];

describe('limits of the schema', () => {
  it('are all of these keywords', () => {
    expect([...new Set(all.map(({ keyword }) => keyword))].sort()).toEqual([
      'enum',
      'format',
      'maxItems',
      'maxLength',
      'maximum',
      'minItems',
      'minLength',
      'minimum',
      'pattern',
      'required',
    ]);
    expect(all.length).toBeGreaterThan(70);
  });

  describe.each(all.map((limit) => [limit.keyword, limit.pointer.slice(0, 90), limit] as const))(
    '%s of %s',
    (keyword, _, limit) => {
      it('is found, there and only there', () => {
        const { violations } = validate(EVENT_SOURCE_MAPPING, limit.with(limit.offender));
        expect(violations.map((violation) => [violation.keyword, violation.pointer])).toEqual([
          [keyword, limit.pointer],
        ]);
        const params = violations[0]?.params;
        expect(params?.name).toBe(
          limit.pointer
            .split('/')
            .filter((step) => /^[a-z_]+$/.test(step) && step !== 'a' && !/^x+$/.test(step))
            .at(-1),
        );
        expect(params?.description).toBeDefined();
      });

      it('is not proved by an unknown', () => {
        if (keyword === 'required') return;
        expect(validate(EVENT_SOURCE_MAPPING, limit.with(unknown())).violations).toEqual([]);
      });

      it('leaves an unknown behind', () => {
        const isKey = limit.pointer.startsWith('/tags/') && limit.pointer !== '/tags/a';
        if (isKey) return;
        const { instance: judged } = validate(EVENT_SOURCE_MAPPING, limit.with(limit.offender));
        expect(validate(EVENT_SOURCE_MAPPING, judged).violations).toEqual([]);
      });
    },
  );
});

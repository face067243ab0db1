import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_SOURCE_MAPPING } from '../../src/schema/resource-schemas.ts';
import type { ArgumentSchema, BlockSchema, BodySchema } from '../../src/schema/schema.ts';

const FILE = '../shared/domain/versions.json';
const present = existsSync(FILE);

interface Recorded {
  readonly kind: 'attribute' | 'block';
  readonly type?: string;
  readonly mode?: string;
  readonly nesting?: string;
  readonly maxItems?: number;
}

interface Versions {
  readonly attributes: Readonly<Record<string, { readonly introduced: string }>>;
  readonly ranges: readonly { readonly since: string; readonly schema: Readonly<Record<string, Recorded>> }[];
}

describe.skipIf(!present)(
  `the schema against the provider's own${present ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    const { ranges, attributes } = present
      ? (JSON.parse(readFileSync(FILE, 'utf8')) as Versions)
      : { ranges: [], attributes: {} };
    const newest = ranges.at(-1)?.schema ?? {};
    const ours = new Map(members(EVENT_SOURCE_MAPPING.body));

    it('has the members of the newest version', () => {
      expect([...ours.keys()].sort()).toEqual(Object.keys(newest).sort());
    });

    it('has their types, modes and nesting', () => {
      for (const [path, recorded] of Object.entries(newest)) {
        const schema = ours.get(path);
        expect(schema && described(schema), path).toEqual(
          recorded.kind === 'block'
            ? {
                kind: 'block',
                nesting: recorded.nesting,
                maxItems: recorded.maxItems ?? (recorded.nesting === 'single' ? 1 : undefined),
              }
            : { kind: 'attribute', type: recorded.type, mode: mode(path, recorded.mode) },
        );
      }
    });

    it('has every member of every version', () => {
      for (const { since, schema } of ranges) {
        for (const path of Object.keys(schema)) expect([...ours.keys()], `${path} of ${since}`).toContain(path);
      }
    });

    it('dates them alike', () => {
      for (const [path, { introduced }] of Object.entries(attributes)) {
        const exact = /^(\d+\.\d+\.\d+)(?!~|-)/.exec(introduced)?.[1];
        const since = ours.get(path)?.since;
        if (exact !== undefined && since !== undefined && !since.endsWith('~')) expect(since, path).toBe(exact);
      }
    });
  },
);

/** `id` can be written in the SDK's schema, but Terraform refuses it. */
function mode(path: string, recorded: string | undefined): string | undefined {
  return path === 'id' ? 'computed' : recorded;
}

function* members(body: BodySchema, prefix = ''): Iterable<[string, ArgumentSchema | BlockSchema]> {
  for (const [name, schema] of Object.entries(body.members)) {
    yield [`${prefix}${name}`, schema];
    if (schema.kind === 'block') yield* members(schema.body, `${prefix}${name}.`);
  }
}

function described(schema: ArgumentSchema | BlockSchema): object {
  if (schema.kind === 'block') return { kind: 'block', nesting: schema.nesting, maxItems: schema.maximum };
  const { type } = schema;
  const path = [...members(EVENT_SOURCE_MAPPING.body)].find(([, candidate]) => candidate === schema)?.[0] ?? '';
  return {
    kind: 'attribute',
    type: 'element' in type ? `${type.kind}(${type.element.kind})` : type.kind,
    mode: schema.readOnly
      ? 'computed'
      : isRequired(path)
        ? 'required'
        : schema.computed
          ? 'optional+computed'
          : 'optional',
  };
}

function isRequired(path: string): boolean {
  const names = path.split('.');
  let body = EVENT_SOURCE_MAPPING.body;
  for (const name of names.slice(0, -1)) {
    const block = body.members[name];
    if (block?.kind === 'block') body = block.body;
  }
  return body.required.includes(names.at(-1) ?? '');
}

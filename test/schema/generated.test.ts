import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rulePages, ruleParts, ruleRegistry } from '../../scripts/generate-rules.ts';
import { resourceTable } from '../../scripts/generate-tables.ts';
import type { ResourceJsonSchema } from '../../scripts/json-schema.ts';
import type { Rule } from '../../src/rule/rule.ts';
import { RESOURCE_SCHEMAS, resourceBlocks } from '../../src/schema/resource-schemas.ts';

const FOLDER = 'src/schema/generated';
const read = (path: string): string => readFileSync(path, 'utf8');

describe('generated files', () => {
  it('say how they are made', () => {
    for (const name of readdirSync(FOLDER)) {
      expect(read(`${FOLDER}/${name}`), name).toMatch(
        /^\/\/ Generated from .* by `npm run generate`\. Do not edit\.\n/,
      );
    }
  });

  it('need nothing at run time: no ajv, no require', () => {
    for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.limits.ts'))) {
      const code = read(`${FOLDER}/${name}`);
      expect(code, name).not.toMatch(/\brequire\(|^import /m);
      expect(code.length, name).toBeLessThan(60_000);
    }
  });

  it('are those of the schemas as they are', () => {
    for (const { type } of RESOURCE_SCHEMAS) {
      const schema = JSON.parse(read(`schemas/${type}.json`)) as ResourceJsonSchema;
      expect(read(`${FOLDER}/${type.replaceAll('_', '-')}.table.ts`)).toBe(resourceTable(schema));
    }
  });
});

describe('the registries of rules', () => {
  const rule = (name: string, more: Partial<Rule> = {}): Rule => ({
    name,
    summary: 'What is wrong',
    severity: 'error',
    stage: 'apply',
    check: () => [],
    ...more,
  });
  const eager = rule('not-an-arn', { about: 'source' });
  const onDemand = rule('empty-filter', { summary: "What's wrong", when: { written: ['filter_criteria'] } });

  it('import a rule that any mapping may ask for, and hold the data of one that few do', () => {
    expect(
      ruleRegistry([onDemand, eager]),
    ).toBe(`// Generated from the files of this folder by \`npm run generate\`. Do not edit.
import { byName, onDemand } from '../src/rule/on-demand.ts';
import type { Rule } from '../src/rule/rule.ts';
import notAnArn from './not-an-arn.ts';
import { load as filters } from './parts/filters.ts';

export const rules: readonly Rule[] = byName([
  notAnArn,
  ...onDemand(filters, '[{"name":"empty-filter","summary":"What\\'s wrong","severity":"error","stage":"apply","when":{"written":["filter_criteria"]}}]'),
]);
`);
  });

  it('put each rule into one part at most', () => {
    const advice = rule('low-receive-count', { severity: 'off', when: { written: ['filter_criteria'] } });
    const parts = ruleParts([onDemand, eager, advice]).filter(({ text }) => /'\.\.\/[\w-]*\.ts'/.test(text));
    expect(parts.map(({ name, text }) => [name, text.match(/'\.\.\/[\w-]*\.ts'/g)])).toEqual([
      ['advice', ["'../low-receive-count.ts'"]],
      ['filters', ["'../empty-filter.ts'"]],
    ]);
  });

  it('keep pages apart', () => {
    expect(ruleRegistry([eager])).not.toContain('page');
    expect(rulePages(['not-an-arn'])).toContain("import { page as notAnArn } from './not-an-arn.ts';\n");
    expect(rulePages(['not-an-arn'])).toContain("  ['not-an-arn', notAnArn],\n");
  });
});

describe('block names for JSON syntax', () => {
  it('are those of the schema, nested', () => {
    const mapping = resourceBlocks['aws_lambda_event_source_mapping'];
    expect(mapping?.['filter_criteria']).toEqual({ filter: {} });
    expect(mapping?.['destination_config']).toEqual({ on_failure: {} });
    expect(mapping?.['timeouts']).toEqual({});
    expect(mapping?.['self_managed_kafka_event_source_config']).toEqual({
      schema_registry_config: { access_config: {}, schema_validation_config: {} },
    });
    expect(mapping).not.toHaveProperty('tags');
    expect(mapping).not.toHaveProperty('topics');
  });
});

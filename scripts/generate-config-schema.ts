import { CONFIG_KEYS } from '../src/lint/config-keys.ts';
import { ENGINE_RULES } from '../src/lint/engine-rules.ts';
import { RENAMED_RULES, type RenamedRules, renaming } from '../src/lint/renamed-rules.ts';

const SEVERITY = { $ref: '#/definitions/severity' };
const OWN_RULES = { $ref: '#/definitions/ownRules' };

/** `schemas/config.schema.json`: what `preplan.json` may hold. */
export function configSchema(rules: readonly string[], renamed: RenamedRules = RENAMED_RULES): string {
  const rule = { $ref: '#/definitions/rule' };
  const names = [
    ...[...rules, ...ENGINE_RULES].map((name) => [name, rule] as const),
    // `deprecationMessage` is what VS Code shows.
    ...Object.entries(renamed).map(
      ([from, to]) => [from, { ...rule, deprecated: true, deprecationMessage: renaming({ from, to }) }] as const,
    ),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'preplan.json, the configuration of preplan',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      CONFIG_KEYS.map(({ name, describe, value }) => [name, { description: describe, ...value }]),
    ),
    // Only where plug-ins may be at work there are other rules than ours.
    if: { type: 'object', propertyNames: { not: { enum: ['plugins', 'extends'] } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      properties: {
        rules: OWN_RULES,
        overrides: { type: 'array', items: { type: 'object', properties: { rules: OWN_RULES } } },
      },
    },
    definitions: {
      severity: { enum: ['off', 'warning', 'error'] },
      rule: {
        anyOf: [
          SEVERITY,
          { type: 'object', required: ['severity'], additionalProperties: false, properties: { severity: SEVERITY } },
        ],
      },
      ownRules: { type: 'object', propertyNames: { enum: names.map(([name]) => name) } },
      rules: {
        type: 'object',
        additionalProperties: rule,
        properties: Object.fromEntries(names),
      },
    },
  };
  // Short lists of words on one line, as the formatter wants them.
  const text = JSON.stringify(schema, undefined, 2).replace(/\[\s+("[^[\]{}]*")\s+\]/g, (list, words: string) => {
    const line = `[${words.replace(/\s*\n\s*/g, ' ')}]`;
    return line.length > 100 ? list : line;
  });
  return `${text}\n`;
}

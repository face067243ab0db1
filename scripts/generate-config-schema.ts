import { CONFIG_KEYS } from '../src/lint/config-keys.ts';
import { ENGINE_RULES } from '../src/lint/engine-rules.ts';

const SEVERITY = { $ref: '#/definitions/severity' };

/** `schemas/config.schema.json`: what `preplan.json` may hold. */
export function configSchema(rules: readonly string[]): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'preplan.json, the configuration of preplan',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      CONFIG_KEYS.map(({ name, describe, value }) => [name, { description: describe, ...value }]),
    ),
    definitions: {
      severity: { enum: ['off', 'warning', 'error'] },
      rule: {
        anyOf: [
          SEVERITY,
          { type: 'object', required: ['severity'], additionalProperties: false, properties: { severity: SEVERITY } },
        ],
      },
      rules: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          [...rules, ...ENGINE_RULES].sort().map((name) => [name, { $ref: '#/definitions/rule' }]),
        ),
      },
    },
  };
  // Lists of words on one line, as the formatter wants them.
  const text = JSON.stringify(schema, undefined, 2).replace(/\[\s+("[^[\]{}]*")\s+\]/g, (_, words: string) => {
    return `[${words.replace(/\s*\n\s*/g, ' ')}]`;
  });
  return `${text}\n`;
}

/** The resource types that have a schema. */
import type { NestedBlocks, ResourceBlocks } from '../terraform/configuration.ts';
import { resources } from './generated/resources.ts';
import type { BodySchema, ResourceSchema } from './schema.ts';

export const EVENT_SOURCE_MAPPING: ResourceSchema = resources.aws_lambda_event_source_mapping;

export const RESOURCE_SCHEMAS: readonly ResourceSchema[] = Object.values(resources);

/** Which names are blocks, by resource type: decides what is a block in JSON syntax. */
export const resourceBlocks: ResourceBlocks = Object.fromEntries(
  RESOURCE_SCHEMAS.map(({ type, body }) => [type, nestedBlocks(body)]),
);

function nestedBlocks({ members }: BodySchema): NestedBlocks {
  const nested: Record<string, NestedBlocks> = {};
  for (const name in members) {
    const schema = members[name];
    if (schema?.kind === 'block') nested[name] = nestedBlocks(schema.body);
  }
  return nested;
}

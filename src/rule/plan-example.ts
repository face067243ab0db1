/** An example that is a plan: what is planned for one mapping. */
import type { Json, JsonObject } from '../terraform/plan-file.ts';

export interface PlanExample {
  /** What the mapping will be: what is written, known. */
  readonly mapping: JsonObject;
  readonly actions: readonly ('create' | 'update' | 'delete')[];
  /** What was different before; the rest was the same. */
  readonly before?: JsonObject;
  /** The arguments that force a replacement. */
  readonly replacedBy?: readonly string[];
}

const TYPE = 'aws_lambda_event_source_mapping';

/** The plan in the form of `terraform show -json`, without what nobody reads. */
export function planText({ mapping, actions, before = {}, replacedBy = [] }: PlanExample): string {
  const removed = Object.fromEntries(
    Object.keys(before).map((name) => [name, Array.isArray(before[name]) ? [] : null]),
  );
  const resource = { address: `${TYPE}.orders`, mode: 'managed', type: TYPE, name: 'orders' };
  const change = {
    actions,
    before: { ...mapping, ...before },
    after: { ...removed, ...mapping },
    ...(replacedBy.length > 0 && { replace_paths: replacedBy.map((name) => [name]) }),
  };
  const plan = {
    format_version: '1.2',
    resource_changes: [{ ...resource, change }],
    configuration: { root_module: { resources: [{ ...resource, expressions: expressions(mapping) }] } },
  };
  return `${JSON.stringify(plan, undefined, 2)}\n`;
}

function expressions(body: JsonObject): Json {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      isBlocks(value) ? value.map(expressions) : { constant_value: value },
    ]),
  );
}

function isBlocks(value: Json): value is readonly JsonObject[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'object' && element !== null);
}

/**
 * What `terraform show -json` prints for a saved plan, as far as it is read: format versions 1.x of Terraform and OpenTofu.
 * https://developer.hashicorp.com/terraform/internals/json-format, read 2026-11-25
 */

export type Json = unknown;

/** An object of the plan; members are looked at one by one, because nothing says that they are what they should be. */
export type JsonObject = Readonly<Record<string, Json>>;

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object that is a member of another; an empty one where there is none. */
export function objectAt(value: Json, name: string): JsonObject {
  const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return isObject(member) ? member : {};
}

export function arrayAt(value: Json, name: string): readonly Json[] {
  const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return Array.isArray(member) ? member : [];
}

export function textAt(value: Json, name: string): string | undefined {
  const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof member === 'string' ? member : undefined;
}

/** One resource instance and what is planned for it. */
export interface ResourceChange {
  readonly address: string;
  /** The module calls from the root, with instance keys: `worker["eu"]`. */
  readonly path: readonly string[];
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly key: string | number | undefined;
  readonly provider: string;
  readonly actions: readonly string[];
  readonly before: Json;
  readonly after: Json;
  readonly afterUnknown: Json;
  readonly afterSensitive: Json;
  /** Where the values are that force a replacement. */
  readonly replacedBy: readonly Json[];
  /** Where in the file it is: `resource_changes/3`. */
  readonly at: readonly (string | number)[];
}

export interface PlanFile {
  readonly changes: readonly ResourceChange[];
  readonly configuration: JsonObject;
}

/** The plan in a text, or what is wrong with the text, to follow its name. */
export function readPlanFile(text: string): PlanFile | { readonly error: string } {
  let plan: Json;
  try {
    plan = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch {
    return text.startsWith('PK')
      ? { error: `is a saved plan, which only Terraform can read; ${SHOW}` }
      : { error: `is not JSON; ${SHOW}` };
  }
  if (isDeeperThan(plan, DEEPEST)) return { error: `is nested more than ${DEEPEST} levels deep; ${SHOW}` };
  const version = textAt(plan, 'format_version');
  // A plan in which nothing is left or made has no list of changes.
  if (!isObject(plan) || version === undefined || !Object.hasOwn(plan, 'configuration')) {
    const isState = isObject(plan) && (Object.hasOwn(plan, 'lineage') || Object.hasOwn(plan, 'values'));
    return { error: `is ${isState ? 'a state, not a plan' : 'no plan in JSON'}; ${SHOW}` };
  }
  if (!version.startsWith('1.'))
    return { error: `is a plan of format ${version}, and only 1.x is understood; ${SHOW}` };
  return {
    changes: arrayAt(plan, 'resource_changes').flatMap((change, index) => readChange(change, index) ?? []),
    configuration: objectAt(plan, 'configuration'),
  };
}

/** No plan comes near it, and whatever reads one goes down by calling itself. */
const DEEPEST = 1000;

function isDeeperThan(value: Json, most: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    const below: Json[] = [];
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue;
      for (const member of Object.values(one)) if (typeof member === 'object') below.push(member);
    }
    level = below;
  }
  return false;
}

const SHOW = 'write it with terraform show -json PLAN > plan.json';

function readChange(value: Json, index: number): ResourceChange | undefined {
  const [address, type, name] = [textAt(value, 'address'), textAt(value, 'type'), textAt(value, 'name')];
  if (address === undefined || type === undefined || name === undefined || !isObject(value)) return undefined;
  const change = objectAt(value, 'change');
  const key = value['index'];
  return {
    address,
    path: modulePath(textAt(value, 'module_address') ?? ''),
    mode: value['mode'] === 'data' ? 'data' : 'managed',
    type,
    name,
    key: typeof key === 'string' || typeof key === 'number' ? key : undefined,
    provider: textAt(value, 'provider_name') ?? '',
    actions: arrayAt(change, 'actions').filter((action) => typeof action === 'string'),
    before: change['before'],
    after: change['after'],
    afterUnknown: change['after_unknown'],
    afterSensitive: change['after_sensitive'],
    replacedBy: arrayAt(change, 'replace_paths'),
    at: ['resource_changes', index],
  };
}

/** `module.a["x.y"].module.b[0]` → `a["x.y"]`, `b[0]`. */
export function modulePath(address: string): readonly string[] {
  return [...address.matchAll(/(?:^|\.)module\.([^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?)/g)].map(
    ([, call = '']) => call,
  );
}

/** The name of a module call without its instance key. */
export function callName(call: string): string {
  const bracket = call.indexOf('[');
  return bracket === -1 ? call : call.slice(0, bracket);
}

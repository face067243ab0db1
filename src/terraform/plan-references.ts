/**
 * What an argument of a plan refers to. A plan says which names an expression holds and not how, so that only an expression
 * with a single name counts as that attribute; and where its value is known, only when it is the value of the attribute.
 */
import type { Place, Reference } from '../value/value.ts';
import { arrayAt, callName, isObject, type Json, type JsonObject, objectAt, textAt } from './plan-file.ts';

/** A module in the configuration of a plan. */
export interface PlanModule {
  /** The module calls from the root, with instance keys. */
  readonly path: readonly string[];
  readonly configuration: JsonObject;
  readonly caller: PlanModule | undefined;
}

/** The module that a path of calls leads to. */
export function moduleAt(root: JsonObject, path: readonly string[]): PlanModule {
  let module: PlanModule = { path: [], configuration: root, caller: undefined };
  for (const call of path) module = called(module, call);
  return module;
}

function called(caller: PlanModule, call: string): PlanModule {
  const configuration = objectAt(callIn(caller, callName(call)), 'module');
  return { path: [...caller.path, call], configuration, caller };
}

function callIn({ configuration }: PlanModule, name: string): JsonObject {
  return objectAt(objectAt(configuration, 'module_calls'), name);
}

/** The sources of the calls that lead to a module: where they are equal, so is the text of the modules. */
function sourcesTo({ caller, path }: PlanModule): readonly string[] {
  const call = path.at(-1);
  if (caller === undefined || call === undefined) return [];
  return [...sourcesTo(caller), textAt(callIn(caller, callName(call)), 'source') ?? call];
}

/** What is equal for instances whose argument is written by one and the same text, which says nothing of variables. */
export function writtenIn(
  expression: Json,
  { module, address, block }: { readonly module: PlanModule; readonly address: string; readonly block: string },
): string {
  const isPassedOn = namesIn(expression).some((name) => /^(?:var|module|each|local)\./.test(name));
  return isPassedOn ? address : [...sourcesTo(module), block].join('\n');
}

/** The names in an expression: `aws_sqs_queue.orders.arn`, without the shorter forms that follow each. */
export function namesIn(expression: Json): readonly string[] {
  const names = arrayAt(expression, 'references').filter((name) => typeof name === 'string');
  return names.filter((name, index) => {
    const before = names[index - 1];
    return before === undefined || !(before.startsWith(`${name}.`) || before.startsWith(`${name}[`));
  });
}

/** All names in an expression or in the expressions of a body, however deep. */
export function allNames(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(allNames);
  if (!isObject(value)) return [];
  if (Array.isArray(value['references'])) return namesIn(value);
  return Object.values(value).flatMap(allNames);
}

/** What begins a name that is no resource's. */
const NO_TYPES: ReadonlySet<string> = new Set([
  'count',
  'data',
  'each',
  'local',
  'module',
  'path',
  'self',
  'terraform',
  'var',
]);

/** How a resource or a module call is repeated, seen from one of its instances. */
export interface Each {
  readonly key: string | number | undefined;
  /** The expression of `for_each`, if there is one. */
  readonly forEach: Json;
}

const NOT_REPEATED: Each = { key: undefined, forEach: undefined };

function keyOf(call: string): string | undefined {
  const steps = stepsOf(call);
  const key = steps?.[1];
  return typeof key === 'string' ? key : undefined;
}

/** `for_each = aws_sqs_queue.orders` and `each.value.arn`: the queue of the same key. */
function valueOfEach(
  { key, forEach }: Each,
  attribute: string,
  { path, place }: { readonly path: readonly string[]; readonly place: Place },
): Reference | undefined {
  const [name, ...others] = namesIn(forEach);
  const steps = name === undefined || others.length > 0 ? undefined : stepsOf(name);
  const [type, resource] = steps ?? [];
  if (typeof type !== 'string' || typeof resource !== 'string' || steps?.length !== 2) return undefined;
  if (key === undefined || NO_TYPES.has(type)) return undefined;
  return { subject: 'managed', type, name: resource, key, attribute: [attribute], module: path, place };
}

/** How deep names are followed through modules; a plan has no cycles, but a file may. */
const DEPTH = 32;

/** The attribute of a resource that an expression is, when it has no other name in it; through variables and outputs of modules. */
export function attributeOf(
  expression: Json,
  { module, place, each }: { readonly module: PlanModule; readonly place: Place; readonly each: Each },
): Reference | undefined {
  let at = module;
  let names = namesIn(expression);
  let own = each;
  for (let depth = 0; depth < DEPTH; depth++) {
    const [name, ...others] = names;
    if (name === undefined || others.length > 0) return undefined;
    const steps = stepsOf(name);
    if (steps === undefined) return undefined;
    const [first, second, third] = steps;
    if (first === 'var' && typeof second === 'string' && steps.length === 2) {
      const call = at.path.at(-1);
      if (at.caller === undefined || call === undefined) return undefined;
      const declared = callIn(at.caller, callName(call));
      names = namesIn(objectAt(objectAt(declared, 'expressions'), second));
      own = { key: keyOf(call), forEach: declared['for_each_expression'] };
      at = at.caller;
    } else if (first === 'each' && second === 'value' && typeof third === 'string' && steps.length === 3) {
      return valueOfEach(own, third, { path: at.path, place });
    } else if (first === 'module' && typeof second === 'string') {
      const key = typeof third === 'number' || steps.length === 4 ? third : undefined;
      const output = key === undefined ? third : steps[3];
      if (typeof output !== 'string' || steps.length > 4 || isRepeated(callIn(at, second)) !== (key !== undefined))
        return undefined;
      at = called(at, key === undefined ? second : `${second}[${JSON.stringify(key)}]`);
      own = NOT_REPEATED;
      names = namesIn(objectAt(objectAt(objectAt(at.configuration, 'outputs'), output), 'expression'));
    } else {
      return resourceReference(steps, { path: at.path, place });
    }
  }
  return undefined;
}

function isRepeated(call: JsonObject): boolean {
  return Object.hasOwn(call, 'count_expression') || Object.hasOwn(call, 'for_each_expression');
}

function resourceReference(
  steps: readonly (string | number)[],
  { path, place }: { readonly path: readonly string[]; readonly place: Place },
): Reference | undefined {
  const isData = steps[0] === 'data';
  const [type, name, ...rest] = isData ? steps.slice(1) : steps;
  if (typeof type !== 'string' || typeof name !== 'string' || NO_TYPES.has(type)) return undefined;
  const [first, second] = rest;
  const hasKey = typeof first === 'number' || (rest.length === 2 && typeof second === 'string');
  const attribute = hasKey ? rest.slice(1) : rest;
  if (attribute.length !== 1) return undefined;
  return {
    subject: isData ? 'data' : 'managed',
    type,
    name,
    ...(hasKey && first !== undefined && { key: first }),
    attribute,
    module: path,
    place,
  };
}

/** `a.b["c"][0].d` → a, b, c, 0, d; `undefined` for anything else. */
function stepsOf(name: string): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  const step = /\.?([\w-]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;
  while (step.lastIndex < name.length) {
    const found = step.exec(name);
    if (found === null) return undefined;
    const [, word, index, quoted] = found;
    if (word !== undefined) steps.push(word);
    else if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(unquoted(quoted));
  }
  return steps;
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

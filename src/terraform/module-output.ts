/** The value of `module.name…`: outputs of the modules that the call leads to, evaluated where they are declared. */
import { failed, object, unknown } from '../value/construct.ts';
import type { Reference, Value } from '../value/value.ts';
import { keySuffix } from './address.ts';
import { allInstances } from './all-instances.ts';
import type { CalledModule, ModuleScope, Repetition, Scope } from './scope.ts';
import type { Step } from './traversal.ts';

export interface ModuleUse {
  /** Names the call, and the instance when a key is written. */
  readonly is: Reference;
  /** The steps after the name. */
  readonly steps: readonly Step[];
  /** The steps after the key, where one is written. */
  readonly rest: readonly Step[];
  readonly scope: Scope;
}

/** A value and the steps of the traversal that are still to be taken from it. */
interface Reached {
  readonly value: Value;
  readonly rest: readonly Step[];
}

export function moduleOutput({ is, steps, rest, scope }: ModuleUse): Reached {
  const address = `module.${is.name}`;
  const call = scope.module.call(is.name);
  if (call === undefined) {
    const text = `${address} is not declared`;
    return { value: unknown({ is, references: [is], reasons: [{ kind: 'undeclared', text, place: is.place }] }), rest };
  }
  if (call.missing !== undefined) {
    const reasons = [{ ...call.missing, place: is.place }];
    return { value: unknown({ is, references: [is], reasons, late: true }), rest };
  }
  const { repetition } = call;
  if (repetition.kind === 'none') return outputs({ call, is, steps, instance: call.instance() });
  if (is.key === undefined && !is.unknownKey) return { value: everything(call, is), rest: steps };
  if (repetition.known === undefined) {
    const reached = outputs({ call, is, steps: rest, instance: call.instance(keyOf(is, repetition)) });
    return is.unknownKey ? { ...reached, value: ofSomeInstance(reached.value) } : reached;
  }
  const key = keyOf(is, repetition);
  if (key === undefined || repetition.known.when !== undefined) return { value: everything(call, is), rest: steps };
  const instance = call.instance(key);
  if (instance !== undefined) return outputs({ call, is, steps: rest, instance });
  const text = `${address} has no instance ${keySuffix(is.key)}`;
  return { value: failed({ kind: 'expression', text, place: is.place }), rest: [] };
}

/** An attribute of all instances, of which nobody knows how many there are; `undefined` when the value is nothing of the kind. */
export function outputOfAll({ is }: Value, name: string, { module }: Scope): Value | undefined {
  if (is?.subject !== 'module' || is.attribute.length > 0 || !is.splat) return undefined;
  const call = module.at(is.module)?.call(is.name);
  const value = call?.instance()?.output(name, is.place);
  if (value?.kind !== 'unknown' || value.is === undefined) return undefined;
  return { ...value, is: { ...value.is, splat: true, unknownModuleKey: true } };
}

function keyOf({ key }: Reference, { kind }: Repetition): string | number | undefined {
  return key === undefined ? undefined : kind === 'count' ? Number(key) : String(key);
}

interface Outputs {
  readonly call: CalledModule;
  readonly is: Reference;
  readonly steps: readonly Step[];
  readonly instance: ModuleScope | undefined;
}

/** The output that the next step names, or all of them. */
function outputs({ call, is, steps, instance }: Outputs): Reached {
  const [step, ...rest] = steps;
  if (instance === undefined) return { value: tooMany(is), rest: steps };
  if (step?.kind !== 'get-attribute') return { value: allOutputs({ call, is, instance }), rest: steps };
  const value = instance.output(step.name, is.place);
  if (value !== undefined) return { value, rest };
  if (call.partly !== undefined) {
    const reasons = [{ ...call.partly, place: is.place }];
    return { value: unknown({ is, references: [is], reasons, late: true }), rest: [step, ...rest] };
  }
  const reason = { kind: 'undeclared', text: `module.${is.name} has no output ${step.name}`, place: is.place } as const;
  return { value: call.isWhole ? failed(reason) : unknown({ reasons: [reason] }), rest };
}

function allOutputs({ call, is, instance }: Omit<Outputs, 'steps'>): Value {
  if (instance === undefined) return tooMany(is);
  const names = [...instance.declared.outputs.keys()];
  const all = object(names.map((name) => [name, instance.output(name, is.place) ?? unknown()] as const));
  return call.isWhole ? all : { ...all, open: true };
}

function everything(call: CalledModule, is: Reference): Value {
  const known = allInstances(call.repetition, (key) => allOutputs({ call, is, instance: call.instance(key) }));
  if (known !== undefined) return known;
  const text = `it is not known how many instances module.${is.name} has`;
  return unknown({ is, references: [is], reasons: [{ kind: 'module', text, place: is.place }], late: true });
}

function tooMany(is: Reference): Value {
  const reason = { kind: 'module', text: `module.${is.name} is one of too many modules`, place: is.place } as const;
  return unknown({ is, references: [is], reasons: [reason], late: true });
}

/** What is the same in all instances of a module, though nobody knows in which one. */
function ofSomeInstance(value: Value): Value {
  const is = value.is && { is: { ...value.is, unknownModuleKey: true as const } };
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'unknown':
      return { ...value, ...is };
    case 'choice':
      return {
        ...value,
        ...is,
        options: value.options.map((option) => ({ ...option, value: ofSomeInstance(option.value) })),
      };
    case 'list':
    case 'set':
    case 'tuple':
      return { ...value, ...is, elements: value.elements.map(ofSomeInstance) };
    case 'map':
    case 'object':
      return {
        ...value,
        ...is,
        entries: new Map([...value.entries].map(([name, entry]) => [name, ofSomeInstance(entry)])),
      };
  }
}

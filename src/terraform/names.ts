/** What the root of a traversal means in Terraform: variables, locals, resources, module outputs, each, count, path. */
import type { Expression } from '../hcl/ast.ts';
import { failed, unknown } from '../value/construct.ts';
import { STRING } from '../value/type.ts';
import type { Place, Reference, ReferenceSubject, Value } from '../value/value.ts';
import { keySuffix } from './address.ts';
import { allInstances } from './all-instances.ts';
import { type ResourceDeclaration, resourceAddress } from './module.ts';
import { moduleOutput } from './module-output.ts';
import { resourceValue } from './resource-value.ts';
import { findBinding, type Repetition, type Scope } from './scope.ts';
import type { Step } from './traversal.ts';

/** A value and the steps of the traversal that are still to be taken from it. */
export interface Resolved {
  readonly value: Value;
  readonly rest: readonly Step[];
}

export interface Use {
  readonly root: string;
  readonly steps: readonly Step[];
  readonly place: Place;
  readonly scope: Scope;
  readonly evaluate: (expression: Expression) => Value;
}

export function resolveName(use: Use): Resolved {
  const { root, steps, place, scope } = use;
  const bound = findBinding(scope.bindings, root);
  if (bound !== undefined) return { value: bound.value, rest: steps };
  switch (root) {
    case 'var':
      return named(use, 'variable', (name) => scope.module.variable(name));
    case 'local':
      return named(use, 'local', (name) => scope.module.local(name, place));
    case 'path':
      return named(use, 'path', (name) => scope.module.pathValue(name));
    case 'terraform':
      return named(use, 'terraform', (name) =>
        unknown({
          type: STRING,
          notNull: true,
          reasons: [{ kind: 'expression', text: `terraform.${name} is not known`, place }],
        }),
      );
    case 'each':
      return named(use, 'each', (name) => outside(`each.${name} is used without for_each`));
    case 'count':
      return named(use, 'count', (name) => outside(`count.${name} is used without count`));
    case 'self':
      return named(use, 'self', () => outside('self is known only in provisioners'));
    case 'module':
      return module(use);
    case 'data':
    case 'ephemeral':
      return resource(
        { ...use, steps: steps.slice(2) },
        { mode: root, type: nameOf(steps[0]), name: nameOf(steps[1]) },
      );
    case 'resource':
      return resource(
        { ...use, steps: steps.slice(2) },
        { mode: 'managed', type: nameOf(steps[0]), name: nameOf(steps[1]) },
      );
    default:
      return resource({ ...use, steps: steps.slice(1) }, { mode: 'managed', type: root, name: nameOf(steps[0]) });
  }
}

function outside(text: string): Value {
  return failed({ kind: 'undeclared', text });
}

function nameOf(step: Step | undefined): string | undefined {
  return step?.kind === 'get-attribute' ? step.name : undefined;
}

/** `var.x` and the like: a subject and one name. */
function named(
  { steps, place, scope, root }: Use,
  subject: ReferenceSubject,
  lookUp: (name: string) => Value,
): Resolved {
  const name = nameOf(steps[0]);
  if (name === undefined)
    return { value: failed({ kind: 'undeclared', text: `${root} is not followed by a name`, place }), rest: [] };
  const value = lookUp(name);
  if (value.kind !== 'unknown' || subject === 'local') return { value, rest: steps.slice(1) };
  const is: Reference = { subject, name, attribute: [], module: scope.module.path, place };
  return {
    value: { ...value, is: value.is ?? is, references: value.references.length > 0 ? value.references : [is] },
    rest: steps.slice(1),
  };
}

function module({ steps, place, scope, evaluate }: Use): Resolved {
  const name = nameOf(steps[0]);
  if (name === undefined)
    return { value: failed({ kind: 'undeclared', text: 'module is not followed by a name', place }), rest: [] };
  const { key, rest } = instanceKey(steps.slice(1), evaluate);
  const is: Reference = { subject: 'module', name, ...key, attribute: [], module: scope.module.path, place };
  return moduleOutput({ is, steps: steps.slice(1), rest, scope });
}

type WrittenKey = Pick<Reference, 'key' | 'unknownKey'>;

/** The instance key that a traversal writes, if it does. */
function instanceKey(
  steps: readonly Step[],
  evaluate: (expression: Expression) => Value,
): { readonly key: WrittenKey; readonly rest: readonly Step[] } {
  const [step, ...rest] = steps;
  if (step?.kind !== 'index') return { key: {}, rest: steps };
  const value = evaluate(step.key);
  if (value.kind === 'number' || value.kind === 'string') return { key: { key: value.value }, rest };
  return { key: { unknownKey: true }, rest };
}

interface ResourceName {
  readonly mode: ResourceDeclaration['mode'];
  readonly type: string | undefined;
  readonly name: string | undefined;
}

function resource({ steps, place, scope, evaluate }: Use, { mode, type, name }: ResourceName): Resolved {
  if (type === undefined || name === undefined) {
    return { value: failed({ kind: 'undeclared', text: `${type ?? mode} is not declared`, place }), rest: [] };
  }
  const { key, rest } = instanceKey(steps, evaluate);
  const is: Reference = { subject: mode, type, name, ...key, attribute: [], module: scope.module.path, place };
  const declaration = scope.module.resource(resourceAddress({ mode, type, name }));
  const repetition = declaration && scope.module.repetition(declaration);
  if (repetition === undefined) return { value: undeclared(is), rest };
  if (steps.length === 0) {
    return { value: allInstances(repetition, (at) => resourceValue({ ...is, key: at })) ?? resourceValue(is), rest };
  }
  return { value: isMissing(repetition, key) ? missing(is) : resourceValue(is), rest };
}

function undeclared(is: Reference): Value {
  const address = resourceAddress({ mode: is.subject, type: is.type ?? '', name: is.name });
  return {
    ...resourceValue(is),
    reasons: [{ kind: 'undeclared', text: `${address} is not declared`, place: is.place }],
  };
}

function missing(is: Reference): Value {
  const address = resourceAddress({ mode: is.subject, type: is.type ?? '', name: is.name });
  const text = `${address} has no instance ${keySuffix(is.key)}`;
  return { ...resourceValue(is), failed: true, reasons: [{ kind: 'expression', text, place: is.place }] };
}

function isMissing(repetition: Repetition, { key }: WrittenKey): boolean {
  if (
    repetition.kind === 'none' ||
    key === undefined ||
    repetition.known === undefined ||
    repetition.known.when !== undefined
  )
    return false;
  const instances: ReadonlyMap<string | number, Value> = repetition.known.instances;
  return !instances.has(repetition.kind === 'count' ? Number(key) : String(key));
}

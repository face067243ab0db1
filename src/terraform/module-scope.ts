/** A module in its place in the module tree: the values of its variables, locals and outputs, each evaluated at most once. */

import { assumeOutcome, overChoices } from '../value/choice.ts';
import { failed, string, unknown } from '../value/construct.ts';
import { convert } from '../value/convert.ts';
import type { Type } from '../value/type.ts';
import type { Place, Reason, Value } from '../value/value.ts';
import { modulePrefix } from './address.ts';
import { type PartContent, readParts, type SourcedAttribute } from './body.ts';
import { calledModule, type Entry, type Tree } from './called-module.ts';
import { duplicateDeclarations, invalidDefault, missingSource } from './declaration-faults.ts';
import { evaluate } from './evaluate.ts';
import { iterationBindings } from './iteration.ts';
import { type Declaration, resourceAddress, type SourcedExpression } from './module.ts';
import { withOrigins } from './origins.ts';
import { relativeFolder } from './relative-folder.ts';
import { knownCount, knownForEach } from './repetition.ts';
import { type CalledModule, type ModuleScope, type Outcome, placeOf, type Repetition, type Scope } from './scope.ts';
import { withArns } from './stand-in.ts';
import { readType } from './type-expression.ts';
import { narrowed, refusals } from './validation.ts';

/** A value that a variable gets from outside the module. */
export interface GivenValue {
  readonly value: Value;
  /** For example `--var value`. */
  readonly via: string;
  readonly place?: Place;
}

export interface ModuleScopeOptions extends Omit<Entry, 'argument'> {
  readonly moment: ModuleScope['moment'];
  readonly tree: Tree;
  readonly inputs: Inputs;
}

/** Where the variables of a module get their values from. */
export type Inputs =
  | {
      readonly kind: 'root';
      /** Whether some folder calls this one as a module: what its variables are is then up to the callers. */
      readonly called: boolean;
      readonly variables: ReadonlyMap<string, GivenValue>;
    }
  | { readonly kind: 'call'; readonly argument: Entry['argument'] };

export function moduleScope(options: ModuleScopeOptions): ModuleScope {
  const { loaded, moment, path, tree, calls, existence } = options;
  const { module } = loaded;
  const { evaluation, report } = tree;
  const prefix = modulePrefix(path);
  const variables = new Map<string, Value>();
  const locals = new Map<string, Value>();
  const outputs = new Map<string, Value>();
  const called = new Map<string, CalledModule>();
  const repetitions = new Map<string, Repetition>();
  const contents = new Map<Declaration, PartContent>();
  const reading = new Set<string>();

  const scopeIn = (file: Scope['file'], bindings?: Scope['bindings']): Scope => ({
    module: self,
    file,
    bindings,
  });

  const plainContent = (declaration: Declaration): PartContent => {
    const known = contents.get(declaration);
    if (known !== undefined) return known;
    const content = readParts(declaration.parts, {});
    contents.set(declaration, content);
    return content;
  };

  const argument = (declaration: Declaration, name: string): SourcedAttribute | undefined =>
    plainContent(declaration).attributes.find(({ attribute }) => attribute.name === name);

  const computeRepetition = (declaration: Declaration): Repetition => {
    for (const kind of ['count', 'for_each'] as const) {
      const found = argument(declaration, kind);
      if (found === undefined) continue;
      const value = assumeAll(evaluate(found.attribute.expression, scopeIn(found.file)), existence.when);
      const decided = moment === 'validate' ? unknown({ reasons: [notBeforePlan(kind)] }) : value;
      if (kind === 'count') {
        const known = knownCount(decided);
        return { kind, value, ...(known && { known }) };
      }
      const known = knownForEach(decided);
      return { kind, value, ...(known && { known }) };
    }
    return { kind: 'none' };
  };

  const repetitionOf = (address: string, declaration: Declaration): Repetition => {
    const known = repetitions.get(address);
    if (known !== undefined) return known;
    if (reading.has(address)) return { kind: 'none' };
    reading.add(address);
    const repetition = computeRepetition(declaration);
    reading.delete(address);
    repetitions.set(address, repetition);
    return repetition;
  };

  /** Evaluates a variable, a local or an output, which nothing but itself may depend on in the end. */
  const once = (known: Map<string, Value>, named: Named, compute: () => Value): Value => {
    const found = known.get(named.name);
    if (found !== undefined) return found;
    const id = prefix + named.address;
    const value = evaluation.named(id, compute, (names) => {
      const text = `${id} refers to itself`;
      report({
        rule: 'reference-cycle',
        message: `${text}: ${names.join(' → ')}`,
        help: 'break the circle by giving one of them a value of its own',
        place: named.place,
      });
      return failed({ kind: 'cycle', text, place: named.use ?? named.place });
    });
    if (!evaluation.isEvaluating(id)) known.set(named.name, value);
    return value;
  };

  const computeLocal = ({ file, expression }: SourcedExpression, name: string): Value => {
    const value = evaluate(expression, scopeIn(file));
    if (value.origin !== undefined || value.kind === 'unknown' || value.kind === 'choice') return value;
    return { ...value, origin: { name: `local.${name}`, via: 'local value', place: placeOf(file, expression) } };
  };

  const computeOutput = (declaration: Declaration): Value => {
    const { name } = declaration;
    const address = `${prefix}${name}`.replace(/\.$/, '');
    const found = argument(declaration, 'value');
    if (found === undefined)
      return failed({ kind: 'expression', text: `${address} has no value`, place: declaration.place });
    const { file, attribute } = found;
    const settled = assumeAll(evaluate(attribute.expression, scopeIn(file)), existence.when);
    const isSensitive = isLiterally(argument(declaration, 'sensitive'), true, scopeIn);
    const value: Value = { ...settled, late: true, ...(isSensitive && { sensitive: true }) };
    if (value.origin !== undefined || value.kind === 'unknown' || value.kind === 'choice') return value;
    return { ...value, origin: { name: address, via: 'output', place: placeOf(file, attribute.expression) } };
  };

  /** What a validation refuses stops every plan, if the module is there for certain. */
  const checkVariable = (name: string, value: Value): void => {
    const declaration = module.variables.get(name);
    const isThere = existence.number === 'one' && existence.when.length === 0;
    if (declaration === undefined || moment === 'validate' || !isThere) return;
    for (const refusal of refusals({ declaration, value, scopeIn })) report(refusal);
  };

  const self: ModuleScope = {
    path,
    moment,
    functions: tree.functions,
    declared: module,
    root: tree.root,
    calls,
    existence,
    standIn: options.standIn,
    ...(options.known && { known: options.known }),
    variable: (name) => {
      const place = module.variables.get(name)?.place;
      const compute = () => variableValue(name, options, scopeIn);
      if (place === undefined) return compute();
      const isNew = !variables.has(name);
      const value = once(variables, { name, address: `var.${name}`, place }, compute);
      if (isNew && variables.has(name)) checkVariable(name, value);
      return value;
    },
    argument: (name) => (options.inputs.kind === 'call' ? options.inputs.argument(name) : undefined),
    local: (name, use) => {
      const declaration = module.locals.get(name);
      if (declaration === undefined)
        return failed({ kind: 'undeclared', text: `local.${name} is not declared`, place: use });
      const named = { name, address: `local.${name}`, place: declaration.place, use };
      return once(locals, named, () => computeLocal(declaration.value, name));
    },
    localDeclaration: (name) => module.locals.get(name),
    output: (name, use) => {
      const declaration = module.outputs.get(name);
      if (declaration === undefined) return undefined;
      const named = { name, address: name, place: declaration.place, use };
      return once(outputs, named, () => computeOutput(declaration));
    },
    pathValue: (name) => {
      const folder = relativeFolder({ from: tree.root, to: module.directory });
      if (name === 'root') return string('.');
      if (name === 'module' && folder !== undefined) return string(folder);
      return unknown({ notNull: true, reasons: [{ kind: 'expression', text: `path.${name} is not known` }] });
    },
    resource: (address) => module.resources.get(address),
    repetition: (declaration) => repetitionOf(resourceAddress(declaration), declaration),
    writtenAttribute: (declaration, key, name) => {
      const found = argument(declaration, name);
      if (found === undefined || moment === 'validate') return undefined;
      const bindings = iterationBindings(resourceAddress(declaration), self.repetition(declaration), key);
      if (bindings === undefined) return undefined;
      const id = `${resourceAddress(declaration)}.${name}${key ?? ''}`;
      if (reading.has(id)) return undefined;
      reading.add(id);
      const value = evaluate(found.attribute.expression, scopeIn(found.file, bindings.bindings));
      reading.delete(id);
      const settled = assumeAll(
        value,
        bindings.when === undefined ? existence.when : [...existence.when, bindings.when],
      );
      if (!isKeptByProviders(settled)) return undefined;
      const place = placeOf(found.file, found.attribute.expression);
      return settled.origin
        ? settled
        : { ...settled, origin: { name: `${resourceAddress(declaration)}.${name}`, via: 'argument', place } };
    },
    call: (name) => {
      const declaration = module.calls.get(name);
      if (declaration === undefined) return undefined;
      const known = called.get(name) ?? callOf(declaration);
      called.set(name, known);
      return known;
    },
    at: (other) => tree.scopes.get(modulePrefix(other)),
    nested: (evaluateNested) => evaluation.nested(evaluateNested),
    spend: (steps) => evaluation.spend(steps),
  };

  const callOf = (declaration: Declaration): CalledModule => {
    const fault = argument(declaration, 'source') === undefined ? missingSource(declaration) : undefined;
    if (fault !== undefined) report(fault);
    if (moment === 'validate') {
      const { name, place } = declaration;
      const missing: Reason = { kind: 'module', text: `module.${name} is not known before plan`, place };
      return { missing, isWhole: false, repetition: { kind: 'none' }, instance: () => undefined, instances: () => [] };
    }
    return calledModule({
      caller: self,
      declaration,
      content: plainContent(declaration),
      repetition: () => repetitionOf(`module.${declaration.name}`, declaration),
      tree,
      enter: ({ argument: input, ...entry }) => {
        // What a stand-in does not get right is no fault of its caller.
        const quiet = entry.standIn === undefined ? tree : { ...tree, report: () => {} };
        return moduleScope({ ...entry, moment, tree: quiet, inputs: { kind: 'call', argument: input } });
      },
    });
  };
  tree.scopes.set(prefix, self);
  if (moment === 'plan') for (const duplicate of duplicateDeclarations(module)) report(duplicate);
  return self;
}

interface Named {
  readonly name: string;
  /** In its module. */
  readonly address: string;
  readonly place: Place;
  /** Where it is used. */
  readonly use?: Place;
}

/** The value where all these conditions have these outcomes. */
function assumeAll(value: Value, outcomes: readonly Outcome[]): Value {
  return outcomes.reduce((assumed, { condition, outcome }) => assumeOutcome(assumed, condition, outcome), value);
}

function notBeforePlan(name: string): Reason {
  return { kind: 'expression', text: `${name} is not known before plan` };
}

/** Primitives other than the empty string come back from the provider as they were written. */
function isKeptByProviders(value: Value): boolean {
  if (value.kind === 'choice') return value.options.every((option) => isKeptByProviders(option.value));
  return value.kind === 'bool' || value.kind === 'number' || (value.kind === 'string' && value.value !== '');
}

type ScopeIn = (file: Scope['file']) => Scope;

function variableValue(name: string, options: ModuleScopeOptions, scopeIn: ScopeIn): Value {
  const { inputs, loaded, existence } = options;
  const declaration = loaded.module.variables.get(name);
  if (declaration === undefined) return failed({ kind: 'undeclared', text: `var.${name} is not declared` });
  const content = readParts(declaration.parts, { validation: 0 });
  const find = (argument: string): SourcedAttribute | undefined =>
    content.attributes.find(({ attribute }) => attribute.name === argument);
  const typeArgument = find('type');
  const type = typeArgument && readType(typeArgument.attribute.expression, scopeIn(typeArgument.file));
  const required = isLiterally(find('nullable'), false, scopeIn);
  const sensitive = isLiterally(find('sensitive'), true, scopeIn);
  const marked = (value: Value): Value => (sensitive ? { ...value, sensitive: true } : value);
  const without = (text: string): Value => {
    const value = unknown({
      late: true,
      ...(sensitive && { sensitive: true as const }),
      ...(type && type.kind !== 'dynamic' && { type }),
      ...(required && { notNull: true as const }),
      reasons: [{ kind: 'variable', text, place: declaration.place }],
    });
    return options.moment === 'validate' ? value : narrowed(value, declaration, scopeIn);
  };
  if (options.moment === 'validate') return without(`var.${name} is not known before plan`);
  const standIn = (): Value => {
    if (inputs.kind === 'root' && inputs.called) return without(`var.${name} is set by the callers of this module`);
    const fallback = find('default');
    if (fallback === undefined) {
      const call = options.calls.at(-1);
      if (options.standIn !== undefined) return without(`module.${call?.name} is not on disk; run terraform init`);
      return without(call === undefined ? `var.${name} has no value` : `module.${call.name} sets no ${name}`);
    }
    const { expression } = fallback.attribute;
    const value = evaluate(expression, scopeIn(fallback.file));
    const place = placeOf(fallback.file, expression);
    const fault = invalidDefault({ name, type, value, nullable: !required, place });
    if (fault !== undefined) options.tree.report(fault);
    // In a child module, what the call leaves out has exactly its default.
    if (inputs.kind === 'root' && isPlaceholder(value))
      return without(`var.${name} has no value but its empty default`);
    if (options.standIn !== undefined) return converted({ name, type, value });
    return marked(typed({ name, type, value, via: 'default', place }));
  };
  const orDefault = (value: Value): Value => (required && value.kind === 'null' ? standIn() : value);
  if (inputs.kind === 'root') {
    const given = inputs.variables.get(name);
    if (given === undefined || (required && given.value.kind === 'null')) return standIn();
    return marked(typed({ name, type, value: given.value, via: given.via, place: given.place }));
  }
  const argument = inputs.argument(name);
  if (argument === undefined) return standIn();
  const { expression, scope } = argument;
  const call = options.calls.at(-1)?.name;
  const via = `argument of module ${JSON.stringify(call)}`;
  const value = overChoices([assumeAll(evaluate(expression, scope), existence.when)], ([given]) => {
    // What stands in for a module is shown as if the caller had written it.
    const written = options.standIn
      ? withArns(given)
      : withOrigins(given, { name: `var.${name}`, via, file: scope.file, expression });
    return orDefault(converted({ name, type, value: written }));
  });
  return marked({ ...value, late: true });
}

interface Assignment {
  readonly name: string;
  readonly type: Type | undefined;
  readonly value: Value;
  readonly via: string;
  readonly place: Place | undefined;
}

function typed({ via, place, ...assignment }: Assignment): Value {
  const origin = { name: `var.${assignment.name}`, via, ...(place && { place }) };
  return { ...converted(assignment), late: true, origin };
}

function converted({ name, type, value }: Pick<Assignment, 'name' | 'type' | 'value'>): Value {
  const result = type === undefined ? { value } : convert(value, type);
  if ('value' in result) return result.value;
  return failed({ kind: 'variable', text: `the value of var.${name} does not fit its type: ${result.error}` });
}

/** Defaults that mark an optional input of a root module rather than being its value. */
function isPlaceholder(value: Value): boolean {
  switch (value.kind) {
    case 'null':
      return true;
    case 'string':
      return value.value === '';
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.length === 0;
    case 'map':
    case 'object':
      return value.entries.size === 0;
    case 'bool':
    case 'number':
    case 'unknown':
    case 'choice':
      return false;
  }
}

function isLiterally(argument: SourcedAttribute | undefined, wanted: boolean, scopeIn: ScopeIn): boolean {
  if (argument === undefined) return false;
  const value = evaluate(argument.attribute.expression, scopeIn(argument.file));
  return value.kind === 'bool' && value.value === wanted;
}

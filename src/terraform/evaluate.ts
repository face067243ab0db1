/**
 * Expressions to values, as Terraform evaluates them. What is not known stays unknown with its reasons and references; an
 * error of Terraform's is an unknown marked `failed`. An undecided conditional is a choice between its branches, except at
 * the moment of `validate`, where nothing is decided yet.
 */
import type {
  BinaryExpression,
  CallExpression,
  ConditionalExpression,
  Expression,
  ForExpression,
  ObjectExpression,
  ObjectItem,
  SplatExpression,
  TemplateFor,
  TemplateIf,
  TemplatePart,
} from '../hcl/ast.ts';
import { elementOfValue, iterate, sequence, splatElements } from '../value/access.ts';
import { assumeOutcome, choose, overChoices } from '../value/choice.ts';
import { bool, failed, NULL, object, string, tuple, unknown } from '../value/construct.ts';
import { convert } from '../value/convert.ts';
import { parseNumber } from '../value/decimal.ts';
import { computed, unknownFrom, withMarksOf } from '../value/marks.ts';
import { binaryOperation, unaryOperation } from '../value/operators.ts';
import { limited } from '../value/size.ts';
import { joinTemplate } from '../value/template.ts';
import { BOOL, hasDynamic, NUMBER, STRING, type Type } from '../value/type.ts';
import { typeOf, unify } from '../value/unify.ts';
import type { UnknownValue, Value } from '../value/value.ts';
import { callFunction, callSpecialForm, specialForm } from './call-function.ts';
import { attributeFault, branchesFault } from './certain-fault.ts';
import { assumption, conditionOf } from './condition.ts';
import { doubtArguments, doubtOperand, doubtStep, doubtValue, perhapsThere } from './doubt.ts';
import { resolveName } from './names.ts';
import { handsOn } from './optional-input.ts';
import { attributeInScope } from './resource-value.ts';
import { type Doubt, findBinding, placeOf, type Scope } from './scope.ts';
import { takeApart } from './traversal.ts';
import { lookUpUnknown } from './unknown-key.ts';

/** The binding under which the element of a splat is evaluated; not a name that can be written. */
const SPLAT_ITEM = '*';

export function evaluate(expression: Expression, scope: Scope): Value {
  return scope.module.nested(() => evaluateNode(expression, scope));
}

function evaluateNode(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
      return Number.isSafeInteger(expression.value) && !/[.eE]/.test(expression.text)
        ? { kind: 'number', value: expression.value }
        : (parseNumber(expression.text) ?? failed({ kind: 'expression', text: `${expression.text} is out of range` }));
    case 'bool':
      return bool(expression.value);
    case 'null':
      return NULL;
    case 'template':
      if (expression.literal !== undefined) return string(expression.literal);
      if (expression.wrapped !== undefined) return evaluate(expression.wrapped, scope);
      return limited(joinTemplate(templateValues(expression.parts, scope)));
    case 'parentheses':
      return evaluate(expression.inner, scope);
    case 'variable':
    case 'get-attribute':
    case 'index':
      return evaluateTraversal(expression, scope);
    case 'splat':
      return limited(evaluateSplat(expression, scope));
    case 'splat-item':
      return findBinding(scope.bindings, SPLAT_ITEM)?.value ?? unknown();
    case 'call':
      return limited(evaluateCall(expression, scope));
    case 'unary': {
      const operand = evaluate(expression.operand, scope);
      doubtOperand(scope, operand, expression.operator === '!' ? BOOL : NUMBER);
      return unaryOperation(expression.operator, operand);
    }
    case 'binary':
      return evaluateBinary(expression, scope);
    case 'conditional':
      return limited(evaluateConditional(expression, scope));
    case 'for':
      return limited(evaluateFor(expression, scope));
    case 'tuple':
      return limited(tuple(expression.elements.map((element) => evaluate(element, scope))));
    case 'object':
      return limited(evaluateObject(expression, scope));
    case 'invalid':
      return unknown({
        reasons: [
          { kind: 'syntax', text: 'the expression has a syntax error', place: placeOf(scope.file, expression) },
        ],
      });
  }
}

function evaluateTraversal(expression: Expression, scope: Scope): Value {
  const { base, steps } = takeApart(expression);
  let value: Value;
  let rest = steps;
  if (base.kind === 'variable') {
    const place = placeOf(scope.file, expression);
    ({ value, rest } = resolveName({ root: base.name, steps, place, scope, evaluate: (key) => evaluate(key, scope) }));
  } else {
    value = evaluate(base, scope);
  }
  for (const step of rest) {
    if (step.kind === 'get-attribute') {
      doubtStep(scope, value, step.name);
      const place = placeOf(scope.file, expression);
      value = attributeFault(value, { base, name: step.name, place }) ?? attributeInScope(value, step.name, scope);
    } else {
      const key = evaluate(step.key, scope);
      doubtStep(scope, value, key.kind === 'number' || key.kind === 'string' ? key.value : undefined);
      value = lookUpUnknown({ collection: value, key, keyExpression: step.key, scope }) ?? elementOfValue(value, key);
    }
  }
  const result = value.kind === 'unknown' && value.is !== undefined ? { ...value, references: [value.is] } : value;
  return perhapsThere(result, scope) ?? result;
}

/** Chains of operators lean to the left and may be long: the left spine is walked in a loop. */
function evaluateBinary(expression: BinaryExpression, scope: Scope): Value {
  const spine: BinaryExpression[] = [expression];
  let left = expression.left;
  while (left.kind === 'binary') {
    spine.push(left);
    left = left.left;
  }
  let value = evaluate(left, scope);
  for (let node = spine.pop(); node !== undefined; node = spine.pop()) {
    const right = evaluate(node.right, scope);
    doubtOperands(node, [value, right], scope);
    value = binaryOperation(node.operator, value, right);
  }
  return value;
}

function doubtOperands({ operator }: BinaryExpression, operands: readonly Value[], scope: Scope): void {
  if (scope.doubt === undefined || operator === '==' || operator === '!=') return;
  const type = operator === '&&' || operator === '||' ? BOOL : NUMBER;
  for (const operand of operands) doubtOperand(scope, operand, type);
}

function evaluateConditional(expression: ConditionalExpression, scope: Scope): Value {
  const condition = evaluate(expression.condition, scope);
  const whenTrue = evaluate(expression.whenTrue, scope);
  const whenFalse = evaluate(expression.whenFalse, scope);
  doubtOperand(scope, condition, BOOL);
  const fault = branchesFault({ whenTrue, whenFalse }, placeOf(scope.file, expression));
  if (fault !== undefined) return withMarksOf(fault, [condition]);
  if (hasUntyped(whenTrue) || hasUntyped(whenFalse)) doubtBranches(scope, whenTrue, whenFalse);
  return overChoices([condition], ([given]) => {
    const test = given.kind === 'null' ? undefined : convert(given, BOOL);
    if (test === undefined || 'error' in test) {
      const type = unify([typeOf(whenTrue), typeOf(whenFalse)]);
      const text = 'the condition is not true or false';
      const failure = failed({ kind: 'expression', text, place: placeOf(scope.file, expression.condition) });
      return type === undefined || type.kind === 'dynamic' ? failure : { ...failure, type };
    }
    const pick = (outcome: boolean): Value =>
      withMarksOf(branch(outcome ? [whenTrue, whenFalse] : [whenFalse, whenTrue]), [test.value]);
    if (test.value.kind === 'bool') return pick(test.value.value);
    const branches = { whenTrue: pick(true), whenFalse: pick(false) };
    const input = handedOn(expression, { scope, test: test.value, ...branches });
    return input ?? undecided({ condition: expression.condition, scope, test: test.value, ...branches });
  });
}

interface Undecided {
  readonly condition: Expression;
  readonly scope: Scope;
  /** The value of the condition, which is not known. */
  readonly test: Value;
  readonly whenTrue: Value;
  readonly whenFalse: Value;
}

function undecided({ condition: expression, scope, test, whenTrue, whenFalse }: Undecided): Value {
  if (scope.module.moment === 'validate' || (test.kind === 'unknown' && test.failed)) {
    const type = unify([typeOf(whenTrue), typeOf(whenFalse)]);
    return computed(unknownFrom([test, whenTrue, whenFalse], type && type.kind !== 'dynamic' ? { type } : {}));
  }
  const { condition, negated } = conditionOf(expression, scope);
  const options = [true, false].map((outcome, at) => {
    const value = outcome !== negated ? whenTrue : whenFalse;
    // A branch that hangs on the same condition is decided with it.
    const settled = value.kind === 'choice' ? assumeOutcome(value, condition.id, at) : value;
    return { assumption: assumption(condition, outcome), value: settled };
  });
  return withMarksOf(choose({ condition, options, written: true }), [test]);
}

/** The input that a conditional hands on, or null where there is none; `undefined` when it chooses between two values. */
function handedOn(
  expression: ConditionalExpression,
  { scope, test, whenTrue, whenFalse }: Omit<Undecided, 'condition'>,
): Value | undefined {
  if (scope.module.moment === 'validate') return undefined;
  const given = whenFalse.kind === 'null' ? whenTrue : whenFalse;
  if (given !== whenTrue && whenTrue.kind !== 'null') return undefined;
  const read = given === whenTrue ? expression.whenTrue : expression.whenFalse;
  const ofResource = 'is' in given && given.is !== undefined && given.is.subject !== 'variable';
  if ((given.kind !== 'unknown' && given.kind !== 'tuple') || ofResource) return undefined;
  const { condition } = conditionOf(expression.condition, scope);
  if (!handsOn(read, { condition: condition.text, file: scope.file })) return undefined;
  if (given.kind !== 'unknown') return unknownFrom([test, given]);
  const { notNull: _, ...perhaps } = given;
  return withMarksOf(perhaps, [test]);
}

/** The chosen branch, converted to the type that both branches have in common. */
function branch([chosen, other]: readonly [Value, Value]): Value {
  return overChoices([chosen], ([value]) => {
    // A bare null takes the type of the other branch, and asks nothing of it.
    if (isBareNull(other)) return value;
    const type = isBareNull(value) ? typeOf(other) : unify([typeOf(value), typeOf(other)]);
    if (type !== undefined) {
      const result = convert(value, type);
      if ('value' in result) return result.value;
    }
    if (hasUntyped(value) || hasUntyped(other)) return value;
    return failed({ kind: 'expression', text: 'the branches of the conditional have different types' });
  });
}

function isBareNull(value: Value): boolean {
  return value.kind === 'null' && value.type === undefined;
}

/** A text and what is unknown of a resource fit together in all that people write. */
function doubtBranches(scope: Scope, ...branches: readonly Value[]): void {
  const isPlain = (value: Value): boolean =>
    value.kind === 'string' || value.kind === 'null' || (value.kind === 'unknown' && value.is?.type !== undefined);
  if (!branches.every(isPlain)) for (const value of branches) doubtValue(scope, value);
}

/** Whether Terraform may know a type that we do not: of an unknown, or of a choice. */
function hasUntyped(value: Value): boolean {
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
      return false;
    case 'unknown':
      return value.type === undefined || hasDynamic(value.type);
    case 'choice':
      return true;
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.some(hasUntyped);
    case 'map':
    case 'object':
      return [...value.entries.values()].some(hasUntyped);
  }
}

function evaluateSplat(expression: SplatExpression, scope: Scope): Value {
  const source = evaluate(expression.object, scope);
  return overChoices([source], ([value]) => {
    if (value.kind === 'unknown') {
      const single = value.is !== undefined && isSingleResource(value, scope);
      if (single) return tuple([evaluateItem(expression, value, scope)]);
      return splatOfUnknown(expression, value, scope);
    }
    const walked = splatElements(value);
    if (walked === undefined) return unknownFrom([value]);
    return withMarksOf(
      sequence(
        walked.kind,
        walked.elements.map((element) => evaluateItem(expression, element, scope)),
      ),
      [value],
    );
  });
}

function evaluateItem(expression: SplatExpression, value: Value, scope: Scope): Value {
  const bindings = { name: SPLAT_ITEM, value, iteration: '*', outer: scope.bindings };
  return evaluate(expression.each, { ...scope, bindings });
}

/** A splat over something of unknown length still knows whose attribute its elements are. */
function splatOfUnknown(expression: SplatExpression, value: UnknownValue, scope: Scope): Value {
  const { type, is, length: _length, ...rest } = value;
  const element = type && elementType(type);
  const each = { ...rest, ...(element && { type: element }), ...(is && { is: { ...is, splat: true as const } }) };
  const item = evaluateItem(expression, each, scope);
  if (item.kind !== 'unknown') return computed(unknownFrom([value]));
  const { type: _itemType, notNull: _notNull, ...splat } = item;
  const isCounted = type?.kind === 'list' || type?.kind === 'set';
  return {
    ...splat,
    notNull: true,
    ...(isCounted && value.length && { length: value.length }),
    ...(item.is && { references: [item.is] }),
  };
}

/** What a splat over something of this type walks over: its elements, or the thing itself. */
function elementType(type: Type): Type | undefined {
  switch (type.kind) {
    case 'list':
    case 'set':
      return type.element;
    case 'string':
    case 'number':
    case 'bool':
    case 'map':
    case 'object':
      return type;
    case 'tuple':
    case 'dynamic':
      return undefined;
  }
}

function isSingleResource({ is }: UnknownValue, { module }: Scope): boolean {
  if (is === undefined || is.attribute.length > 0) return false;
  if (is.subject !== 'managed' && is.subject !== 'data') return false;
  if (is.key !== undefined || is.unknownKey) return true;
  const owner = module.at(is.module);
  const declaration = owner?.resource(`${is.subject === 'data' ? 'data.' : ''}${is.type}.${is.name}`);
  return declaration !== undefined && owner?.repetition(declaration).kind === 'none';
}

function evaluateCall(expression: CallExpression, scope: Scope): Value {
  const place = placeOf(scope.file, expression);
  const form = specialForm(expression.name);
  if (form !== undefined && scope.module.functions !== undefined) return evaluateSpecialForm(form, expression, scope);
  const args = expression.arguments.map((argument) => evaluate(argument, scope));
  doubtArguments(scope, expression.name, args);
  if (!expression.expandFinal) {
    return lookUpByFunction(expression, args, scope) ?? callFunction({ name: expression.name, args, place, scope });
  }
  return overChoices([args.at(-1) ?? NULL], ([last]) => {
    const expanded = last.kind === 'map' || last.kind === 'object' ? undefined : iterate(last);
    const leading = args.slice(0, -1);
    if (expanded === undefined) return computed(unknownFrom([...leading, last]));
    const all = [...leading, ...expanded.map(([, value]) => value)];
    return callFunction({ name: expression.name, args: all, place, scope });
  });
}

/** `lookup` with a key that is not known. */
function lookUpByFunction({ name, arguments: written }: CallExpression, args: readonly Value[], scope: Scope) {
  const [collection, key, fallback] = args;
  const [, keyExpression] = written;
  const isLookup = name === 'lookup' && (collection?.kind === 'map' || collection?.kind === 'object');
  if (!isLookup || key === undefined || keyExpression === undefined || args.length > 3) return undefined;
  return lookUpUnknown({ collection, key, keyExpression, scope, ...(fallback && { fallback }) });
}

function evaluateSpecialForm(form: 'try' | 'can', expression: CallExpression, scope: Scope): Value {
  const doubts: Doubt[] = [];
  const attempts = expression.arguments.map((argument) => () => {
    const doubt: Doubt = { raised: false };
    doubts.push(doubt);
    const value = evaluate(argument, { ...scope, doubt });
    return { value, mayFail: doubt.raised };
  });
  const result = callSpecialForm(form, attempts, placeOf(scope.file, expression));
  if (form === 'try' && scope.doubt !== undefined && doubts.every(({ raised }) => raised)) scope.doubt.raised = true;
  return result;
}

function evaluateObject(expression: ObjectExpression, scope: Scope): Value {
  const keys = expression.items.map((item) => keyOf(item, scope));
  const values = expression.items.map((item) => evaluate(item.value, scope));
  for (const key of keys) doubtOperand(scope, key, STRING);
  return overChoices(keys, (chosen) => {
    const entries = new Map<string, Value>();
    for (const [at, given] of chosen.entries()) {
      const key = given.kind === 'null' ? undefined : convert(given, STRING);
      if (key === undefined || 'error' in key)
        return failed({ kind: 'expression', text: 'a key of the object is not a string' });
      if (key.value.kind !== 'string') return computed(unknownFrom([...chosen, ...values]));
      entries.set(key.value.value, values[at] ?? NULL);
    }
    return withMarksOf(object(entries), chosen);
  });
}

/** A bare name is that name; in parentheses it is a reference. */
function keyOf({ key }: ObjectItem, scope: Scope): Value {
  if (key.kind === 'variable') return string(key.name);
  if (key.kind === 'null') return string('null');
  if (key.kind === 'get-attribute')
    return failed({ kind: 'expression', text: 'a reference as a key needs parentheses' });
  return evaluate(key, scope);
}

interface Round {
  readonly key: Value;
  readonly value: Value;
  readonly condition: Value;
}

function evaluateFor(expression: ForExpression, scope: Scope): Value {
  return overChoices([evaluate(expression.collection, scope)], ([collection]) => {
    const entries = iterate(collection);
    if (entries === undefined) return notIterable(collection, scope);
    const rounds = entries.map(([key, value], at): Round => {
      const inner = bindIteration({ node: expression, scope, at, key, value });
      return {
        key: expression.key === undefined ? NULL : evaluate(expression.key, inner),
        value: evaluate(expression.value, inner),
        condition: expression.condition === undefined ? bool(true) : evaluate(expression.condition, inner),
      };
    });
    for (const { key, condition } of rounds) {
      doubtOperand(scope, key, STRING);
      doubtOperand(scope, condition, BOOL);
    }
    const decisions = rounds.flatMap((round) => [round.condition, round.key]);
    const result = overChoices(decisions, (decided) => {
      const settled = rounds.map((round, at) => ({
        ...round,
        condition: decided[2 * at] ?? round.condition,
        key: decided[2 * at + 1] ?? round.key,
      }));
      return expression.key === undefined ? collectTuple(settled) : collectObject(settled, expression.grouping);
    });
    return withMarksOf(result, [collection]);
  });
}

function notIterable(collection: Value, scope: Scope): Value {
  doubtValue(scope, collection);
  if (collection.kind === 'unknown' || 'open' in collection) return computed(unknownFrom([collection]));
  return failed({ kind: 'expression', text: `a ${collection.kind} cannot be iterated` });
}

interface Iteration {
  readonly node: ForExpression | TemplateFor;
  readonly scope: Scope;
  readonly at: number;
  readonly key: Value;
  readonly value: Value;
}

function bindIteration({ node, scope, at, key, value }: Iteration): Scope {
  const iteration = `${node.start}#${at}`;
  const { keyName, valueName } = node;
  const outer =
    keyName === undefined ? scope.bindings : { name: keyName, value: key, iteration, outer: scope.bindings };
  return { ...scope, bindings: { name: valueName, value, iteration, outer } };
}

/** The rounds whose condition holds; an unknown where one does not say. */
function kept(rounds: readonly Round[]): readonly Round[] | UnknownValue {
  const result: Round[] = [];
  for (const round of rounds) {
    const test = round.condition.kind === 'null' ? undefined : convert(round.condition, BOOL);
    if (test === undefined || 'error' in test)
      return failed({ kind: 'expression', text: 'the condition of the for expression is not true or false' });
    if (test.value.kind !== 'bool')
      return computed(unknownFrom(rounds.flatMap((each) => [each.condition, each.value])));
    if (test.value.value) result.push(round);
  }
  return result;
}

function collectTuple(rounds: readonly Round[]): Value {
  const chosen = kept(rounds);
  if ('kind' in chosen) return chosen;
  return withMarksOf(
    tuple(chosen.map((round) => round.value)),
    rounds.map((round) => round.condition),
  );
}

function collectObject(rounds: readonly Round[], grouping: boolean): Value {
  const chosen = kept(rounds);
  if ('kind' in chosen) return chosen;
  const groups = new Map<string, Value[]>();
  let twice: string | undefined;
  for (const round of chosen) {
    const key = round.key.kind === 'null' ? undefined : convert(round.key, STRING);
    if (key === undefined || 'error' in key) {
      return failed({ kind: 'expression', text: 'a key of the for expression is not a string' });
    }
    if (key.value.kind !== 'string') return computed(unknownFrom(chosen.flatMap((each) => [each.key, each.value])));
    const group = groups.get(key.value.value);
    if (group === undefined) groups.set(key.value.value, [round.value]);
    else if (grouping) group.push(round.value);
    else twice = key.value.value;
  }
  const entries = [...groups].map(([key, values]) => [key, grouping ? tuple(values) : (values[0] ?? NULL)] as const);
  if (twice !== undefined) {
    const text = `the for expression gives two elements the key ${JSON.stringify(twice)}`;
    return { ...failed({ kind: 'expression', text }), type: typeOf(object(entries)) };
  }
  return withMarksOf(
    object(entries),
    rounds.flatMap((round) => [round.condition, round.key]),
  );
}

function templateValues(parts: readonly TemplatePart[], scope: Scope): readonly Value[] {
  return parts.map((part) => templateValue(part, scope));
}

function templateValue(part: TemplatePart, scope: Scope): Value {
  switch (part.kind) {
    case 'literal':
      return string(part.value);
    case 'interpolation': {
      const value = evaluate(part.expression, scope);
      doubtOperand(scope, value, STRING);
      return value;
    }
    case 'if':
      return templateIf(part, scope);
    case 'for':
      return templateFor(part, scope);
  }
}

function templateIf(part: TemplateIf, scope: Scope): Value {
  const whenTrue = joinTemplate(templateValues(part.whenTrue, scope));
  const whenFalse = joinTemplate(templateValues(part.whenFalse ?? [], scope));
  return overChoices([evaluate(part.condition, scope)], ([given]) => {
    const test = given.kind === 'null' ? undefined : convert(given, BOOL);
    if (test === undefined || 'error' in test)
      return failed({ kind: 'expression', text: 'the condition of the template is not true or false' });
    if (test.value.kind === 'bool') return withMarksOf(test.value.value ? whenTrue : whenFalse, [test.value]);
    return undecided({ condition: part.condition, scope, test: test.value, whenTrue, whenFalse });
  });
}

function templateFor(part: TemplateFor, scope: Scope): Value {
  return overChoices([evaluate(part.collection, scope)], ([collection]) => {
    const entries = iterate(collection);
    if (entries === undefined) return notIterable(collection, scope);
    const texts = entries.map(([key, value], at) =>
      joinTemplate(templateValues(part.body, bindIteration({ node: part, scope, at, key, value }))),
    );
    return withMarksOf(joinTemplate(texts), [collection]);
  });
}

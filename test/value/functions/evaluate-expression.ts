/** Expressions without names, evaluated with nothing but the functions: what the tests of functions need. */
import type { Expression, TemplatePart } from '../../../src/hcl/ast.ts';
import { parseExpression } from '../../../src/hcl/expression-parser.ts';
import { parseTemplate } from '../../../src/hcl/template-parser.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { attributeOfValue, elementOfValue, iterate } from '../../../src/value/access.ts';
import { bool, failed, NULL, object, string, tuple, unknown } from '../../../src/value/construct.ts';
import { convert } from '../../../src/value/convert.ts';
import { parseNumber } from '../../../src/value/decimal.ts';
import { describeCallError } from '../../../src/value/functions/call.ts';
import { evaluateCan, evaluateTry, hasFailed } from '../../../src/value/functions/failure.ts';
import { type FunctionHost, isCallError } from '../../../src/value/functions/signature.ts';
import { callFunction } from '../../../src/value/functions/table.ts';
import { binaryOperation, unaryOperation } from '../../../src/value/operators.ts';
import { joinTemplate } from '../../../src/value/template.ts';
import { BOOL, STRING } from '../../../src/value/type.ts';
import { typeOf, unify } from '../../../src/value/unify.ts';
import type { Value } from '../../../src/value/value.ts';

/** The value; failed where Terraform would report an error. */
export function evaluateText(text: string, host: FunctionHost): Value {
  const { expression, diagnostics } = parseExpression(new SourceFile('test', text));
  const [problem] = diagnostics;
  if (problem !== undefined) return failed({ kind: 'syntax', text: problem.detail });
  return evaluate(expression, { host, names: new Map() });
}

/** A host that renders templates. */
export function hostWithTemplates(host: Omit<FunctionHost, 'renderTemplate'>): FunctionHost {
  return {
    ...host,
    renderTemplate: ({ text, variables }, inner) => {
      const { template, diagnostics } = parseTemplate(new SourceFile('template', text));
      const [problem] = diagnostics;
      if (problem !== undefined) return { error: problem.detail };
      return evaluate(template, { host: inner, names: variables });
    },
  };
}

interface Scope {
  readonly host: FunctionHost;
  readonly names: ReadonlyMap<string, Value>;
}

function evaluate(expression: Expression, scope: Scope): Value {
  const value = evaluateNode(expression, scope);
  return hasFailed(value) && value.kind !== 'unknown' ? failed({ kind: 'expression', text: reasonOf(value) }) : value;
}

function reasonOf(value: Value): string {
  if (value.kind === 'unknown') return value.reasons.map((reason) => reason.text).join('; ');
  const inner = 'elements' in value ? value.elements : 'entries' in value ? [...value.entries.values()] : [];
  return inner.map(reasonOf).filter(Boolean).join('; ');
}

function evaluateNode(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
      return parseNumber(expression.text) ?? unknown();
    case 'bool':
      return bool(expression.value);
    case 'null':
      return NULL;
    case 'template':
      if (expression.literal !== undefined) return string(expression.literal);
      if (expression.wrapped !== undefined) return evaluate(expression.wrapped, scope);
      return joinTemplate(expression.parts.map((part) => evaluatePart(part, scope)));
    case 'parentheses':
      return evaluate(expression.inner, scope);
    case 'variable':
      return scope.names.get(expression.name) ?? failed({ kind: 'undeclared', text: expression.name });
    case 'get-attribute':
      return attributeOfValue(evaluate(expression.object, scope), expression.name);
    case 'index':
      return elementOfValue(evaluate(expression.object, scope), evaluate(expression.key, scope));
    case 'call':
      return evaluateCall(expression, scope);
    case 'unary':
      return unaryOperation(expression.operator, evaluate(expression.operand, scope));
    case 'binary':
      return binaryOperation(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope));
    case 'conditional': {
      const condition = convert(evaluate(expression.condition, scope), BOOL);
      if (!('value' in condition) || condition.value.kind !== 'bool') return unknown();
      const branches = [evaluate(expression.whenTrue, scope), evaluate(expression.whenFalse, scope)];
      const chosen = branches[condition.value.value ? 0 : 1] ?? NULL;
      const type = unify(branches.map(typeOf));
      const converted = type && convert(chosen, type);
      return converted !== undefined && 'value' in converted
        ? converted.value
        : failed({ kind: 'expression', text: 'types' });
    }
    case 'for':
      return evaluateFor(expression, scope);
    case 'tuple':
      return tuple(expression.elements.map((element) => evaluate(element, scope)));
    case 'object':
      return object(expression.items.map((item) => [keyText(item.key, scope), evaluate(item.value, scope)]));
    case 'splat':
    case 'splat-item':
    case 'invalid':
      return unknown();
  }
}

function evaluateFor(expression: Expression & { readonly kind: 'for' }, scope: Scope): Value {
  const elements: Value[] = [];
  for (const [key, value] of iterate(evaluate(expression.collection, scope)) ?? []) {
    const names = new Map(scope.names).set(expression.valueName, value);
    if (expression.keyName !== undefined) names.set(expression.keyName, key);
    elements.push(evaluate(expression.value, { ...scope, names }));
  }
  return tuple(elements);
}

function keyText(key: Expression, scope: Scope): string {
  if (key.kind === 'variable') return key.name;
  const converted = convert(evaluate(key, scope), STRING);
  return 'value' in converted && converted.value.kind === 'string' ? converted.value.value : '';
}

function evaluatePart(part: TemplatePart, scope: Scope): Value {
  if (part.kind === 'literal') return string(part.value);
  return part.kind === 'interpolation' ? evaluate(part.expression, scope) : unknown();
}

function evaluateCall(expression: Expression & { readonly kind: 'call' }, scope: Scope): Value {
  const attempts = expression.arguments.map((argument) => () => ({ value: evaluate(argument, scope), mayFail: false }));
  if (expression.name === 'try' || expression.name === 'core::try') return resultOf('try', evaluateTry(attempts));
  const [first] = attempts;
  if (expression.name === 'can' && first !== undefined) return resultOf('can', evaluateCan(first));
  const args = attempts.map((attempt) => attempt().value);
  const failure = args.find(hasFailed);
  if (failure !== undefined) return failure;
  const last = expression.expandFinal ? args.pop() : undefined;
  if (last !== undefined) args.push(...(iterate(last) ?? []).map(([, value]) => value));
  return resultOf(expression.name, callFunction(expression.name, args, scope.host));
}

function resultOf(name: string, result: ReturnType<typeof callFunction>): Value {
  return isCallError(result) ? failed({ kind: 'function', text: describeCallError(name, result) }) : result;
}

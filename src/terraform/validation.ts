/** The `validation` blocks of variables: which values they refuse, and which ones are left when the value is not known. */
import type { Expression } from '../hcl/ast.ts';
import { traversal } from '../hcl/traversal.ts';
import { someExpression } from '../hcl/walk.ts';
import { choose } from '../value/choice.ts';
import { convert } from '../value/convert.ts';
import { numberText } from '../value/decimal.ts';
import { equals, isFullyKnown } from '../value/equality.ts';
import { withMarksOf } from '../value/marks.ts';
import { BOOL } from '../value/type.ts';
import type { UnknownValue, Value } from '../value/value.ts';
import { readParts, type SourcedAttribute } from './body.ts';
import type { ConfigurationDiagnostic } from './configuration.ts';
import { evaluate } from './evaluate.ts';
import type { Declaration } from './module.ts';
import { placeOf, type Scope } from './scope.ts';

/** More values than these are not told apart. */
const MOST_VALUES = 16;

type ScopeIn = (file: Scope['file']) => Scope;

interface Validation {
  readonly condition: SourcedAttribute;
  readonly message: SourcedAttribute | undefined;
}

function validationsOf(declaration: Declaration): readonly Validation[] {
  const { blocks } = readParts(declaration.parts, { validation: 0 });
  return blocks.flatMap(({ file, block }) => {
    if (block.type !== 'validation') return [];
    const { attributes } = readParts([{ file, block }], {});
    const find = (name: string) => attributes.find(({ attribute }) => attribute.name === name);
    const condition = find('condition');
    return condition === undefined ? [] : [{ condition, message: find('error_message') }];
  });
}

/** What is known of a variable without value by what its validations allow. */
export function narrowed(value: UnknownValue, declaration: Declaration, scopeIn: ScopeIn): Value {
  let allowed: readonly Value[] | undefined;
  for (const { condition } of validationsOf(declaration)) {
    const search = { name: declaration.name, scope: scopeIn(condition.file) };
    allowed = both(allowed, allowedBy(condition.attribute.expression, search));
  }
  if (allowed === undefined || allowed.length === 0 || allowed.length > MOST_VALUES) return value;
  if (!allowed.every((each) => primitiveText(each) !== undefined)) return value;
  const options = allowed.flatMap((each) => {
    const converted = value.type === undefined ? { value: each } : convert(each, value.type);
    if ('error' in converted) return [];
    const assumption = `var.${declaration.name} == ${primitiveText(each)}`;
    return [{ assumption, value: withMarksOf(converted.value, [value]) }];
  });
  const path = scopeIn(declaration.place.file).module.path;
  const condition = {
    id: [...path, 'variable', declaration.name].join('\u0000'),
    text: `var.${declaration.name}`,
    place: declaration.place,
  };
  return options.length === 0 ? value : withMarksOf(choose({ condition, options, written: true }), [value]);
}

interface Search {
  readonly name: string;
  readonly scope: Scope;
}

/** The values for which a condition may hold; `undefined` when there is no saying. */
function allowedBy(expression: Expression, search: Search): readonly Value[] | undefined {
  switch (expression.kind) {
    case 'parentheses':
      return allowedBy(expression.inner, search);
    case 'template':
      return expression.wrapped && allowedBy(expression.wrapped, search);
    case 'call': {
      const [list, element, ...more] = expression.arguments;
      if (expression.name === 'contains' && list && element && more.length === 0 && !expression.expandFinal) {
        return isVariable(element, search) ? elementsOf(list, search) : undefined;
      }
      return undefined;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '||') return either(allowedBy(left, search), allowedBy(right, search));
      if (operator === '&&') return both(allowedBy(left, search), allowedBy(right, search));
      if (operator !== '==') return undefined;
      if (isVariable(left, search)) return constant(right, search);
      return isVariable(right, search) ? constant(left, search) : undefined;
    }
    case 'number':
    case 'bool':
    case 'null':
    case 'variable':
    case 'get-attribute':
    case 'index':
    case 'splat':
    case 'splat-item':
    case 'unary':
    case 'conditional':
    case 'for':
    case 'tuple':
    case 'object':
    case 'invalid':
      return undefined;
  }
}

function isVariable(expression: Expression, { name }: Search): boolean {
  const path = traversal(expression);
  const [step, ...more] = path?.steps ?? [];
  return path?.root.name === 'var' && step?.kind === 'attribute' && step.name === name && more.length === 0;
}

function constant(expression: Expression, search: Search): readonly Value[] | undefined {
  if (mentions(expression, search)) return undefined;
  const value = evaluate(expression, search.scope);
  return isFullyKnown(value) ? [value] : undefined;
}

function elementsOf(expression: Expression, search: Search): readonly Value[] | undefined {
  if (mentions(expression, search)) return undefined;
  const value = evaluate(expression, search.scope);
  return 'elements' in value && isFullyKnown(value) ? value.elements : undefined;
}

/** Whether evaluating the expression would come back to the variable. */
function mentions(expression: Expression, search: Search): boolean {
  return someExpression(expression, (node) => isVariable(node, search));
}

function either(a: readonly Value[] | undefined, b: readonly Value[] | undefined): readonly Value[] | undefined {
  if (a === undefined || b === undefined) return undefined;
  return distinct([...a, ...b]);
}

function both(a: readonly Value[] | undefined, b: readonly Value[] | undefined): readonly Value[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.filter((value) => b.some((other) => equals(value, other) !== false));
}

function distinct(values: readonly Value[]): readonly Value[] {
  return values.filter((value, at) => values.findIndex((other) => equals(value, other) === true) === at);
}

function primitiveText(value: Value): string | undefined {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'number':
      return numberText(value);
    case 'string':
      return JSON.stringify(value.value);
    case 'list':
    case 'set':
    case 'tuple':
    case 'map':
    case 'object':
    case 'unknown':
    case 'choice':
      return undefined;
  }
}

export interface Checked {
  readonly declaration: Declaration;
  readonly value: Value;
  readonly scopeIn: ScopeIn;
}

/** The validations that the value of a variable fails for certain; the variable has that value already in the scope. */
export function refusals({ declaration, value, scopeIn }: Checked): readonly ConfigurationDiagnostic[] {
  if (value.kind === 'unknown' || value.kind === 'choice') return [];
  return validationsOf(declaration).flatMap(({ condition, message }) => {
    const result = evaluate(condition.attribute.expression, scopeIn(condition.file));
    const test = result.kind === 'null' ? undefined : convert(result, BOOL);
    if (test === undefined || 'error' in test || test.value.kind !== 'bool' || test.value.value) return [];
    const text = message && evaluate(message.attribute.expression, scopeIn(message.file));
    const says = text?.kind === 'string' && text.sensitive !== true ? `: ${text.value.trim()}` : '';
    const shown = value.sensitive === true ? undefined : primitiveText(value);
    const given = shown === undefined ? '' : ` ${shown}`;
    return [
      {
        rule: 'failed-variable-validation',
        late: true,
        message: `the value${given} of var.${declaration.name} fails its validation${says}`,
        place: value.origin?.place ?? declaration.place,
        related: [
          { message: 'the condition that it fails', place: placeOf(condition.file, condition.attribute.expression) },
        ],
      },
    ];
  });
}

/** Type constraints as variables write them: `list(object({ name = string, size = optional(number, 3) }))`. */
import type { Expression, ObjectExpression } from '../hcl/ast.ts';
import { parseExpression } from '../hcl/expression-parser.ts';
import { SourceFile } from '../text/source-file.ts';
import { convert } from '../value/convert.ts';
import { BOOL, DYNAMIC, NUMBER, type ObjectAttributeType, STRING, type Type } from '../value/type.ts';
import { evaluate } from './evaluate.ts';
import type { Scope } from './scope.ts';

const KEYWORDS: Readonly<Record<string, Type>> = {
  string: STRING,
  number: NUMBER,
  bool: BOOL,
  any: DYNAMIC,
  list: { kind: 'list', element: DYNAMIC },
  set: { kind: 'set', element: DYNAMIC },
  map: { kind: 'map', element: DYNAMIC },
};

/** The type that an expression names; `undefined` when it names none. */
export function readType(expression: Expression, scope: Scope): Type | undefined {
  switch (expression.kind) {
    case 'variable':
      return keyword(expression.name);
    case 'template':
      return expression.literal === undefined ? undefined : readTypeText(expression.literal, scope);
    case 'parentheses':
      return readType(expression.inner, scope);
    case 'call':
      return readConstructor(expression, scope);
    case 'number':
    case 'bool':
    case 'null':
    case 'get-attribute':
    case 'index':
    case 'splat':
    case 'splat-item':
    case 'unary':
    case 'binary':
    case 'conditional':
    case 'for':
    case 'tuple':
    case 'object':
    case 'invalid':
      return undefined;
  }
}

/** JSON syntax writes the type constraint in a string. */
function readTypeText(text: string, scope: Scope): Type | undefined {
  const known = keyword(text.trim());
  if (known !== undefined) return known;
  const file = new SourceFile(scope.file.filename, text);
  const { expression, diagnostics } = parseExpression(file);
  return diagnostics.length > 0 || expression.kind === 'template'
    ? undefined
    : readType(expression, { ...scope, file });
}

function keyword(name: string): Type | undefined {
  return Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : undefined;
}

function readConstructor(call: Expression & { readonly kind: 'call' }, scope: Scope): Type | undefined {
  const [argument, ...more] = call.arguments;
  if (argument === undefined || more.length > 0) return undefined;
  switch (call.name) {
    case 'list':
    case 'set':
    case 'map': {
      const element = readType(argument, scope);
      return element && { kind: call.name, element };
    }
    case 'tuple': {
      if (argument.kind !== 'tuple') return undefined;
      const elements = argument.elements.map((element) => readType(element, scope));
      return elements.includes(undefined) ? undefined : { kind: 'tuple', elements: elements as Type[] };
    }
    case 'object':
      return argument.kind === 'object' ? readObject(argument, scope) : undefined;
    default:
      return undefined;
  }
}

function readObject(expression: ObjectExpression, scope: Scope): Type | undefined {
  const attributes: [string, ObjectAttributeType][] = [];
  for (const item of expression.items) {
    const name =
      item.key.kind === 'variable' ? item.key.name : item.key.kind === 'template' ? item.key.literal : undefined;
    const attribute = readAttribute(item.value, scope);
    if (name === undefined || attribute === undefined) return undefined;
    attributes.push([name, attribute]);
  }
  return { kind: 'object', attributes: Object.fromEntries(attributes) };
}

function readAttribute(expression: Expression, scope: Scope): ObjectAttributeType | undefined {
  if (expression.kind !== 'call' || expression.name !== 'optional') {
    const type = readType(expression, scope);
    return type && { type };
  }
  const [typeArgument, defaultArgument, ...more] = expression.arguments;
  const type = typeArgument && readType(typeArgument, scope);
  if (type === undefined || more.length > 0) return undefined;
  if (defaultArgument === undefined) return { type, optional: true };
  const converted = convert(evaluate(defaultArgument, scope), type);
  return 'value' in converted ? { type, optional: true, default: converted.value } : { type, optional: true };
}

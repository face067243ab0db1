/** Notes on a value, and on what it holds, where it was written: as precisely as the expression shows it. */
import type { Expression } from '../hcl/ast.ts';
import { literalKey } from '../hcl/traversal.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Origin, Value } from '../value/value.ts';
import { keySuffix } from './address.ts';
import { placeOf } from './scope.ts';

export interface Written {
  /** What carries the value from here, for example `var.workers`. */
  readonly name: string;
  /** For example `argument of module "worker"`. */
  readonly via: string;
  readonly file: SourceFile;
  readonly expression: Expression;
}

/** The value with origins at every depth; what had an origin keeps it as the one before. */
export function withOrigins(value: Value, written: Written): Value {
  const { name, via, file, expression } = written;
  const origin: Origin = { name, via, place: placeOf(file, expression), ...(value.origin && { from: value.origin }) };
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'unknown':
      return { ...value, origin };
    case 'choice': {
      const options = value.options.map((option) => ({ ...option, value: withOrigins(option.value, written) }));
      return { ...value, options, origin };
    }
    case 'list':
    case 'set':
    case 'tuple': {
      const elements = value.elements.map((element, at) =>
        withOrigins(element, { ...written, name: name + keySuffix(at), expression: elementOf(expression, at) }),
      );
      return { ...value, elements, origin };
    }
    case 'map':
    case 'object': {
      const entries = [...value.entries].map(
        ([key, entry]) =>
          [
            key,
            withOrigins(entry, { ...written, name: name + step(key), expression: entryOf(expression, key) }),
          ] as const,
      );
      return { ...value, entries: new Map(entries), origin };
    }
  }
}

function step(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : keySuffix(key);
}

function elementOf(expression: Expression, at: number): Expression {
  const written = unwrapped(expression);
  return (written.kind === 'tuple' ? written.elements[at] : undefined) ?? expression;
}

function entryOf(expression: Expression, key: string): Expression {
  const written = unwrapped(expression);
  const item = written.kind === 'object' ? written.items.findLast((one) => literalKey(one.key) === key) : undefined;
  return item?.value ?? expression;
}

function unwrapped(expression: Expression): Expression {
  return expression.kind === 'parentheses' ? unwrapped(expression.inner) : expression;
}

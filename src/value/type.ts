import type { Value } from './value.ts';

/** Terraform's type constraints. `dynamic` is `any`: the type is not known. */
export type Type =
  | { readonly kind: 'string' | 'number' | 'bool' | 'dynamic' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | { readonly kind: 'object'; readonly attributes: Readonly<Record<string, ObjectAttributeType>> };

export interface ObjectAttributeType {
  readonly type: Type;
  readonly optional?: true;
  /** What an optional attribute is when it is absent or null. */
  readonly default?: Value;
}

export const STRING: Type = { kind: 'string' };
export const NUMBER: Type = { kind: 'number' };
export const BOOL: Type = { kind: 'bool' };
export const DYNAMIC: Type = { kind: 'dynamic' };

export function isPrimitive(type: Type): boolean {
  return type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';
}

/** Whether two types are the same, optional markers aside. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'string':
    case 'number':
    case 'bool':
    case 'dynamic':
      return a.kind === b.kind;
    case 'list':
    case 'set':
    case 'map':
      return a.kind === b.kind && sameType(a.element, b.element);
    case 'tuple':
      return (
        b.kind === 'tuple' &&
        a.elements.length === b.elements.length &&
        a.elements.every((element, at) => sameType(element, b.elements[at] ?? DYNAMIC))
      );
    case 'object': {
      if (b.kind !== 'object') return false;
      const names = Object.keys(a.attributes);
      return (
        names.length === Object.keys(b.attributes).length &&
        names.every((name) => {
          const left = attributeOf(a, name);
          const right = attributeOf(b, name);
          return left !== undefined && right !== undefined && sameType(left.type, right.type);
        })
      );
    }
  }
}

/** An attribute of an object type; safe for names like `constructor`. */
export function attributeOf(type: Type & { readonly kind: 'object' }, name: string): ObjectAttributeType | undefined {
  return Object.hasOwn(type.attributes, name) ? type.attributes[name] : undefined;
}

/** Whether any part of the type is not known. */
export function hasDynamic(type: Type): boolean {
  switch (type.kind) {
    case 'string':
    case 'number':
    case 'bool':
      return false;
    case 'dynamic':
      return true;
    case 'list':
    case 'set':
    case 'map':
      return hasDynamic(type.element);
    case 'tuple':
      return type.elements.some(hasDynamic);
    case 'object':
      return Object.values(type.attributes).some((attribute) => hasDynamic(attribute.type));
  }
}

/** The type as Terraform's messages name it: `number`, `list of string`, `object`. */
export function describeType(type: Type): string {
  switch (type.kind) {
    case 'string':
    case 'number':
    case 'bool':
    case 'tuple':
    case 'object':
      return type.kind;
    case 'dynamic':
      return 'any type';
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind} of ${type.element.kind === 'dynamic' ? 'any single type' : describeType(type.element)}`;
  }
}

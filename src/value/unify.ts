/**
 * The common type of several values, as the branches of a conditional or the elements of `list(any)` need it: cty's
 * unification. An untyped unknown is `dynamic`, which gives way to every primitive and makes a structural type dynamic.
 */
import { attributeOf, DYNAMIC, STRING, sameType, type Type } from './type.ts';
import type { Value } from './value.ts';

/** The type of a value, as far as it is known. */
export function typeOf(value: Value): Type {
  switch (value.kind) {
    case 'null':
      return value.type ?? DYNAMIC;
    case 'bool':
    case 'number':
    case 'string':
      return { kind: value.kind };
    case 'unknown':
      return value.type ?? DYNAMIC;
    case 'choice':
    case 'tuple':
    case 'list':
    case 'set':
    case 'map':
    case 'object':
      return typeOfParts(value);
  }
}

const types = new WeakMap<Value, Type>();

/** Found once: loops ask for the type of one collection again and again. */
function typeOfParts(value: Compound): Type {
  const known = types.get(value);
  if (known !== undefined) return known;
  const type = computeType(value);
  types.set(value, type);
  return type;
}

type Compound = Extract<Value, { readonly kind: 'choice' | 'list' | 'set' | 'tuple' | 'map' | 'object' }>;

function computeType(value: Compound): Type {
  switch (value.kind) {
    case 'choice':
      return commonType(value.options.map((option) => typeOf(option.value)));
    case 'tuple':
      return value.open ? DYNAMIC : { kind: 'tuple', elements: value.elements.map(typeOf) };
    case 'list':
    case 'set':
      return { kind: value.kind, element: commonType(value.elements.map(typeOf)) };
    case 'map':
      return { kind: 'map', element: commonType([...value.entries.values()].map(typeOf)) };
    case 'object':
      return value.open
        ? DYNAMIC
        : {
            kind: 'object',
            attributes: Object.fromEntries([...value.entries].map(([name, entry]) => [name, { type: typeOf(entry) }])),
          };
  }
}

/** The one type of all elements; an untyped null does not count. */
function commonType(types: readonly Type[]): Type {
  const [first = DYNAMIC, ...rest] = types.filter((type) => type.kind !== 'dynamic');
  return rest.every((type) => sameType(type, first)) ? first : DYNAMIC;
}

/** The type that all types convert to; `undefined` when there is none. */
export function unify(types: readonly Type[]): Type | undefined {
  const [first, ...rest] = types;
  if (first === undefined) return DYNAMIC;
  if (rest.every((type) => sameType(type, first))) return first;
  const known = types.filter((type) => type.kind !== 'dynamic');
  const partlyDynamic = known.length < types.length;
  const only = (...kinds: readonly Type['kind'][]): boolean =>
    known.length > 0 && known.every((type) => kinds.includes(type.kind));
  const some = (kind: Type['kind']): boolean => known.some((type) => type.kind === kind);

  for (const kind of ['map', 'list', 'set'] as const) {
    if (!only(kind)) continue;
    return partlyDynamic
      ? DYNAMIC
      : collection(
          kind,
          known.map((type) => (type.kind === kind ? type.element : DYNAMIC)),
        );
  }
  if (some('map') && only('map', 'object')) return collectionOf('map', known);
  if (some('list') && only('list', 'tuple')) return collectionOf('list', known);
  if (only('object')) return partlyDynamic ? DYNAMIC : unifyObjects(known);
  if (only('tuple')) return partlyDynamic ? DYNAMIC : unifyTuples(known);
  return preferred(types);
}

function elementTypes(type: Type): readonly Type[] {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return [type.element];
    case 'tuple':
      return type.elements;
    case 'object':
      return Object.values(type.attributes).map((attribute) => attribute.type);
    case 'string':
    case 'number':
    case 'bool':
    case 'dynamic':
      return [];
  }
}

function collection(kind: 'list' | 'set' | 'map', elements: readonly Type[]): Type | undefined {
  const element = unify(elements);
  return element && { kind, element };
}

/** The collection that all the types become, if each of them can. */
function collectionOf(kind: 'list' | 'set' | 'map', types: readonly Type[]): Type | undefined {
  const result = collection(kind, types.flatMap(elementTypes));
  return result !== undefined && types.every((type) => conversionExists(type, result)) ? result : undefined;
}

/** Of the same names attribute by attribute, else as maps. */
function unifyObjects(types: readonly Type[]): Type | undefined {
  const objects = types.flatMap((type) => (type.kind === 'object' ? [type] : []));
  const names = Object.keys(objects[0]?.attributes ?? {});
  const alike = objects.every(
    (type) => Object.keys(type.attributes).length === names.length && names.every((name) => attributeOf(type, name)),
  );
  if (!alike) return collectionOf('map', types);
  const attributes: [string, { readonly type: Type }][] = [];
  for (const name of names) {
    const type = unify(objects.map((each) => attributeOf(each, name)?.type ?? DYNAMIC));
    if (type === undefined) return undefined;
    attributes.push([name, { type }]);
  }
  return { kind: 'object', attributes: Object.fromEntries(attributes) };
}

/** Of the same length element by element, else as lists. */
function unifyTuples(types: readonly Type[]): Type | undefined {
  const tuples = types.flatMap((type) => (type.kind === 'tuple' ? [type] : []));
  const length = tuples[0]?.elements.length ?? 0;
  if (!tuples.every((type) => type.elements.length === length)) return collectionOf('list', types);
  const elements: Type[] = [];
  for (let at = 0; at < length; at++) {
    const element = unify(tuples.map((type) => type.elements[at] ?? DYNAMIC));
    if (element === undefined) return undefined;
    elements.push(element);
  }
  return { kind: 'tuple', elements };
}

/** The most general type to which all others convert. */
function preferred(types: readonly Type[]): Type | undefined {
  return mostGeneralFirst(types).find((want) =>
    types.every((type) => sameType(type, want) || conversionExists(type, want)),
  );
}

/** Each type before those that it is more general than, otherwise in the order given: cty's topological sort. */
function mostGeneralFirst(types: readonly Type[]): readonly Type[] {
  const sorted: Type[] = [];
  const rest = types.map((type) => ({ type, above: types.filter((other) => isMoreGeneral(other, type)).length }));
  const queue = rest.filter(({ above }) => above === 0);
  for (const { type } of queue) {
    sorted.push(type);
    for (const below of rest) {
      if (!isMoreGeneral(type, below.type)) continue;
      below.above -= 1;
      if (below.above === 0) queue.push(below);
    }
  }
  return sorted;
}

function isMoreGeneral(a: Type, b: Type): boolean {
  switch (a.kind) {
    case 'dynamic':
      return false;
    case 'string':
      return b.kind === 'dynamic' || b.kind === 'number' || b.kind === 'bool';
    case 'number':
    case 'bool':
      return b.kind === 'dynamic';
    case 'list':
      if (b.kind === 'list') return isMoreGeneral(a.element, b.element);
      return b.kind === 'dynamic' || b.kind === 'tuple' || b.kind === 'set';
    case 'set':
      return b.kind === 'dynamic' || (b.kind === 'set' && isMoreGeneral(a.element, b.element));
    case 'map':
      if (b.kind === 'map') return isMoreGeneral(a.element, b.element);
      return b.kind === 'dynamic' || b.kind === 'object';
    case 'tuple':
    case 'object': {
      if (b.kind === 'set') return a.kind === 'tuple';
      if (b.kind !== a.kind) return b.kind === 'dynamic';
      const pairs = partPairs(a, b);
      return (
        pairs?.some(([left, right]) => isMoreGeneral(left, right)) === true &&
        !pairs.some(([left, right]) => isMoreGeneral(right, left))
      );
    }
  }
}

/** The types of the parts of two objects with the same names, or two tuples of the same length. */
function partPairs(a: Type, b: Type): readonly (readonly [Type, Type])[] | undefined {
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    if (a.elements.length !== b.elements.length) return undefined;
    return a.elements.map((element, at) => [element, b.elements[at] ?? DYNAMIC]);
  }
  if (a.kind !== 'object' || b.kind !== 'object') return undefined;
  const names = Object.keys(a.attributes);
  if (names.length !== Object.keys(b.attributes).length || !names.every((name) => attributeOf(b, name)))
    return undefined;
  return names.map((name) => [attributeOf(a, name)?.type ?? DYNAMIC, attributeOf(b, name)?.type ?? DYNAMIC]);
}

/** Whether some values of type `from` convert to `to`. */
export function conversionExists(from: Type, to: Type): boolean {
  if (from.kind === 'dynamic' || to.kind === 'dynamic') return true;
  switch (to.kind) {
    case 'string':
      return from.kind === 'string' || from.kind === 'number' || from.kind === 'bool';
    case 'number':
    case 'bool':
      return from.kind === to.kind || from.kind === STRING.kind;
    case 'list':
    case 'set':
      if (from.kind !== 'list' && from.kind !== 'set' && from.kind !== 'tuple') return false;
      return convertTogether(elementTypes(from), to.element);
    case 'map':
      if (from.kind !== 'map' && from.kind !== 'object') return false;
      return convertTogether(elementTypes(from), to.element);
    case 'tuple':
      if (from.kind !== 'tuple' || from.elements.length !== to.elements.length) return false;
      return from.elements.every((element, at) => conversionExists(element, to.elements[at] ?? DYNAMIC));
    case 'object':
      if (from.kind !== 'map' && from.kind !== 'object') return false;
      return Object.entries(to.attributes).every(([name, attribute]) => {
        if (from.kind === 'map') return conversionExists(from.element, attribute.type);
        const given = from.kind === 'object' ? attributeOf(from, name) : undefined;
        return given === undefined ? attribute.optional === true : conversionExists(given.type, attribute.type);
      });
  }
}

/** Whether elements of these types can be elements of one collection. `any` stands for a type that they agree on. */
function convertTogether(elements: readonly Type[], to: Type): boolean {
  if (to.kind !== 'dynamic') return elements.every((element) => conversionExists(element, to));
  const common = unify(elements);
  if (common === undefined) return false;
  return common.kind !== 'dynamic' || elements.every((element) => element.kind === 'dynamic');
}

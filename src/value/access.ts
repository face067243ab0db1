/** Taking values apart: attributes, indexes, splats, iteration. What is taken out of a marked collection carries its marks. */
import { overChoices } from './choice.ts';
import { failed, list, number, string, tuple, unknown } from './construct.ts';
import { convert } from './convert.ts';
import { numberText } from './decimal.ts';
import { computed, unknownFrom, withMarksOf } from './marks.ts';
import { sortedEntries } from './set.ts';
import { attributeOf, DYNAMIC, NUMBER, STRING, type Type } from './type.ts';
import { typeOf } from './unify.ts';
import type { Reference, UnknownValue, Value } from './value.ts';

/** `value.name` */
export function attributeOfValue(value: Value, name: string): Value {
  return overChoices([value], ([object]) => {
    switch (object.kind) {
      case 'null':
        return failed({ kind: 'expression', text: `${name} is read from a null value` });
      case 'map':
      case 'object': {
        const entry = object.entries.get(name);
        if (entry !== undefined) return withMarksOf(entry, [object]);
        if (object.open) return withMarksOf(unknown(), [object]);
        return failed({ kind: 'expression', text: `there is no attribute ${name} in the ${object.kind}` });
      }
      case 'unknown':
        return stepInto(object, name);
      case 'bool':
      case 'number':
      case 'string':
      case 'list':
      case 'set':
      case 'tuple':
        return failed({ kind: 'expression', text: `a ${object.kind} has no attribute ${name}` });
      case 'choice':
        return unknownFrom([object]);
    }
  });
}

/** `value[key]` */
export function elementOfValue(value: Value, key: Value): Value {
  return overChoices([value, key], ([object, index]) => withMarksOf(elementAt(object, index), [object, index]));
}

function elementAt(object: Value, index: Value): Value {
  switch (object.kind) {
    case 'null':
      return failed({ kind: 'expression', text: 'an element is read from a null value' });
    case 'bool':
    case 'number':
    case 'string':
    case 'set':
      return failed({ kind: 'expression', text: `a ${object.kind} has no indices` });
    case 'list':
    case 'tuple': {
      if (index.kind === 'unknown') return unknownElement(object, index);
      const position = convert(index, NUMBER);
      if ('error' in position || position.value.kind !== 'number')
        return failed({ kind: 'expression', text: 'the index is not a number' });
      const found = object.elements[position.value.value];
      if (found !== undefined) return found;
      if (object.open && Number.isInteger(position.value.value) && position.value.value >= 0) return unknown();
      return failed({
        kind: 'expression',
        text: `there is no element ${numberText(position.value)} in the ${object.kind}`,
      });
    }
    case 'map':
    case 'object': {
      if (index.kind === 'unknown') return unknownElement(object, index);
      const name = convert(index, STRING);
      if ('error' in name || name.value.kind !== 'string')
        return failed({ kind: 'expression', text: 'the key is not a string' });
      const found = object.entries.get(name.value.value);
      if (found !== undefined) return found;
      return object.open
        ? unknown()
        : failed({
            kind: 'expression',
            text: `there is no element ${JSON.stringify(name.value.value)} in the ${object.kind}`,
          });
    }
    case 'unknown': {
      if (index.kind === 'unknown') return computed(unknownFrom([object, index], { type: elementTypeOf(object.type) }));
      if (index.kind === 'number') return stepInto(object, index.value);
      if (index.kind === 'string') return stepInto(object, index.value);
      return unknownFrom([object]);
    }
    case 'choice':
      return unknownFrom([object]);
  }
}

/** An element of a known collection by an unknown key: something that has the common type of the elements. */
function unknownElement(object: Value, index: Value): UnknownValue {
  const type = typeOf(object);
  return unknownFrom([object, index], 'element' in type ? { type: type.element } : {});
}

function elementTypeOf(type: Type | undefined): Type {
  return type !== undefined && 'element' in type ? type.element : DYNAMIC;
}

/** One step below an unknown value: its identity goes along, and what its type says. */
function stepInto(object: UnknownValue, step: string | number): UnknownValue {
  const type = stepType(object.type, step);
  if (type === undefined)
    return failed(
      { kind: 'expression', text: `there is no ${JSON.stringify(step)} in the ${object.type?.kind ?? 'value'}` },
      object.references,
    );
  const { references, reasons, late, sensitive, failed: failure } = object;
  const is = object.is && stepReference(object.is, step);
  return {
    kind: 'unknown',
    references,
    reasons,
    ...(late && { late }),
    ...(sensitive && { sensitive }),
    ...(failure && { failed: failure }),
    ...(is && { is }),
    ...(type.kind !== 'dynamic' && { type }),
  };
}

/** Longer paths than this name nothing that anyone asks for. */
const LONGEST_PATH = 64;

function stepReference(reference: Reference, step: string | number): Reference | undefined {
  const { attribute, splat, ...one } = reference;
  if (attribute.length >= LONGEST_PATH) return undefined;
  // `x[*].name[0]` is the attribute of one instance.
  if (splat && attribute.length > 0 && typeof step === 'number') {
    return { ...one, attribute, ...(reference.unknownModuleKey !== true && { key: step }) };
  }
  return { ...reference, attribute: [...attribute, step] };
}

/** The type behind a step; `undefined` when the type has no such part. */
function stepType(type: Type | undefined, step: string | number): Type | undefined {
  if (type === undefined) return DYNAMIC;
  switch (type.kind) {
    case 'dynamic':
      return DYNAMIC;
    case 'string':
    case 'number':
    case 'bool':
    case 'set':
      return undefined;
    case 'list':
      return type.element;
    case 'map':
      return type.element;
    case 'tuple':
      return type.elements[Number(step)];
    case 'object':
      return attributeOf(type, String(step))?.type;
  }
}

/** What `[*]` and `.*` walk over: nothing for null, the elements of a list, set or tuple, else the value itself. `undefined` when that is not known. */
export function splatElements(
  value: Value,
): { readonly elements: readonly Value[]; readonly kind: 'list' | 'tuple' } | undefined {
  switch (value.kind) {
    case 'null':
      return { elements: [], kind: 'tuple' };
    case 'list':
    case 'set':
    case 'tuple':
      if (value.open) return undefined;
      return {
        elements: value.elements.map((element) => withMarksOf(element, [value])),
        kind: value.kind === 'tuple' ? 'tuple' : 'list',
      };
    case 'bool':
    case 'number':
    case 'string':
    case 'map':
    case 'object':
      return { elements: [value], kind: 'tuple' };
    case 'unknown':
    case 'choice':
      return undefined;
  }
}

/** Keys and values as `for` meets them, in Terraform's order; `undefined` when the value cannot be iterated or is not known. */
export function iterate(value: Value): readonly (readonly [Value, Value])[] | undefined {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      if (value.open) return undefined;
      return value.elements.map((element, at) => [withMarksOf(number(at), [value]), withMarksOf(element, [value])]);
    case 'set':
      if (value.open) return undefined;
      return value.elements.map((element) => [withMarksOf(element, [value]), withMarksOf(element, [value])]);
    case 'map':
    case 'object':
      if (value.open) return undefined;
      return sortedEntries(value.entries).map(([key, entry]) => [
        withMarksOf(string(key), [value]),
        withMarksOf(entry, [value]),
      ]);
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'unknown':
    case 'choice':
      return undefined;
  }
}

export function sequence(kind: 'list' | 'tuple', elements: readonly Value[]): Value {
  return kind === 'list' ? list(elements) : tuple(elements);
}

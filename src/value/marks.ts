/**
 * How marks travel. A value that passes whole keeps all of them; what is computed from values keeps `sensitive` and `late`
 * of each of them, and an unknown result keeps their references and reasons.
 */
import type { Type } from './type.ts';
import type { Marks, Reason, Reference, UnknownValue, Value } from './value.ts';

/** More would help nobody and make long chains of operations slow. */
const KEPT = 24;

/** `value` with `sensitive` and `late` of every source added; its own origin and identity stay. */
export function withMarksOf<T extends Value>(value: T, sources: readonly Marks[]): T {
  let sensitive = value.sensitive;
  let late = value.late;
  for (const source of sources) {
    sensitive ??= source.sensitive;
    late ??= source.late;
  }
  if (sensitive === value.sensitive && late === value.late) return value;
  return Object.assign({ ...value }, sensitive && { sensitive }, late && { late });
}

/** What a sensitive value holds is sensitive too: that of an element must be seen when the element is looked at alone. */
export function sensitiveInside(value: Value): Value {
  if (!value.sensitive) return value;
  const mark = (inner: Value): Value => sensitiveInside(inner.sensitive ? inner : { ...inner, sensitive: true });
  if ('elements' in value) return { ...value, elements: value.elements.map(mark) };
  if (value.kind === 'map' || value.kind === 'object')
    return { ...value, entries: new Map([...value.entries].map(([key, entry]) => [key, mark(entry)])) };
  return value;
}

/** `value` as something that was computed: without origin and identity. */
export function computed<T extends Value>(value: T): T {
  if (value.origin === undefined && value.is === undefined) return value;
  const { origin: _origin, is: _is, ...rest }: Value = value;
  return rest as T;
}

/** What is left to know of a value that is computed from `operands`, at least one of which is not known. */
export function unknownFrom(
  operands: readonly Value[],
  known: { readonly type?: Type; readonly notNull?: true } = {},
): UnknownValue {
  const result = mergeUnknowns(operands);
  return withMarksOf<UnknownValue>({ ...result, ...known }, operands);
}

function mergeUnknowns(operands: readonly Value[]): UnknownValue {
  const references: Reference[] = [];
  const reasons: Reason[] = [];
  const seen = new Set<string>();
  const failure = { seen: false };
  const visit = (value: Value): void => {
    switch (value.kind) {
      case 'unknown':
        failure.seen ||= value.failed === true;
        for (const reference of value.references) {
          if (references.length < KEPT && !references.includes(reference)) references.push(reference);
        }
        for (const reason of value.reasons) {
          if (reasons.length < KEPT && !seen.has(reason.text)) {
            seen.add(reason.text);
            reasons.push(reason);
          }
        }
        return;
      case 'choice':
        for (const option of value.options) visit(option.value);
        return;
      case 'list':
      case 'set':
      case 'tuple':
        for (const element of value.elements) visit(element);
        return;
      case 'map':
      case 'object':
        for (const element of value.entries.values()) visit(element);
        return;
      case 'null':
      case 'bool':
      case 'number':
      case 'string':
        return;
    }
  };
  for (const operand of operands) visit(operand);
  return { kind: 'unknown', references, reasons, ...(failure.seen && { failed: true as const }) };
}

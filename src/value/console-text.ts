/** Values and types as `terraform console` prints them. */

import { numberText } from './decimal.ts';
import { quoteText } from './quote.ts';
import { sortedEntries } from './set.ts';
import { attributeOf, describeType, STRING, type Type } from './type.ts';
import { typeOf } from './unify.ts';
import type { Value } from './value.ts';

/** The value over several lines, the later ones behind `indent` blanks. */
export function consoleText(value: Value, indent = 0): string {
  if (value.sensitive) return '(sensitive value)';
  switch (value.kind) {
    case 'null':
      return nullText(value.type);
    case 'bool':
      return String(value.value);
    case 'number':
      return numberText(value);
    case 'string':
      return value.value.includes('\n') ? heredoc(value.value, indent) : quoteText(value.value);
    case 'tuple':
      return sequenceText(value.elements, indent);
    case 'list':
    case 'set':
      return `to${value.kind}(${sequenceText(value.elements, indent)})`;
    case 'object':
      return mappingText(value.entries, indent);
    case 'map':
      return `tomap(${mappingText(value.entries, indent)})`;
    case 'unknown':
    case 'choice':
      return '(known after apply)';
  }
}

function nullText(type: Type | undefined): string {
  switch (type?.kind) {
    case undefined:
    case 'dynamic':
      return 'null';
    case 'string':
    case 'number':
    case 'bool':
      return `to${type.kind}(null)`;
    case 'list':
    case 'set':
    case 'map':
      return `to${type.kind}(null) /* of ${describeType(type.element)} */`;
    case 'tuple':
    case 'object':
      return `null /* ${type.kind} */`;
  }
}

function sequenceText(elements: readonly Value[], indent: number): string {
  if (elements.length === 0) return '[]';
  const lines = elements.map((element) => `${blanks(indent + 2)}${consoleText(element, indent + 2)},\n`);
  return `[\n${lines.join('')}${blanks(indent)}]`;
}

function mappingText(entries: ReadonlyMap<string, Value>, indent: number): string {
  if (entries.size === 0) return '{}';
  const lines = sortedEntries(entries).map(([key, entry]) => {
    const name = consoleText({ kind: 'string', value: key }, indent + 2);
    return `${blanks(indent + 2)}${name} = ${consoleText(entry, indent + 2)}\n`;
  });
  return `{\n${lines.join('')}${blanks(indent)}}`;
}

function heredoc(text: string, indent: number): string {
  const lines = text.split('\n');
  let mark = 'EOT';
  while (lines.some((line) => line.trim() === mark)) mark += '_';
  const body = lines.map((line) => `\n${blanks(indent)}${line}`).join('');
  return `${indent > 0 ? '<<-' : '<<'}${mark}${body}\n${blanks(indent)}${mark}`;
}

function blanks(count: number): string {
  return ' '.repeat(count);
}

/** A type as a type constraint is written, on one line. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'string':
    case 'number':
    case 'bool':
      return type.kind;
    case 'dynamic':
      return 'any';
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind}(${typeText(type.element)})`;
    case 'tuple':
      return `tuple([${type.elements.map(typeText).join(', ')}])`;
    case 'object': {
      const names = Object.keys(type.attributes).sort();
      return `object({${names.map((name) => `${name}=${typeText(attributeOf(type, name)?.type ?? STRING)}`).join(', ')}})`;
    }
  }
}

export function typeTextOf(value: Value): string {
  return typeText(typeOf(value));
}

/** IAM policies as JSON texts, perhaps with holes. */
import type { UnknownValue, Value } from '../value/value.ts';
import { HOLE, type JsonNode, type JsonObject, readJson } from './filter-pattern-json.ts';
import { allKnown, type PolicyDocument, type Principals, principals, texts } from './policy-statement.ts';

interface Reader {
  readonly text: string;
  /** What stands in the holes, in order. */
  readonly holes: readonly UnknownValue[];
}

const documents = new WeakMap<Value, { readonly read: PolicyDocument | undefined }>();

/** `undefined` when the text is no policy, or when too little of it is known. */
export function readJsonPolicy(value: Value): PolicyDocument | undefined {
  const known = documents.get(value) ?? { read: read(value) };
  documents.set(value, known);
  return known.read;
}

function read(value: Value): PolicyDocument | undefined {
  const parts = value.kind === 'string' ? [value.value] : value.kind === 'unknown' ? value.parts : undefined;
  if (parts === undefined || value.sensitive) return undefined;
  const holes = parts.filter((part) => typeof part !== 'string');
  const text = parts.map((part) => (typeof part === 'string' ? part : HOLE)).join('');
  const root = readJson(
    text,
    holes.map(({ prefix }) => prefix),
  );
  if (root === undefined || 'problem' in root || root.kind !== 'object' || root.open) return undefined;
  const statements = elements(member(root, 'Statement'));
  return statements && allKnown(statements.map((node) => statement(node, { text, holes })))?.flat();
}

function statement(node: JsonNode, reader: Reader): PolicyDocument | undefined {
  if (node.kind !== 'object' || node.members.some(({ name }) => name === undefined)) return undefined;
  const effect = member(node, 'Effect');
  if (effect?.kind === 'string' && effect.value === 'Deny') return [];
  const actions = texts(valuesOf(member(node, 'Action'), reader));
  const granted = grantees(node, reader);
  if (actions === undefined || granted === undefined) return undefined;
  const resource = member(node, 'Resource');
  const resources = resource?.kind === 'array' ? resource.elements : [resource];
  return [{ actions, resources: resources.map((each) => each && valueBehind(each, reader)), principals: granted }];
}

function grantees(node: JsonObject, reader: Reader): Principals | undefined {
  if (member(node, 'NotPrincipal') !== undefined) return undefined;
  const principal = member(node, 'Principal');
  if (principal === undefined) return principals([]);
  if (principal.kind === 'string') return principals([{ type: principal.value, identifiers: [] }]);
  if (principal.kind !== 'object') return undefined;
  const entries = principal.members.map(({ name, value }) =>
    name === undefined ? undefined : { type: name, identifiers: valuesOf(value, reader) },
  );
  const known = allKnown(entries);
  return known && principals(known);
}

/** The last member of that name: it is the one that counts. */
function member(object: JsonObject, name: string): JsonNode | undefined {
  return object.members.findLast((candidate) => candidate.name === name)?.value;
}

function valuesOf(node: JsonNode | undefined, reader: Reader): readonly Value[] | undefined {
  return allKnown(elements(node)?.map((each) => valueBehind(each, reader)) ?? [undefined]);
}

/**
 * The elements of an array, or the one value in place of an array; `undefined` when others are possible. What stands in quotes
 * is one element, whatever is in it.
 */
function elements(node: JsonNode | undefined): readonly JsonNode[] | undefined {
  if (node === undefined) return undefined;
  const found = node.kind === 'array' ? node.elements : [node];
  return found.every((element) => element.kind !== 'hole' || element.begins === '"') ? found : undefined;
}

/** A text, or what stands alone in quotes or in place of a text. */
function valueBehind(node: JsonNode, { text, holes }: Reader): Value | undefined {
  if (node.kind === 'string') return { kind: 'string', value: node.value };
  if (node.kind !== 'hole') return undefined;
  const written = text.slice(node.at.start, node.at.end).trim();
  if (written !== HOLE && written !== `"${HOLE}"`) return undefined;
  return holes[text.slice(0, node.at.start).split(HOLE).length - 1];
}

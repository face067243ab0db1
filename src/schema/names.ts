/** What a name may mean that the schema does not have. */
import { type BodySchema, member } from './schema.ts';

export interface Suggestion {
  readonly name: string;
  readonly form: 'argument' | 'block';
  /** How the name was found: by its spelling, or because it is called so elsewhere (the API, CloudFormation, CDK, SAM). */
  readonly by: 'spelling' | 'alias';
}

export interface NameExplanation {
  /** Members of the body, the likeliest first. */
  readonly suggestions: readonly Suggestion[];
  /** Nested blocks that have a member of this name, each as the names that lead to it. */
  readonly elsewhere: readonly (readonly string[])[];
  readonly note: string | undefined;
  /** Members of the body that may be meant in any of these ways. */
  readonly meant: readonly string[];
}

/** The distance up to which Terraform too suggests a name. */
const NEAR = 2;

export function explainName(body: BodySchema, name: string): NameExplanation {
  const snake = toSnakeCase(name);
  const suggestions = [...aliases(body, snake), ...spellings(body, name === snake ? name : snake)];
  const note = body.notes !== undefined && Object.hasOwn(body.notes, snake) ? body.notes[snake] : undefined;
  const elsewhere = [...nested(body, snake)];
  const meant = [
    ...suggestions.map((suggestion) => suggestion.name),
    ...elsewhere.flatMap(([first]) => first ?? []),
    ...(note?.instead === undefined ? [] : [note.instead]),
  ];
  return { suggestions, elsewhere, note: note?.says, meant };
}

/** `BatchSize`, `batchSize` → `batch_size`; `KMSKeyArn` → `kms_key_arn`. */
function toSnakeCase(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

function* aliases(body: BodySchema, snake: string): Iterable<Suggestion> {
  for (const [name, schema] of Object.entries(body.members)) {
    if (name === snake || schema.aliases?.includes(snake)) yield { name, form: schema.kind, by: 'alias' };
  }
}

function spellings(body: BodySchema, written: string): readonly Suggestion[] {
  return Object.entries(body.members)
    .filter(
      ([name, schema]) =>
        name !== written && !(schema.kind === 'argument' && schema.readOnly) && !schema.aliases?.includes(written),
    )
    .map(([name, schema]) => ({ name, form: schema.kind, distance: distance({ from: written, to: name }) }))
    .filter((candidate) => candidate.distance <= NEAR && candidate.distance * 2 < written.length)
    .sort((a, b) => a.distance - b.distance)
    .map(({ name, form }): Suggestion => ({ name, form, by: 'spelling' }));
}

function* nested(body: BodySchema, snake: string): Iterable<readonly string[]> {
  for (const [name, schema] of Object.entries(body.members)) {
    if (schema.kind !== 'block') continue;
    if (member(schema.body, snake) !== undefined) yield [name];
    for (const deeper of nested(schema.body, snake)) yield [name, ...deeper];
  }
}

/** Insertions, deletions and replacements, each counted once; anything above `NEAR` is as good as any. */
function distance({ from, to }: { readonly from: string; readonly to: string }): number {
  if (Math.abs(from.length - to.length) > NEAR) return NEAR + 1;
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const replaced = (last[column - 1] ?? 0) + (same ? 0 : 1);
      current.push(Math.min(replaced, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    last = current;
  }
  return last[to.length] ?? 0;
}

/** How rules put values into words: `batch_size is 20000 (default of var.batch_size, variables.tf:9)`. */
import type { Enforcer } from '../schema/schema.ts';
import { writtenAt } from '../schema/step.ts';
import { type JsonPointer, tokens } from '../text/pointer.ts';
import type { MappingValue, Origin, Reference, ReferenceSubject, UnknownValue, Value } from '../value/value.ts';

const LONGEST_TEXT = 80;

/**
 * The argument's name as a user would say it, without the indexes of blocks: `provisioned_poller_config.maximum_pollers`;
 * an element with its index, `topics[1]`.
 */
export function argumentName(pointer: JsonPointer): string {
  const path = tokens(pointer);
  const name = path.filter((token) => !isIndex(token)).join('.');
  const last = path.at(-1);
  return last !== undefined && isIndex(last) ? `${name}[${last}]` : name;
}

function isIndex(token: string): boolean {
  return /^\d+$/.test(token);
}

/** Who refuses a value that breaks a limit. */
export function enforcer({ enforced }: { readonly enforced: Enforcer }): string {
  switch (enforced) {
    case 'terraform':
      return 'Terraform';
    case 'provider':
      return 'the provider';
    case 'aws':
      return 'AWS';
  }
}

/** The value as Terraform would write it, shortened: `"latest"`, `[1, 2]`, `null`. */
export function written(value: Value): string {
  if (value.sensitive) return '(sensitive value)';
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'number':
      return value.exact ?? String(value.value);
    case 'string':
      return quoted(JSON.stringify(value.value));
    case 'list':
    case 'set':
    case 'tuple':
      return shortened(`[${value.elements.map(written).join(', ')}]`);
    case 'map':
    case 'object':
      return shortened(`{ ${[...value.entries].map(([key, entry]) => `${key} = ${written(entry)}`).join(', ')} }`);
    case 'unknown':
      return shortened(unknownText(value));
    case 'choice':
      return value.options.map((option) => written(option.value)).join(' or ');
  }
}

/** An attribute by its reference, a text with holes as far as it is known. */
function unknownText({ is, parts, prefix }: UnknownValue): string {
  if (is !== undefined) return referenceText(is);
  if (parts !== undefined) return `"${parts.map((part) => (typeof part === 'string' ? part : '…')).join('')}"`;
  return prefix === undefined ? '(not known)' : `"${prefix}…"`;
}

/** `data.aws_sqs_queue.orders[0].arn`, `var.queue_arn`. */
export function referenceText({ subject, type, name, key, splat, attribute }: Reference): string {
  const subjects: Partial<Record<ReferenceSubject, string>> = { managed: '', variable: 'var.' };
  const path = attribute.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const instance = splat ? '[*]' : key === undefined ? '' : `[${JSON.stringify(key)}]`;
  return `${subjects[subject] ?? `${subject}.`}${type === undefined ? '' : `${type}.`}${name}${instance}${path}`;
}

/** Shortened inside its quotes. */
function quoted(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 2)}…"`;
}

function shortened(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
}

/** Where a value came from: ` (default of var.batch_size, variables.tf:9)`; nothing when it is written in place. */
export function whence(value: Value | undefined): string {
  return value?.origin === undefined ? '' : ` (${describedOrigin(value.origin)})`;
}

/** `default of var.batch_size, variables.tf:9`; `var.batch_size, argument of module "worker", main.tf:4`. */
export function describedOrigin({ name, via, place }: Origin): string {
  const where = place && `${place.file.filename}:${place.file.position(place.start).line}`;
  const saysEnough = via === 'local value' || via === 'argument';
  const what = saysEnough ? name : via.startsWith('argument of ') ? `${name}, ${via}` : `${via} of ${name}`;
  return where === undefined ? what : `${what}, ${where}`;
}

/** `batch_size is 20000 (default of var.batch_size, variables.tf:9)`. */
export function actual(values: MappingValue, pointer: JsonPointer): string {
  const value = writtenAt(values, pointer);
  const text = value === undefined ? 'absent' : written(value);
  return `${argumentName(pointer)} is ${text === '(not known)' ? 'set' : text}${whence(value)}`;
}

/** `a, b and c`; `conjunction` is `and` unless given. */
export function listed(words: readonly string[], conjunction = 'and'): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

/** The candidate that takes the fewest edits, at most a third of the word's length and at least 2; of equals the first. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const distance = editDistance({ from: word, to: candidate });
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours, each counted once. */
function editDistance({ from, to }: { readonly from: string; readonly to: string }): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

/** Random mappings: valid ones of every source kind, written in unusual ways, and the same with one value changed. */
import { seededRandom } from '../value/functions/generate-expression.ts';
import { disguise, newDraft, type Random, toText } from './disguise.ts';

import { type Argument, type Plain, SOURCES } from './valid-mappings.ts';

export interface GeneratedMapping {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Whether one value was changed to what may be wrong. */
  readonly broken: boolean;
}

const NUMBERS: readonly Plain[] = [
  -2,
  -1,
  0,
  1,
  2,
  9,
  10,
  11,
  59,
  60,
  100,
  200,
  201,
  300,
  301,
  900,
  901,
  1000,
  1001,
  2000,
  2001,
  10000,
  10001,
  604800,
  604801,
  1.5,
  '10',
  '1e1',
  ' 10',
  '0x10',
  'ten',
  '',
  true,
  null,
  [],
  ['10'],
];
const WORDS: readonly Plain[] = [
  '',
  'x',
  'orders',
  'LATEST',
  'latest',
  'TRIM_HORIZON',
  'AT_TIMESTAMP',
  'BASIC_AUTH',
  'EventCount',
  'ReportBatchItemFailures',
  'UpdateLookup',
  '2024-01-01T00:00:00Z',
  '2024-01-01',
  'arn:aws:sqs:eu-west-1:123456789012:other',
  'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  'arn:aws:s3:::bucket',
  'arn:x',
  5,
  true,
  null,
  [],
  ['x'],
];
const FLAGS: readonly Plain[] = [true, false, 'true', 'false', '1', '0', 'True', 'yes', 1, 0, null, '', []];
const LISTS: readonly Plain[] = [
  [],
  ['a'],
  ['a', 'b'],
  ['ReportBatchItemFailures'],
  [''],
  [null],
  'a',
  null,
  [1],
  [['a']],
  [true, 'x'],
];

export function generateMapping(seed: number): GeneratedMapping {
  const random: Random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const source = pick(SOURCES);
  const draft = newDraft(random);
  const chosen = source.arguments.filter(({ optional }) => !optional || random() < 0.35);
  const broken = random() < 0.6;
  const target = broken ? pick(chosen) : undefined;
  const args = chosen.map((argument) => (argument === target ? change(argument, pick) : argument));
  const extra = broken && random() < 0.15 ? [pick(pick(SOURCES).arguments)] : [];
  const all = [...args, ...extra.filter(({ name }) => !args.some((other) => other.name === name))];
  const text = toText(
    draft,
    all.map((argument) => disguise(argument, draft)),
  );
  return { name: `${source.kind} ${seed}${broken ? ` broken ${target?.name}` : ''}`, files: text, broken };
}

function change(argument: Argument, pick: <Item>(items: readonly Item[]) => Item): Argument {
  if (argument.blocks !== undefined) {
    const [first, ...others] = argument.blocks;
    if (first === undefined) return argument;
    const inner = pick(first);
    const changed = first.map((one) => (one === inner ? change(one, pick) : one));
    return {
      ...argument,
      blocks: pick([
        [changed, ...others],
        [changed, ...others],
        [first, first, ...others],
        [first.slice(1), ...others],
        [first.map((one) => (one === inner ? { ...one, name: `${one.name}s` } : one)), ...others],
      ]),
    };
  }
  return { ...argument, value: pick(valuesLike(argument.value)) };
}

function valuesLike(value: Plain | undefined): readonly Plain[] {
  if (typeof value === 'number') return NUMBERS;
  if (typeof value === 'boolean') return FLAGS;
  if (Array.isArray(value)) return LISTS;
  return WORDS;
}

/** `format` and `formatlist`: Go's verbs over Terraform's values. */

import { string } from '../construct.ts';
import { convert } from '../convert.ts';
import { isFullyKnown } from '../equality.ts';
import { unknownFrom } from '../marks.ts';
import { joinTemplate } from '../template.ts';
import { BOOL, DYNAMIC, NUMBER, STRING, type Type } from '../type.ts';
import type { UnknownValue, Value } from '../value.ts';
import { utf8Encode } from './bytes.ts';
import { computedUnknown, unknownResult } from './call.ts';
import { formatFloat, formatInteger, type NumberFormat } from './format-number.ts';
import { graphemeCount, graphemes } from './graphemes.ts';
import { encodeJson, jsonString } from './json.ts';
import {
  type CallError,
  type CallResult,
  type FunctionDefinition,
  type FunctionTable,
  isCallError,
} from './signature.ts';
import { tooLong } from './string.ts';

interface Verb extends NumberFormat {
  /** As written, with the percent sign. */
  readonly raw: string;
  readonly start: number;
  /** From 1. */
  readonly argument: number;
}

const VERB = /%([0#\-+ ]*)([1-9]\d*)?(\.\d*)?(?:\[([1-9]\d*)\])?([a-zA-Z])/y;
const VERB_START = /%[0#\-+ ]*(?:[1-9]\d*)?(?:\.\d*)?(?:\[(?:[1-9]\d*\]?)?)?/y;

/** What the format says, with the pieces of unknown arguments kept apart. */
function formatted(format: string, args: readonly Value[]): CallResult {
  const pieces: Value[] = [];
  let next = 1;
  let highest = 0;
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at);
    pieces.push(string(format.slice(at, percent < 0 ? undefined : percent)));
    if (percent < 0) break;
    if (format.charAt(percent + 1) === '%') {
      pieces.push(string('%'));
      at = percent + 2;
      continue;
    }
    const verb = readVerb(format, percent, next);
    if ('error' in verb) return verb;
    highest = Math.max(highest, verb.argument);
    const piece = formatArgument(verb, args);
    if (typeof piece !== 'string' && 'error' in piece) return piece;
    pieces.push(typeof piece === 'string' ? string(piece) : piece);
    next = verb.argument + 1;
    at = percent + verb.raw.length;
  }
  if (highest < args.length) {
    const problem = highest === 0 ? 'no verbs in format string' : `only ${highest} used by format string`;
    return { error: `too many arguments; ${problem}`, parameter: 'args' };
  }
  return joinTemplate(pieces);
}

function readVerb(format: string, start: number, next: number): Verb | CallError {
  VERB.lastIndex = start;
  const match = VERB.exec(format);
  if (match === null) {
    VERB_START.lastIndex = start;
    const end = start + (VERB_START.exec(format)?.[0].length ?? 1);
    const [letter] = [...format.slice(end, end + 2)];
    if (letter === undefined) return { error: `invalid format string starting at offset ${byteOffset(format, end)}` };
    return { error: `unrecognized format character '${letter}' at offset ${byteOffset(format, end)}` };
  }
  const [raw, flags = '', width, precision, argument, mode = ''] = match;
  return {
    raw,
    start,
    mode,
    argument: argument === undefined ? next : Number(argument),
    zero: flags.includes('0'),
    sharp: flags.includes('#'),
    minus: flags.includes('-'),
    plus: flags.includes('+'),
    space: flags.includes(' '),
    width: width === undefined ? undefined : Number(width),
    precision: precision === undefined ? undefined : Number(precision.slice(1)),
  };
}

function byteOffset(text: string, end: number): number {
  return utf8Encode(text.slice(0, end)).length;
}

/** A wider field is not filled. */
const WIDEST = 100_000;

function formatArgument(verb: Verb, args: readonly Value[]): string | UnknownValue | CallError {
  const arg = args[verb.argument - 1];
  if (arg === undefined) {
    return {
      error: `not enough arguments for ${JSON.stringify(verb.raw)} at ${verb.start}: need index ${verb.argument} but have ${args.length} total`,
    };
  }
  if (!/[vtbdoxXeEfgGsq]/.test(verb.mode)) {
    return { error: `unsupported format verb '${verb.mode}' in ${JSON.stringify(verb.raw)} at offset ${verb.start}` };
  }
  if (Math.max(verb.width ?? 0, verb.precision ?? 0) > WIDEST) return tooLong();
  if (arg.kind === 'null' && verb.mode !== 'v') return unsupported(verb, 'null value cannot be formatted');
  if (!isFullyKnown(arg)) return unknownPiece(verb, arg);
  if (verb.mode === 'v') return formatAsIs(verb, arg);
  if (verb.mode === 't') {
    const converted = convert(arg, BOOL);
    if ('error' in converted) return unsupported(verb, converted.error);
    return converted.value.kind === 'bool' ? String(converted.value.value) : '';
  }
  return verb.mode === 's' || verb.mode === 'q' ? formatText(verb, arg) : formatNumber(verb, arg);
}

/** An unknown argument that is written as it is stays recognisable; of any other only the dependence is left. */
function unknownPiece(verb: Verb, arg: Value): UnknownValue {
  const asIs = (verb.mode === 's' || (verb.mode === 'v' && !verb.sharp)) && verb.width === undefined && !verb.precision;
  if (asIs && arg.kind === 'unknown' && (arg.type === undefined || arg.type.kind === 'string')) return arg;
  return unknownFrom([arg], { type: STRING, notNull: true });
}

function formatAsIs(verb: Verb, arg: Value): string | CallError {
  if (!verb.sharp && arg.kind === 'string') return padded(verb, arg.value);
  if (!verb.sharp && arg.kind === 'number') return padded(verb, formatFloat({ ...PLAIN, mode: 'g' }, arg));
  const json = encodeJson(arg);
  return json === undefined ? unsupported(verb, 'an infinity has no JSON form') : padded(verb, json);
}

const PLAIN: NumberFormat = {
  mode: 'g',
  zero: false,
  sharp: false,
  minus: false,
  plus: false,
  space: false,
  width: undefined,
  precision: undefined,
};

function formatNumber(verb: Verb, arg: Value): string | CallError {
  const converted = convert(arg, NUMBER);
  if ('error' in converted) return unsupported(verb, converted.error);
  if (converted.value.kind !== 'number') return unsupported(verb, 'a number is required');
  if (/[eEfgG]/.test(verb.mode)) return formatFloat(verb, converted.value);
  return formatInteger(verb, converted.value) ?? unsupported(verb, 'an integer is required');
}

function formatText(verb: Verb, arg: Value): string | CallError {
  const converted = convert(arg, STRING);
  if ('error' in converted) return unsupported(verb, converted.error);
  const text = converted.value.kind === 'string' ? converted.value.value : '';
  const cut = verb.precision ? graphemes(text).slice(0, verb.precision).join('') : text;
  return padded(verb, verb.mode === 'q' ? jsonString(cut) : cut);
}

/** Text is padded with zeros too when the flag says so, and by characters, not code units. */
function padded({ width = 0, zero, minus }: Verb, text: string): string {
  const fill = (zero ? '0' : ' ').repeat(Math.max(0, width - graphemeCount(text)));
  return minus ? text + fill : fill + text;
}

function unsupported(verb: Verb, message: string): CallError {
  return { error: `unsupported value for ${JSON.stringify(verb.raw)} at ${verb.start}: ${message}` };
}

const PARAMETERS = {
  parameters: [{ name: 'format', type: STRING }],
  variadic: { name: 'args', type: DYNAMIC, allowNull: true, allowUnknown: true },
  reads: 'some',
} as const;

/** Terraform does not see through a null that has no type: the result never becomes known. */
function isUntyped(arg: Value): boolean {
  return arg.kind === 'null' && arg.type === undefined;
}

function neverKnown(definition: FunctionDefinition, args: readonly Value[]): UnknownValue {
  const reason = { kind: 'function', text: 'Terraform does not format a null without a type' } as const;
  return { ...unknownResult(definition, args), reasons: [reason] };
}

/** With unknown arguments Terraform does not look at the format yet, so its mistakes are not certain. */
function formatCall(format: string, args: readonly Value[]): CallResult {
  const result = formatted(format, args);
  if (isCallError(result) && !args.every(isFullyKnown)) return computedUnknown(args, { type: STRING, notNull: true });
  return result;
}

const format: FunctionDefinition = {
  ...PARAMETERS,
  result: STRING,
  call: ([text, ...args]) => {
    if (args.some(isUntyped)) return neverKnown(format, args);
    return text?.kind === 'string' ? formatCall(text.value, args) : { error: 'a string is required' };
  },
};

const STRINGS: Type = { kind: 'list', element: STRING };

const formatlist: FunctionDefinition = {
  ...PARAMETERS,
  result: STRINGS,
  call: ([text, ...args]) => {
    if (text?.kind !== 'string') return { error: 'a string is required' };
    if (args.some(isUntyped)) return neverKnown(formatlist, args);
    const length = commonLength(args);
    if (length !== undefined && typeof length !== 'number') return length;
    if (!args.every(isIterable)) return unknownResult(formatlist, [text, ...args]);
    const elements: Value[] = [];
    for (let index = 0; index < (length ?? 1); index++) {
      const result = formatCall(
        text.value,
        args.map((arg) => ('elements' in arg ? (arg.elements[index] ?? arg) : arg)),
      );
      if (isCallError(result)) {
        if (length === undefined) return result;
        return { error: `error on format iteration ${index}: ${result.error}` };
      }
      elements.push(result);
    }
    return { kind: 'list', elements };
  },
};

/** The length that all sequences among the arguments have; `undefined` without sequences. */
function commonLength(args: readonly Value[]): number | undefined | CallError {
  let chooser: { readonly index: number; readonly length: number } | undefined;
  for (const [index, arg] of args.entries()) {
    const length = knownLength(arg);
    if (length === undefined) continue;
    chooser ??= { index, length };
    if (length !== chooser.length) {
      return {
        error: `argument ${index + 1} has length ${length}, which is inconsistent with argument ${chooser.index + 1} of length ${chooser.length}`,
        parameter: 'args',
      };
    }
  }
  return chooser?.length;
}

function knownLength(arg: Value): number | undefined {
  if (arg.kind === 'unknown') return arg.type?.kind === 'tuple' ? arg.type.elements.length : undefined;
  return 'elements' in arg && arg.open !== true ? arg.elements.length : undefined;
}

/** Whether it is known what the argument gives to each iteration. */
function isIterable(arg: Value): boolean {
  if ('elements' in arg) return arg.open !== true && (arg.kind !== 'set' || isFullyKnown(arg));
  if (arg.kind !== 'unknown') return true;
  const kind = arg.type?.kind ?? 'dynamic';
  return kind === 'string' || kind === 'number' || kind === 'bool';
}

export const FORMAT_FUNCTIONS: FunctionTable = { format, formatlist };

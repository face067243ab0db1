/**
 * Amazon Resource Names, whole or with holes. An ARN in a configuration is often a template
 * (`arn:aws:sqs:${var.region}:${var.account}:orders`): what stands in its fields is then known, and what the holes hold is
 * not. Partitions are read off the ARN and never listed, so that new ones need no new version.
 */
import type { Value } from '../value/value.ts';

/** A text with holes: known pieces, and `undefined` for each hole. Neighbouring pieces are of different sorts. */
type Pieces = readonly (string | undefined)[];

/** The last field: its beginning and its end are known as far as no hole is in the way. */
export interface ArnResource {
  /** Known beginning; the whole text when `complete`. */
  readonly prefix: string;
  /** Known end; the whole text when `complete`. */
  readonly suffix: string;
  readonly complete: boolean;
}

/** Fields are `undefined` where they are not known for certain, and `''` where they are empty. */
export interface Arn {
  readonly partition: string | undefined;
  readonly service: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly resource: ArnResource;
}

/**
 * The form that AWS demands of `eventSourceArn`.
 * @see AWS Lambda API model (botocore 1.43.67, 2026-08-07)
 */
export const EVENT_SOURCE_ARN =
  /^arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)$/;

/** Reads a known or partly known string as an ARN; `undefined` when it is none, or when nothing of it is known. */
export function readArn(value: Value): Arn | undefined {
  const pieces = piecesOf(value);
  return pieces === undefined ? undefined : parse(pieces);
}

/** Reads a text as an ARN; `undefined` when it is none. */
export function parseArn(text: string): Arn | undefined {
  return parse([text]);
}

function piecesOf(value: Value): Pieces | undefined {
  if (value.kind === 'string') return [value.value];
  if (value.kind !== 'unknown') return undefined;
  if (value.parts !== undefined)
    return value.parts.flatMap((part) => (typeof part === 'string' ? [part] : holes(part)));
  return value.prefix === undefined ? undefined : [value.prefix, undefined];
}

function holes(part: Value): Pieces {
  return piecesOf(part) ?? [undefined];
}

const FIELDS_BEFORE_RESOURCE = 5;

/**
 * Splits at the colons that are written. A hole may hold colons too, so that fields after a hole are certain only when all
 * five separators are written: then a hole with a colon would leave a field too many, and no ARN.
 */
function parse(pieces: Pieces): Arn | undefined {
  const fields: (string | undefined)[][] = [[]];
  for (const piece of pieces) {
    if (piece === undefined) {
      fields.at(-1)?.push(undefined);
      continue;
    }
    let rest = piece;
    while (fields.length <= FIELDS_BEFORE_RESOURCE) {
      const colon = rest.indexOf(':');
      if (colon === -1) break;
      push(fields.at(-1), rest.slice(0, colon));
      fields.push([]);
      rest = rest.slice(colon + 1);
    }
    push(fields.at(-1), rest);
  }
  const [scheme] = fields;
  if (scheme === undefined || fieldText(scheme) !== 'arn') return undefined;
  const complete = fields.length > FIELDS_BEFORE_RESOURCE;
  if (!complete && !pieces.includes(undefined)) return undefined;
  const certain = complete
    ? fields
    : fields.slice(
        0,
        fields.findIndex((field) => field.includes(undefined)),
      );
  const field = (index: number): string | undefined => {
    const found = certain[index];
    return found && fieldText(found);
  };
  return {
    partition: field(1),
    service: field(2),
    region: field(3),
    account: field(4),
    resource: complete ? resource(fields.at(-1) ?? []) : { prefix: '', suffix: tail(pieces), complete: false },
  };
}

function push(field: (string | undefined)[] | undefined, text: string): void {
  if (text !== '') field?.push(text);
}

function fieldText(field: Pieces): string | undefined {
  return field.includes(undefined) ? undefined : field.join('');
}

function resource(field: Pieces): ArnResource {
  const hole = field.indexOf(undefined);
  if (hole === -1) return { prefix: field.join(''), suffix: field.join(''), complete: true };
  return { prefix: field.slice(0, hole).join(''), suffix: tail(field), complete: false };
}

/** The text after the last hole. */
function tail(pieces: Pieces): string {
  return pieces.slice(pieces.lastIndexOf(undefined) + 1).join('');
}

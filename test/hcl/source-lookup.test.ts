import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/hcl/parser.ts';
import { jsonLocations, locateJson } from '../../src/hcl/source-lookup.ts';
import { type Json, toJson } from '../../src/hcl/to-json.ts';
import { child, type JsonPointer } from '../../src/text/pointer.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const text = `
resource "aws_x" "y" {
  a = [1, { "b c" = "\${d}" }]
  nested { e = 1 }
  nested { e = 2 }
  "f" = 3
}
`.replace('  "f" = 3\n', '');
const tree = parse(new SourceFile('test.tf', text));

/** The source of key and value. */
function at(pointer: JsonPointer): [key: string, value: string] | undefined {
  const location = locateJson(tree, pointer);
  if (location === undefined) return undefined;
  const { key, value } = location;
  return [text.slice(key.start, key.end), text.slice(value.start, value.end)];
}

describe('a pointer of the JSON form', () => {
  it('leads to blocks by type, labels and index', () => {
    const block = text.trim();
    expect(at('/resource')).toEqual(['resource', block]);
    expect(at('/resource/aws_x')).toEqual(['"aws_x"', block]);
    expect(at('/resource/aws_x/y')).toEqual(['"y"', block]);
    expect(at('/resource/aws_x/y/0')).toEqual(['resource "aws_x" "y"', block.slice(block.indexOf('{'))]);
    expect(at('/resource/aws_x/y/0/nested/1/e')).toEqual(['e', '2']);
  });

  it('leads to values by name, key and index', () => {
    expect(at('/resource/aws_x/y/0/a/0')).toEqual(['1', '1']);
    expect(at('/resource/aws_x/y/0/a/1/b c')).toEqual(['"b c"', '"${d}"']);
  });

  it('leads nowhere when the form has no such part', () => {
    for (const pointer of [
      '/x',
      '/resource/aws_x/y/1',
      '/resource/aws_x/y/0/a/2',
      '/resource/aws_x/y/0/a/0/b',
    ] as const) {
      expect(at(pointer)).toBeUndefined();
    }
    expect(at('')).toEqual([text, text]);
  });

  it('is listed for every part of the form', () => {
    const source = readFileSync('fixtures/hcl/everything.tf', 'utf8');
    const everything = parse(new SourceFile('everything.tf', source));
    const result = toJson(everything);
    if (!('json' in result)) throw new Error(result.error);
    const wanted: JsonPointer[] = [];
    const collect = (pointer: JsonPointer, json: Json): void => {
      wanted.push(pointer);
      if (typeof json !== 'object' || json === null) return;
      for (const [key, inner] of Object.entries(json)) collect(child(pointer, key), inner);
    };
    collect('', result.json);
    const locations = new Map(jsonLocations(everything));
    expect([...locations.keys()].sort()).toEqual(wanted.sort());
    for (const [pointer, location] of locations) expect(locateJson(everything, pointer)).toEqual(location);
  });
});

it('takes the attribute where blocks have the same name, and the last of equal keys', () => {
  const source = 'b { x = 1 }\nb = { k = 1, k = 2 }\n';
  const clash = parse(new SourceFile('test.tf', source));
  const { value } = locateJson(clash, '/b/k') ?? { value: { start: 0, end: 0 } };
  expect(source.slice(value.start, value.end)).toBe('2');
  expect(locateJson(clash, '/b/0')).toBeUndefined();
});

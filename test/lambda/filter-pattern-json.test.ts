import { expect, it } from 'vitest';
import { parseFilterPattern } from '../../src/lambda/filter-pattern.ts';
import { type JsonNode, readJson } from '../../src/lambda/filter-pattern-json.ts';

/** A small generator of numbers below `limit`, the same in every run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"a"',
  '"\\u00e9\\n"',
  '""',
  '1',
  '-2.5e-3',
  '01',
  '-',
  'true',
  'null',
  'nul',
  ' ',
  '\n',
  '"',
  '\\',
  "'",
  'é',
];

/** JSON of some depth, and with a few of its letters changed in half of the texts. */
function jsonText(next: (limit: number) => number): string {
  const value = (depth: number): string => {
    const kind = next(depth > 3 ? 5 : 9);
    if (kind < 5) return ['"x"', '"\\\\\\"y"', '12', 'false', '-0.5E+2'][kind] ?? '1';
    const parts = Array.from({ length: next(4) }, () => value(depth + 1));
    return kind < 7
      ? `[${parts.join(next(2) === 0 ? ',' : ' , ')}]`
      : `{${parts.map((part, at) => `"k${at}":${part}`).join(',\n')}}`;
  };
  let text = value(0);
  for (let edits = next(2) * next(4); edits > 0; edits--) {
    const at = next(text.length + 1);
    text = text.slice(0, at) + (PIECES[next(PIECES.length)] ?? '') + text.slice(at + next(2));
  }
  return text;
}

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ name, value }) => [name, plain(value)]));
    case 'array':
      return node.elements.map(plain);
    case 'string':
      return node.value;
    case 'number':
      return Number(node.text);
    case 'true':
    case 'false':
      return node.kind === 'true';
    case 'null':
    case 'hole':
      return null;
  }
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

it('reads what JSON.parse reads, and nothing else but text behind the root', () => {
  const next = numbers(7);
  const seen = { right: 0, wrong: 0 };
  for (let round = 0; round < 6_000; round++) {
    const text = jsonText(next);
    const expected = parsed(text);
    const found = readJson(text);
    if (found === undefined) throw new Error(`nothing known of ${text}`);
    if ('problem' in found) {
      seen.wrong++;
      expect(expected, text).toBeUndefined();
      expect(found.problem.at.start, text).toBeLessThanOrEqual(text.length);
    } else {
      seen.right++;
      expect(parsed(text.slice(0, found.at.end))?.value, text).toEqual(plain(found));
      if (expected !== undefined) expect(plain(found), text).toEqual(expected.value);
    }
  }
  expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(500);
});

it('never finds fault with a text whose holes some text fills rightly', () => {
  const next = numbers(11);
  let compared = 0;
  for (let round = 0; round < 6_000; round++) {
    const text = jsonText(next);
    if (parsed(text) === undefined) continue;
    const starts = [...text.matchAll(/[{[,:"]|\b\d/g)].map(({ index }) => index);
    const start = starts[next(starts.length)] ?? 0;
    const end = start + next(text.length - start + 1);
    const cut = text.slice(start, end);
    const quote = isInString(text.slice(0, start)) ? '"' : '';
    if (cut.endsWith('\\') || !isBalanced(`${quote}${cut}${quote}`)) continue;
    compared++;
    const found = readJson(`${text.slice(0, start)}\0${text.slice(end)}`, [
      next(2) === 0 ? undefined : cut.slice(0, 1),
    ]);
    expect(found !== undefined && 'problem' in found ? found.problem.reason : '', `${text} without ${cut}`).toBe('');
  }
  expect(compared).toBeGreaterThan(500);
});

const VALID = [
  '{"body":{"a":["x","",1,-1.5e3,true,null],"b":{"c":[{"exists":false}]}},"d":["e"]}',
  '{"a":[{"prefix":"a"},{"suffix":{"equals-ignore-case":"b"}},{"equals-ignore-case":"c"},{"wildcard":"a*b"},{"exactly":"d"}]}',
  '{"a":[{"numeric":["=",1]},{"numeric":["<",1]},{"numeric":[">",-1,"<=",1.5]}],"b":[{"cidr":"10.0.0.0/8"},{"cidr":"::/64"}]}',
  '{"a":[{"anything-but":"a"},{"anything-but":["a","b"]},{"anything-but":[1,2]},{"anything-but":{"prefix":["a","b"]}}]}',
  '{"$or":[{"a":["1"]},{"b":{"c":["2"],"$or":[{"d":[3]},{"e":[{"exists":true}]}]}}],"f":["5"]}',
];

it('finds nothing to refuse in a pattern whose holes some text fills rightly', () => {
  const next = numbers(5);
  let compared = 0;
  for (let round = 0; round < 20_000; round++) {
    const text = VALID[next(VALID.length)] ?? '';
    const start = next(text.length);
    const end = start + next(Math.min(40, text.length - start + 1));
    const cut = text.slice(start, end);
    const quote = isInString(text.slice(0, start)) ? '"' : '';
    if (!isBalanced(`${quote}${cut}${quote}`)) continue;
    compared++;
    const hole = { kind: 'unknown', references: [], reasons: [], prefix: cut.slice(0, 1) } as const;
    const parts = [text.slice(0, start), hole, text.slice(end)];
    const pattern = parseFilterPattern({ kind: 'unknown', references: [], reasons: [], parts });
    const found = pattern?.syntax?.reason ?? pattern?.problems[0]?.reason;
    expect(found, `${text.slice(0, start)}<${cut}>${text.slice(end)}`).toBeUndefined();
  }
  expect(compared).toBeGreaterThan(500);
});

function withoutStrings(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, '');
}

function isInString(before: string): boolean {
  return withoutStrings(before).includes('"');
}

/** Whether all that begins in the text ends in it; holes hold no halves of brackets or strings. */
function isBalanced(text: string): boolean {
  const open: string[] = [];
  const outside = withoutStrings(text);
  if (/["\\]/.test(outside)) return false;
  for (const letter of outside) {
    if (letter === '{' || letter === '[') open.push(letter);
    else if (letter === '}' && open.pop() !== '{') return false;
    else if (letter === ']' && open.pop() !== '[') return false;
  }
  return open.length === 0;
}

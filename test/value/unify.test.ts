/** Every expectation was printed by `terraform console` 1.11.4. */
import { describe, expect, test } from 'vitest';
import { consoleText } from '../../src/value/console-text.ts';
import { evaluated } from '../terraform/module-text.ts';

const oneLine = (text: string): string => text.replace(/,?\n */g, ' ').replace(/(?<=[[({]) | (?=[\])}])/g, '');

describe('the common type', () => {
  test.each([
    ['true ? toset(["a"]) : ["b", 1]', 'toset(["a"])'],
    ['true ? toset(["a"]) : tolist(["b"])', 'tolist(["a"])'],
    ['true ? tolist([1]) : toset(["b"])', 'tolist([1])'],
    ['true ? tomap({ a = 1 }) : { b = "x" }', 'tomap({"a" = "1"})'],
    ['true ? { a = 1 } : { b = null }', 'tomap({"a" = 1})'],
    ['true ? null : [1]', 'null /* tuple */'],
    ['true ? null : tolist(["x"])', 'tolist(null) /* of string */'],
    ['true ? tolist([1]) : null', 'tolist([1])'],
    ['tolist([[1], ["a", "b"]])', 'tolist([tolist(["1"]) tolist(["a" "b"])])'],
    ['tolist([1, null])', 'tolist([1 tonumber(null)])'],
  ])('%s', (expression, expected) => {
    expect(oneLine(consoleText(evaluated(expression)))).toBe(expected);
  });

  test.each([
    'true ? ["b"] : toset([1])',
    'true ? tolist([1]) : tolist([true])',
    'true ? tolist([1]) : tolist([{ a = 1 }])',
    'tolist([null, [1]])',
    'tolist([{ a = 1 }, null])',
    'toset([null, [1]])',
    'tolist([toset([1]), ["a"]])',
  ])('%s has none', (expression) => {
    expect(evaluated(expression)).toMatchObject({ kind: 'unknown', failed: true });
  });
});

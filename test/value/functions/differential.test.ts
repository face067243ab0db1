import { describe, expect, test } from 'vitest';
import { functionNames } from '../../../src/value/functions/table.ts';
import { compareWithTerraform, generateExpressions, hasTerraform } from './differential.ts';
import { GENERATED_FUNCTIONS } from './generate-expression.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';

const available = hasTerraform();

describe.skipIf(!available)(`terraform console${available ? '' : ' (skipped: terraform is not on the path)'}`, () => {
  test('random expressions get the same answers; scripts/functions-differential.ts compares more of them', () => {
    const expressions = generateExpressions({ seed: 20_261_125, count: 1_500 });
    const { agreed, unknown, differences } = compareWithTerraform(expressions);
    expect(differences.filter((each) => !KNOWN_DIFFERENCES.some(({ applies }) => applies(each)))).toEqual([]);
    expect(differences.length).toBeLessThan(expressions.length * 0.01);
    const notKnown = [...unknown.values()].reduce((sum, times) => sum + times, 0);
    expect(agreed + notKnown + differences.length).toBe(expressions.length);
    expect(notKnown).toBeLessThan(expressions.length * 0.01);
  }, 120_000);
});

/** Not generated: no answer of Terraform's to compare with, or none that is the same twice. */
const NOT_GENERATED = [
  'abspath',
  'base64gunzip',
  'base64gzip',
  'bcrypt',
  'cidrcontains',
  'ephemeralasnull',
  'filebase64sha256',
  'filebase64sha512',
  'filesha1',
  'filesha512',
  'list',
  'map',
  'pathexpand',
  'plantimestamp',
  'rsadecrypt',
  'templatefile',
  'templatestring',
  'timestamp',
  'urldecode',
  'uuid',
];

test('every function but the listed ones is generated', () => {
  const generated = new Set(GENERATED_FUNCTIONS);
  const missing = functionNames().filter((name) => !generated.has(name) && !name.startsWith('assume'));
  expect(missing).toEqual(NOT_GENERATED);
});

import { describe, expect, test } from 'vitest';
import { compareVersions, parseConstraint, parseVersion, type Version } from '../../src/terraform/version.ts';

const text = ({ major, minor, patch }: Version) => `${major}.${minor}.${patch}`;

/** `4.1.0 … 5.0.0` (the end is outside), or what kept the constraint from being read. */
function range(constraint: string): string {
  const found = parseConstraint(constraint);
  if (found === undefined) return 'unknown';
  return `${text(found.from)} … ${found.below === undefined ? '' : text(found.below)}`.trimEnd();
}

describe('versions', () => {
  test.each([
    ['5', '5.0.0'],
    ['5.1', '5.1.0'],
    ['6.0.0-beta1', '6.0.0'],
    ['4.67.0+build', '4.67.0'],
  ])('%s', (written, read) => {
    const version = parseVersion(written);
    expect(version && text(version)).toBe(read);
  });

  test.each(['v5.0.0', '5.x', '5.0.0.1', '', 'latest', '>= 5'])('%j is none', (written) => {
    expect(parseVersion(written)).toBeUndefined();
  });

  test('are compared by number', () => {
    const order = ['5.9.0', '3.43.0', '10.0.0', '5.10.0', '3.5.9'].flatMap((one) => parseVersion(one) ?? []);
    expect(order.sort(compareVersions).map(text)).toEqual(['3.5.9', '3.43.0', '5.9.0', '5.10.0', '10.0.0']);
  });
});

// What `terraform init` 1.11.4 selects among providers at hand agrees with each of these (seen on 2026-11-24).
describe('constraints', () => {
  test.each([
    ['4.0.5', '4.0.5 … 4.0.6'],
    ['= 4.0', '4.0.0 … 4.0.1'],
    ['4', '4.0.0 … 4.0.1'],
    ['> 4.0', '4.0.1 …'],
    ['>= 4', '4.0.0 …'],
    ['>=4.1', '4.1.0 …'],
    ['< 5', '0.0.0 … 5.0.0'],
    ['<= 4.1', '0.0.0 … 4.1.1'],
    ['~> 4', '4.0.0 … 5.0.0'],
    ['~> 4.1', '4.1.0 … 5.0.0'],
    ['~> 4.1.3', '4.1.3 … 4.2.0'],
    ['~>4.0, != 4.1.0', '4.0.0 … 5.0.0'],
    [' >= 3.0 , < 4.1.0,>= 3.2 ', '3.2.0 … 4.1.0'],
    ['!= 4.0.0', '0.0.0 …'],
    ['= 6.0.0-beta1', '6.0.0 … 6.0.1'],
  ])('%s', (constraint, expected) => {
    expect(range(constraint)).toBe(expected);
  });

  test.each([
    ['a prerelease, but for exactly this one', '>= 6.0.0-beta1'],
    ['no version', '~> five'],
    ['a prefix', 'v4.0.0'],
    ['a wildcard', '4.0.*'],
    ['an operator that does not exist', '=> 4'],
    ['an empty part', '>= 4,'],
    ['nothing', ''],
    ['a contradiction', '>= 5, < 4'],
    ['nothing before the first version', '< 0'],
    ['one bad part', '~> 4.0, whatever'],
  ])('of which nothing is known: %s', (_, constraint) => {
    expect(range(constraint)).toBe('unknown');
  });
});

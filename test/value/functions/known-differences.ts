/** Where random expressions are known to get another answer than from Terraform, and why. */
import type { Difference } from './differential.ts';

export interface KnownDifference {
  readonly reason: string;
  readonly applies: (difference: Difference) => boolean;
}

/** What may give an empty list, set or map. */
const EMPTY =
  /\[\]|\{\}|compact|csvdecode|set(?:intersection|subtract|product|union)|matchkeys|distinct|range|transpose|regexall|slice|fileset|flatten|jsondecode|yamldecode/;

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    reason:
      'an empty collection has no element type here; the one that Terraform keeps may not fit what stands beside it',
    applies: ({ expression, terraform, ours }) => terraform === 'error' && ours !== 'error' && EMPTY.test(expression),
  },
  {
    reason: 'an empty collection has no element type here; what stands beside it is not converted to that type',
    applies: ({ expression, terraform, ours }) => EMPTY.test(expression) && unquoted(terraform) === unquoted(ours),
  },
  {
    reason: 'Terraform refuses more mixtures of lists, sets, tuples and nulls in one collection',
    applies: ({ expression, terraform, ours }) =>
      terraform === 'error' && ours !== 'error' && /\bset|\btoset|\bnull\b|\bone\(/.test(expression),
  },
  {
    reason: 'the same, seen by can and try',
    applies: ({ expression }) => /\b(?:can|try)\(/.test(expression) && /\bset|\btoset|\bnull\b/.test(expression),
  },
  {
    reason: 'Terraform merges even sets and lists when one of the arguments is an untyped null',
    applies: ({ expression, ours }) => /\bmerge\(/.test(expression) && ours === 'error',
  },
  {
    reason: 'element with a negative index into a tuple crashes in Terraform 1.11',
    applies: ({ expression, terraform }) => terraform === 'error' && /\belement\(/.test(expression),
  },
  {
    reason:
      'powers and logarithms are doubles: Terraform goes on with their binary digits, here with their decimal text',
    applies: ({ expression }) => /\b(?:log|pow)\(/.test(expression) && /\b(?:sum|range)\(/.test(expression),
  },
  {
    reason: 'a set of collections has the order of texts that only cty makes (strings as Go quotes them)',
    applies: ({ expression, terraform, ours }) => /set/.test(expression) && sorted(terraform) === sorted(ours),
  },
  {
    reason: 'whether an encoding exists that is not supported here is not known',
    applies: ({ expression, terraform }) => terraform === 'error' && /\btext(?:en|de)codebase64\(/.test(expression),
  },
  {
    reason: 'cidrsubnet makes no network of a prefix below 0, but Terraform does not notice',
    applies: ({ expression, ours }) => ours === 'error' && /\bcidrsubnet\("[^"]*\/0", -/.test(expression),
  },
  {
    reason: 'of lists and sets side by side Terraform takes the type that holds more, here the first one is taken',
    applies: ({ expression, ours }) =>
      ours === 'error' && /\btoset|\bset/.test(expression) && /\btolist/.test(expression),
  },
  {
    reason: 'an empty collection has no element type here, so it equals one of another type',
    applies: ({ expression }) => /\b(?:contains|index|distinct|matchkeys)\(/.test(expression) && EMPTY.test(expression),
  },
];

/** JSON as if every number and boolean were a string. */
function unquoted(json: string): string {
  return json.replaceAll(/[\\"]/g, '');
}

function sorted(json: string): string {
  return [...json].sort().join('');
}

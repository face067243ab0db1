import { describe, expect, it } from 'vitest';
import { pages } from '../../rules/pages.ts';
import { EXAMPLE_TIME } from '../../src/cli/explain-page.ts';
import { lintText, rules } from '../../src/core.ts';
import { applyFixes } from '../../src/lint/fixes.ts';
import { nodeFunctions } from '../../src/node/functions.ts';
import { exampleText } from '../../src/rule/hcl.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';

const functions = nodeFunctions(process.cwd());

/** A mended text may show what was hidden. */
const SHOWN_THEN: Readonly<Record<string, readonly string[]>> = {
  'dynamodb-table-arn': ['stream-not-enabled'],
  'not-an-arn': ['batch-over-ten-without-window'],
  'unsupported-block-type': ['malformed-filter-pattern'],
};

function lint(text: string, only: string): readonly Diagnostic[] {
  const advice = rules.find(({ name, severity }) => name === only && severity === 'off');
  const severities = advice === undefined ? {} : { [only]: 'warning' as const };
  return lintText({ filename: 'main.tf', text, severities, functions, now: EXAMPLE_TIME }).diagnostics;
}

function mend(text: string, diagnostics: readonly Diagnostic[]): string {
  const { texts } = applyFixes({ diagnostics, applicability: 'unsafe', textOf: () => text });
  return texts.get('main.tf') ?? text;
}

/** The invalid examples with what a rule finds in its own. */
const examples = rules.flatMap(({ name }) =>
  (pages.get(name)?.examples.invalid ?? []).map((example, index) => {
    const text = exampleText(example);
    return { name, index, text, found: lint(text, name).filter(({ rule }) => rule === name) };
  }),
);

const fixable = ({ fix }: Diagnostic): boolean => fix !== undefined;

describe('in every invalid example', () => {
  const cases = examples.filter(({ found }) => found.some(fixable));

  it.each(cases)('$name $index: each fix mends what it was made for', ({ name, text, found }) => {
    for (const diagnostic of found.filter(fixable)) {
      const left = lint(mend(text, [diagnostic]), name);
      const isSame = ({ rule, message }: Diagnostic) => rule === name && message === diagnostic.message;
      expect(left.filter(isSame)).toHaveLength(found.filter(isSame).length - 1);
      const known = [name, 'internal-error', ...(SHOWN_THEN[name] ?? [])];
      expect(left.filter(({ rule, severity }) => severity === 'error' && !known.includes(rule))).toEqual([]);
    }
  });

  it.each(cases)('$name $index: the fixes together leave nothing that can be mended', ({ name, text, found }) => {
    let mended = text;
    let left = found.filter(fixable);
    for (let round = 0; round < 5 && left.length > 0; round++) {
      mended = mend(mended, left);
      left = lint(mended, name).filter((diagnostic) => diagnostic.rule === name && fixable(diagnostic));
    }
    expect(left).toEqual([]);
  });
});

/** The rules whose record in the catalogue names a fix, by what it says of it. */
const FIXES = {
  safe: [
    'batch-size-zero',
    'confluent-endpoint-scheme',
    'dynamodb-table-arn',
    'empty-scaling-config',
    'fifo-queue-window',
    'incorrect-type',
    'kafka-metrics-on-another-source',
    'malformed-bootstrap-server',
    'malformed-filter-pattern',
    'malformed-function-name',
    'not-an-arn',
    'read-only-argument',
    'starting-position-on-queue',
    'unknown-endpoint-type',
    'unsupported-argument',
    'unsupported-attribute',
    'unsupported-block-type',
    'value-not-allowed',
    'argument-of-another-source',
  ],
  unsafe: [
    'access-config-on-glue-registry',
    'argument-of-another-source',
    'at-timestamp-on-dynamodb',
    'batch-over-ten-without-window',
    'conflicting-kafka-config',
    'create-before-destroy',
    'credentials-on-serverless-msk',
    'destination-inside-bucket',
    'empty-filter',
    'fifo-queue-batch-over-ten',
    'filter-on-documentdb',
    'for-each-over-unknown',
    'ignored-module-key',
    'implicit-starting-position',
    'kms-key-without-filter',
    'maximum-concurrency-with-pollers',
    'missing-resource-instance-key',
    'missing-starting-position',
    'missing-vpc-uri-prefix',
    'mistyped-dynamodb-filter',
    'not-an-arn',
    'partition-mismatch',
    'stale-stream-arn',
    'stream-not-enabled',
    'timestamp-without-at-timestamp',
    'unknown-filter-key',
    'visibility-timeout-below-function-timeout',
    'wrong-item-count',
  ],
} as const;

describe('some example shows', () => {
  const cases = (['safe', 'unsafe'] as const).flatMap((applicability) =>
    FIXES[applicability].map((name) => ({ name, applicability })),
  );
  it.each(cases)('the $applicability fix of $name', ({ name, applicability }) => {
    const own = examples.filter((example) => example.name === name);
    const fixes = own.flatMap(({ found }) => found.flatMap(({ fix }) => fix ?? []));
    expect(fixes.map((fix) => fix.applicability)).toContain(applicability);
  });
});

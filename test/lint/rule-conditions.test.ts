import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages } from '../../rules/pages.ts';
import { lintText, rules } from '../../src/core.ts';
import { nodeFunctions } from '../../src/node/functions.ts';
import type { Rule } from '../../src/rule/rule.ts';

const functions = nodeFunctions(process.cwd());
const now = '2026-11-25T00:00:00Z';
const everything = Object.fromEntries(rules.map(({ name }) => [name, 'warning' as const]));

/** Called for every mapping, but where the kinds of source say no: that a rule does not ask itself. */
function unconditional({ when, ...rule }: Rule): Rule {
  return { ...rule, ...(when?.sources !== undefined && { when: { sources: when.sources } }) };
}

const found = (text: string, instrument?: (rule: Rule) => Rule) =>
  lintText({
    filename: 'main.tf',
    text,
    severities: everything,
    functions,
    now,
    ...(instrument && { instrument }),
  }).diagnostics.map(({ rule, pointer, message }) => `${rule} ${pointer} ${message}`);

describe('a rule that is called although its condition does not hold has nothing to say', () => {
  it.each([...pages])('on the examples of %s', (_, { examples }) => {
    for (const text of [...examples.invalid, ...examples.valid]) {
      expect(found(text, unconditional)).toEqual(found(text));
    }
  });

  const corpus = '../shared/corpus/esm';
  it.skipIf(!existsSync(corpus))('on real modules (skipped: ../shared is absent)', () => {
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tf'));
    const texts = files.map((name) => readFileSync(join(corpus, name), 'utf8'));
    const mappings = texts.filter((text) => text.includes('"aws_lambda_event_source_mapping"'));
    expect(mappings.length).toBeGreaterThan(50);
    for (const text of mappings) expect(found(text, unconditional)).toEqual(found(text));
  });
});

describe('a condition', () => {
  const called = (text: string): readonly string[] => {
    const names = new Set<string>();
    found(text, (rule) => ({
      ...rule,
      *check(context) {
        names.add(rule.name);
        yield* rule.check(context);
      },
    }));
    return [...names];
  };
  const queue = `
    resource "aws_lambda_event_source_mapping" "m" {
      event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
      function_name    = "orders"
    }
  `;

  it('keeps a rule from being called', () => {
    expect(called(queue)).toContain('not-an-arn');
    expect(called(queue)).not.toContain('missing-topics');
    expect(called(queue)).not.toContain('malformed-filter-pattern');
    expect(called(queue)).not.toContain('visibility-timeout-below-function-timeout');
    expect(called(queue)).not.toContain('duplicate-mapping');
    expect(called(queue)).not.toContain('value-not-allowed');
  });

  it('lets it be called when an argument is written, whatever its value', () => {
    const text = queue.replace('function_name', 'batch_size = var.size\nfunction_name');
    expect(called(text)).toContain('batch-size-zero');
    expect(called(queue)).not.toContain('batch-size-zero');
  });

  it('lets it be called when the module declares a resource, or several mappings', () => {
    expect(called(`${queue} resource "aws_lambda_function" "f" {}`)).toContain(
      'visibility-timeout-below-function-timeout',
    );
    expect(called(queue + queue.replace('"m"', '"n"'))).toContain('duplicate-mapping');
    expect(called(queue.replace('function_name', 'count = 2\nfunction_name'))).toContain('duplicate-mapping');
  });
});

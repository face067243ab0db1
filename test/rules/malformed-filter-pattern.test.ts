/** Where findings inside a filter pattern point. */
import { describe, expect, it } from 'vitest';
import { lintText } from '../../src/core.ts';
import type { LintResult } from '../../src/lint/lint.ts';
import { FUNCTIONS } from '../functions.ts';

function lint(text: string, filename = 'main.tf'): LintResult {
  return lintText({ filename, text, only: ['malformed-filter-pattern'], functions: FUNCTIONS });
}

/** The text that each finding of the rule marks, in order. */
function marked(text: string, filename = 'main.tf'): readonly string[] {
  return lint(text, filename).diagnostics.map(({ range }) => text.slice(range.start.offset, range.end.offset));
}

function mapping(pattern: string): string {
  return `resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
  function_name    = "orders"
  filter_criteria {
    filter {
      pattern = ${pattern}
    }
  }
}
`;
}

describe('a pattern in quotes', () => {
  it('is marked behind its escapes', () => {
    expect(marked(mapping('"{\\"é\\t\\": {\\"b\\": 1}}"'))).toEqual(['\\t']);
    expect(marked(mapping('"{\\"é\\": {\\"\\u0062\\": \\"order\\"}}"'))).toEqual(['\\"order\\"']);
    expect(marked(mapping('"{\\"a\\": [\\"$${x}\\", \\"%%{y}\\", [1]]}"'))).toEqual(['[1]']);
  });

  it('is marked at the syntax error', () => {
    expect(marked(mapping('"{\\"body\\": {\\"type\\": [\\"order\\",]}}"'))).toEqual([',']);
  });

  it('is marked behind and between interpolations', () => {
    const before = 'variable "x" {}\nlocals {\n  y = "long text"\n}\n';
    expect(
      marked(
        before +
          mapping('"{\\"a\\": [\\"${var.x}${local.y}\\"], \\"b\\": \\"c\\", \\"${local.y}\\": 5, \\"d\\": ${1 + 1}}"'),
      ),
    ).toEqual(['\\"c\\"', '5', '${1 + 1}']);
  });
});

describe('a heredoc', () => {
  it('is marked in its lines', () => {
    expect(marked(mapping('<<EOT\n{\n  "body": {\n    "type": "order"\n  }\n}\nEOT'))).toEqual(['"order"']);
  });

  it('is marked though its indentation is taken off', () => {
    expect(
      marked(
        mapping(
          '<<-EOT\n        {\n          "body": {\n            "type": [ "order" ],\n            "state":   {}\n          }\n        }\n      EOT',
        ),
      ),
    ).toEqual(['{}']);
  });

  it('is marked behind directives of known length only', () => {
    expect(
      marked(mapping('<<-EOT\n        {%{ if true ~}\n          "body": {}%{ endif }\n        }\n      EOT')),
    ).toHaveLength(1);
  });
});

describe('jsonencode', () => {
  it('is marked at the part of its argument', () => {
    expect(marked(mapping('jsonencode({ body = { type = "order", "a.b" = [[1]], (upper("k")) = 7 } })'))).toEqual([
      '{ type = "order", "a.b" = [[1]], (upper("k")) = 7 }',
      '"order"',
      '[1]',
    ]);
  });

  it('is marked at the name of an operator', () => {
    expect(marked(mapping('jsonencode({ body = { type = ["order", { Prefix = "a" }] } })'))).toEqual(['Prefix']);
  });

  it('is marked though other parts are unknown', () => {
    const before = 'variable "x" {}\n';
    expect(marked(`${before}${mapping('jsonencode({ a = var.x, b = { c = 5, d = [var.x] } })')}`)).toEqual(['5']);
  });

  it('is marked as far as it is written in place', () => {
    const before = 'locals {\n  inner = { type = "order" }\n}\n';
    expect(marked(`${before}${mapping('jsonencode({ body = local.inner })')}`)).toEqual(['local.inner']);
    expect(marked(`${before}${mapping('jsonencode(local.inner)')}`)).toEqual(['local.inner']);
  });
});

describe('a pattern from elsewhere', () => {
  it('is marked as a whole, with where it comes from', () => {
    const text = `locals {\n  pattern = "{}"\n}\n${mapping('local.pattern')}`;
    expect(marked(text)).toEqual(['local.pattern']);
    const [found] = lint(text).diagnostics;
    expect(found?.message).toBe(
      'the filter pattern is an empty object (local.pattern, main.tf:2), but the engine that applies it says: Empty objects are not allowed',
    );
    expect(found?.related?.map(({ range }) => range.start.line)).toContain(2);
  });

  it('is marked in each round of a dynamic block', () => {
    const text = mapping('"{}"').replace(
      /filter \{\n.*\n {4}\}/,
      'dynamic "filter" {\n      for_each = ["[]", "x"]\n      content {\n        pattern = "{\\"a\\": ${filter.value}}"\n      }\n    }',
    );
    expect(marked(text)).toEqual(['${filter.value}', '${filter.value}']);
  });

  it('is not told when it is secret', () => {
    const text = `variable "pattern" {\n  sensitive = true\n  default   = "{\\"a\\": \\"topsecret\\"}"\n}\n${mapping('var.pattern')}`;
    const { diagnostics } = lint(text);
    expect(diagnostics).toHaveLength(1);
    expect(JSON.stringify(diagnostics)).not.toContain('topsecret');
  });
});

it('marks strings of JSON syntax behind their escapes', () => {
  const pattern = JSON.stringify('{"a": ["x"], "b": "y", "c": "${true}"}');
  const text = `{"resource": {"aws_lambda_event_source_mapping": {"orders": {
    "event_source_arn": "arn:aws:sqs:eu-west-1:123456789012:orders",
    "function_name": "orders",
    "filter_criteria": {"filter": {"pattern": ${pattern}}}
  }}}}`;
  expect(marked(text, 'main.tf.json')).toEqual(['\\"y\\"', '\\"${true}\\"']);
});

it('reports a pattern once for all instances', () => {
  const text = mapping('"{}"').replace(
    'function_name    = "orders"',
    'for_each = toset(["a", "b"])\n  function_name = each.key',
  );
  const { diagnostics } = lint(text);
  expect(diagnostics.map(({ addresses }) => addresses)).toEqual([
    ['aws_lambda_event_source_mapping.orders["a"]', 'aws_lambda_event_source_mapping.orders["b"]'],
  ]);
});

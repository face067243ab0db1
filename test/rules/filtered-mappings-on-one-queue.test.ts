import { expect, it } from 'vitest';
import { lintText } from '../../src/core.ts';

const ARN = 'arn:aws:sqs:eu-west-1:123456789012:orders';

interface Mapping {
  readonly name: string;
  readonly pattern?: string;
  readonly also?: string;
  readonly functionName?: string;
  readonly source?: string;
}

function mapping({ name, pattern, also = '', functionName = name, source = `"${ARN}"` }: Mapping): string {
  const filter = pattern === undefined ? '' : `filter_criteria {\n    filter {\n      pattern = ${pattern}\n    }\n  }`;
  return `resource "aws_lambda_event_source_mapping" "${name}" {
  event_source_arn = ${source}
  function_name    = "${functionName}"
  ${also}
  ${filter}
}
`;
}

/** The address of each mapping that is reported. */
function reported(...texts: readonly string[]): readonly string[] {
  const { diagnostics } = lintText({
    filename: 'main.tf',
    text: texts.join(''),
    only: ['filtered-mappings-on-one-queue'],
  });
  return diagnostics.flatMap(({ addresses }) =>
    addresses.map((address) => address.replace('aws_lambda_event_source_mapping.', '')),
  );
}

const A = '"{\\"body\\": {\\"a\\": [1]}}"';
const B = '"{\\"body\\": {\\"b\\": [1]}}"';

it('reports the later of two mappings, of more each but the first', () => {
  expect(reported(mapping({ name: 'a', pattern: A }), mapping({ name: 'b', pattern: B }))).toEqual(['b']);
  expect(
    reported(mapping({ name: 'a', pattern: A }), mapping({ name: 'b' }), mapping({ name: 'c', pattern: B })),
  ).toEqual(['b', 'c']);
});

it('needs one filter at least, and different ones', () => {
  expect(reported(mapping({ name: 'a' }), mapping({ name: 'b' }))).toEqual([]);
  expect(reported(mapping({ name: 'a' }), mapping({ name: 'b', pattern: B }))).toEqual(['b']);
  expect(reported(mapping({ name: 'a', pattern: A }), mapping({ name: 'b', pattern: A }))).toEqual([]);
  expect(reported(mapping({ name: 'a', also: 'filter_criteria {}' }), mapping({ name: 'b' }))).toEqual([]);
});

it('says nothing of filters that may be equal', () => {
  const variables = 'variable "p" {\n  type = string\n}\nvariable "q" {\n  type = string\n}\n';
  expect(
    reported(variables, mapping({ name: 'a', pattern: 'var.p' }), mapping({ name: 'b', pattern: 'var.q' })),
  ).toEqual([]);
  expect(reported(variables, mapping({ name: 'a', pattern: 'var.p' }), mapping({ name: 'b' }))).toEqual([]);
  const partly = mapping({ name: 'a', pattern: '"{\\"body\\": {\\"a\\": [\\"${var.p}\\"]}}"' });
  expect(reported(variables, partly, mapping({ name: 'b', pattern: B }))).toEqual([]);
  expect(reported(variables, partly, mapping({ name: 'b' }))).toEqual(['b']);
});

it('says nothing of mappings that are off, or that may be', () => {
  const off = mapping({ name: 'a', pattern: A, also: 'enabled = false' });
  const maybe = mapping({ name: 'a', pattern: A, also: 'enabled = var.on' });
  const on = mapping({ name: 'a', pattern: A, also: 'enabled = "true"' });
  expect(reported(off, mapping({ name: 'b', pattern: B }))).toEqual([]);
  expect(reported('variable "on" {}\n', maybe, mapping({ name: 'b', pattern: B }))).toEqual([]);
  expect(reported(on, mapping({ name: 'b', pattern: B }))).toEqual(['b']);
});

it('leaves a second mapping of the same function to others', () => {
  const twice = mapping({ name: 'b', pattern: B, functionName: 'a' });
  expect(reported(mapping({ name: 'a', pattern: A }), twice)).toEqual([]);
});

it('knows the queue by reference, with its key', () => {
  const queues =
    'resource "aws_sqs_queue" "q" {\n  count = 2\n  name  = "q${count.index}"\n}\nvariable "i" {\n  type = number\n}\n';
  const at = (key: string) => `aws_sqs_queue.q[${key}].arn`;
  const pair = (one: string, other: string) =>
    reported(
      queues,
      mapping({ name: 'a', pattern: A, source: at(one) }),
      mapping({ name: 'b', pattern: B, source: at(other) }),
    );
  expect(pair('0', '0')).toEqual(['b']);
  expect(pair('0', '1')).toEqual([]);
  expect(pair('0', 'var.i')).toEqual([]);
  expect(pair('var.i', 'var.i')).toEqual([]);
});

it('says nothing of blocks that may have no instance', () => {
  const variable = 'variable "names" {\n  type = set(string)\n}\n';
  const each = mapping({ name: 'a', pattern: A, also: 'for_each = var.names' });
  expect(reported(variable, each, mapping({ name: 'b', pattern: B }))).toEqual([]);
  expect(reported(mapping({ name: 'a', pattern: A, also: 'count = 0' }), mapping({ name: 'b', pattern: B }))).toEqual(
    [],
  );
  expect(reported(mapping({ name: 'a', pattern: A, also: 'count = 1' }), mapping({ name: 'b', pattern: B }))).toEqual([
    'b',
  ]);
  expect(
    reported(
      mapping({ name: 'a', pattern: A, also: 'count = 1' }),
      mapping({ name: 'b', pattern: B, also: 'count = 1' }),
    ),
  ).toEqual(['b[0]']);
});

it('says nothing of mappings that exclude each other, or that hang on two conditions', () => {
  const variables = 'variable "x" {\n  type = bool\n}\nvariable "y" {\n  type = bool\n}\n';
  const pair = (one: string, other: string) =>
    reported(
      variables,
      mapping({ name: 'a', pattern: A, also: `count = ${one}` }),
      mapping({ name: 'b', pattern: B, also: `count = ${other}` }),
    );
  expect(pair('var.x ? 1 : 0', 'var.x ? 0 : 1')).toEqual([]);
  expect(pair('var.x ? 1 : 0', 'var.y ? 1 : 0')).toEqual([]);
  expect(pair('var.x ? 1 : 0', 'var.x ? 1 : 0')).toEqual(['b[0]']);
  expect(pair('var.x ? 1 : 0', '1')).toEqual(['b[0]']);
});

import { describe, expect, it } from 'vitest';
import { modulePath } from '../../src/terraform/plan-file.ts';
import { attributeOf, moduleAt, namesIn } from '../../src/terraform/plan-references.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const place = { file: new SourceFile('plan.json', '{}'), start: 0, end: 0 };
const ROOT = {
  module_calls: {
    worker: {
      expressions: { queue: { references: ['aws_sqs_queue.orders.arn', 'aws_sqs_queue.orders'] } },
      module: {
        outputs: { arn: { expression: { references: ['aws_lambda_function.f.arn', 'aws_lambda_function.f'] } } },
      },
    },
    each: {
      for_each_expression: { references: ['aws_sqs_queue.all'] },
      expressions: { queue: { references: ['each.value.arn', 'each.value'] } },
      module: {},
    },
  },
};

function attribute(
  references: readonly string[],
  { path = [], key, forEach }: { path?: readonly string[]; key?: string; forEach?: readonly string[] } = {},
) {
  const each = { key, forEach: forEach && { references: forEach } };
  const is = attributeOf({ references }, { module: moduleAt(ROOT, path), place, each });
  return (
    is && [...is.module, is.subject, is.type, is.name, is.key, ...is.attribute].filter((part) => part !== undefined)
  );
}

describe('the names of an expression', () => {
  it('are the longest forms', () => {
    const references = ['aws_x.y[0].arn', 'aws_x.y[0]', 'aws_x.y', 'var.a', 'aws_x.yy'];
    expect(namesIn({ references })).toEqual(['aws_x.y[0].arn', 'var.a', 'aws_x.yy']);
  });
});

describe('an expression with one name', () => {
  it('is that attribute', () => {
    expect(attribute(['aws_sqs_queue.q.arn', 'aws_sqs_queue.q'])).toEqual(['managed', 'aws_sqs_queue', 'q', 'arn']);
    expect(attribute(['data.aws_sqs_queue.q.arn', 'data.aws_sqs_queue.q'])).toEqual([
      'data',
      'aws_sqs_queue',
      'q',
      'arn',
    ]);
    expect(attribute(['aws_sqs_queue.q["a.b"].arn', 'aws_sqs_queue.q["a.b"]', 'aws_sqs_queue.q'])).toEqual([
      'managed',
      'aws_sqs_queue',
      'q',
      'a.b',
      'arn',
    ]);
  });

  it('is followed through variables and outputs', () => {
    expect(attribute(['var.queue'], { path: ['worker'] })).toEqual(['managed', 'aws_sqs_queue', 'orders', 'arn']);
    expect(attribute(['module.worker.arn', 'module.worker'])).toEqual([
      'worker',
      'managed',
      'aws_lambda_function',
      'f',
      'arn',
    ]);
  });

  it('is the instance of the same key where the resource or the module is repeated over instances', () => {
    expect(attribute(['each.value.arn', 'each.value'], { key: 'a', forEach: ['aws_sqs_queue.all'] })).toEqual([
      'managed',
      'aws_sqs_queue',
      'all',
      'a',
      'arn',
    ]);
    expect(attribute(['var.queue'], { path: ['each["b"]'] })).toEqual(['managed', 'aws_sqs_queue', 'all', 'b', 'arn']);
  });

  it.each([
    [['aws_sqs_queue.q.arn', 'aws_sqs_queue.q', 'var.suffix']],
    [['aws_sqs_queue.q']],
    [['local.arn']],
    [['var.arn']],
    [['each.value.arn', 'each.value']],
    [['module.gone.arn', 'module.gone']],
    [['module.each.arn', 'module.each']],
    [[]],
  ])('%j is nothing that is known', (references) => {
    expect(attribute(references)).toBeUndefined();
  });
});

describe('the path of a module', () => {
  it('keeps the keys, whatever is in them', () => {
    expect(modulePath('module.a["x.module.y"].module.b[0].module.c')).toEqual(['a["x.module.y"]', 'b[0]', 'c']);
    expect(modulePath('')).toEqual([]);
  });
});

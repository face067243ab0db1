import { describe, expect, it } from 'vitest';
import { type LintResult, type LintSettings, lint } from '../../src/lint/lint.ts';
import type { Rule } from '../../src/rule/rule.ts';
import { resourceBlocks } from '../../src/schema/resource-schemas.ts';
import { configure } from '../../src/terraform/configure.ts';
import { loadModuleFrom } from '../../src/terraform/load.ts';

function lintWith(rules: readonly Rule[], text: string, settings: LintSettings = {}): LintResult {
  const { module } = loadModuleFrom([{ filename: 'main.tf', text }], '.', { check: 'all' });
  return lint([configure(module, { blocks: resourceBlocks, called: false })], { rules, ...settings });
}

function rule(given: Partial<Rule> & Pick<Rule, 'check'>): Rule {
  return { name: 'some-rule', summary: '', severity: 'error', stage: 'apply', ...given };
}

/** Says what it sees of an argument. */
const batchSize = rule({
  name: 'batch-size',
  *check({ mapping }) {
    const number = mapping.number('/batch_size');
    if (number !== undefined && number > 10) yield { at: '/batch_size', message: `batch_size is ${number}` };
  },
});

const mapping = (body: string) =>
  `resource "aws_lambda_event_source_mapping" "m" {\n  function_name = "f"\n${body}\n}\n`;
const QUEUE = '  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"\n';

describe('a finding becomes a diagnostic', () => {
  it('with rule, severity, stage, address, pointer and the place of the value', () => {
    const { diagnostics } = lintWith([batchSize], mapping(`${QUEUE}  batch_size = 20`));
    expect(diagnostics).toEqual([
      {
        rule: 'batch-size',
        severity: 'error',
        stage: 'apply',
        message: 'batch_size is 20',
        range: expect.objectContaining({ filename: 'main.tf' }),
        addresses: ['aws_lambda_event_source_mapping.m'],
        pointer: '/batch_size',
      },
    ]);
    expect(diagnostics[0]?.range.start).toMatchObject({ line: 4, column: 16 });
    expect(diagnostics[0]?.range.end).toMatchObject({ line: 4, column: 18 });
  });

  it('at the header of the block that lacks something, and of a block that is marked', () => {
    const marks = rule({
      *check() {
        yield { at: '/batch_size', message: 'absent' };
        yield { at: '/scaling_config/0/maximum_concurrency', message: 'absent in a block' };
        yield { at: '/scaling_config/0', message: 'a block' };
      },
    });
    const { diagnostics } = lintWith([marks], mapping(`${QUEUE}  scaling_config {\n  }`));
    const places = diagnostics.map(({ message, range: { start, end } }) => [message, start.line, end.line]);
    expect(places).toEqual([
      ['absent', 1, 1],
      ['absent in a block', 4, 4],
      ['a block', 4, 4],
    ]);
  });

  it('with the places that explain it, and where the value came from', () => {
    const related = rule({
      *check() {
        yield { at: '/batch_size', message: 'm', related: [{ message: 'the source', at: '/event_source_arn' }] };
      },
    });
    const text = `variable "size" {\n  default = 20\n}\n${mapping(`${QUEUE}  batch_size = var.size`)}`;
    const places = lintWith([related], text).diagnostics[0]?.related?.map(({ message, range }) => [
      message,
      range.start.line,
    ]);
    expect(places).toEqual([
      ['the source', 6],
      ['default of var.size', 2],
    ]);
  });
});

describe('instances', () => {
  it('are joined where they say the same', () => {
    const text = mapping(`  count = 2\n${QUEUE}  batch_size = 20`);
    const { diagnostics, mappings } = lintWith([batchSize], text);
    expect(diagnostics.map(({ addresses }) => addresses)).toEqual([
      ['aws_lambda_event_source_mapping.m[0]', 'aws_lambda_event_source_mapping.m[1]'],
    ]);
    expect(mappings).toMatchObject([
      { address: 'aws_lambda_event_source_mapping.m', instances: 2, kinds: ['sqs-standard'], checked: 'fully' },
    ]);
  });

  it('that do not exist leave only what terraform validate says', () => {
    const text = mapping(`  count = 0\n${QUEUE}  batch_size = 20`);
    const atValidate = { ...batchSize, name: 'validated', stage: 'validate' } as const;
    const { diagnostics, mappings } = lintWith([batchSize, atValidate], text);
    expect(diagnostics.map(({ rule: name, addresses }) => [name, addresses])).toEqual([
      ['validated', ['aws_lambda_event_source_mapping.m']],
    ]);
    expect(mappings).toMatchObject([{ instances: 0, checked: 'fully', undetermined: [] }]);
  });
});

describe('the stage', () => {
  const validated = { ...batchSize, stage: 'validate' } as const;
  const stage = (given: Rule, text: string) => lintWith([given], text).diagnostics.map((one) => one.stage);
  const late = `variable "size" {\n  default = 20\n}\n${mapping(`${QUEUE}  batch_size = var.size`)}`;

  it('is validate for a literal and for a local value', () => {
    expect(stage(validated, mapping(`${QUEUE}  batch_size = 20`))).toEqual(['validate']);
    expect(stage(validated, `locals {\n  size = 20\n}\n${mapping(`${QUEUE}  batch_size = local.size`)}`)).toEqual([
      'validate',
    ]);
  });

  it('is plan for a value that validate does not know', () => {
    expect(stage(validated, late)).toEqual(['plan']);
  });

  it('is plan as well if another argument that the finding rests on is such a value', () => {
    const both = rule({
      stage: 'validate',
      *check() {
        yield { at: '/event_source_arn', message: 'm', related: [{ message: 'and', at: '/batch_size' }] };
      },
    });
    expect(stage(both, late)).toEqual(['plan']);
  });

  it('stays validate where the expression is judged and not its value', () => {
    expect(stage({ ...validated, judges: 'expression' }, late)).toEqual(['validate']);
  });

  it('is not changed otherwise', () => {
    expect(stage(batchSize, late)).toEqual(['apply']);
  });
});

describe('possible worlds', () => {
  const conditional = (value: string) =>
    `variable "big" {\n  type = bool\n}\n${mapping(`${QUEUE}  batch_size = ${value}`)}`;

  it('a finding that rests on one condition says so', () => {
    const { diagnostics, mappings } = lintWith([batchSize], conditional('var.big ? 20 : 5'));
    expect(diagnostics).toMatchObject([
      { message: 'batch_size is 20', severity: 'error', assumptions: ['var.big is true'] },
    ]);
    expect(mappings).toMatchObject([{ checked: 'fully' }]);
  });

  it('a finding of every outcome needs no condition', () => {
    const anyBig = rule({
      *check({ mapping: { number } }) {
        if ((number('/batch_size') ?? 0) > 10) yield { at: '/batch_size', message: 'too big' };
      },
    });
    const { diagnostics } = lintWith([anyBig], conditional('var.big ? 20 : 15'));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).not.toHaveProperty('assumptions');
  });

  it('a finding that needs two conditions is undetermined', () => {
    const both = rule({
      *check({ mapping: { number, get } }) {
        const parallel = get('/parallelization_factor');
        if (number('/batch_size') === 20 && parallel.kind === 'number') yield { at: '/batch_size', message: 'both' };
      },
    });
    const text = `variable "a" {\n  type = bool\n}\nvariable "b" {\n  type = bool\n}\n${mapping(
      `${QUEUE}  batch_size = var.a ? 20 : 5\n  parallelization_factor = var.b ? 2 : null`,
    )}`;
    const { diagnostics, mappings } = lintWith([both], text);
    expect(diagnostics).toEqual([]);
    expect(mappings[0]?.undetermined.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ['/batch_size', 'some-rule would be reported only when var.a is true and var.b is true'],
    ]);
  });

  it('one condition in two arguments is decided once', () => {
    const pair = rule({
      *check({ mapping: { number } }) {
        if (number('/batch_size') === 20 && number('/parallelization_factor') === 2)
          yield { at: '/batch_size', message: 'pair' };
      },
    });
    const text = conditional('var.big ? 20 : 5\n  parallelization_factor = var.big ? 2 : 1');
    expect(lintWith([pair], text).diagnostics).toMatchObject([{ assumptions: ['var.big is true'] }]);
    const crossed = conditional('var.big ? 20 : 5\n  parallelization_factor = var.big ? 1 : 2');
    expect(lintWith([pair], crossed).diagnostics).toEqual([]);
  });

  it('a condition in another resource counts when a rule reads it', () => {
    const fifo = rule({
      *check({ mapping: { kinds } }) {
        if ([...kinds].join() === 'sqs-fifo') yield { at: '/event_source_arn', message: 'fifo' };
      },
    });
    const text = `variable "fifo" {\n  type = bool\n}\nresource "aws_sqs_queue" "q" {\n  fifo_queue = var.fifo ? true : false\n  tags = { a = var.fifo }\n}\n${mapping(
      '  event_source_arn = aws_sqs_queue.q.arn',
    )}`;
    const { diagnostics } = lintWith([fifo], text);
    expect(diagnostics.map(({ assumptions }) => assumptions)).toEqual([['var.fifo is true']]);
  });

  it('a kind that is only deduced from one outcome is not taken for granted', () => {
    const queues = rule({
      *check({ mapping: { kinds } }) {
        if (kinds.size > 0 && [...kinds].every((kind) => kind.startsWith('mq-'))) yield { at: '', message: 'mq' };
      },
    });
    const text = `variable "queue" {\n  type = string\n}\nvariable "arn" {}\n${mapping(
      '  event_source_arn = var.arn\n  queues = var.queue == null ? null : [var.queue]',
    )}`;
    expect(lintWith([queues], text).diagnostics).toEqual([]);
    expect(lintWith([queues], mapping('  event_source_arn = var.arn\n  queues = ["q"]')).diagnostics).toHaveLength(1);
  });
});

describe('rules about the source', () => {
  const source = rule({
    name: 'source',
    about: 'source',
    *check({ mapping: { text } }) {
      if (text('/event_source_arn')?.endsWith('bad')) yield { at: '/event_source_arn', message: 'bad source' };
    },
  });
  const kinds = rule({
    name: 'kinds',
    *check(context) {
      yield { at: '', message: [...context.mapping.kinds].join() || 'none' };
    },
  });
  const bad = mapping('  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:bad"');
  const messages = (settings?: LintSettings) =>
    lintWith([kinds, source], bad, settings).diagnostics.map(({ message }) => message);

  it('leave no kind to the others when they report', () => {
    expect(messages()).toEqual(['none', 'bad source']);
    expect(lintWith([kinds, source], mapping(QUEUE)).diagnostics.map(({ message }) => message)).toEqual([
      'sqs-standard',
    ]);
  });

  it('do so even when they are off', () => {
    expect(messages({ severities: { source: 'off' } })).toEqual(['none']);
    expect(messages({ only: ['kinds'] })).toEqual(['none']);
  });
});

describe('settings', () => {
  const advice = { ...batchSize, name: 'advice', severity: 'off' } as const;
  const text = mapping(`${QUEUE}  batch_size = 20`);
  const severities = (settings: LintSettings) =>
    lintWith([batchSize, advice], text, settings).diagnostics.map(({ rule: name, severity }) => `${name} ${severity}`);

  it('leave rules as they are, advice off', () => {
    expect(severities({})).toEqual(['batch-size error']);
  });

  it('change the severity of a rule', () => {
    expect(severities({ severities: { 'batch-size': 'warning', advice: 'error' } })).toEqual([
      'advice error',
      'batch-size warning',
    ]);
    expect(severities({ severities: { 'batch-size': 'off' } })).toEqual([]);
  });

  it('choose rules; advice that is chosen warns', () => {
    expect(severities({ only: ['advice'] })).toEqual(['advice warning']);
    expect(severities({ only: ['advice'], severities: { advice: 'error' } })).toEqual(['advice error']);
  });
});

describe('a rule that crashes', () => {
  const crash = rule({
    name: 'crash',
    // biome-ignore lint/correctness/useYield: it does not get that far.
    *check() {
      throw new TypeError('oh');
    },
  });

  it('is reported with its name and the address, and the others still run', () => {
    const { diagnostics, internalErrors } = lintWith([crash, batchSize], mapping(`${QUEUE}  batch_size = 20`));
    expect(diagnostics.map(({ rule: name, severity, message }) => [name, severity, message])).toEqual([
      ['internal-error', 'error', 'the rule crash crashed on aws_lambda_event_source_mapping.m: TypeError: oh'],
      ['batch-size', 'error', 'batch_size is 20'],
    ]);
    expect(internalErrors).toBe(1);
  });
});

describe('what is wrong with the configuration itself', () => {
  const cyclic = `locals {\n  a = local.b\n  b = local.a\n}\n${mapping(`${QUEUE}  batch_size = local.a`)}`;

  it('is among the diagnostics', () => {
    expect(lintWith([], cyclic).diagnostics).toMatchObject([
      { rule: 'reference-cycle', severity: 'error', stage: 'validate', addresses: [] },
    ]);
  });

  it('can be switched off, and is left out where other rules are chosen', () => {
    expect(lintWith([], cyclic, { severities: { 'reference-cycle': 'off' } }).diagnostics).toEqual([]);
    expect(lintWith([], cyclic, { only: ['batch-size'] }).diagnostics).toEqual([]);
  });
});

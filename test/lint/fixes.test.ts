import { describe, expect, it } from 'vitest';
import { lintText } from '../../src/core.ts';
import { applyFixes } from '../../src/lint/fixes.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { FUNCTIONS } from '../functions.ts';

const QUEUE = 'arn:aws:sqs:eu-west-1:123456789012:orders';

function lint(text: string, filename = 'main.tf'): readonly Diagnostic[] {
  return lintText({ filename, text, functions: FUNCTIONS }).diagnostics;
}

/** The text after one round of all fixes. */
function mended(text: string, filename = 'main.tf'): string {
  const { texts } = applyFixes({ diagnostics: lint(text, filename), applicability: 'unsafe', textOf: () => text });
  return texts.get(filename) ?? text;
}

/** A mapping of a queue with these lines besides. */
function mapping(...lines: readonly string[]): string {
  return [
    'resource "aws_lambda_event_source_mapping" "orders" {',
    `  event_source_arn = "${QUEUE}"`,
    '  function_name    = "orders"',
    ...lines,
    '}',
    '',
  ].join('\n');
}

function titles(text: string): readonly string[] {
  return lint(text).flatMap(({ fix }) => (fix ? [`${fix.applicability}: ${fix.title}`] : []));
}

describe('what is removed', () => {
  const position = '  starting_position = "LATEST"';

  it('goes with its line', () => {
    expect(mended(mapping(position, '  batch_size = 5'))).toBe(mapping('  batch_size = 5'));
  });

  it('leaves comments where they are', () => {
    const commented = mapping('  # new ones only', `${position} # why`, '  // below');
    expect(mended(commented)).toBe(mapping('  # new ones only', '  # why', '  // below'));
  });

  it('takes one of two blank lines along, or the one at the end of the block', () => {
    expect(mended(mapping('', position, '', '  batch_size = 5'))).toBe(mapping('', '  batch_size = 5'));
    expect(mended(mapping('', position))).toBe(mapping());
    expect(mended(mapping('', position, '  batch_size = 5'))).toBe(mapping('', '  batch_size = 5'));
  });

  it('goes alone where the line holds more', () => {
    const block = '  scaling_config { maximum_concurrency = null }';
    expect(mended(mapping(block))).toBe(mapping());
    const both = mapping(
      '  scaling_config { maximum_concurrency = 5 }',
      '',
      '  provisioned_poller_config { minimum_pollers = 2 }',
    );
    expect(mended(both)).toBe(mapping('', '  provisioned_poller_config { minimum_pollers = 2 }'));
  });

  it('may be a heredoc', () => {
    const text = mapping('  uuid = <<-EOT', '    x', '  EOT', '  batch_size = 5');
    expect(mended(text)).toBe(mapping('  batch_size = 5'));
  });

  it('leaves all other letters as they are: CRLF, byte order mark, tabs, a last line without its end', () => {
    const strange = `\ufeff${mapping(position, '\tbatch_size\t=\t5').replaceAll('\n', '\r\n').trimEnd()}`;
    const expected = `\ufeff${mapping('\tbatch_size\t=\t5').replaceAll('\n', '\r\n').trimEnd()}`;
    expect(mended(strange)).toBe(expected);
  });

  it('may be two blocks next to each other', () => {
    const entry = ['  source_access_configuration {', '    type = "BASIC_AUTH"', `    uri  = "${QUEUE}"`, '  }'];
    const text = mapping('', ...entry, '', ...entry);
    expect(mended(text)).toBe(mapping());
  });
});

describe('another name', () => {
  it('keeps the column of the = that it shares with its neighbours', () => {
    expect(mended(mapping('  batchsize        = 5'))).toBe(mapping('  batch_size       = 5'));
    expect(mended(mapping('', '  batchsize = 5'))).toBe(mapping('', '  batch_size = 5'));
    expect(mended(mapping('', '  batchsize   =   5 # five'))).toBe(mapping('', '  batch_size   =   5 # five'));
  });

  it('is not given where it is there already', () => {
    expect(titles(mapping('  batch_size = 5', '  batchsize  = 6'))).toEqual([]);
  });

  it('is given to every block of the type', () => {
    const filters = (name: string) =>
      mapping(
        '  filter_criteria {',
        ...['a', 'b'].flatMap((key) => [
          `    ${name} {`,
          `      pattern = "{\\"body\\": {\\"${key}\\": [1]}}"`,
          '    }',
        ]),
        '  }',
      );
    expect(mended(filters('filters'))).toBe(filters('filter'));
  });
});

describe('what is added', () => {
  it('stands on a line of its own behind the argument that it belongs to, with its comment', () => {
    expect(mended(mapping('  batch_size       = 100 # many'))).toBe(
      mapping('  batch_size       = 100 # many', '  maximum_batching_window_in_seconds = 1'),
    );
  });

  it('ends its line as the others do', () => {
    const text = mapping('  batch_size = 100').replaceAll('\n', '\r\n');
    expect(mended(text)).toBe(
      mapping('  batch_size = 100', '  maximum_batching_window_in_seconds = 1').replaceAll('\n', '\r\n'),
    );
  });

  it('may stand in another resource', () => {
    const queue = (timeout: string) => `resource "aws_sqs_queue" "q" {\n  name = "q"\n${timeout}}\n`;
    const rest = `
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/f"
  timeout       = 60
}
${mapping().replace(`"${QUEUE}"`, 'aws_sqs_queue.q.arn').replace('"orders"\n}', 'aws_lambda_function.f.arn\n}')}`;
    expect(mended(queue('') + rest)).toBe(queue('  visibility_timeout_seconds = 60\n') + rest);
  });
});

describe('a for_each over a set of ARNs', () => {
  it('becomes a map, and what names its keys names its values', () => {
    const text = (forEach: string, each: string) =>
      ['a', 'b'].map((name) => `resource "aws_sqs_queue" "${name}" {}\n`).join('') +
      mapping('  scaling_config {', `    maximum_concurrency = length(${each}) > 0 ? 2 : 3`, '  }')
        .replace('{\n', `{\n  for_each = ${forEach}\n`)
        .replace(`"${QUEUE}"`, each);
    const oneLine = text('toset([aws_sqs_queue.a.arn, aws_sqs_queue.b.arn])', 'each.key');
    expect(mended(oneLine)).toBe(text('{ a = aws_sqs_queue.a.arn, b = aws_sqs_queue.b.arn }', 'each.value'));
    const lines = text('toset([\n    aws_sqs_queue.a.arn, # a\n    aws_sqs_queue.b.arn,\n  ])', 'each.value');
    expect(mended(lines)).toBe(
      text('{\n    a = aws_sqs_queue.a.arn, # a\n    b = aws_sqs_queue.b.arn,\n  }', 'each.value'),
    );
    expect(titles(text('toset([aws_sqs_queue.a.arn, aws_sqs_queue.a.id])', 'each.value'))).toEqual([]);
  });
});

describe('no fix is offered', () => {
  it('for what is not written in the mapping itself', () => {
    const local = `locals {\n  size = 0\n  position = "latest"\n}\n`;
    expect(titles(local + mapping('  starting_position = local.position'))).toEqual([]);
    const kinesis = (value: string) =>
      mapping(`  starting_position = ${value}`).replace('sqs', 'kinesis').replace(':orders', ':stream/orders');
    expect(titles(local + kinesis('local.position'))).toEqual([]);
    expect(titles(kinesis('"latest"'))).toEqual(['safe: Write "LATEST"']);
  });

  it('in a dynamic block', () => {
    const text = mapping(
      '  dynamic "scaling_config" {',
      '    for_each = [1]',
      '    content {',
      '      maximum_concurrency = null',
      '    }',
      '  }',
    );
    expect(lint(text).map(({ rule }) => rule)).toEqual(['empty-scaling-config']);
    expect(titles(text)).toEqual([]);
  });

  it('in the content of a dynamic block, but for a name, which is wrong for every element', () => {
    const entry = (name: string, type: string) =>
      mapping(
        '  dynamic "source_access_configuration" {',
        '    for_each = [1]',
        '    content {',
        `      type = "${type}"`,
        `      ${name}  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf"`,
        '    }',
        '  }',
      )
        .replace('sqs', 'mq')
        .replace(':orders', ':broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca');
    expect(lint(entry('uri', 'basic_auth')).map(({ rule }) => rule)).toContain('value-not-allowed');
    expect(titles(entry('uri', 'basic_auth'))).toEqual([]);
    expect(titles(entry('urii', 'BASIC_AUTH'))).toContain('safe: Write uri');
  });

  it('for what holds on one condition only', () => {
    const text = `variable "on" {\n  type = bool\n}\n${mapping('  starting_position = "LATEST"').replace(`"${QUEUE}"`, `var.on ? "${QUEUE}" : "arn:aws:kinesis:eu-west-1:123456789012:stream/s"`)}`;
    expect(lint(text).map(({ rule }) => rule)).toContain('starting-position-on-queue');
    expect(titles(text)).toEqual([]);
  });

  it('where one instance wants it and another does not', () => {
    const repeated = (second: string) =>
      mapping('  starting_position = "LATEST"')
        .replace('{\n', `{\n  for_each = { a = "${QUEUE}", b = "${second}" }\n`)
        .replace(`event_source_arn = "${QUEUE}"`, 'event_source_arn = each.value');
    expect(titles(repeated('arn:aws:kinesis:eu-west-1:123456789012:stream/s'))).toEqual([]);
    expect(new Set(titles(repeated(`${QUEUE}-2`)))).toEqual(new Set(['unsafe: Remove the starting position']));
  });

  it('for a name that only looks like the attribute of a resource', () => {
    const local = `locals {\n  id = aws_sqs_queue.q.id\n}\nresource "aws_sqs_queue" "q" {}\n`;
    const by = (source: string) => local + mapping().replace(`"${QUEUE}"`, source);
    expect(titles(by('local.id'))).toEqual([]);
    expect(titles(by('local.q.id').replace('{\n', '{\n  q = aws_sqs_queue.q\n'))).toEqual([]);
    expect(titles(by('aws_sqs_queue.q.id'))).toEqual(['safe: Write .arn in place of .id']);
    expect(mended(by('"${aws_sqs_queue.q.id}"'))).toBe(by('"${aws_sqs_queue.q.arn}"'));
    expect(mended(by('aws_sqs_queue.q["id"]'))).toBe(by('aws_sqs_queue.q["id"]'));
  });
});

describe('the entries of a module call that makes mappings', () => {
  const call = (...lines: readonly string[]) =>
    [
      'resource "aws_sqs_queue" "q" {}',
      'module "f" {',
      '  source        = "terraform-aws-modules/lambda/aws"',
      '  version       = "7.0.0"',
      '  function_name = "f"',
      '  event_source_mapping = {',
      '    q = {',
      ...lines.map((line) => `      ${line}`),
      '    }',
      '  }',
      '}',
      '',
    ].join('\n');

  it('are mended as a block is', () => {
    const before = call(
      'event_source_arn  = aws_sqs_queue.q.arn',
      'starting_position = "LATEST"',
      'batch_size        = 100 # many',
    );
    expect(mended(before)).toBe(
      call(
        'event_source_arn  = aws_sqs_queue.q.arn',
        'batch_size        = 100 # many',
        'maximum_batching_window_in_seconds = 1',
      ),
    );
    const inLine = call('event_source_arn = aws_sqs_queue.q.arn, batch_size = 100');
    expect(mended(inLine)).toBe(inLine);
  });

  const stream = 'event_source_arn           = "arn:aws:kinesis:eu-west-1:123456789012:stream/s"';
  const position = 'starting_position          = "LATEST"';
  const unread = (...lines: readonly string[]) => mended(call(stream, position, ...lines));
  const target = 'destination_arn_on_failure = aws_sqs_queue.q.arn';

  it('are mended where the module does not read a key', () => {
    const written = call(stream, position, target);
    expect(unread('destination_config = { on_failure = { destination_arn = aws_sqs_queue.q.arn } }')).toBe(written);
    expect(unread('destination_config = [{ on_failure = [{ destination_arn = aws_sqs_queue.q.arn }] }]')).toBe(written);
    expect(
      unread('destination_config = {', '  on_failure = {', '    destination_arn = aws_sqs_queue.q.arn', '  }', '}'),
    ).toBe(written);
    expect(unread('batchsize                  = 5')).toBe(call(stream, position, 'batch_size                 = 5'));
    expect(unread('function_name              = "f"')).toBe(call(stream, position));
    const pattern = 'pattern = jsonencode({ data = { a = ["b"] } })';
    expect(unread('filter_criteria = {', `  filter = { ${pattern} }`, '}')).toBe(
      call(stream, position, 'filter_criteria = {', `  ${pattern}`, '}'),
    );
    expect(unread('filter_criteria = [', `  { filter = [{ ${pattern} }] },`, ']')).toBe(
      call(stream, position, 'filter_criteria = [', `  { ${pattern} },`, ']'),
    );
  });

  it('are left where more would be lost, or where it is not certain what is meant', () => {
    const arn = 'destination_arn = aws_sqs_queue.q.arn';
    for (const lines of [
      ['destination_config = {', '  # the queue', `  on_failure = { ${arn} }`, '}'],
      [`destination_config = { on_failure = { ${arn}, retries = 2 } }`],
      [`destination_config = { on_failure = { ${arn} } }`, target],
      ['destination_config = { on_failure = local.failure }'],
      ['filter_criteria = { filter = [{ pattern = "{}" }, { pattern = "{}" }] }'],
      ['maximum_seconds            = 5'],
      ['kms_key_arn                = "arn:aws:kms:eu-west-1:123456789012:key/a"'],
    ]) {
      const text = call(stream, position, ...lines);
      expect(mended(text)).toBe(text);
    }
  });

  it('are mended in JSON syntax', () => {
    const json = (entry: Readonly<Record<string, unknown>>) =>
      JSON.stringify(
        {
          module: {
            f: {
              source: 'terraform-aws-modules/lambda/aws',
              version: '7.0.0',
              function_name: 'f',
              event_source_mapping: {
                s: {
                  event_source_arn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/s',
                  starting_position: 'LATEST',
                  ...entry,
                },
              },
            },
          },
        },
        undefined,
        2,
      );
    const arn = 'arn:aws:sqs:eu-west-1:123456789012:failed';
    const before = json({ destination_config: { on_failure: { destination_arn: arn } }, batchsize: 5 });
    expect(mended(before, 'main.tf.json')).toBe(json({ destination_arn_on_failure: arn, batch_size: 5 }));
    const filter = json({ filter_criteria: [{ filter: [{ pattern: '{"data":{"a":["b"]}}' }] }] });
    const mendedFilter = JSON.parse(mended(filter, 'main.tf.json'));
    expect(mendedFilter.module.f.event_source_mapping.s.filter_criteria).toEqual([{ pattern: '{"data":{"a":["b"]}}' }]);
  });
});

describe('what rests on a variable', () => {
  it('is mended only on demand', () => {
    const text = `variable "arn" {\n  default = "${QUEUE}"\n}\n${mapping('  starting_position = "LATEST"').replace(`"${QUEUE}"`, 'var.arn')}`;
    expect(titles(text)).toEqual(['unsafe: Remove the starting position']);
  });
});

describe('JSON syntax', () => {
  const file = (...members: readonly string[]) =>
    `{\n  "resource": {\n    "aws_lambda_event_source_mapping": {\n      "orders": {\n${members.map((member) => `        ${member}`).join(',\n')}\n      }\n    }\n  }\n}\n`;
  const source = `"event_source_arn": "${QUEUE}"`;
  const target = '"function_name": "orders"';

  it('is mended with its commas', () => {
    const position = '"starting_position": "LATEST"';
    for (const members of [
      [position, source, target],
      [source, position, target],
      [source, target, position],
    ]) {
      expect(mended(file(...members), 'main.tf.json')).toBe(file(source, target));
    }
    expect(mended(file(source, '"batchsize": 5', target), 'main.tf.json')).toBe(
      file(source, '"batch_size": 5', target),
    );
    expect(mended(file(source, target, '"batch_size": 100'), 'main.tf.json')).toBe(
      file(source, target, '"batch_size": 100', '"maximum_batching_window_in_seconds": 1'),
    );
    const timestamp = '"starting_position_timestamp": "2026-05-01T00:00:00Z"';
    const from = '"starting_position": "AT_TIMESTAMP"';
    expect(mended(file(source, target, from, timestamp), 'main.tf.json')).toBe(file(source, target));
    expect(mended(file(source, from, timestamp, target), 'main.tf.json')).toBe(file(source, target));
    expect(mended(file(from, timestamp, source, target), 'main.tf.json')).toBe(file(source, target));
    const reference = (attribute: string) =>
      file(`"event_source_arn": "\${aws_sqs_queue.q.${attribute}}"`, target).replace(
        '"resource": {',
        '"resource": {\n    "aws_sqs_queue": {"q": {"name": "q"}},',
      );
    expect(mended(reference('id'), 'main.tf.json')).toBe(reference('arn'));
  });
});

describe('of several fixes', () => {
  it('that give two things one name, the first is made', () => {
    const text = mapping('  batchsize = 5', '  bach_size = 6');
    expect(mended(text)).toBe(mapping('  batch_size = 5', '  bach_size = 6'));
    const body = { event_source_arn: QUEUE, function_name: 'f', batchsize: 5, bach_size: 6 };
    const json = JSON.stringify({ resource: { aws_lambda_event_source_mapping: { m: body } } });
    expect(mended(json, 'main.tf.json')).toBe(json.replace('batchsize', 'batch_size'));
    const call = (first: string) =>
      `module "f" {\n  source = "terraform-aws-modules/lambda/aws"\n  function_name = "f"\n  event_source_mapping = {\n    q = { event_source_arn = "${QUEUE}", ${first} = 5, bach_size = 6 }\n  }\n}\n`;
    expect(mended(call('batchsize'))).toBe(call('batch_size'));
  });

  it('those that overlap wait for another round', () => {
    const text = mapping('  batch_size = 5');
    const edit = (start: number, end: number, by: string) => ({ range: rangeOf(text, start, end), text: by });
    const at = text.indexOf('batch_size');
    const wanted = [[edit(at, at + 10, 'x')], [edit(at + 9, at + 10, 'y')], [edit(at + 13, at + 14, '6')]];
    const [first] = lint(mapping('  starting_position = "LATEST"'));
    if (first === undefined) throw new Error('nothing was found');
    const diagnostics = wanted.map((edits) => ({
      ...first,
      fix: { title: '', applicability: 'safe' as const, edits },
    }));
    const { texts, fixed } = applyFixes({ diagnostics, applicability: 'safe', textOf: () => text });
    expect(texts.get('main.tf')).toBe(mapping('  x = 6'));
    expect(fixed).toHaveLength(2);
  });

  it('one that breaks the syntax is not made, nor one in a file that may not be changed', () => {
    const text = mapping('  batch_size = 5');
    const at = text.indexOf('= 5') + 2;
    const [first] = lint(mapping('  starting_position = "LATEST"'));
    if (first === undefined) throw new Error('nothing was found');
    const fix = (by: string) => ({
      title: '',
      applicability: 'safe' as const,
      edits: [{ range: rangeOf(text, at, at + 1), text: by }],
    });
    const made = (by: string, file: string | undefined) =>
      applyFixes({ diagnostics: [{ ...first, fix: fix(by) }], applicability: 'safe', textOf: () => file }).fixed.length;
    expect([made('7', text), made('"', text), made('}', text), made('7', undefined)]).toEqual([1, 0, 0, 0]);
    const name = text.indexOf('batch_size');
    const rename = { ...fix(''), edits: [{ range: rangeOf(text, name, name + 10), text: 'x' }] };
    const diagnostics = [fix('"'), rename].map((each) => ({ ...first, fix: each }));
    const { texts, fixed } = applyFixes({ diagnostics, applicability: 'safe', textOf: () => text });
    expect(texts.get('main.tf')).toBe(mapping('  x = 5'));
    expect(fixed).toHaveLength(1);
  });

  it('only safe ones are made unless all are asked for', () => {
    const text = mapping('  batch_size = 100', '  starting_position = "LATEST"');
    const safe = applyFixes({ diagnostics: lint(text), applicability: 'safe', textOf: () => text });
    expect(safe.texts.get('main.tf')).toBe(mapping('  batch_size = 100'));
  });
});

function rangeOf(text: string, start: number, end: number) {
  const position = (offset: number) => ({ offset, line: text.slice(0, offset).split('\n').length, column: 1 });
  return { filename: 'main.tf', start: position(start), end: position(end) };
}

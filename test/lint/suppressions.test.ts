import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { lintText } from '../../src/core.ts';
import { applySuppressions, type SuppressionSettings } from '../../src/lint/suppressions.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const SETTINGS: SuppressionSettings = {
  today: '2026-11-25',
  requiresReason: () => false,
  rules: { current: rules.map(({ name }) => name), renamed: { 'size-range': 'value-out-of-range' } },
  unsuppressible: ['syntax-error', 'unused-suppression'],
  severity: () => 'warning',
  isComplete: () => true,
};

interface Case {
  readonly filename?: string;
  readonly settings?: Partial<SuppressionSettings>;
}

function check(text: string, { filename = 'main.tf', settings = {} }: Case = {}) {
  const { diagnostics } = lintText({ filename, text });
  const result = applySuppressions(diagnostics, [new SourceFile(filename, text)], { ...SETTINGS, ...settings });
  const names = (found: readonly Diagnostic[]) => found.map(({ rule, range }) => `${range.start.line} ${rule}`);
  return {
    left: names(result.diagnostics),
    suppressed: names(result.suppressed.map(({ diagnostic }) => diagnostic)),
    reasons: result.suppressed.map(({ reason }) => reason),
    messages: result.diagnostics.map(({ message, help }) => `${message}; ${help}`),
    marked: result.diagnostics.map(({ range }) => text.slice(range.start.offset, range.end.offset)),
  };
}

/** Two faults: line 4 value-out-of-range, line 5 unsupported-argument. */
const mapping = ({ above = '', behind = '', aboveSize = '' } = {}) => `${above}
resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name    = "f"${aboveSize}
  batch_size       = 20000${behind}
  colour           = "#preplan-ignore: batch-size-zero"
}
`;
const BOTH = ['5 value-out-of-range', '6 unsupported-argument'];

describe('where a comment stands', () => {
  test('without one everything is reported; strings are no comments', () => {
    expect(check(mapping())).toMatchObject({ left: BOTH, suppressed: [] });
  });

  test.each([
    '# preplan-ignore: value-out-of-range',
    '// preplan-ignore:value-out-of-range',
    '/* preplan-ignore: value-out-of-range */',
  ])('behind the argument: %s', (comment) => {
    expect(check(mapping({ behind: ` ${comment}` }))).toMatchObject({ left: [BOTH[1]], suppressed: [BOTH[0]] });
  });

  test('behind the argument it is for this line only', () => {
    expect(check(mapping({ behind: ' # preplan-ignore: unsupported-argument' })).left).toEqual([
      BOTH[0],
      '5 unused-suppression',
      BOTH[1],
    ]);
  });

  test('above an argument', () => {
    const { left, suppressed } = check(
      mapping({ aboveSize: '\n  # preplan-ignore: value-out-of-range\n  # the queue is small' }),
    );
    expect({ left, suppressed }).toEqual({ left: ['8 unsupported-argument'], suppressed: ['7 value-out-of-range'] });
  });

  test('above an argument of several lines it covers all of them', () => {
    const text = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn  = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name     = "f"
  # preplan-ignore: invalid-value
  function_response_types = [
    "ReportBatchItemFailures",
    "Nonsense",
  ]
}
`;
    const [found] = lintText({ filename: 'main.tf', text }).diagnostics;
    expect(found?.range.start.line).toBe(7);
    const rule = found?.rule ?? '';
    expect(check(text.replace('invalid-value', rule))).toMatchObject({ left: [], suppressed: [`7 ${rule}`] });
  });

  test('above a block it covers the block', () => {
    const above = '# preplan-ignore: value-out-of-range, unsupported-argument -- the provider is a fork';
    expect(check(mapping({ above }))).toMatchObject({
      left: [],
      suppressed: BOTH,
      reasons: ['the provider is a fork', 'the provider is a fork'],
    });
  });

  test('a blank line in between parts them', () => {
    expect(check(mapping({ above: '# preplan-ignore: value-out-of-range\n' })).left).toContain('1 unused-suppression');
  });

  test('at the top of the file it covers the file', () => {
    const above = '# licence\n\n# preplan-ignore-file: value-out-of-range unsupported-argument\n\n';
    expect(check(mapping({ above }))).toMatchObject({
      left: [],
      suppressed: ['9 value-out-of-range', '10 unsupported-argument'],
    });
  });

  test('for the file it must stand above the first block', () => {
    const { left, messages } = check(mapping({ behind: ' # preplan-ignore-file: value-out-of-range' }));
    expect(left).toEqual(['5 value-out-of-range', '5 invalid-suppression', BOTH[1]]);
    expect(messages[1]).toBe(
      'this comment stands below the first block, so that it suppresses nothing; Move it to the top of the file',
    );
  });

  test('in a block comment of several lines, each line may ask', () => {
    const above =
      '/*\n * preplan-ignore: value-out-of-range -- one\n * preplan-ignore: unsupported-argument -- two\n */';
    expect(check(mapping({ above })).reasons).toEqual(['one', 'two']);
  });

  test('a comment may speak about suppressions', () => {
    expect(check(mapping({ above: '# see preplan-ignore: nonsense' })).left).toEqual(BOTH);
  });

  test('with CRLF line ends', () => {
    const text = mapping({
      behind: ' # preplan-ignore: value-out-of-range',
      above: '# preplan-ignore: unsupported-argument',
    });
    expect(check(text.replaceAll('\n', '\r\n'))).toMatchObject({ left: [], suppressed: BOTH });
  });

  test('in a heredoc it is text', () => {
    const text = `locals {\n  x = <<-EOT\n    # preplan-ignore: nonsense\n  EOT\n}\n`;
    expect(check(text).left).toEqual([]);
  });
});

describe('in JSON syntax', () => {
  const json = (resource: object, root: object = {}) =>
    JSON.stringify(
      {
        ...root,
        resource: {
          aws_lambda_event_source_mapping: {
            m: {
              event_source_arn: 'arn:aws:sqs:eu-west-1:123456789012:q',
              function_name: 'f',
              batch_size: 20000,
              ...resource,
            },
          },
        },
      },
      undefined,
      1,
    );
  const inJson = (text: string) => check(text, { filename: 'main.tf.json' });

  test('a comment member covers its object', () => {
    const { left, suppressed, reasons } = inJson(json({ '//': 'preplan-ignore: value-out-of-range -- a "reason"' }));
    expect({ left, suppressed: suppressed.length, reasons }).toEqual({
      left: [],
      suppressed: 1,
      reasons: ['a "reason"'],
    });
  });

  test('also for what is missing in it', () => {
    const text = json({
      function_name: undefined,
      batch_size: 10,
      '//': ['preplan-ignore: missing-required-argument'],
    });
    expect(inJson(text.replace('missing-required-argument', 'batch-size-zero')).left).toContain(
      '4 missing-required-argument',
    );
    expect(inJson(text)).toMatchObject({ left: [], suppressed: ['4 missing-required-argument'] });
  });

  test('in the outermost object it may be for the file', () => {
    expect(inJson(json({}, { '//': 'preplan-ignore-file: value-out-of-range' })).left).toEqual([]);
    expect(inJson(json({ '//': 'preplan-ignore-file: value-out-of-range' })).left).toContain('8 invalid-suppression');
  });
});

describe('until', () => {
  const text = mapping({ behind: ' # preplan-ignore: value-out-of-range until=2026-11-25 -- soon' });

  test('holds to the end of the day', () => {
    expect(check(text).suppressed).toEqual([BOTH[0]]);
  });

  test('is reported when it is over', () => {
    const { left, suppressed, marked } = check(text, { settings: { today: '2026-11-26' } });
    expect({ left, suppressed }).toEqual({
      left: ['5 value-out-of-range', '5 expired-suppression', BOTH[1]],
      suppressed: [],
    });
    expect(marked[1]).toBe('until=2026-11-25');
  });

  test.each([
    ['until=tomorrow', 'this comment has until=tomorrow, which is no day'],
    ['until=2027-02-29', 'this comment has until=2027-02-29, a day that does not exist'],
  ])('%s is no day', (until, message) => {
    const { left, messages } = check(text.replace('until=2026-11-25', until));
    expect(left).toEqual(['5 value-out-of-range', '5 invalid-suppression', BOTH[1]]);
    expect(messages[1]).toContain(message);
  });
});

describe('what is wrong with a comment is reported', () => {
  test.each([
    [
      'preplan-ignore: value-out-of-rang',
      'there is no rule value-out-of-rang to ignore, did you mean value-out-of-range?',
    ],
    ['preplan-ignore: qqqqqqqq', 'there is no rule qqqqqqqq to ignore; See preplan rules'],
    ['preplan-ignore: syntax-error', 'syntax-error cannot be suppressed'],
    ['preplan-ignore', 'this comment has no colon, so that it suppresses nothing; Write preplan-ignore: rule-name'],
    ['preplan-ignore: -- because', 'this comment names no rule'],
  ])('%s', (comment, message) => {
    const { left, messages } = check(mapping({ behind: ` # ${comment}` }));
    expect(left).toEqual(['5 value-out-of-range', '5 invalid-suppression', BOTH[1]]);
    expect(messages[1]).toContain(message);
  });

  test('other names in the comment still count', () => {
    const { left } = check(mapping({ behind: ' # preplan-ignore: nonsense, value-out-of-range' }));
    expect(left).toEqual(['5 invalid-suppression', BOTH[1]]);
  });

  test('a missing reason, where one is required', () => {
    const settings = { requiresReason: () => true };
    const behind = ' # preplan-ignore: value-out-of-range';
    const without = check(mapping({ behind }), { settings });
    expect(without.left).toEqual(['5 value-out-of-range', '5 invalid-suppression', BOTH[1]]);
    expect(without.messages[1]).toContain('gives no reason, which the configuration requires');
    expect(check(mapping({ behind: `${behind} -- small` }), { settings }).left).toEqual([BOTH[1]]);
  });

  test('a name that hides nothing, unless its rule is off or not everything is known', () => {
    const text = mapping({ behind: ' # preplan-ignore: value-out-of-range, batch-size-zero' });
    const { left, marked } = check(text);
    expect(left).toEqual(['5 unused-suppression', BOTH[1]]);
    expect(marked[0]).toBe('batch-size-zero');
    expect(check(text, { settings: { isComplete: () => false } }).left).toEqual([BOTH[1]]);
    const off: Partial<SuppressionSettings> = {
      severity: (rule) => (rule === 'batch-size-zero' ? undefined : 'warning'),
    };
    expect(check(text, { settings: off }).left).toEqual([BOTH[1]]);
  });

  test('with the severity that is set', () => {
    const text = mapping({ behind: ' # preplan-ignore: value-out-of-range, batch-size-zero' });
    const settings = { severity: (rule: string) => (rule === 'unused-suppression' ? undefined : ('error' as const)) };
    expect(check(text, { settings }).left).toEqual([BOTH[1]]);
  });
});

test('a rule may be called by its old name, which is said', () => {
  const used = check(mapping({ behind: ' # preplan-ignore: size-range' }));
  expect(used).toMatchObject({
    left: ['5 outdated-suppression', BOTH[1]],
    suppressed: [BOTH[0]],
    marked: ['size-range', expect.anything()],
  });
  expect(used.messages[0]).toBe(
    'size-range is called value-out-of-range now; this comment holds for it up to the next major release; Write value-out-of-range',
  );
  const unused = mapping({ behind: ' # preplan-ignore: size-range' }).replace('20000', '10');
  expect(check(unused).left).toEqual(['5 outdated-suppression', '5 unused-suppression', BOTH[1]]);
});

test('what a module call passes may be ignored at the call', () => {
  const caller = new SourceFile(
    'main.tf',
    'module "m" {\n  source = "./m"\n  # preplan-ignore: value-out-of-range\n  size = 20000\n}\n',
  );
  const child = new SourceFile('m/main.tf', 'x = var.size\n');
  const size = caller.text.indexOf('20000');
  const diagnostic: Diagnostic = {
    rule: 'value-out-of-range',
    severity: 'error',
    stage: 'apply',
    message: 'batch_size is 20000',
    range: child.range({ start: 4, end: 12 }),
    related: [{ message: 'argument of module.m', range: caller.range({ start: size, end: size + 5 }) }],
    addresses: ['module.m.aws_lambda_event_source_mapping.m'],
  };
  expect(applySuppressions([diagnostic], [caller, child], SETTINGS)).toMatchObject({
    diagnostics: [],
    suppressed: [{}],
  });
  const elsewhere = new SourceFile('main.tf', caller.text.replace('module "m"', 'locale "m"'));
  expect(applySuppressions([diagnostic], [elsewhere], SETTINGS).suppressed).toEqual([]);
});

import { expect, test } from 'vitest';
import { formatGithub, formatStepSummary } from '../../src/report/github.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { EMPTY_RESULT, finding, HOSTILE_RESULT } from './hostile-result.ts';

/** As the runner of GitHub Actions reads commands: at the start of a line behind blanks, or in the old form anywhere. */
function commands(text: string) {
  return text.split(/\r?\n/).flatMap((line) => {
    const found = /^\s*::([a-z-]+)(?: (.*?))?::(.*)$/.exec(line);
    if (found === null) return /##\[/.test(line) ? [{ command: 'old', properties: {}, data: line }] : [];
    const [, command = '', written = '', data = ''] = found;
    const properties = Object.fromEntries(
      written
        .split(',')
        .map((property) => [
          property.slice(0, property.indexOf('=')),
          unescaped(property.slice(property.indexOf('=') + 1)),
        ]),
    );
    return [{ command, properties, data: unescaped(data) }];
  });
}

function unescaped(text: string): string {
  return text.replace(/%(0D|0A|3A|2C|25)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

test('a finding is an annotation at its place', () => {
  const file = new SourceFile('a,b:c.tf', 'x = 1\ny = 2\n');
  const diagnostic = finding('error', {
    message: '100% too large',
    aws: 'no: way',
    help: 'less',
    assumptions: ['var.x'],
    addresses: ['aws_lambda_event_source_mapping.m'],
    range: file.range({ start: 6, end: 11 }),
  });
  const text = formatGithub({ ...EMPTY_RESULT, diagnostics: [diagnostic] }, { quiet: false });
  expect(text).toBe(
    '::error file=a%2Cb%3Ac.tf,line=2,endLine=2,col=1,endColumn=6,title=preplan%3A value-out-of-range::100%25 too large%0Awhen: var.x%0AAWS says: no: way%0Ahelp: less%0Ashows at: terraform apply, for aws_lambda_event_source_mapping.m\nno mappings in 0 files · 1 error, 0 warnings\n',
  );
  expect(commands(text)).toMatchObject([{ command: 'error', properties: { file: 'a,b:c.tf', col: '1' } }]);
  const long = { ...diagnostic, range: file.range({ start: 0, end: 11 }) };
  expect(formatGithub({ ...EMPTY_RESULT, diagnostics: [long] }, { quiet: false })).toContain(
    ',line=1,endLine=2,title=',
  );
});

test('nothing breaks out', () => {
  const text = formatGithub(HOSTILE_RESULT, { quiet: false });
  expect(commands(text).map(({ command }) => command)).toEqual(['error', 'warning', 'error']);
  expect(text).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
});

test('at most ten of a kind; the rest stays in the log, harmless', () => {
  const diagnostics = [
    ...Array.from({ length: 12 }, () => finding('error')),
    ...Array.from({ length: 11 }, () => finding('warning')),
  ];
  const text = formatGithub({ ...EMPTY_RESULT, diagnostics }, { quiet: false });
  const found = commands(text).map(({ command }) => command);
  expect(found).toEqual([...Array.from({ length: 10 }, () => 'error'), ...Array.from({ length: 10 }, () => 'warning')]);
  expect(text).toContain('\nGitHub shows 10 annotations of a kind; here are 3 more:\nerror: ');
  expect(text.match(/^(error|warning): /gm)).toEqual(['error: ', 'error: ', 'warning: ']);
});

test('warnings may be left out', () => {
  expect(commands(formatGithub(HOSTILE_RESULT, { quiet: true })).map(({ command }) => command)).toEqual([
    'error',
    'error',
  ]);
});

test('the summary of the step is a table in which nothing is Markdown but the table', () => {
  const text = formatStepSummary(HOSTILE_RESULT, { quiet: false });
  expect(text).toMatch(/^### preplan\n\n.*\n\n\| \| where \| what \| rule \|\n\|---\|---\|---\|---\|\n/);
  const rows = text.split('\n').filter((line) => line.startsWith('| error') || line.startsWith('| warning'));
  expect(rows).toHaveLength(3);
  for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
  expect(text).not.toMatch(/<|@|(?<!\\)`|(?<!\\)\[|[\0-\x09\x0b-\x1f\x7f-\x9f]/);
  const many = { ...EMPTY_RESULT, diagnostics: Array.from({ length: 203 }, () => finding('error')) };
  expect(formatStepSummary(many, { quiet: false })).toContain('and 3 more findings');
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderWith, runIn } from './run-in.ts';

const FAULT = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name    = "f"
  batch_size       = 20000
}
`;
const files = { 'm/main.tf': FAULT };
const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

describe('each format on standard output', () => {
  const folder = folderWith(files);
  const output = async (format: string) => {
    const { status, stdout, stderr } = await runIn(folder, ['--format', format]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    return stdout;
  };

  test('sarif', async () => {
    const [run] = JSON.parse(await output('sarif')).runs;
    expect(run.originalUriBaseIds['%SRCROOT%'].uri).toBe(`${pathToFileURL(folder).href}/`);
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('m/main.tf');
    expect(run.tool.driver.rules[0].help.text.length).toBeGreaterThan(100);
  });

  test('github', async () => {
    expect(await output('github')).toMatch(/^::error file=m\/main\.tf,line=4,/);
  });

  test('junit', async () => {
    expect(await output('junit')).toContain('<testsuite name="m/main.tf" package="preplan"');
  });
});

describe('several formats', () => {
  test('one on standard output, the others in files', async () => {
    const folder = folderWith(files);
    const argv = ['--output', 'sarif=out.sarif', '--format', 'github', '--format', 'sarif', '--output=junit=j=1.xml'];
    expect((await runIn(folder, argv)).stdout).toMatch(/^::error/);
    expect(JSON.parse(read(folder, 'out.sarif')).runs[0].results).toHaveLength(1);
    expect(read(folder, 'j=1.xml')).toContain('<testsuites');
  });

  test('without a format standard output gets the pretty one; a file has no colours', async () => {
    const folder = folderWith(files);
    const { stdout } = await runIn(folder, ['--output', 'json=x.json'], { terminal: true });
    expect(stdout).toContain('1 mapping');
    expect(JSON.parse(read(folder, 'x.json')).summary.errors).toBe(1);
    const { stdout: nothing } = await runIn(folder, ['--output', 'pretty=x.txt'], { terminal: true });
    expect(nothing).toBe('');
    expect(read(folder, 'x.txt')).toContain('1 mapping');
    expect(read(folder, 'x.txt')).not.toContain('\x1b');
  });

  test.each([
    [
      ['--format', 'json', '--format', 'sarif'],
      'two formats cannot share standard output; give --output json=FILE or sarif=FILE',
    ],
    [['--output', 'xml=x'], '--output xml=x names no format and file; write FORMAT=FILE with pretty, json, sarif'],
    [['--output', 'sarif'], '--output sarif names no format and file'],
    [['--output', 'sarif='], '--output sarif= names no format and file'],
    [['--output', 'sarif=missing/x'], 'missing/x cannot be written: '],
  ])('%j is refused', async (argv, message) => {
    const { status, stderr } = await runIn(folderWith(files), argv);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('the summary of a step of GitHub', () => {
  test('is added to what is there', async () => {
    const folder = folderWith({ ...files, 'summary.md': '# before\n' });
    const environment = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    await runIn(folder, ['--format', 'github'], { environment });
    expect(read(folder, 'summary.md')).toMatch(/^# before\n### preplan\n\n1 mapping/);
    await runIn(folder, ['--format', 'json'], { environment });
    expect(read(folder, 'summary.md').match(/### preplan/g)).toHaveLength(1);
  });

  test('is no reason to fail', async () => {
    const folder = folderWith(files);
    const environment = { GITHUB_STEP_SUMMARY: join(folder, 'missing/summary.md') };
    const { status, stderr, stdout } = await runIn(folder, ['--format', 'github'], { environment });
    expect(status).toBe(1);
    expect(stdout).toContain('::error');
    expect(stderr).toContain('the summary of the step cannot be written');
  });
});

test('the closing lines of a log that GitHub reads hold no command, in the pretty format neither', async () => {
  const text = FAULT.replace('20000', '"::add-mask::x"').replace('"f"', '"\\n::set-output name=x::y"');
  const folder = folderWith({ 'main.tf': text, ':: error.tf': text });
  for (const format of ['pretty', 'github']) {
    const { stdout } = await runIn(folder, ['--format', format]);
    expect(stdout).not.toMatch(/^\s*::(?!error |warning )/m);
  }
});

describe('what is read', () => {
  const folder = folderWith({
    ...files,
    'm/variables.tf': 'variable "x" {}\n',
    'other/main.tf': '',
    'main.tf': 'module "m" {\n  source = "./m"\n  x = 1\n}\n',
  });

  test('can be listed with the reasons, and nothing else is printed', async () => {
    const { status, stdout, stderr } = await runIn(folder, ['--list-files', 'm/main.tf']);
    expect(status).toBe(0);
    expect(stdout).toContain('m/main.tf\tnamed\n');
    expect(stdout).toContain('m/variables.tf\tin the module of a named file\n');
    expect(stdout).not.toContain('other');
    expect(stderr).not.toContain('error');
    expect((await runIn(folder, ['--list-files'])).stdout).toContain(
      'm/main.tf\tin a module that holds a mapping or calls one that does\n',
    );
    const configured = folderWith({ ...files, 'm/preplan.json': '{ "extends": "../base.json" }', 'base.json': '{}' });
    const { stdout: list } = await runIn(configured, ['--list-files', 'm/main.tf']);
    expect(list).toContain('base.json\tconfiguration\n');
    expect(list).toContain('m/preplan.json\tconfiguration\n');
  });
});

test('the time of phases and rules can be measured', async () => {
  let time = 0;
  const { stdout, stderr } = await runIn(folderWith(files), ['--stats'], {
    now: () => {
      time += 1;
      return time;
    },
  });
  expect(stdout).toContain('1 mapping');
  expect(stderr).toMatch(
    /^preplan: time by phase\n(?: +\d+\.\d ms {2}[a-z ]+\n){4}preplan: the slowest of \d+ rules\n/,
  );
  expect(stderr).toMatch(/ms {2}[a-z-]+ \(\d+ times?\)\n/);
});

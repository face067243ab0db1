import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintPlan } from '../../src/core.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { folderWith, runIn } from './run-in.ts';

/** Made by Terraform 1.11.4 with hashicorp/aws 5.100.0 from the files beside it. */
const PLAN = readFileSync('fixtures/plans/workers/plan.json', 'utf8');

interface Report {
  readonly diagnostics: readonly {
    readonly rule: string;
    readonly addresses: readonly string[];
    readonly fix?: unknown;
  }[];
  readonly mappings: readonly {
    readonly address: string;
    readonly instances: number;
    readonly kinds: readonly string[];
    readonly checked: string;
  }[];
}

async function report(text: string) {
  const { status, stdout, stderr } = await runIn(folderWith({ 'plan.json': text }), [
    '--plan',
    'plan.json',
    '--format',
    'json',
  ]);
  return { status, stderr, ...(JSON.parse(stdout) as Report) };
}

describe('--plan', () => {
  it('finds what the sources do not tell: which queue each instance of a module gets', async () => {
    const { status, diagnostics, mappings } = await report(PLAN);
    expect(status).toBe(1);
    expect(diagnostics.map(({ rule, addresses }) => [rule, ...addresses])).toEqual([
      ['visibility-timeout-below-function-timeout', 'module.single.aws_lambda_event_source_mapping.worker'],
      ['duplicate-mapping', 'module.worker["slow"].aws_lambda_event_source_mapping.worker'],
      ['visibility-timeout-below-function-timeout', 'module.worker["slow"].aws_lambda_event_source_mapping.worker'],
    ]);
    expect(mappings.map(({ address, instances, kinds, checked }) => [address, instances, kinds, checked])).toEqual([
      ['module.single.aws_lambda_event_source_mapping.worker', 1, ['sqs-standard'], 'fully'],
      ['module.worker.aws_lambda_event_source_mapping.worker', 2, ['sqs-standard'], 'fully'],
    ]);
  });

  it('finds in its sources what it finds in them', async () => {
    const folder = folderWith({});
    cpSync('fixtures/plans/workers', folder, { recursive: true });
    const { stdout } = await runIn(folder, ['--format', 'json']);
    const { diagnostics } = JSON.parse(stdout) as Report;
    expect(new Set(diagnostics.map(({ rule }) => rule))).toContain('visibility-timeout-below-function-timeout');
  });

  it('shows the place in the plan, and offers no fixes', async () => {
    const { stdout } = await runIn(folderWith({ 'plan.json': PLAN }), ['--plan', 'plan.json']);
    expect(stdout).toMatch(/--> plan\.json:\d+:\d+\n/);
    expect(stdout).toContain('"visibility_timeout_seconds": 30');
    expect(stdout).not.toContain('fix available');
    const { diagnostics } = await report(PLAN);
    expect(diagnostics.filter(({ fix }) => fix !== undefined)).toEqual([]);
  });

  it('reads standard input', async () => {
    const { status, stdout } = await runIn(folderWith({}), ['--plan', '-'], { stdin: PLAN });
    expect(status).toBe(1);
    expect(stdout).toContain('--> stdin.json:');
  });

  it('obeys the configuration and the rules of the arguments', async () => {
    const config = JSON.stringify({ rules: { 'duplicate-mapping': 'off' } });
    const folder = folderWith({ 'plan.json': PLAN, 'preplan.json': config });
    const { stdout } = await runIn(folder, [
      '--plan',
      'plan.json',
      '--rule',
      'visibility-timeout-below-function-timeout=warning',
    ]);
    expect(stdout).toContain('2 mappings: 2 fully checked · 0 errors, 2 warnings');
  });
});

describe('what AWS looks at when it creates a mapping', () => {
  const changed = (actions: readonly string[]) => {
    const plan = JSON.parse(PLAN);
    for (const { type, change } of plan.resource_changes) {
      if (type === 'aws_lambda_event_source_mapping') change.actions = actions;
    }
    return JSON.stringify(plan);
  };

  it('is said when it is created or replaced', async () => {
    expect((await report(changed(['delete', 'create']))).diagnostics).toHaveLength(3);
  });

  it('is not said when it is there', async () => {
    expect((await report(changed(['no-op']))).diagnostics).toEqual([]);
    expect((await report(changed(['update']))).diagnostics).toEqual([]);
  });

  it('is not said when it goes', async () => {
    const { diagnostics, mappings } = await report(changed(['delete']));
    expect(diagnostics).toEqual([]);
    expect(mappings).toEqual([]);
  });
});

describe('a plan that PowerShell has written', () => {
  const bytes = Buffer.from(`\ufeff${PLAN}`, 'utf16le');

  it.each([
    ['UTF-16', bytes],
    ['UTF-16 with the high bytes first', Buffer.from(bytes).swap16()],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${PLAN}`)],
  ])('may be in %s', async (_, written) => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'plan.json'), written);
    const plain = await runIn(folderWith({ 'plan.json': PLAN }), ['--plan', 'plan.json']);
    expect(plain.status).toBe(1);
    expect(await runIn(folder, ['--plan', 'plan.json'])).toEqual(plain);
    const input = await runIn(folder, ['--plan', '-'], { stdin: written });
    expect(input).toEqual({ ...plain, stdout: plain.stdout.replaceAll('plan.json:', 'stdin.json:') });
  });

  it('may be cut off', async () => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'plan.json'), bytes.subarray(0, 1001));
    const { status, stderr } = await runIn(folder, ['--plan', 'plan.json']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'preplan: plan.json is not JSON; write it with terraform show -json PLAN > plan.json\n',
    });
  });
});

describe('what is no plan', () => {
  it.each([
    ['{"a":', '}'],
    ['[', ']'],
  ])('nesting of %s…%s without end', async (open, close) => {
    const value = open.repeat(20_000) + (open === '[' ? '' : '1') + close.repeat(20_000);
    const text = PLAN.replace('"resource_changes"', `"variables": ${value}, "resource_changes"`);
    const { status, stdout, stderr } = await runIn(folderWith({ 'plan.json': text }), ['--plan', 'plan.json']);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'preplan: plan.json is nested more than 1000 levels deep; write it with terraform show -json PLAN > plan.json\n',
    });
  });

  it.each([
    ['nothing', 'plan.json is not JSON; write it with terraform show -json PLAN > plan.json'],
    ['{}', 'plan.json is no plan in JSON; write it with terraform show -json PLAN > plan.json'],
    ['[1]', 'plan.json is no plan in JSON; write it with terraform show -json PLAN > plan.json'],
    [
      '{"version":4,"lineage":"x","resources":[]}',
      'plan.json is a state, not a plan; write it with terraform show -json PLAN > plan.json',
    ],
    [
      '{"format_version":"2.0","configuration":{}}',
      'plan.json is a plan of format 2.0, and only 1.x is understood; write it with terraform show -json PLAN > plan.json',
    ],
    [
      'PK\u0003\u0004',
      'plan.json is a saved plan, which only Terraform can read; write it with terraform show -json PLAN > plan.json',
    ],
  ])('%j', async (text, problem) => {
    const { status, stdout, stderr } = await runIn(folderWith({ 'plan.json': text }), ['--plan', 'plan.json']);
    expect(stderr).toBe(`preplan: ${problem}\n`);
    expect(status).toBe(2);
    expect(stdout).toBe('');
  });

  it('is told apart from what cannot be read', async () => {
    const folder = folderWith({ 'dir/a': '', bin: new Uint8Array([0x50, 0x4b, 0xff, 0xfe]) });
    const told = async (path: string) => (await runIn(folder, ['--plan', path])).stderr;
    expect(await told('gone.json')).toBe(
      'preplan: gone.json does not exist; write it with terraform show -json PLAN > plan.json\n',
    );
    expect(await told('dir')).toContain('dir is a folder');
    expect(await told('bin')).toContain('bin is not text, perhaps a saved plan');
  });

  it('goes with no arguments that are for modules', async () => {
    const folder = folderWith({ 'plan.json': PLAN });
    const { status, stderr } = await runIn(folder, ['--plan', 'plan.json', '--fix', '.']);
    expect(stderr).toBe('preplan: --plan stands alone; leave out . and --fix\n');
    expect(status).toBe(2);
  });
});

describe('a plan with other things in it than there should be', () => {
  /** Each member of the plan in turn, replaced. */
  function* broken(value: unknown, root: () => string): Iterable<string> {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      const holder = value as Record<string, unknown>;
      const own = holder[key];
      for (const other of [null, 7, 'x', [], {}, [[]], true]) {
        holder[key] = other;
        yield root();
      }
      holder[key] = own;
      yield* broken(own, root);
    }
  }

  it('is read as far as it goes, without a crash', () => {
    const plan = JSON.parse(PLAN) as { resource_changes: { change: unknown }[] };
    plan.resource_changes = plan.resource_changes.slice(0, 3);
    const results: string[] = [];
    let count = 0;
    for (const text of broken(plan, () => (count++ % 20 === 0 ? JSON.stringify(plan) : ''))) {
      if (text === '') continue;
      const result = lintPlan(new SourceFile('plan.json', text), {});
      results.push('error' in result ? result.error : `${result.internalErrors} internal errors`);
    }
    expect(results.length).toBeGreaterThan(100);
    expect(new Set(results.filter((result) => !result.startsWith('is ')))).toEqual(new Set(['0 internal errors']));
  });
});

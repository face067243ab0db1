import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pack } from '../packed.ts';
import { FAULT, isInstalled, project } from './project.ts';

const action = parse(readFileSync('action.yml', 'utf8'));
const [build, check, upload] = action.runs.steps;

interface StepRun {
  readonly step: { readonly env: Readonly<Record<string, string>> };
  readonly inputs: Readonly<Record<string, string>>;
  /** Where the action lies. */
  readonly path: string;
}

/** The inputs as the action hands them to a step. */
function environment({ step, inputs, path }: StepRun) {
  return Object.fromEntries(
    Object.entries(step.env).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)?.[1];
      if (input === undefined) {
        expect(value).toBe('${{ github.action_path }}');
        return [name, path];
      }
      return [name, inputs[input] ?? action.inputs[input].default];
    }),
  );
}

describe('action.yml', () => {
  test('hands inputs to the shell by the environment only, so that they are no code', () => {
    for (const step of [build, check]) {
      expect(step.run).not.toContain('${{');
      expect(step.shell).toBe('bash');
    }
  });

  test('every input is used', () => {
    const text = JSON.stringify(action.runs);
    for (const name of Object.keys(action.inputs)) expect(text).toContain(`inputs.${name}`);
    expect(upload).toMatchObject({ uses: 'github/codeql-action/upload-sarif@v4' });
  });
});

describe.skipIf(!isInstalled('bash'))(
  'the steps of the action, from the package (skipped: bash is not installed)',
  () => {
    let repository: ReturnType<typeof project>;
    let path: string;

    beforeAll(() => {
      path = pack().root;
      repository = project({
        'a b/main.tf': FAULT.replace('var.size', '20000'),
        'good/main.tf': FAULT.replace('var.size', '10'),
        'odd/main.tf': FAULT.replace('var.size', '0'),
        'off.json': '{ "rules": { "value-out-of-range": "off" } }',
      });
    });

    afterAll(() => repository.remove());

    const run = (inputs: Readonly<Record<string, string>> = {}) => {
      const runner = {
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_WORKSPACE: repository.folder,
        GITHUB_STEP_SUMMARY: join(repository.root, 'summary.md'),
      };
      const env = { ...environment({ step: check, inputs, path }), ...runner };
      return repository.run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', check.run], env);
    };

    test('annotations, a summary and a SARIF file; the status is that of preplan', () => {
      const { status, output } = run();
      expect(status).toBe(1);
      expect(output).toMatch(/^::error file=a b\/main\.tf,line=4,/m);
      expect(JSON.parse(repository.read('preplan.sarif')).runs[0].results.length).toBeGreaterThan(0);
      expect(repository.read('../summary.md')).toContain('### preplan');
    });

    test('paths, a line each; a configuration; a limit for warnings', () => {
      expect(run({ paths: 'good\n' }).status).toBe(0);
      expect(run({ paths: 'good\na b\n' }).status).toBe(1);
      expect(run({ paths: 'a b', config: 'off.json' }).status).toBe(0);
      expect(run({ paths: 'odd' }).status).toBe(0);
      expect(run({ paths: 'odd', 'max-warnings': '0' }).status).toBe(1);
      run({ paths: 'good', 'sarif-file': 'other.sarif' });
      expect(JSON.parse(repository.read('other.sarif')).runs[0].results).toEqual([]);
    });

    test('what is given is no code and no option', () => {
      const { status, output } = run({ paths: '$(touch touched)\n--version' });
      expect(status).toBe(2);
      expect(output).toContain('does not exist');
      expect(() => repository.read('touched')).toThrow();
    });

    test('nothing is built where the program is there', () => {
      const { status, output } = repository.run(
        'bash',
        ['-ec', build.run],
        environment({ step: build, inputs: {}, path }),
      );
      expect({ status, output }).toEqual({ status: 0, output: '' });
    });
  },
);

/** The report formats for machines other than JSON; loaded when one of them is wanted. */
import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import type { LintResult } from '../lint/lint.ts';
import { describeError, type ReadFailure } from '../node/file-system.ts';
import { formatGithub, formatStepSummary } from '../report/github.ts';
import { formatJunit } from '../report/junit.ts';
import { formatSarif } from '../report/sarif.ts';
import type { LoadedPlugin } from '../rule/plugin.ts';
import type { Host } from './host.ts';
import type { Format } from './options.ts';

export interface ReportRequest {
  readonly result: LintResult & { readonly unread: readonly ReadFailure[] };
  readonly quiet: boolean;
  readonly host: Host;
  readonly plugins: readonly LoadedPlugin[];
}

/** The text of a report. */
export async function formatReport(
  format: Exclude<Format, 'pretty' | 'json'>,
  { result, quiet, host, plugins }: ReportRequest,
): Promise<string> {
  switch (format) {
    case 'sarif': {
      const { sarifRules } = await import('./sarif-rules.ts');
      return formatSarif(result, {
        version: manifest.version,
        rules: sarifRules(plugins),
        root: `${pathToFileURL(resolve(host.workingDirectory, '_')).href.slice(0, -1)}`,
        quiet,
        unread: result.unread,
      });
    }
    case 'github':
      writeStepSummary(formatStepSummary(result, { quiet }), host);
      return formatGithub(result, { quiet });
    case 'junit':
      return formatJunit(result, { quiet, time: host.time() });
  }
}

/** Adds to the summary of the step, when this is one. That it cannot be written is no reason to fail. */
function writeStepSummary(text: string, { environment, stderr, workingDirectory }: Host): void {
  const file = environment['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    appendFileSync(resolve(workingDirectory, file), text);
  } catch (problem) {
    stderr.write(`preplan: the summary of the step cannot be written: ${describeError(problem)}\n`);
  }
}

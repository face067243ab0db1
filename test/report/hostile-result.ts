import type { LintResult } from '../../src/lint/lint.ts';
import type { Diagnostic, Severity } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';

/** Everything that could end a command, a tag, a line, a table or a string, and what a terminal obeys. */
export const HOSTILE =
  'a\u001b[31m\n::set-output name=x::y\r\n##[add-path]/tmp %0A]]></failure><x a="b"> \' , : | `b` <script>@all [l](https://e.example) {0} \u0000\u0085\u202e\ud800\ufffe';

const file = new SourceFile(HOSTILE, 'x = 1\ny = 2\n');

export function finding(severity: Severity, more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    rule: 'value-out-of-range',
    severity,
    stage: 'apply',
    message: `${HOSTILE} is too large`,
    aws: HOSTILE,
    help: HOSTILE,
    range: file.range({ start: 6, end: 11 }),
    related: [{ message: HOSTILE, range: file.range({ start: 0, end: 8 }) }],
    addresses: [`module.m["${HOSTILE.replace(/["\n\r]/g, '')}"].aws_lambda_event_source_mapping.m`],
    pointer: '/batch_size',
    assumptions: [HOSTILE],
    ...more,
  };
}

/** A result in which every text is hostile. */
export const HOSTILE_RESULT: LintResult = {
  diagnostics: [
    finding('error'),
    finding('warning', { message: 'other' }),
    finding('error', { rule: 'syntax-error', addresses: [] }),
  ],
  mappings: [
    {
      address: 'aws_lambda_event_source_mapping.ok',
      instances: 1,
      range: file.range({ start: 0, end: 1 }),
      kinds: [],
      checked: 'partly',
      undetermined: [{ pointer: '/event_source_arn', reason: HOSTILE, range: file.range({ start: 0, end: 1 }) }],
    },
  ],
  suppressed: [
    { diagnostic: finding('error', { pointer: '/topics' }), reason: HOSTILE, range: file.range({ start: 0, end: 5 }) },
  ],
  files: 1,
  internalErrors: 0,
};

export const EMPTY_RESULT: LintResult = { diagnostics: [], mappings: [], files: 0, internalErrors: 0 };

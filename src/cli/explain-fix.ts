import { applyFixes } from '../lint/fixes.ts';
import { formatDiff } from '../report/diff.ts';
import type { Block } from '../report/document.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { SourceFile } from '../text/source-file.ts';

/** What `--fix=unsafe` would change in the file in its first round; `undefined` when these diagnostics have no fix. */
export function fixDiff({ filename, text }: SourceFile, diagnostics: readonly Diagnostic[]): Block | undefined {
  const textOf = (name: string) => (name === filename ? text : undefined);
  const after = applyFixes({ diagnostics, applicability: 'unsafe', textOf }).texts.get(filename);
  return after === undefined
    ? undefined
    : { kind: 'code', language: 'diff', text: formatDiff({ filename, before: text, after }) };
}

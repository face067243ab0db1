/** The repairs of what a check found, as an editor offers them. */
import type { CodeAction, Position, Range, TextEdit } from 'vscode-languageserver-types';
import { visible } from '../report/terminal-text.ts';
import type { Fix } from '../text/diagnostic.ts';
import { type Conversion, conversionIn, type DiagnosticOptions, toLsp } from './diagnostics.ts';
import type { ModuleCheck, Workspace } from './workspace.ts';

export interface ActionRequest {
  readonly path: string;
  /** Where the cursor is, or what is selected. */
  readonly range: Range;
}

/** What repairs the diagnostics at a place; the one repair that is safe is the editor's first choice. */
export function codeActions(
  { diagnostics }: ModuleCheck,
  { path, range }: ActionRequest,
  {
    workspace,
    options,
  }: { readonly workspace: Pick<Workspace, 'documents' | 'text'>; readonly options: DiagnosticOptions },
): readonly CodeAction[] {
  const conversion = conversionIn(workspace, options);
  return diagnostics.flatMap((diagnostic): CodeAction[] => {
    const { fix } = diagnostic;
    if (fix === undefined || diagnostic.range.filename !== path) return [];
    if (!touch(conversion.toRange(diagnostic.range), range)) return [];
    return [
      {
        title: visible(fix.title),
        kind: 'quickfix',
        diagnostics: [toLsp(diagnostic, conversion)],
        isPreferred: fix.applicability === 'safe',
        edit: { changes: changesOf(fix, conversion) },
      },
    ];
  });
}

/** By URI. */
function changesOf({ edits }: Fix, { toRange, toUri }: Conversion): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { range, text } of edits) {
    const uri = toUri(range.filename);
    changes[uri] = [...(changes[uri] ?? []), { range: toRange(range), newText: text }];
  }
  return changes;
}

function touch(one: Range, other: Range): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

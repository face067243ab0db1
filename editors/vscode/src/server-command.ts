import { isAbsolute, resolve } from 'node:path';

export interface ServerSettings {
  /** `preplan.path`; empty for the server of the extension. */
  readonly path: string;
  /** `preplan.arguments`. */
  readonly arguments: readonly string[];
}

export type ServerCommand =
  | { readonly kind: 'bundled'; readonly module: string }
  | { readonly kind: 'program'; readonly command: string; readonly arguments: readonly string[] };

/** What is started: `workspace` is the first folder of the workspace, `bundled` the server of the extension. */
export function serverCommand(
  { path, arguments: given }: ServerSettings,
  { workspace, bundled }: { readonly workspace: string | undefined; readonly bundled: string },
): ServerCommand {
  const trimmed = path.trim();
  if (trimmed === '') return { kind: 'bundled', module: bundled };
  const isName = !/[\\/]/.test(trimmed);
  const command = isName || isAbsolute(trimmed) || workspace === undefined ? trimmed : resolve(workspace, trimmed);
  return { kind: 'program', command, arguments: given };
}

import manifest from '../../package.json' with { type: 'json' };
import { rules } from '../core.ts';
import { serveStdio } from '../lsp/node.ts';
import type { Host } from './host.ts';
import { projectCheckers } from './project-checkers.ts';

/** `preplan lsp`: serves an editor until it goes away, which ends the process. */
export function runLsp(host: Host): Promise<never> {
  const pages = rulePages();
  serveStdio({
    version: manifest.version,
    rulePage: (rule) =>
      pages !== undefined && rules.some(({ name }) => name === rule) ? `${pages}/${rule}.md` : undefined,
    ...projectCheckers(host),
  });
  return new Promise(() => {});
}

/** The address of `docs/rules`, if the package names its repository. */
function rulePages(): string | undefined {
  const { repository }: Readonly<Record<string, unknown>> = manifest;
  const url = typeof repository === 'string' ? repository : (repository as { readonly url?: string } | undefined)?.url;
  return url && `${url.replace(/^git\+/, '').replace(/\.git$/, '')}/blob/v${manifest.version}/docs/rules`;
}

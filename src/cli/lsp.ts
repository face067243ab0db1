import manifest from '../../package.json' with { type: 'json' };
import { rules } from '../core.ts';
import { serveStdio } from '../lsp/node.ts';
import type { LintArguments } from './arguments.ts';
import type { Host } from './host.ts';
import { projectCheckers } from './project-checkers.ts';
import { ruleUrl } from './rule-url.ts';

/** `preplan lsp`: serves an editor until it goes away, which ends the process. */
export function runLsp({ plugins }: Pick<LintArguments, 'plugins'>, host: Host): Promise<never> {
  serveStdio({
    version: manifest.version,
    rulePage: (rule) => (rules.some(({ name }) => name === rule) ? ruleUrl(rule) : undefined),
    ...projectCheckers(host, { plugins }),
  });
  return new Promise(() => {});
}

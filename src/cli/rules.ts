import { rules } from '../core.ts';
import { stringifyJson } from '../report/json.ts';
import type { ExitStatus, Host } from './host.ts';

/** `preplan rules`. */
export function runRules(format: 'pretty' | 'json', host: Host): ExitStatus {
  const listed = rules
    .map(({ name, severity, stage, summary }) => ({ name, severity, stage, summary }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (format === 'json') {
    host.stdout.write(`${stringifyJson(listed, 2)}\n`);
    return 0;
  }
  const width = Math.max(...listed.map(({ name }) => name.length));
  for (const { name, severity, stage, summary } of listed) {
    host.stdout.write(`${name.padEnd(width)}  ${severity.padEnd(7)}  ${stage.padEnd(8)}  ${summary}\n`);
  }
  host.stdout.write(`\n${listed.length} rules; preplan explain NAME tells more about one\n`);
  return 0;
}

import { rules } from '../../rules/index.ts';
import { pages } from '../../rules/pages.ts';
import { currentName, RENAMED_RULES, renaming } from '../lint/renamed-rules.ts';
import { nodeFunctions } from '../node/functions.ts';
import { PreplanError } from '../node/preplan-error.ts';
import { type Block, formatTerminal } from '../report/document.ts';
import { nearest } from '../rule/describe.ts';
import { engineRules } from './engine-rules.ts';
import { explainRule, standing } from './explain-page.ts';
import type { ExitStatus, Host } from './host.ts';
import { pluginRules } from './plugin-rules.ts';

/** `preplan explain RULE`: the text of `docs/rules/RULE.md`. */
export async function runExplain(
  { rule: name, plugins }: { readonly rule: string; readonly plugins: boolean },
  host: Host,
): Promise<ExitStatus> {
  const current = currentName(name, { current: [...pages.keys()], renamed: RENAMED_RULES }) ?? name;
  if (current !== name) host.stderr.write(`preplan: ${renaming({ from: name, to: current })}\n`);
  host.stdout.write(formatTerminal(await pageOf(current, { host, plugins })));
  return 0;
}

async function pageOf(
  name: string,
  { host, plugins }: { readonly host: Host; readonly plugins: boolean },
): Promise<readonly Block[]> {
  const rule = rules.find((candidate) => candidate.name === name);
  const page = pages.get(name);
  if (rule !== undefined && page !== undefined) {
    return explainRule({ rule, page, functions: nodeFunctions(host.workingDirectory) }).blocks;
  }
  const own = engineRules.find((candidate) => candidate.name === name);
  if (own !== undefined) {
    return [
      { kind: 'heading', level: 1, text: own.name },
      { kind: 'paragraph', text: `${own.severity}; reported by preplan itself` },
      { kind: 'paragraph', text: own.summary },
    ];
  }
  const foreign = await pluginRules(host, { plugins });
  const found = foreign.find((candidate) => candidate.rule.name === name);
  if (found !== undefined) {
    return [
      { kind: 'heading', level: 1, text: `${name}: ${found.rule.summary}` },
      { kind: 'paragraph', text: standing(found.rule, []) },
      { kind: 'paragraph', text: `A rule of the plug-in ${found.plugin}, which tells more.` },
    ];
  }
  const names = [
    ...pages.keys(),
    ...engineRules.map((engineRule) => engineRule.name),
    ...foreign.map((one) => one.rule.name),
  ];
  const known = nearest(name, names);
  throw new PreplanError(
    `there is no rule ${name}${known === undefined ? '' : `, did you mean ${known}?`}; preplan rules lists them${plugins ? '' : ', and --no-plugins leaves out those of plug-ins'}`,
  );
}

import { rules } from '../../rules/index.ts';
import { pages } from '../../rules/pages.ts';
import { PreplanError } from '../node/preplan-error.ts';
import { moment } from '../report/pretty.ts';
import { nearest } from '../rule/describe.ts';
import type { Rule, RulePage } from '../rule/rule.ts';
import type { ExitStatus, Host } from './host.ts';

/** `preplan explain RULE`: the rule's page as text. */
export function runExplain(name: string, host: Host): ExitStatus {
  const rule = rules.find((candidate) => candidate.name === name);
  const page = pages.get(name);
  if (rule === undefined || page === undefined) {
    const known = nearest(name, pages.keys());
    throw new PreplanError(
      `there is no rule ${name}${known === undefined ? '' : `, did you mean ${known}?`}; preplan rules lists them`,
    );
  }
  host.stdout.write(formatPage(rule, page));
  return 0;
}

function formatPage(rule: Rule, page: RulePage): string {
  const { docs, evidence, examples, references } = page;
  const sections = [
    `${rule.name}: ${rule.summary}\n${rule.severity}, shows at ${moment(rule.stage)}`,
    unindent(docs),
    ...(evidence.length === 0 ? [] : [`Evidence\n${evidence.map(formatEvidence).join('\n')}`]),
    ...examples.invalid.map((example) => `Reported\n${indent(unindent(example))}`),
    ...examples.valid.map((example) => `Accepted\n${indent(unindent(example))}`),
    ...(references.length === 0 ? [] : [`See\n${references.map((reference) => `  ${reference}`).join('\n')}`]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function formatEvidence({ source, date, says }: RulePage['evidence'][number]): string {
  return `  ${source} (${date}): ${says}`;
}

/** Takes away the indentation that all lines share, and blank lines around. */
function unindent(text: string): string {
  const lines = text.replace(/^\s*\n|\s+$/g, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin)).join('\n');
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

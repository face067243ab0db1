/** The form of a rule, for rules that no compiler has seen: those of plug-ins. */
import type { Rule } from './rule.ts';

/** The rule itself; throws where its form is not a rule's. */
export function defineRule(rule: Rule): Rule {
  const [problem] = ruleProblems(rule);
  if (problem !== undefined) throw new TypeError(problem);
  return rule;
}

const SEVERITIES = ['error', 'warning', 'off'];
export const STAGES: readonly string[] = ['validate', 'plan', 'apply', 'runtime'];
const CONDITIONS = ['sources', 'written', 'violated', 'resources'];
const FLAGS = ['severalMappings', 'creation', 'plan', 'unread'];

/** What keeps a value from being a rule, a sentence each. */
export function ruleProblems(candidate: unknown): readonly string[] {
  if (!isObject(candidate)) return [`a rule is ${shown(candidate)}; write an object with name and check`];
  const { name, summary, severity, stage, about, when, check } = candidate;
  if (name === undefined) return ['a rule has no name; write name: "kebab-case"'];
  if (typeof name !== 'string' || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    return [`the name of a rule is ${shown(name)}; write kebab-case: small letters, digits and single hyphens`];
  }
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(`the rule ${name} ${problem}`);
  };
  const oneOf = (key: string, value: unknown, allowed: readonly string[]): void =>
    expect(
      typeof value === 'string' && allowed.includes(value),
      `has the ${key} ${shown(value)}; write ${allowed.map((word) => `"${word}"`).join(' or ')}`,
    );
  expect(typeof summary === 'string' && summary !== '', `has the summary ${shown(summary)}; write one line of text`);
  oneOf('severity', severity, SEVERITIES);
  oneOf('stage', stage, STAGES);
  if (about !== undefined) oneOf('about', about, ['source']);
  expect(typeof check === 'function', check === undefined ? 'has no check' : `has the check ${shown(check)}`);
  if (when !== undefined && !isObject(when)) expect(false, `has the condition ${shown(when)}; write an object`);
  for (const [key, words] of Object.entries(isObject(when) ? when : {})) {
    const known = [...CONDITIONS, ...FLAGS];
    expect(known.includes(key), `waits for ${key}; known are ${known.join(', ')}`);
    if (FLAGS.includes(key)) expect(words === true, `waits for ${key}: ${shown(words)}; write true or leave it out`);
    else expect(isStrings(words), `waits for ${key}: ${shown(words)}; write a list of strings`);
  }
  return problems;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** As a message quotes it. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'function':
      return 'a function';
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object';
    case 'string':
      return JSON.stringify(value);
    case 'undefined':
    case 'number':
    case 'boolean':
    case 'bigint':
    case 'symbol':
      return String(value);
  }
}

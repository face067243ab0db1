/** The form of what a rule finds, for rules that no compiler has seen. */
import { isObject, STAGES, shown } from './define-rule.ts';
import type { FixEdit } from './fix.ts';
import type { Finding, Rule } from './rule.ts';

/** The rule, with what it yields looked at before the engine sees it: a finding without the form of one is a crash of the rule. */
export function guarded(rule: Rule): Rule {
  return {
    ...rule,
    *check(context) {
      const findings: unknown = rule.check(context);
      if (!isIterable(findings)) throw new TypeError(`check gave ${shown(findings)}, which is no sequence of findings`);
      for (const finding of findings) {
        const problem = findingProblem(finding);
        if (problem !== undefined) throw new TypeError(problem);
        yield finding as Finding;
      }
    },
  };
}

function findingProblem(finding: unknown): string | undefined {
  if (!isObject(finding)) return `a finding is ${shown(finding)}; yield { at, message }`;
  const { at, part, message, stage, aws, help, related, fix } = finding;
  if (!isPointer(at)) return `a finding is at ${shown(at)}; write a JSON pointer such as "/batch_size"`;
  if (typeof message !== 'string' || message === '') return `the message of a finding is ${shown(message)}`;
  if (part !== undefined && part !== 'key' && part !== 'value') return `the part of a finding is ${shown(part)}`;
  if (stage !== undefined && !STAGES.includes(String(stage))) return `the stage of a finding is ${shown(stage)}`;
  if (!isText(aws)) return `aws is ${shown(aws)}; write text`;
  if (!isText(help)) return `help is ${shown(help)}; write text`;
  if (!isListOf(related, isRelated)) return 'related is no list of { message, at } or { message, place }';
  return fix === undefined || isFix(fix)
    ? undefined
    : 'the fix of a finding is not { title, applicability, edits }, with all that its edits need';
}

type Form = 'text' | 'text or nothing' | 'literal' | 'pointer' | 'pointers' | 'part';

/** What each edit has besides its place. */
const EDITS: Readonly<Record<FixEdit['kind'], Readonly<Record<string, Form>>>> = {
  rename: { to: 'text' },
  replace: { to: 'literal' },
  refer: { to: 'text' },
  attribute: { from: 'text', to: 'text' },
  index: { to: 'text or nothing' },
  surround: { before: 'text', after: 'text' },
  prefix: { text: 'text' },
  lift: { value: 'pointer', to: 'text' },
  enlist: {},
  unwrap: { call: 'text' },
  'as-block': {},
  'as-argument': {},
  remove: {},
  'static-keys': {},
  merge: { into: 'pointer' },
  insert: { to: 'literal', beside: 'pointers' },
  part: { within: 'part', from: 'text', to: 'text' },
  nest: { first: 'part', last: 'part', key: 'text' },
};

function isFix(fix: unknown): boolean {
  if (!isObject(fix) || typeof fix['title'] !== 'string' || !Array.isArray(fix['edits'])) return false;
  return (fix['applicability'] === 'safe' || fix['applicability'] === 'unsafe') && fix['edits'].every(isEdit);
}

function isEdit(edit: unknown): boolean {
  if (!isPlaced(edit)) return false;
  const { kind, place } = edit;
  const isKind = (one: unknown): one is FixEdit['kind'] => typeof one === 'string' && Object.hasOwn(EDITS, one);
  if (!isKind(kind) || (isObject(place) && kind !== 'remove' && kind !== 'static-keys')) return false;
  if (kind === 'static-keys' && !isObject(place)) return false;
  return Object.entries(EDITS[kind]).every(([member, form]) => hasForm(edit[member], form));
}

function hasForm(value: unknown, form: Form): boolean {
  switch (form) {
    case 'text':
      return typeof value === 'string';
    case 'text or nothing':
      return isText(value);
    case 'literal':
      return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
    case 'pointer':
      return isPointer(value);
    case 'pointers':
      return Array.isArray(value) && value.every(isPointer);
    case 'part':
      return isObject(value);
  }
}

function isRelated(one: unknown): boolean {
  return isPlaced(one) && typeof one['message'] === 'string';
}

function isPlaced(one: unknown): one is Readonly<Record<string, unknown>> {
  return isObject(one) && (isObject(one['place']) || isPointer(one['at']));
}

function isListOf(list: unknown, holds: (one: unknown) => boolean): boolean {
  return list === undefined || (Array.isArray(list) && list.every(holds));
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isPointer(value: unknown): boolean {
  return typeof value === 'string' && (value === '' || value.startsWith('/'));
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

/** Calls with arguments that are one of several values: once for each outcome of each condition. */
import { assumeOutcome, choose } from '../choice.ts';
import { failed, unknown } from '../construct.ts';
import { withMarksOf } from '../marks.ts';
import type { ChoiceValue, Value } from '../value.ts';
import { type CallResult, isCallError } from './signature.ts';

/** Beyond this many combinations of outcomes the call is made with the choices in it. */
const MOST_OUTCOMES = 64;

export interface Outcomes {
  readonly args: readonly Value[];
  /** Which choices count: those among the arguments, those inside lists, sets and tuples that may be sequences, or all. */
  readonly within: 'arguments' | 'sequences' | 'everything';
  readonly call: (args: readonly Value[]) => CallResult;
  readonly budget?: number;
}

/** `call` for each outcome; a choice of the results, unless all are alike. */
export function eachOutcome({ args, within, call, budget = MOST_OUTCOMES }: Outcomes): CallResult {
  const choice = firstChoice(args, within);
  if (choice === undefined || choice.options.length > budget) return call(args);
  const results = choice.options.map((_, outcome) =>
    eachOutcome({
      args: args.map((arg) => assumeOutcome(arg, choice.condition.id, outcome)),
      within,
      call,
      budget: Math.floor(budget / choice.options.length),
    }),
  );
  return joined(choice, results);
}

/** A call that fails for some outcomes only is a failed value there; one that fails for all of them is an error. */
function joined(choice: ChoiceValue, results: readonly CallResult[]): CallResult {
  const [first] = results;
  if (first !== undefined && results.every(isCallError)) return first;
  const options = choice.options.map(({ assumption }, outcome) => {
    const result = results[outcome] ?? unknown();
    const value = isCallError(result) ? failed({ kind: 'function', text: result.error }) : result;
    return { assumption, value };
  });
  return withMarksOf(choose({ condition: choice.condition, options, written: choice.written }), [choice]);
}

function firstChoice(args: readonly Value[], within: Outcomes['within']): ChoiceValue | undefined {
  for (const arg of args) {
    const found = arg.kind === 'choice' || within === 'arguments' ? arg : choiceInside(arg, within);
    if (found?.kind === 'choice') return found;
  }
  return undefined;
}

function choiceInside(value: Value, within: 'sequences' | 'everything'): ChoiceValue | undefined {
  if (value.kind === 'choice') return within === 'everything' || value.options.some(maybeSequence) ? value : undefined;
  const inner =
    'elements' in value ? value.elements : 'entries' in value && within === 'everything' ? value.entries.values() : [];
  for (const each of inner) {
    const found = choiceInside(each, within);
    if (found !== undefined) return found;
  }
  return undefined;
}

function maybeSequence({ value }: { readonly value: Value }): boolean {
  return 'elements' in value || value.kind === 'unknown' || value.kind === 'choice';
}

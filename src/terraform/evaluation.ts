/** What is being evaluated just now in all modules of a tree: keeps evaluation from running in circles, too deep or for ever. */
import { unknown } from '../value/construct.ts';
import type { Value } from '../value/value.ts';

/** Nested evaluations beyond this are unknown, long before the stack ends: nobody writes a chain of that many locals. */
const DEEPEST = 400;

/** The most steps for one argument, about a second: one for each expression; loops within loops would run for ever otherwise. */
const MOST_STEPS = 500_000;

export interface Evaluation {
  /** Runs a nested evaluation, or answers with the value for one that is nested too deep. */
  nested(evaluate: () => Value): Value;
  /** Takes as many steps from what is left for the argument. */
  spend(steps: number): void;
  /**
   * Evaluates what has this name in the whole tree. When it is being evaluated already, it depends on itself: then `circle`
   * gets the names on the way from it to itself.
   */
  named(name: string, evaluate: () => Value, circle: (names: readonly string[]) => Value): Value;
  isEvaluating(name: string): boolean;
}

export function evaluation(): Evaluation {
  const names: string[] = [];
  let depth = 0;
  let steps = 0;
  return {
    nested(evaluate) {
      if (depth === 0) steps = 0;
      steps += 1;
      if (depth > DEEPEST) return unknown({ reasons: [{ kind: 'expression', text: 'it is nested too deep' }] });
      if (steps > MOST_STEPS) return unknown({ reasons: [{ kind: 'expression', text: 'it takes too many steps' }] });
      depth += 1;
      const value = evaluate();
      depth -= 1;
      return value;
    },
    spend(taken) {
      steps += taken;
    },
    named(name, evaluate, circle) {
      if (names.includes(name)) return circle([...names.slice(names.indexOf(name)), name]);
      names.push(name);
      const value = evaluate();
      names.pop();
      return value;
    },
    isEvaluating: (name) => names.includes(name),
  };
}

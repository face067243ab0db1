import { count } from '../report/summary.ts';
import type { Rule } from '../rule/rule.ts';
import type { Host } from './host.ts';

export interface Stats {
  /** A phase is over; the next one begins. */
  end(phase: string): void;
  /** The rule, measured. */
  readonly instrument: (rule: Rule) => Rule;
  print(): void;
}

/** How many rules are named. */
const SLOWEST = 10;

export function startStats({ now, stderr }: Host): Stats {
  const phases: { readonly name: string; readonly time: number }[] = [];
  const rules = new Map<string, { time: number; runs: number }>();
  let start = now();
  return {
    end(name) {
      const time = now();
      phases.push({ name, time: time - start });
      start = time;
    },
    instrument: (rule) => ({
      ...rule,
      check(context) {
        const before = now();
        const findings = [...rule.check(context)];
        const measured = rules.get(rule.name) ?? { time: 0, runs: 0 };
        rules.set(rule.name, { time: measured.time + now() - before, runs: measured.runs + 1 });
        return findings;
      },
    }),
    print() {
      const lines = phases.map(({ name, time }) => line(time, name));
      const slowest = [...rules].sort(([, a], [, b]) => b.time - a.time).slice(0, SLOWEST);
      const named = slowest.map(([name, { time, runs }]) => line(time, `${name} (${count(runs, 'time')})`));
      stderr.write(
        `preplan: time by phase\n${lines.join('')}preplan: the slowest of ${rules.size} rules\n${named.join('')}`,
      );
    },
  };
}

function line(time: number, what: string): string {
  return `${time.toFixed(1).padStart(10)} ms  ${what}\n`;
}

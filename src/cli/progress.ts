import type { Host } from './host.ts';

/** Work shorter than this shows no progress. */
const PATIENCE = 500;
const INTERVAL = 100;

/** One line on a terminal that says what is going on, rewritten in place. */
export interface Progress {
  show(text: string): void;
  /** Removes the line, so that what is printed next stands alone. */
  end(): void;
}

export function startProgress({ stderr, now }: Host): Progress {
  let next = now() + PATIENCE;
  let shown = false;
  return {
    show(text) {
      if (now() < next) return;
      next = now() + INTERVAL;
      if (!shown && !stderr.isTerminal) {
        next = Number.POSITIVE_INFINITY;
        return;
      }
      shown = true;
      stderr.write(`\r\x1b[K${text}`);
    },
    end() {
      if (shown) stderr.write('\r\x1b[K');
      shown = false;
    },
  };
}

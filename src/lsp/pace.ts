/** How long a rest between two runs is at most, in milliseconds. */
const LONGEST_REST = 250;

/**
 * Runs work soon after it is asked for, one run at a time. Between runs it rests for as long as the last one took: a single
 * change is answered at once, and many in a row are answered together.
 */
export class Pace {
  readonly #work: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #wanted = false;
  #stopped = false;
  #notBefore = 0;

  /** `work` does not reject. */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  ask(): void {
    this.#wanted = true;
    if (this.#running || this.#stopped) return;
    this.#timer ??= setTimeout(() => void this.#run(), Math.max(this.#notBefore - performance.now(), 0));
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#running = true;
    this.#wanted = false;
    const start = performance.now();
    await this.#work();
    const end = performance.now();
    this.#notBefore = end + Math.min(end - start, LONGEST_REST);
    this.#running = false;
    if (this.#wanted) this.ask();
  }
}

/** Where a run of the command line takes place: a process, or a test. */
export interface Host {
  /** An absolute path. */
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readStdin(): Buffer;
  /** Milliseconds from any start. */
  now(): number;
  /** The time of day, in RFC 3339 and UTC. */
  time(): string;
}

export interface Output {
  /** Writes all of it before it returns; once the reader is gone, nothing. */
  write(text: string): void;
  readonly isTerminal: boolean;
}

/**
 * 0: no error, and not more warnings than allowed. 1: an error, or more warnings. 2: the invocation or a named path is
 * wrong. 3: the result is incomplete. Of several the highest.
 */
export type ExitStatus = 0 | 1 | 2 | 3;

export function highest(...statuses: readonly ExitStatus[]): ExitStatus {
  return statuses.reduce((a, b) => (a > b ? a : b), 0);
}

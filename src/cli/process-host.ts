import { fstatSync, readFileSync, type Stats, writeSync } from 'node:fs';
import { PreplanError } from '../node/preplan-error.ts';
import type { Host, Output } from './host.ts';

/** This process as the host. */
export function processHost(): Host {
  return {
    workingDirectory: process.cwd(),
    environment: process.env,
    stdout: output(1),
    stderr: output(2),
    readStdin: () => readFileSync(0),
    now: milliseconds,
    time: () => timeOfDay(process.env['SOURCE_DATE_EPOCH']).toISOString(),
  };
}

/**
 * Writes to a file descriptor. `process.stdout` would load the streams and sockets of Node, which takes a tenth of an
 * empty start, and loses what is not yet written when the process ends.
 */
function output(descriptor: number): Output {
  let closed = false;
  return {
    write(text) {
      let rest = Buffer.from(text);
      while (rest.length > 0 && !closed) {
        try {
          rest = rest.subarray(writeSync(descriptor, rest));
        } catch (problem) {
          const code = problem instanceof Error && 'code' in problem ? problem.code : undefined;
          if (code === 'EAGAIN') {
            pause(5);
            continue;
          }
          closed = true;
          // The reader has seen enough (EPIPE), or there is nowhere to write to: no reason to fail. A report that is lost is one.
          if (descriptor === 1 && code !== 'EPIPE' && code !== 'EBADF')
            throw new PreplanError(`standard output cannot be written: ${code}; make room, or write to another place`);
        }
      }
    },
    get isTerminal() {
      return isTerminal(descriptor);
    },
  };
}

function isTerminal(descriptor: number): boolean {
  let status: Stats;
  try {
    status = fstatSync(descriptor);
  } catch {
    return false;
  }
  // /dev/null (1:3 on Linux) is a character device too; loading node:tty to hear that it is no terminal takes a while.
  if (!status.isCharacterDevice() || status.rdev === 0x103) return false;
  return process.getBuiltinModule('node:tty').isatty(descriptor);
}

/** Now, or the second that a reproducible run names (https://reproducible-builds.org/specs/source-date-epoch). */
function timeOfDay(epoch: string | undefined): Date {
  return epoch !== undefined && /^\d{1,11}$/.test(epoch) ? new Date(Number(epoch) * 1000) : new Date();
}

/** `performance` would load a library of Node's first. */
function milliseconds(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

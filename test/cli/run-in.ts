import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Host } from '../../src/cli/host.ts';
import { runLint } from '../../src/cli/lint.ts';
import { run } from '../../src/cli/run.ts';

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'preplan-cli-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** What differs from a plain host: standard input, whether the outputs are terminals, the environment, the clock. */
export interface Surroundings extends Partial<Pick<Host, 'environment' | 'now' | 'time'>> {
  readonly stdin?: string | Buffer;
  readonly terminal?: boolean;
}

/** A host in a folder, and what is written to it. */
export function hostIn(workingDirectory: string, { stdin = '', terminal = false, ...rest }: Surroundings = {}) {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write(text: string) {
      written[name] += text;
    },
    isTerminal: terminal,
  });
  const host: Host = {
    workingDirectory,
    environment: {},
    stdout: output('stdout'),
    stderr: output('stderr'),
    readStdin: () => Buffer.from(stdin),
    now: () => 0,
    time: () => '2026-11-25T12:00:00.000Z',
    ...rest,
  };
  return { host, written };
}

/** Runs the command line in a folder. */
export async function runIn(workingDirectory: string, argv: readonly string[], surroundings: Surroundings = {}) {
  const { host, written } = hostIn(workingDirectory, surroundings);
  const status = await run(argv, host, runLint);
  return { status, ...written };
}

import { homedir } from 'node:os';
import { dirname, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { type ServerHost, startServer } from './server.ts';
import { steadyDisk } from './steady-disk.ts';

/** What serves: the part of the host that does not depend on the machine. */
export type Program = Pick<ServerHost, 'version' | 'rulePage' | 'checkerOf' | 'changed'>;

/** Serves the client at the other end of standard input and output. The process ends when the client goes away. */
export function serveStdio(program: Program): void {
  startServer(createConnection(process.stdin, process.stdout), {
    ...program,
    disk: steadyDisk(),
    pathOf(uri) {
      try {
        return withSlashes(fileURLToPath(uri));
      } catch {
        return undefined;
      }
    },
    uriOf: (path) => pathToFileURL(path).href,
    // Nobody wants to wait until all of it is searched for callers.
    isProject: (folder) => folder !== dirname(folder) && folder !== withSlashes(homedir()),
  });
}

function withSlashes(path: string): string {
  return path.split(sep).join('/');
}

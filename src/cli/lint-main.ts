import { runLint } from './lint.ts';
import { startProgram } from './program.ts';

export { runLint };

/** The program with the command that has no name and is run most: one part, because each costs time at start. */
export const start = (): void => startProgram(runLint);

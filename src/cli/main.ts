import { startProgram } from './program.ts';

/** The program, for the commands that have a name. */
export const start = (): void => startProgram(async (...given) => (await import('./lint.ts')).runLint(...given));

import { ANSI, type Colours, PLAIN } from '../report/colours.ts';
import type { Host, Output } from './host.ts';

/** The option decides, then NO_COLOR (https://no-color.org) and FORCE_COLOR, then whether the output is a terminal. */
export function chooseColours(option: boolean | undefined, { environment }: Host, output: Output): Colours {
  return wanted(option, environment, output) ? ANSI : PLAIN;
}

function wanted(option: boolean | undefined, environment: Host['environment'], output: Output): boolean {
  if (option !== undefined) return option;
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return TERM !== 'dumb' && output.isTerminal;
}

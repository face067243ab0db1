/** How the parts of a report are marked; without colour every function returns its text. */
export interface Colours {
  error(text: string): string;
  warning(text: string): string;
  /** Line numbers, bars and arrows. */
  frame(text: string): string;
  /** The first word of a note: help, AWS says. */
  label(text: string): string;
  strong(text: string): string;
}

const same = (text: string) => text;

export const PLAIN: Colours = { error: same, warning: same, frame: same, label: same, strong: same };

const sgr = (codes: string) => (text: string) => `\x1b[${codes}m${text}\x1b[0m`;

export const ANSI: Colours = {
  error: sgr('1;31'),
  warning: sgr('1;33'),
  frame: sgr('34'),
  label: sgr('36'),
  strong: sgr('1'),
};

import { MAXIMUM_DEPTH, type ParseState } from './parse-state.ts';
import type { DirectiveSequence, TemplateSequence } from './template-node.ts';

const UNBALANCED = 'The control directives within this template are unbalanced.';

/** Reports the first directive of a template that has no partner: each `if` and `for` needs its end, each end its opener. */
export function checkDirectives(state: ParseState, sequences: readonly TemplateSequence[], end: number): void {
  const open: { opener: DirectiveSequence; hasElse: boolean }[] = [];
  for (const sequence of sequences) {
    if (sequence.kind === 'interpolation' || sequence.kind === 'invalid') continue;
    if (sequence.kind === 'if' || sequence.kind === 'for') {
      open.push({ opener: sequence, hasElse: false });
      if (open.length > MAXIMUM_DEPTH) {
        state.report(
          { summary: 'Nesting too deep', detail: `Directives are read up to ${MAXIMUM_DEPTH} levels deep.` },
          sequence,
        );
        return;
      }
      continue;
    }
    const detail = mismatch(state, sequence, open.at(-1));
    if (detail !== undefined) {
      state.report({ summary: `Unexpected ${sequence.kind} directive`, detail }, sequence);
      return;
    }
    const innermost = open.at(-1);
    if (sequence.kind === 'else' && innermost !== undefined) innermost.hasElse = true;
    else open.pop();
  }
  const unclosed = open.at(-1)?.opener;
  if (unclosed === undefined) return;
  state.report(
    {
      summary: 'Unexpected end of template',
      detail: `The ${unclosed.kind} directive at ${state.describe(unclosed)} is missing its corresponding end${unclosed.kind} directive.`,
    },
    { start: end, end },
  );
}

function mismatch(
  state: ParseState,
  sequence: DirectiveSequence,
  innermost: { opener: DirectiveSequence; hasElse: boolean } | undefined,
): string | undefined {
  if (innermost === undefined) return UNBALANCED;
  const { opener, hasElse } = innermost;
  if (opener.kind === 'if') {
    if (sequence.kind === 'endif') return undefined;
    if (sequence.kind === 'endfor')
      return `Expecting an endif directive for the if started at ${state.describe(opener)}.`;
    return hasElse ? `Already in the else clause for the if started at ${state.describe(opener)}.` : undefined;
  }
  if (sequence.kind === 'endfor') return undefined;
  if (sequence.kind === 'else') return 'An else clause is not expected for a for directive.';
  return `Expecting an endfor directive corresponding to the for directive at ${state.describe(opener)}.`;
}

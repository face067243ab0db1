/**
 * The patterns of `fileset`: `*` and `?` within a name, `[…]`, `{a,b}`, and `**` for any number of folders. Names are
 * matched in time proportional to pattern × name, whatever the pattern.
 */

/** The alternatives of braces, written out; `undefined` when there are too many or a brace is not closed. */
export function expandBraces(pattern: string): readonly string[] | undefined {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0) {
    const next = open.pop() ?? '';
    const brace = innermostBrace(next);
    if (brace === 'unclosed') return undefined;
    if (brace === undefined) done.push(next);
    else
      for (const part of next.slice(brace.start + 1, brace.end).split(','))
        open.push(next.slice(0, brace.start) + part + next.slice(brace.end + 1));
    if (done.length + open.length > MOST_ALTERNATIVES) return undefined;
  }
  return done;
}

const MOST_ALTERNATIVES = 1_000;

function innermostBrace(pattern: string): { readonly start: number; readonly end: number } | 'unclosed' | undefined {
  let start = -1;
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern.charAt(at);
    if (letter === '\\') at++;
    else if (letter === '{') start = at;
    else if (letter === '}' && start >= 0) return { start, end: at };
  }
  return start >= 0 ? 'unclosed' : undefined;
}

/** Whether the whole name matches one segment of a pattern. `undefined` for a malformed pattern. */
export function matchName(pattern: string, name: string): boolean | undefined {
  const tokens = tokenize(pattern);
  if (tokens === undefined) return undefined;
  const letters = [...name];
  let token = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < letters.length) {
    const current = tokens[token];
    if (current === 'star') {
      star = token++;
      resume = at;
    } else if (current?.(letters[at] ?? '') === true) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++resume;
    } else return false;
  }
  while (tokens[token] === 'star') token++;
  return token === tokens.length;
}

type Token = 'star' | ((letter: string) => boolean);

function tokenize(pattern: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const letters = [...pattern];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    if (letter === '*') tokens.push('star');
    else if (letter === '?') tokens.push(() => true);
    else if (letter === '[') {
      const end = letters.indexOf(']', at + 1);
      const test = end < 0 ? undefined : characterClass(letters.slice(at + 1, end));
      if (test === undefined) return undefined;
      tokens.push(test);
      at = end;
    } else {
      const literal = letter === '\\' ? letters[++at] : letter;
      if (literal === undefined) return undefined;
      tokens.push((other) => other === literal);
    }
  }
  return tokens;
}

function characterClass(letters: readonly string[]): ((letter: string) => boolean) | undefined {
  const negated = letters[0] === '^' || letters[0] === '!';
  const body = negated ? letters.slice(1) : letters;
  if (body.length === 0) return undefined;
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < body.length; at++) {
    const low = body[at] ?? '';
    const isRange = body[at + 1] === '-' && at + 2 < body.length;
    ranges.push([low, isRange ? (body[at + 2] ?? low) : low]);
    if (isRange) at += 2;
  }
  return (letter) => ranges.some(([low, high]) => low <= letter && letter <= high) !== negated;
}

/** The globs of the configuration, on paths with `/` relative to its folder. */

/**
 * Whether a pattern matches a path or a folder above it. `*` and `?` stand for characters of one name, `**` for any number of
 * folders, `{a,b}` for one of several, `[a-z]` for one of some characters; a name that starts with a dot is like any other.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const expression = new RegExp(`^${source(pattern.replace(/^\.\//, '').replace(/\/+$/, ''))}(?:/|$)`, 'su');
  return (path) => expression.test(path);
}

function source(pattern: string): string {
  let text = '';
  let braces = 0;
  for (let at = 0; at < pattern.length; ) {
    const [token = '', kind] = nextToken(pattern.slice(at), braces);
    at += token.length;
    switch (kind) {
      case 'folders':
        text += '(?:[^/]+/)*';
        break;
      case 'anything':
        text += '.*';
        break;
      case 'star':
        text += '[^/]*';
        break;
      case 'one':
        text += '[^/]';
        break;
      case 'class':
        // Letters, digits, dots, blanks and dashes only.
        text += token.replace(/^\[!/, '[^');
        break;
      case 'open':
        braces++;
        text += '(?:';
        break;
      case 'or':
        text += '|';
        break;
      case 'close':
        braces--;
        text += ')';
        break;
      case 'text':
        text += token.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
        break;
    }
  }
  return text;
}

type TokenKind = 'folders' | 'anything' | 'star' | 'one' | 'class' | 'open' | 'or' | 'close' | 'text';

function nextToken(rest: string, braces: number): readonly [token: string, kind: TokenKind] {
  if (rest.startsWith('**/')) return ['**/', 'folders'];
  if (rest.startsWith('**')) return ['**', 'anything'];
  if (rest.startsWith('*')) return ['*', 'star'];
  if (rest.startsWith('?')) return ['?', 'one'];
  const characters = /^\[!?[\w. -]+\]/.exec(rest)?.[0];
  if (characters !== undefined) return [characters, 'class'];
  if (/^\{[^{}/]*\}/.test(rest)) return ['{', 'open'];
  if (braces > 0 && rest.startsWith(',')) return [',', 'or'];
  if (braces > 0 && rest.startsWith('}')) return ['}', 'close'];
  return [String.fromCodePoint(rest.codePointAt(0) ?? 0), 'text'];
}

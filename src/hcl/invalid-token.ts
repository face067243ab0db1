import type { SyntaxDiagnostic } from './ast.ts';

/** What is wrong, without the place: see `SyntaxDiagnostic`. */
export type Problem = Pick<SyntaxDiagnostic, 'summary' | 'detail'>;

/** HCL's words for characters that have no use in the language. */
export function invalidToken(text: string): Problem {
  switch (text) {
    case '/*':
      return {
        summary: 'Unterminated comment',
        detail: 'There is no "*/" to end this comment before the end of the file.',
      };
    case '&':
      return bitwise(' Did you mean boolean AND ("&&")?');
    case '|':
      return bitwise(' Did you mean boolean OR ("||")?');
    case '~':
      return bitwise(' Did you mean boolean NOT ("!")?');
    case '^':
      return bitwise('');
    case "'":
      return character('Single quotes are not valid. Use double quotes (") to enclose strings.');
    case '`':
      return character(
        'The "`" character is not valid. To create a multi-line string, use the "heredoc" syntax, like "<<EOT".',
      );
    case ';':
      return character(
        'The ";" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items in collection values.',
      );
    case '“':
    case '”':
      return character(
        '"Curly quotes" are not valid here. These can sometimes be inadvertently introduced when sharing code via documents or discussion forums. It might help to replace the character with a "straight quote".',
      );
    default:
      return character('This character is not used within the language.');
  }
}

function bitwise(hint: string): Problem {
  return { summary: 'Unsupported operator', detail: `Bitwise operators are not supported.${hint}` };
}

function character(detail: string): Problem {
  return { summary: 'Invalid character', detail };
}

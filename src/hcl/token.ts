/** The kind of a token. Small integers, because the lexer yields one for about every four characters of a file. */
export type TokenKind = number;

export const END: TokenKind = 0;
/** A token that no production accepts and at which the parser stands still after an error, until it resumes elsewhere. */
export const STUCK: TokenKind = 1;
/** A character that the language does not use; `invalidCharacter` has the words for it. */
export const INVALID: TokenKind = 2;
export const UNCLOSED_COMMENT: TokenKind = 3;
export const NEWLINE: TokenKind = 4;
export const IDENTIFIER: TokenKind = 5;
export const NUMBER: TokenKind = 6;
/** The opening quote of a quoted template. What follows is read by the template parser, never as tokens. */
export const QUOTE: TokenKind = 7;
/** A heredoc opener with its line end, for example `<<-EOT` and the newline. */
export const HEREDOC: TokenKind = 8;
export const OPEN_BRACE: TokenKind = 9;
export const CLOSE_BRACE: TokenKind = 10;
export const OPEN_BRACKET: TokenKind = 11;
export const CLOSE_BRACKET: TokenKind = 12;
export const OPEN_PAREN: TokenKind = 13;
export const CLOSE_PAREN: TokenKind = 14;
/** `~}`, the trimming end of a template sequence. */
export const TRIM_CLOSE: TokenKind = 15;
export const EQUAL: TokenKind = 16;
export const COMMA: TokenKind = 17;
export const DOT: TokenKind = 18;
export const ELLIPSIS: TokenKind = 19;
export const QUESTION: TokenKind = 20;
export const COLON: TokenKind = 21;
export const DOUBLE_COLON: TokenKind = 22;
export const FAT_ARROW: TokenKind = 23;
export const BANG: TokenKind = 24;

// Binary operators, in order of precedence.
export const OR: TokenKind = 25;
export const AND: TokenKind = 26;
export const EQUAL_EQUAL: TokenKind = 27;
export const NOT_EQUAL: TokenKind = 28;
export const LESS: TokenKind = 29;
export const LESS_EQUAL: TokenKind = 30;
export const GREATER: TokenKind = 31;
export const GREATER_EQUAL: TokenKind = 32;
export const PLUS: TokenKind = 33;
export const MINUS: TokenKind = 34;
export const STAR: TokenKind = 35;
export const SLASH: TokenKind = 36;
export const PERCENT: TokenKind = 37;

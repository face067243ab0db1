/**
 * Reads the JSON of a filter pattern with the position of every part. The text may have holes, each one the place of something
 * that is not known. Nothing is claimed of what a hole may change: a hole stands for any text, so that the object or array
 * around it is open (more members are possible) and commas next to it are not missed. Where a hole could be anything, the
 * reader gives up, which is not an error. It stops at the first error; text behind the root is not read, as in the engine.
 */
import type { JsonPart } from '../text/json-part.ts';
import { child, type JsonPointer } from '../text/pointer.ts';

/** Stands in a text for one hole. JSON never holds it. */
export const HOLE = '\0';

export type JsonNode = JsonObject | JsonArray | JsonText | JsonNumber | JsonWord | JsonHole;

interface Node {
  readonly at: JsonPart;
}

export interface JsonObject extends Node {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
  /** More members are possible. */
  readonly open: boolean;
}

export interface JsonMember {
  /** `undefined` when it is not known. */
  readonly name: string | undefined;
  /** The name. */
  readonly at: JsonPart;
  readonly value: JsonNode;
}

export interface JsonArray extends Node {
  readonly kind: 'array';
  readonly elements: readonly JsonNode[];
  readonly open: boolean;
}

export interface JsonText extends Node {
  readonly kind: 'string';
  readonly value: string;
}

export interface JsonNumber extends Node {
  readonly kind: 'number';
  /** As written. */
  readonly text: string;
}

export interface JsonWord extends Node {
  readonly kind: 'true' | 'false' | 'null';
}

/** A value that is not known; `begins` with a quote, a bracket or a brace, when that much is. */
export interface JsonHole extends Node {
  readonly kind: 'hole';
  readonly begins: '"' | '[' | '{' | undefined;
}

/** Why a text is not JSON, in our own words. */
export interface JsonProblem {
  readonly at: JsonPart;
  readonly reason: string;
}

/** Where an error is; its end is one letter further unless given. */
interface Fault {
  readonly start: number;
  readonly end?: number;
  readonly path: JsonPointer;
  readonly reason: string;
}

/** Where a value stands. */
interface Where {
  readonly path: JsonPointer;
  readonly depth: number;
}

/** What stands before the next letter inside brackets. */
type Behind = 'opener' | 'comma' | 'value' | 'hole';

interface Inside {
  readonly path: JsonPointer;
  readonly closer: '}' | ']';
  readonly behind: Behind;
}

/** Deeper nesting is not looked at. */
const DEEPEST = 200;

/** The root, or what is wrong; `undefined` when too little is known. `beginnings`: what is known of the beginning of each hole. */
export function readJson(
  text: string,
  beginnings: readonly (string | undefined)[] = [],
): JsonNode | { readonly problem: JsonProblem } | undefined {
  try {
    return new Reader(text, beginnings).root();
  } catch (thrown) {
    if (thrown instanceof GiveUp) return undefined;
    if (thrown instanceof NotJson) return { problem: thrown.problem };
    throw thrown;
  }
}

class GiveUp extends Error {}

class NotJson extends Error {
  readonly problem: JsonProblem;

  constructor(problem: JsonProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

class Reader {
  readonly #text: string;
  readonly #beginnings: readonly (string | undefined)[];
  #at = 0;
  #holes = 0;

  constructor(text: string, beginnings: readonly (string | undefined)[]) {
    this.#text = text;
    this.#beginnings = beginnings;
  }

  root(): JsonNode {
    this.#blanks();
    return this.#value({ path: '', depth: 0 });
  }

  #value(where: Where): JsonNode {
    const { path, depth } = where;
    if (depth > DEEPEST) throw new GiveUp();
    const start = this.#at;
    switch (this.#text[start]) {
      case '{':
        return this.#object(where);
      case '[':
        return this.#array(where);
      case '"': {
        const value = this.#string(path);
        const at = this.#part(path, start);
        return value === undefined ? { kind: 'hole', begins: '"', at } : { kind: 'string', value, at };
      }
      default:
        return this.#word(path);
    }
  }

  #object({ path, depth }: Where): JsonObject {
    const start = this.#at++;
    const members: JsonMember[] = [];
    let open = false;
    let behind: Behind = 'opener';
    for (;;) {
      const next = this.#nextIn({ path, closer: '}', behind });
      if (next === '}') break;
      if (next === undefined) {
        throw this.#problem({ start, path, reason: 'the object that begins here is never closed' });
      }
      if (next === ',') {
        behind = 'comma';
      } else if (next === HOLE) {
        this.#hole();
        open = true;
        behind = 'hole';
      } else {
        const member = this.#member({ path, depth }, behind);
        members.push(member);
        behind = this.#behind(member.value);
        open ||= behind === 'hole' || member.name === undefined;
      }
    }
    this.#at++;
    return { kind: 'object', members, open, at: this.#part(path, start) };
  }

  #member({ path, depth }: Where, behind: Behind): JsonMember {
    const start = this.#at;
    if (this.#text[start] !== '"') {
      // Behind a hole that ends in a name and a colon this is a value.
      if (behind === 'hole') throw new GiveUp();
      throw this.#problem({ start, path, reason: 'a name in double quotes is wanted here' });
    }
    const name = this.#string(path);
    const own = child(path, name ?? '*');
    const at = this.#part(own, start, 'key');
    this.#blanks();
    if (this.#text[this.#at] !== ':') {
      // A hole in the name or behind it may hold the colon.
      if (behind === 'hole' || name === undefined || this.#text[this.#at] === HOLE) throw new GiveUp();
      throw this.#problem({ start, path: own, reason: 'a colon is missing behind this name' });
    }
    this.#at++;
    this.#blanks();
    return { name, at, value: this.#value({ path: own, depth: depth + 1 }) };
  }

  #array({ path, depth }: Where): JsonArray {
    const start = this.#at++;
    const elements: JsonNode[] = [];
    let open = false;
    let behind: Behind = 'opener';
    for (;;) {
      const next = this.#nextIn({ path, closer: ']', behind });
      if (next === ']') break;
      if (next === undefined) {
        throw this.#problem({ start, path, reason: 'the array that begins here is never closed' });
      }
      if (next === ',') {
        behind = 'comma';
        continue;
      }
      const element = this.#value({ path: child(path, elements.length), depth: depth + 1 });
      elements.push(element);
      behind = this.#behind(element);
      open ||= behind === 'hole';
    }
    this.#at++;
    return { kind: 'array', elements, open, at: this.#part(path, start) };
  }

  /** The next letter inside brackets; a comma is behind us, any other letter is not. */
  #nextIn({ path, closer, behind }: Inside): string | undefined {
    const comma = this.#at - 1;
    this.#blanks();
    const next = this.#text[this.#at];
    if (next === closer && behind === 'comma') {
      throw this.#problem({ start: comma, path, reason: `a comma stands before "${closer}"` });
    }
    if (next === ',' && (behind === 'value' || behind === 'hole')) {
      this.#at++;
    } else if (behind === 'value' && next !== closer && next !== undefined) {
      throw this.#problem({ start: this.#at, path, reason: `a comma or "${closer}" is missing before this` });
    } else if (next === ',') {
      throw this.#problem({ start: this.#at, path, reason: 'a comma stands where a value is wanted' });
    }
    return next;
  }

  /** What a value leaves behind: a hole that is in it, or next to it, may hold the comma. */
  #behind(value: JsonNode): Behind {
    this.#blanks();
    const next = this.#text[this.#at];
    // The hole ends one member and begins another.
    if (value.kind === 'hole' && next === ':') throw new GiveUp();
    return value.kind === 'hole' || next === HOLE ? 'hole' : 'value';
  }

  /** `undefined` when a hole is in it. */
  #string(path: JsonPointer): string | undefined {
    const start = this.#at++;
    let hasHole = false;
    for (; ; this.#at++) {
      const letter = this.#text[this.#at];
      if (letter === '"') break;
      if (letter === undefined)
        throw this.#problem({ start, path, reason: 'the string that begins here is never closed' });
      if (letter === HOLE) {
        hasHole = true;
        this.#holes++;
      } else if (letter < ' ') {
        const what = letter === '\n' || letter === '\r' ? 'a line break' : 'a control character';
        throw this.#problem({ start: this.#at, path, reason: `${what} stands inside a string` });
      } else if (letter === '\\') {
        const sequence = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(this.#text.slice(this.#at, this.#at + 6))?.[0];
        if (sequence === undefined) {
          if (this.#text.slice(this.#at, this.#at + 6).includes(HOLE)) throw new GiveUp();
          throw this.#problem({
            start: this.#at,
            end: this.#at + 2,
            path,
            reason: 'JSON has no such escape in a string',
          });
        }
        this.#at += sequence.length - 1;
      }
    }
    this.#at++;
    return hasHole ? undefined : (JSON.parse(this.#text.slice(start, this.#at)) as string);
  }

  /** A number, `true`, `false`, `null`, a hole, or what should be one of them. */
  #word(path: JsonPointer): JsonNode {
    const start = this.#at;
    if (this.#text[start] === HOLE) return { kind: 'hole', begins: this.#hole(), at: this.#part(path, start) };
    const word = /^[^\s{}[\],:"]*/.exec(this.#text.slice(start))?.[0] ?? '';
    if (word.includes(HOLE)) {
      this.#hole();
      return { kind: 'hole', begins: undefined, at: this.#part(path, start) };
    }
    this.#at += word.length;
    const at = this.#part(path, start);
    if (word === 'true' || word === 'false' || word === 'null') return { kind: word, at };
    if (NUMBER.test(word)) return { kind: 'number', text: word, at };
    throw this.#problem({ start, end: Math.max(this.#at, start + 1), path, reason: noValue(word, this.#text[start]) });
  }

  /** Skips a hole and what is joined to it; gives how it begins. */
  #hole(): JsonHole['begins'] {
    const word = /^[^\s{}[\],:"]*/.exec(this.#text.slice(this.#at))?.[0] ?? '';
    const [first] = this.#beginnings[this.#holes]?.trimStart() ?? '';
    this.#holes += word.split(HOLE).length - 1;
    this.#at += word.length;
    this.#blanks();
    // What a hole names, `${name}: [...]`, is a member that nothing is known of.
    if (this.#text[this.#at] === ':') throw new GiveUp();
    return word.startsWith(HOLE) && (first === '"' || first === '[' || first === '{') ? first : undefined;
  }

  #blanks(): void {
    while (/^[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #part(path: JsonPointer, start: number, part: JsonPart['part'] = 'value'): JsonPart {
    return { start, end: Math.max(this.#at, start + 1), path, part };
  }

  #problem({ start, end = start + 1, path, reason }: Fault): NotJson {
    return new NotJson({ at: { start, end, path, part: 'value' }, reason });
  }
}

function noValue(word: string, first: string | undefined): string {
  if (first === undefined) return 'a value is missing at the end';
  if (first === "'") return 'JSON takes double quotes only';
  if (word.startsWith('/') || word.startsWith('#')) return 'JSON has no comments';
  const meant = word.toLowerCase();
  if (meant === 'true' || meant === 'false' || meant === 'null') return `${word} is written ${meant} in JSON`;
  return word === '' ? `"${first}" stands where a value is wanted` : `${word} is no value of JSON`;
}

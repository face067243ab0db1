/** RFC 6901 JSON Pointer into a resource instance: `''` is the whole instance. */
export type JsonPointer = '' | `/${string}`;

/** Appends one reference token, escaped. */
export function child(pointer: JsonPointer, token: string | number): JsonPointer {
  return `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The tokens of so many pointers are remembered: most pointers are constants of rules, and asked for again and again. */
const MOST_REMEMBERED = 2000;

const remembered = new Map<JsonPointer, readonly string[]>();

/** The unescaped reference tokens; none for `''`. */
export function tokens(pointer: JsonPointer): readonly string[] {
  const known = remembered.get(pointer);
  if (known !== undefined) return known;
  const written = pointer.split('/').slice(1);
  const found = pointer.includes('~') ? written.map(unescaped) : written;
  if (remembered.size < MOST_REMEMBERED) remembered.set(pointer, found);
  return found;
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The pointer without its last token; `''` for `''`. */
export function parent(pointer: JsonPointer): JsonPointer {
  return pointer.slice(0, Math.max(pointer.lastIndexOf('/'), 0)) as JsonPointer;
}

/** Whether `pointer` is `ancestor` or lies below it. */
export function isAtOrBelow(pointer: JsonPointer, ancestor: JsonPointer): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

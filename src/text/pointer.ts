/** RFC 6901 JSON Pointer into a resource instance: `''` is the whole instance. */
export type JsonPointer = '' | `/${string}`;

/** Appends one reference token, escaped. */
export function child(pointer: JsonPointer, token: string | number): JsonPointer {
  return `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The unescaped reference tokens; none for `''`. */
export function tokens(pointer: JsonPointer): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer without its last token; `''` for `''`. */
export function parent(pointer: JsonPointer): JsonPointer {
  return pointer.slice(0, Math.max(pointer.lastIndexOf('/'), 0)) as JsonPointer;
}

/** Whether `pointer` is `ancestor` or lies below it. */
export function isAtOrBelow(pointer: JsonPointer, ancestor: JsonPointer): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

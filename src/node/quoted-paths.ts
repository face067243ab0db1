/** A quoted path that starts with `./` or `../`, or is `.` or `..`. */
const PATH = /"(\.\.?(?:\/[^"\n]*)?)"/g;

/** The relative paths that a text quotes: the sources of the modules that it calls are among them. */
export function quotedPaths(bytes: Buffer): readonly string[] {
  return [...bytes.toString('utf8').matchAll(PATH)].map(([, path = '']) => path);
}

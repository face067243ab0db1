/** Terraform's filesystem functions, read through the port of `module-files.ts` and never outside the repository. */
import { bool, string, unknown } from '../construct.ts';
import { set } from '../set.ts';
import { BOOL, DYNAMIC, STRING, type Type } from '../type.ts';
import type { UnknownValue, Value } from '../value.ts';
import { base64Encode, utf8Encode } from './bytes.ts';
import { expandBraces, matchName } from './glob.ts';
import { DIGESTS, type Digest, digestText } from './hash-and-crypto.ts';
import type { FileText, ModuleFiles } from './module-files.ts';
import { basename, cleanPath, dirname } from './paths.ts';
import type { CallError, CallResult, FunctionDefinition, FunctionHost, FunctionTable } from './signature.ts';
import { ofStrings } from './string.ts';

const PATH = { name: 'path', type: STRING } as const;

function unknownFile(type: Type | undefined, text: string): UnknownValue {
  return unknown({ notNull: true, reasons: [{ kind: 'file', text }], ...(type !== undefined && { type }) });
}

/** A result from the text of a file. */
function ofFile(compute: (file: FileText, host: FunctionHost, path: string) => CallResult): FunctionDefinition {
  return {
    parameters: [PATH],
    result: STRING,
    call: ([pathArg], host) => {
      const path = pathArg?.kind === 'string' ? pathArg.value : '';
      const file = readFile(path, host.files);
      return 'text' in file ? compute(file, host, path) : file;
    },
  };
}

function readFile(path: string, files: ModuleFiles | undefined): FileText | UnknownValue | CallError {
  if (files === undefined || path.startsWith('~')) return unknownFile(STRING, `${path} is not read`);
  const file = files.read(path);
  if ('text' in file) return file;
  switch (file.problem) {
    case 'outside':
      return unknownFile(STRING, `${path} lies outside the repository`);
    case 'unreadable':
      return unknownFile(STRING, `${path} cannot be read`);
    case 'directory':
      return { error: `failed to read file: read ${path}: is a directory`, parameter: 'path', uncertain: true };
    case 'missing':
      return { error: missingText(path), parameter: 'path', uncertain: true };
  }
}

function missingText(path: string): string {
  return `no file exists at ${JSON.stringify(path)}; this function works only with files that are distributed as part of the configuration source code, so if this file will be created by a resource in this configuration you must instead obtain this result from an attribute of that resource`;
}

/** Only text comes through the port: of other bytes nothing is known. */
function ofBytes(compute: (text: string, host: FunctionHost) => string): FunctionDefinition {
  return ofFile((file, host, path) =>
    file.malformed === true ? unknownFile(STRING, `${path} is not text`) : string(compute(file.text, host)),
  );
}

function ofDigest(digest: Digest): FunctionDefinition {
  return ofBytes((text, { libraries }) => digestText(digest, text, libraries));
}

const file = ofFile((found, _host, path) =>
  found.malformed === true
    ? {
        error: `contents of ${JSON.stringify(path)} are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead`,
        uncertain: true,
      }
    : string(found.text),
);

const fileexists: FunctionDefinition = {
  parameters: [PATH],
  result: BOOL,
  call: ([pathArg], { files }) => {
    const path = pathArg?.kind === 'string' ? pathArg.value : '';
    if (files === undefined || path.startsWith('~')) return unknownFile(BOOL, `${path} is not read`);
    const found = files.look(path);
    if ('problem' in found) {
      if (found.problem === 'missing') return bool(false);
      return unknownFile(
        BOOL,
        found.problem === 'outside' ? `${path} lies outside the repository` : `${path} cannot be read`,
      );
    }
    if (found.kind === 'file') return bool(true);
    return { error: `${JSON.stringify(path)} is a directory, not a file`, parameter: 'path', uncertain: true };
  },
};

const STRING_SET: Type = { kind: 'set', element: STRING };

const fileset: FunctionDefinition = {
  parameters: [PATH, { name: 'pattern', type: STRING }],
  result: STRING_SET,
  call: ([pathArg, patternArg], { files }) => {
    const path = pathArg?.kind === 'string' ? cleanPath(pathArg.value) : '.';
    const pattern = patternArg?.kind === 'string' ? patternArg.value : '';
    if (files === undefined || path.startsWith('~')) return unknownFile(STRING_SET, `${path} is not read`);
    const alternatives = expandBraces(pattern);
    const names = new Set<string>();
    const walk = new Walk(files, names);
    for (const alternative of alternatives ?? []) {
      const cleaned = cleanPath(alternative);
      if (cleaned === '..' || cleaned.startsWith('../')) return unknownFile(STRING_SET, `${pattern} leaves ${path}`);
      const problem = walk.match({ folder: path, name: '' }, cleaned.split('/'));
      if (problem !== undefined) return problem;
    }
    if (alternatives === undefined) {
      return { error: `failed to glob pattern ${JSON.stringify(pattern)}: syntax error in pattern` };
    }
    return set([...names].map(string));
  },
};

/** More entries than that are not walked through. */
const MOST_ENTRIES = 50_000;

class Walk {
  readonly #files: ModuleFiles;
  readonly #names: Set<string>;
  #seen = 0;

  constructor(files: ModuleFiles, names: Set<string>) {
    this.#files = files;
    this.#names = names;
  }

  /** Collects the files below a folder; `name` is the part of its path that the results begin with. */
  match(
    at: { readonly folder: string; readonly name: string },
    segments: readonly string[],
  ): Value | CallError | undefined {
    const [segment = '', ...rest] = segments;
    if (segment === '**' && rest.length > 0) {
      const problem = this.match(at, rest);
      if (problem !== undefined) return problem;
    }
    const found = this.#files.look(at.folder);
    if ('problem' in found) {
      return found.problem === 'outside'
        ? unknownFile(STRING_SET, `${at.folder} lies outside the repository`)
        : undefined;
    }
    if (found.kind !== 'directory') return undefined;
    for (const entry of found.entries) {
      if (++this.#seen > MOST_ENTRIES) return unknownFile(STRING_SET, `${at.folder} has too many files`);
      const problem = this.#entry({ at, entry, segment, rest });
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  #entry({ at, entry, segment, rest }: Step): Value | CallError | undefined {
    const below = { folder: `${at.folder}/${entry.name}`, name: `${at.name}${entry.name}/` };
    const matches = segment === '**' ? true : matchName(segment, entry.name);
    if (matches === undefined) return { error: 'failed to glob pattern: syntax error in pattern' };
    if (!matches) return undefined;
    if (rest.length === 0 && entry.kind === 'file') this.#names.add(at.name + entry.name);
    if (entry.kind !== 'directory') return undefined;
    if (segment === '**') return this.match(below, [segment, ...rest]);
    return rest.length > 0 ? this.match(below, rest) : undefined;
  }
}

interface Step {
  readonly at: { readonly folder: string; readonly name: string };
  readonly entry: { readonly name: string; readonly kind: 'file' | 'directory' | 'other' };
  readonly segment: string;
  readonly rest: readonly string[];
}

/** Variables of a template, or why they are none. */
function templateVariables(value: Value | undefined): ReadonlyMap<string, Value> | CallError {
  if (value?.kind !== 'map' && value?.kind !== 'object') {
    return { error: 'invalid vars value: must be a map', parameter: 'vars' };
  }
  for (const name of value.entries.keys()) {
    if (/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name)) continue;
    return {
      error: `invalid template variable name ${JSON.stringify(name)}: must start with a letter, followed by zero or more letters, digits, and underscores`,
      parameter: 'vars',
    };
  }
  return value.entries;
}

function refuseNested(): CallError {
  return { error: 'cannot recursively call a template function from inside another template function' };
}

/** `templatefile` and `templatestring` may give any type, when the template is one interpolation. */
function template(
  first: string,
  load: (text: string, host: FunctionHost) => { text: string; path?: string } | UnknownValue | CallError,
): FunctionDefinition {
  return {
    parameters: [
      { name: first, type: STRING },
      { name: 'vars', type: DYNAMIC },
    ],
    result: DYNAMIC,
    nullable: true,
    reads: 'nothing',
    call: ([text, vars], host) => {
      const source = load(text?.kind === 'string' ? text.value : '', host);
      if (!('text' in source)) return source;
      const variables = templateVariables(vars);
      if ('error' in variables) return variables;
      return (
        host.renderTemplate?.({ ...source, variables }, { ...host, renderTemplate: refuseNested }) ??
        unknownFile(undefined, 'templates are not rendered')
      );
    },
  };
}

/** A path that is the same on every machine. */
function ofPortablePath(compute: (path: string) => string | undefined, reason: string): FunctionDefinition {
  return ofStrings(['path'], STRING, ([path]) => {
    const result = compute(path);
    return result === undefined ? unknownFile(STRING, reason) : string(result);
  });
}

export const FILESYSTEM_FUNCTIONS: FunctionTable = {
  ...Object.fromEntries(Object.entries(DIGESTS).map(([name, digest]) => [`file${name}`, ofDigest(digest)])),
  abspath: ofPortablePath(
    (path) => (path.startsWith('/') ? cleanPath(path) : undefined),
    'abspath depends on the working directory',
  ),
  basename: ofStrings(['path'], STRING, ([path]) => string(basename(path))),
  dirname: ofStrings(['path'], STRING, ([path]) => string(dirname(path))),
  file,
  filebase64: ofBytes((text) => base64Encode(utf8Encode(text))),
  fileexists,
  fileset,
  pathexpand: ofPortablePath(
    (path) => (path.startsWith('~') ? undefined : path),
    'pathexpand depends on the home directory',
  ),
  templatefile: template('path', (path, host) => {
    const found = readFile(path, host.files);
    if (!('text' in found)) return found;
    return found.malformed === true ? unknownFile(undefined, `${path} is not text`) : { text: found.text, path };
  }),
  templatestring: template('template', (text) => ({ text })),
};

/** The functions of the language as expressions call them: the host brings them in, so that a module without calls loads none. */
import type { Expression } from '../hcl/ast.ts';
import { parseTemplate } from '../hcl/template-parser.ts';
import { children } from '../hcl/walk.ts';
import { SourceFile } from '../text/source-file.ts';
import { hasFailed } from '../value/functions/failure.ts';
import type { Libraries } from '../value/functions/libraries.ts';
import type { ModuleFiles } from '../value/functions/module-files.ts';
import { cleanPath } from '../value/functions/paths.ts';
import type { CallResult, FunctionHost, Template } from '../value/functions/signature.ts';
import type { Value } from '../value/value.ts';
import { bareScope } from './bare-scope.ts';
import { evaluate } from './evaluate.ts';
import type { FileSystem } from './file-system.ts';
import type { Bindings } from './scope.ts';

/** What a host has to give. */
export interface FunctionSource {
  /** Asked at the first call of a function; synchronous. */
  readonly table: () => Pick<typeof import('../value/functions/table.ts'), 'callFunction'>;
  readonly libraries: Libraries;
  /**
   * Whether functions of the root module in `directory` may read what is at `path` (both as the file system takes them): only
   * what its repository holds, links followed.
   */
  readonly mayRead: (file: { readonly path: string; readonly directory: string }) => boolean;
}

export interface LanguageFunctions {
  call(name: string, args: readonly Value[]): CallResult;
}

/** Paths are seen from the folder of the root module; without a file system no file is read. */
export function languageFunctions(
  source: FunctionSource,
  files?: { readonly fileSystem: FileSystem; readonly directory: string },
): LanguageFunctions {
  const { libraries } = source;
  return withHost(source, {
    libraries,
    ...(files && { files: moduleFiles({ ...files, mayRead: source.mayRead }) }),
    renderTemplate: (template, inner) => renderTemplate(template, withHost(source, inner)),
  });
}

function withHost({ table }: FunctionSource, host: FunctionHost): LanguageFunctions {
  return { call: (name, args) => table().callFunction(name, args, host) };
}

interface FilesOptions {
  readonly fileSystem: FileSystem;
  readonly directory: string;
  readonly mayRead: FunctionSource['mayRead'];
}

function moduleFiles({ fileSystem, directory, mayRead }: FilesOptions): ModuleFiles {
  const pathOf = (written: string): string =>
    cleanPath(written.startsWith('/') || directory === '' ? written : `${directory}/${written}`);
  return {
    read: (written) => {
      const path = pathOf(written);
      if (!mayRead({ path, directory })) return { problem: 'outside' };
      const content = fileSystem.readFile(path);
      if ('error' in content) return { problem: content.error };
      return { text: content.text, ...(content.malformedAt !== undefined && { malformed: true }) };
    },
    look: (written) => {
      const path = pathOf(written);
      if (!mayRead({ path, directory })) return { problem: 'outside' };
      const entries = fileSystem.readDirectory(path);
      if (entries !== undefined) return { kind: 'directory', entries };
      if (fileSystem.isDirectory(path)) return { problem: 'unreadable' };
      const content = fileSystem.readFile(path);
      return 'error' in content ? { problem: content.error } : { kind: 'file' };
    },
  };
}

/** A template sees its variables, the functions, and no other name. */
function renderTemplate({ text, path, variables }: Template, functions: LanguageFunctions): CallResult {
  const file = new SourceFile(path ?? 'template', text);
  const { template, diagnostics } = parseTemplate(file);
  const [problem] = diagnostics;
  if (problem !== undefined) {
    const { start } = file.range(problem);
    return { error: `${file.filename}:${start.line},${start.column}: ${problem.summary}; ${problem.detail}` };
  }
  const missing = freeNames(template).find((name) => !variables.has(name));
  if (missing !== undefined) return { error: `vars map does not contain key ${JSON.stringify(missing)}` };
  const value = evaluate(template, {
    module: bareScope('a template sees only its own variables', functions),
    file,
    bindings: bind(variables),
  });
  return hasFailed(value) ? { error: reasonOf(value) } : value;
}

let renderings = 0;

/** Conditions inside a template are never the same as those of another rendering. */
function bind(variables: ReadonlyMap<string, Value>): Bindings | undefined {
  renderings += 1;
  let bindings: Bindings | undefined;
  for (const [name, value] of variables) {
    bindings = { name, value, iteration: `template ${renderings}`, outer: bindings };
  }
  return bindings;
}

/** The names that an expression takes from around it. */
function freeNames(expression: Expression): readonly string[] {
  const names: string[] = [];
  const bound = new Set<string>();
  const pending: Expression[] = [expression];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'variable') names.push(node.name);
    if (node.kind === 'for') for (const name of [node.keyName, node.valueName]) if (name !== undefined) bound.add(name);
    if (node.kind === 'template') {
      const parts = [...node.parts];
      for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
        if (part.kind === 'if') parts.push(...part.whenTrue, ...(part.whenFalse ?? []));
        if (part.kind !== 'for') continue;
        parts.push(...part.body);
        for (const name of [part.keyName, part.valueName]) if (name !== undefined) bound.add(name);
      }
    }
    const inner =
      node.kind === 'object'
        ? node.items.flatMap(({ key, value }) => (key.kind === 'variable' ? [value] : [key, value]))
        : children(node);
    pending.push(...[...inner].reverse());
  }
  return names.filter((name) => !bound.has(name));
}

function reasonOf(value: Value): string {
  if (value.kind === 'unknown') return value.reasons[0]?.text ?? 'it has no value';
  const inner = 'elements' in value ? value.elements : 'entries' in value ? [...value.entries.values()] : [];
  const found = inner.find(hasFailed);
  return found === undefined ? 'it has no value' : reasonOf(found);
}

/** Reading a module from a file system. */
import type { SyntaxTree } from '../hcl/ast.ts';
import { parseJson } from '../hcl/json-syntax.ts';
import { parse } from '../hcl/parser.ts';
import { SourceFile } from '../text/source-file.ts';
import { buildModule } from './build-module.ts';
import type { ConfigurationDiagnostic } from './configuration.ts';
import { isJsonFile, selectModuleFiles } from './file-selection.ts';
import type { FileSystem } from './file-system.ts';
import type { Module } from './module.ts';
import { placeOf } from './scope.ts';

/** A file of a module that could not be read. */
export interface UnreadFile {
  readonly filename: string;
  readonly error: 'missing' | 'unreadable' | 'directory';
}

export interface LoadedModule {
  readonly module: Module;
  /** Syntax errors, by file and position. */
  readonly diagnostics: readonly ConfigurationDiagnostic[];
  readonly unread: readonly UnreadFile[];
}

export interface LoadOptions {
  /** Which modules are checked for syntax to the end of every file: all, or those in whose text one of these words stands. */
  readonly check: 'all' | { readonly words: readonly string[] };
  /** Stands in for `parseSource`: a host that checks a module again and again remembers trees. */
  readonly parse?: (source: ModuleSource) => SyntaxTree;
}

/** The module of a folder; `undefined` when there is no such folder, or no file of a module in it. */
export function loadModule(fileSystem: FileSystem, directory: string, options: LoadOptions): LoadedModule | undefined {
  const found = readSources(fileSystem, directory);
  return found && loadSources(found, directory, options);
}

/** The texts of a module, before anything is parsed. */
export interface ReadSources {
  readonly sources: readonly ModuleSource[];
  readonly unread: readonly UnreadFile[];
}

/** The files of the module in a folder; `undefined` when there is no such folder, or no file of a module in it. */
export function readSources(fileSystem: FileSystem, directory: string): ReadSources | undefined {
  const entries = fileSystem.readDirectory(directory);
  if (entries === undefined) return undefined;
  const names = selectModuleFiles(entries.filter((entry) => entry.kind !== 'directory').map((entry) => entry.name));
  if (names.length === 0) return undefined;
  const sources: ModuleSource[] = [];
  const unread: UnreadFile[] = [];
  for (const name of names) {
    const filename = joinPath(directory, name);
    const content = fileSystem.readFile(filename);
    if ('error' in content) unread.push({ filename, error: content.error });
    else sources.push({ filename, ...content });
  }
  return { sources, unread };
}

export function loadSources({ sources, unread }: ReadSources, directory: string, options: LoadOptions): LoadedModule {
  return { ...loadModuleFrom(sources, directory, options), unread };
}

export interface ModuleSource {
  readonly filename: string;
  readonly text: string;
  readonly malformedAt?: number;
}

/** A module from texts that are at hand; in the order in which they are given. */
export function loadModuleFrom(
  sources: readonly ModuleSource[],
  directory: string,
  { check, parse: toTree = parseSource }: LoadOptions,
): LoadedModule {
  const parsed = sources.map((source) => ({ source, tree: toTree(source) }));
  const module = buildModule(
    parsed.map(({ tree }) => tree),
    directory,
  );
  if (check === 'all' || sources.some(({ text }) => check.words.some((word) => text.includes(word)))) {
    for (const { tree } of parsed) tree.parseAll();
  }
  return { module, diagnostics: parsed.flatMap(({ source, tree }) => syntaxErrors(source, tree)), unread: [] };
}

/** Parses one file of a module, by its name as native or JSON syntax; the bodies of its blocks when they are asked for. */
export function parseSource({ filename, text }: ModuleSource, earlier?: SyntaxTree): SyntaxTree {
  const file = new SourceFile(filename, text);
  if (!isJsonFile(filename)) return parse(file, { lazy: true, earlier });
  return parseJson(file, { verbatim: isVerbatim });
}

/** What Terraform takes as it is in JSON syntax, so that `${` is no template there (seen with `terraform validate` 1.11.4, 2026-11-24). */
function isVerbatim([block, , argument]: readonly string[]): boolean {
  if (argument === 'description') return block === 'variable' || block === 'output';
  return block === 'variable' && argument === 'default';
}

export function syntaxErrors(
  { malformedAt }: Pick<ModuleSource, 'malformedAt'>,
  { file, diagnostics }: SyntaxTree,
): readonly ConfigurationDiagnostic[] {
  if (malformedAt !== undefined) {
    return [
      {
        rule: 'syntax-error',
        message:
          'Invalid character encoding: All input files must be UTF-8 encoded. Ensure that UTF-8 encoding is selected in your editor',
        place: placeOf(file, { start: malformedAt, end: malformedAt + 1 }),
      },
    ];
  }
  return diagnostics.map(({ summary, detail, start, end }) => ({
    rule: 'syntax-error',
    message: oneSentence(summary, detail),
    place: placeOf(file, { start, end }),
  }));
}

function oneSentence(summary: string, detail: string): string {
  const text = detail.trim().replace(/\.$/, '');
  return text === '' ? summary : `${summary}: ${text}`;
}

/** `.` and the empty path add nothing. */
export function joinPath(directory: string, name: string): string {
  if (directory === '' || directory === '.') return name;
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

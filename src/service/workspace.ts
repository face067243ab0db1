/**
 * What an editor has open, and what is known of the modules of these documents. A file is parsed once for each text that it
 * has; a module is checked again only after something that its last check had read has changed. Nothing here does I/O or
 * knows of time: the host says what changed.
 */
import type { SyntaxTree } from '../hcl/ast.ts';
import type { LintResult } from '../lint/lint.ts';
import { LintMemory } from '../lint/lint-memory.ts';
import { isModuleFile } from '../terraform/file-selection.ts';
import type { FileSystem } from '../terraform/file-system.ts';
import { type ModuleSource, parseSource } from '../terraform/load.ts';
import { folderOf, nameOf, noting, type OpenDocument, withDocuments } from './open-documents.ts';

export interface WorkspaceHost {
  /** The file system below the open documents, as it is now. */
  disk(): FileSystem;
  /** Applies the rules. */
  lint(request: CheckRequest): LintResult;
}

export interface CheckRequest {
  /** The folder of the module. */
  readonly directory: string;
  readonly fileSystem: FileSystem;
  /** What is known from the last check of the folder. */
  readonly memory: LintMemory;
  /** Parses by memory. */
  readonly parse: (source: ModuleSource) => SyntaxTree;
  /** Open documents of the folder that belong to no module's configuration, but have a syntax: variable values, the lock file. */
  readonly texts: readonly { readonly filename: string; readonly text: string }[];
}

/** One check of a module. */
export interface ModuleCheck extends LintResult {
  readonly directory: string;
}

interface Memory {
  /** Absent when the module has to be checked again. */
  check?: ModuleCheck;
  readonly lint: LintMemory;
  /** The paths that the checks asked about which the memory stems from. */
  readonly seen: Set<string>;
}

/** Files beside a module's configuration that an editor opens: a module is checked on behalf of each of them. */
const COMPANION = /\.tfvars(?:\.json)?$|^\.terraform\.lock\.hcl$/;

export class Workspace {
  readonly #host: WorkspaceHost;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #trees = new Map<string, { readonly source: ModuleSource; readonly tree: SyntaxTree }>();
  readonly #checks = new Map<string, Memory>();

  constructor(host: WorkspaceHost) {
    this.#host = host;
  }

  /** By path. */
  get documents(): ReadonlyMap<string, OpenDocument> {
    return this.#documents;
  }

  /** A document was opened, or has a new version. */
  open(document: OpenDocument): void {
    this.#documents.set(document.path, document);
    this.changed(document.path);
  }

  /** From here on the file on disk counts. */
  close(path: string): void {
    if (!this.#documents.delete(path)) return;
    this.changed(path);
    if (this.directories().includes(folderOf(path))) return;
    this.forget(folderOf(path));
    const needed = new Set([...this.#checks.values()].flatMap(({ seen }) => [...seen]));
    for (const filename of this.#trees.keys()) if (!needed.has(filename)) this.#trees.delete(filename);
  }

  /** A file or folder was written, made or removed. */
  changed(path: string): void {
    for (const [directory, memory] of this.#checks) {
      const isIn = directory === folderOf(path);
      if (!isIn && !memory.seen.has(path) && !memory.seen.has(folderOf(path))) continue;
      // What changes in a file of the module itself is found by comparing.
      if (isIn && isModuleFile(nameOf(path))) delete memory.check;
      else this.#checks.delete(directory);
    }
  }

  /** The module has to be checked again. */
  forget(directory: string): void {
    this.#checks.delete(directory);
  }

  /** Anything may have changed. Trees are kept: they are compared with the text. */
  changedAll(): void {
    this.#checks.clear();
  }

  /** The folders of the modules that open documents belong to, sorted. */
  directories(): readonly string[] {
    return [...new Set([...this.#documents.keys()].filter(isChecked).map(folderOf))].sort();
  }

  /** What the rules say of the module in this folder, as its documents are now. */
  check(directory: string): ModuleCheck {
    const memory = this.#checks.get(directory) ?? { lint: new LintMemory(), seen: new Set() };
    if (memory.check !== undefined) return memory.check;
    const { lint, seen } = memory;
    const texts = [...this.#documents.values()].filter(
      ({ path }) => folderOf(path) === directory && isChecked(path) && !isModuleFile(nameOf(path)),
    );
    const result = this.#host.lint({
      directory,
      memory: lint,
      fileSystem: noting(seen, this.fileSystem()),
      parse: (source) => this.#parse(source),
      texts: texts.map(({ path, text }) => ({ filename: path, text })),
    });
    const check: ModuleCheck = { ...result, directory };
    this.#checks.set(directory, { check, lint, seen });
    return check;
  }

  /** The text of a file as the last check of its module saw it; `undefined` if none did. */
  text(path: string): string | undefined {
    return this.#documents.get(path)?.text ?? this.#trees.get(path)?.source.text;
  }

  /** The disk with the open documents over it. */
  fileSystem(): FileSystem {
    return withDocuments(this.#host.disk(), this.#documents);
  }

  #parse(source: ModuleSource): SyntaxTree {
    const known = this.#trees.get(source.filename);
    if (known !== undefined && known.source.text === source.text) return known.tree;
    const tree = parseSource(source, known?.tree);
    this.#trees.set(source.filename, { source, tree });
    return tree;
  }
}

/** Whether the document has a module, or at least a syntax, to check. */
export function isChecked(path: string): boolean {
  return isModuleFile(nameOf(path)) || COMPANION.test(nameOf(path));
}

/**
 * The workspaces of one editor: one for each folder that it has opened, and one for each folder with a document outside of
 * these. In reports a file has its name as seen from there, as on a command line that is run there. All of them see all open
 * documents, for a module may call another that lies in a folder of its own.
 */
import type { OpenDocument } from '../service/open-documents.ts';
import { folderOf } from '../service/open-documents.ts';
import { Workspace, type WorkspaceHost } from '../service/workspace.ts';

export interface Project {
  /** An absolute path with `/`. */
  readonly folder: string;
  /** Its paths are relative to the folder. */
  readonly workspace: Workspace;
}

export interface ProjectModule {
  readonly project: Project;
  /** The folder of the module, as seen from the project's. */
  readonly directory: string;
}

export class Projects {
  readonly #hostOf: (folder: string) => WorkspaceHost;
  readonly #projects = new Map<string, Project>();
  readonly #documents = new Map<string, OpenDocument>();
  #folders: readonly string[] = [];

  constructor(hostOf: (folder: string) => WorkspaceHost) {
    this.#hostOf = hostOf;
  }

  /** By absolute path. */
  get documents(): ReadonlyMap<string, OpenDocument> {
    return this.#documents;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** Other folders are open now. */
  set folders(folders: readonly string[]) {
    this.#folders = folders;
    this.#projects.clear();
  }

  /** A document, whose path is absolute, was opened or has changed. */
  open(document: OpenDocument): void {
    this.#documents.set(document.path, document);
    for (const project of this.#projects.values()) openIn(project, document);
  }

  close(path: string): void {
    this.#documents.delete(path);
    for (const { workspace, folder } of this.#projects.values()) workspace.close(nameIn(folder, path));
  }

  changed(path: string): void {
    for (const { workspace, folder } of this.#projects.values()) workspace.changed(nameIn(folder, path));
  }

  changedAll(): void {
    for (const { workspace } of this.#projects.values()) workspace.changedAll();
  }

  /** The modules that open documents belong to. */
  modules(): readonly ProjectModule[] {
    const directories = [...new Set([...this.#documents.keys()].map(folderOf))].sort();
    return directories.map((directory) => {
      const project = this.#projectOf(directory);
      return { project, directory: nameIn(project.folder, directory) };
    });
  }

  #projectOf(directory: string): Project {
    const around = this.#folders.filter((folder) => directory === folder || directory.startsWith(`${folder}/`));
    const folder = around.sort((a, b) => b.length - a.length)[0] ?? directory;
    const known = this.#projects.get(folder);
    if (known !== undefined) return known;
    const project = { folder, workspace: new Workspace(this.#hostOf(folder)) };
    for (const document of this.#documents.values()) openIn(project, document);
    this.#projects.set(folder, project);
    return project;
  }
}

function openIn({ folder, workspace }: Project, document: OpenDocument): void {
  workspace.open({ ...document, path: nameIn(folder, document.path) });
}

/** The path as seen from the folder: `.` for the folder itself, the path where no relative one leads there. Both are absolute. */
export function nameIn(folder: string, path: string): string {
  const from = segmentsOf(folder);
  const to = segmentsOf(path);
  if (from[0] !== to[0]) return path;
  let shared = 1;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.';
}

/** The absolute path behind a name that `nameIn` has made. */
export function pathFrom(folder: string, name: string): string {
  if (/^(?:\/|[A-Za-z]:\/)/.test(name)) return name;
  const path = [...segmentsOf(folder)];
  for (const segment of name.split('/')) {
    if (segment === '..') path.pop();
    else if (segment !== '.') path.push(segment);
  }
  return path.length === 1 ? `${path[0]}/` : path.join('/');
}

function segmentsOf(path: string): readonly string[] {
  return (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
}

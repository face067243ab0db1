/**
 * A module that notes what is read of it, so that it can be told later whether what was computed from it still holds. What can be
 * read is in cells: that something is declared, what is written in its declaration, which declarations there are of a kind.
 */
import {
  type Declaration,
  type LocalDeclaration,
  type Module,
  type RequiredProvider,
  type ResourceDeclaration,
  resourceAddress,
} from './module.ts';

export type DeclarationKind =
  | 'variables'
  | 'locals'
  | 'resources'
  | 'calls'
  | 'outputs'
  | 'providers'
  | 'requiredProviders';

export const cells = {
  /** Whether there is such a declaration. */
  presence: (kind: DeclarationKind, name: string) => `${kind} ${name}?`,
  /** What it says, and where. */
  content: (kind: DeclarationKind, name: string) => `${kind} ${name}`,
  /** The names of all declarations of a kind, in order. */
  names: (kind: DeclarationKind) => `${kind}`,
  /** The addresses of the resources of a type, in order. */
  type: (type: string) => `type ${type}`,
  imports: 'imports',
  /** Which declarations are repeated, and where. */
  duplicates: 'duplicates',
  /** Anything at all. */
  text: 'text',
} as const;

type Note = (cell: string) => void;

export function trackedModule(module: Module, note: Note): Module {
  const declarations = (kind: 'variables' | 'calls' | 'outputs' | 'providers') =>
    new TrackedMap<Declaration>({
      kind,
      declarations: module[kind],
      note,
      track: (one, read) => new TrackedDeclaration(one, read),
    });
  const resources = new TrackedMap<ResourceDeclaration>({
    kind: 'resources',
    declarations: module.resources,
    note,
    track: (one, read) => new TrackedResource(one, read),
  });
  return {
    directory: module.directory,
    get files() {
      note(cells.text);
      return module.files;
    },
    variables: declarations('variables'),
    locals: new TrackedMap<LocalDeclaration>({
      kind: 'locals',
      declarations: module.locals,
      note,
      track: trackedLocal,
    }),
    resources,
    resourcesOf(type) {
      note(cells.type(type));
      return module.resourcesOf(type).map((declaration) => resources.tracked(declaration, resourceAddress));
    },
    calls: declarations('calls'),
    outputs: declarations('outputs'),
    providers: declarations('providers'),
    requiredProviders: new TrackedMap<RequiredProvider>({
      kind: 'requiredProviders',
      declarations: module.requiredProviders,
      note,
      track(required, read) {
        read();
        return required;
      },
    }),
    get imports() {
      note(cells.imports);
      return module.imports;
    },
    get duplicates() {
      note(cells.duplicates);
      return module.duplicates;
    },
  };
}

/** The name of a declaration, and of a resource its type, are told by its address; all else is its content. */
class TrackedDeclaration implements Declaration {
  readonly name: string;
  readonly #declaration: Declaration;
  readonly #read: () => void;

  constructor(declaration: Declaration, read: () => void) {
    this.name = declaration.name;
    this.#declaration = declaration;
    this.#read = read;
  }

  get place(): Declaration['place'] {
    this.#read();
    return this.#declaration.place;
  }

  get parts(): Declaration['parts'] {
    this.#read();
    return this.#declaration.parts;
  }
}

class TrackedResource extends TrackedDeclaration implements ResourceDeclaration {
  readonly mode: ResourceDeclaration['mode'];
  readonly type: string;

  constructor(declaration: ResourceDeclaration, read: () => void) {
    super(declaration, read);
    this.mode = declaration.mode;
    this.type = declaration.type;
  }
}

function trackedLocal(declaration: LocalDeclaration, read: () => void): LocalDeclaration {
  return {
    name: declaration.name,
    get place() {
      read();
      return declaration.place;
    },
    get value() {
      read();
      return declaration.value;
    },
  };
}

interface Tracking<D> {
  readonly kind: DeclarationKind;
  readonly declarations: ReadonlyMap<string, D>;
  readonly note: Note;
  /** The declaration, calling `read` when its content is asked for. */
  readonly track: (declaration: D, read: () => void) => D;
}

class TrackedMap<D> implements ReadonlyMap<string, D> {
  readonly #tracking: Tracking<D>;
  readonly #tracked = new Map<D, D>();

  constructor(tracking: Tracking<D>) {
    this.#tracking = tracking;
  }

  /** One of these declarations, without a note that it was looked for; `nameOf` tells its name here. */
  tracked(declaration: D, nameOf: (declaration: D) => string): D {
    const known = this.#tracked.get(declaration);
    if (known !== undefined) return known;
    const { kind, note, track } = this.#tracking;
    const tracked = track(declaration, () => note(cells.content(kind, nameOf(declaration))));
    this.#tracked.set(declaration, tracked);
    return tracked;
  }

  get size(): number {
    return [...this.keys()].length;
  }

  get(name: string): D | undefined {
    const { kind, declarations, note } = this.#tracking;
    note(cells.presence(kind, name));
    const declaration = declarations.get(name);
    return declaration && this.tracked(declaration, () => name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  keys(): MapIterator<string> {
    this.#tracking.note(cells.names(this.#tracking.kind));
    return this.#tracking.declarations.keys();
  }

  *entries(): MapIterator<[string, D]> {
    for (const name of this.keys()) {
      const declaration = this.#tracking.declarations.get(name);
      if (declaration !== undefined) yield [name, this.tracked(declaration, () => name)];
    }
  }

  *values(): MapIterator<D> {
    for (const [, declaration] of this.entries()) yield declaration;
  }

  [Symbol.iterator](): MapIterator<[string, D]> {
    return this.entries();
  }

  forEach(visit: (declaration: D, name: string, map: ReadonlyMap<string, D>) => void): void {
    for (const [name, declaration] of this.entries()) visit(declaration, name, this);
  }
}

/** What is different in a module after some of its files have changed, in the cells of tracked-module.ts. */
import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import { movedSpan, type TextChange, textChange } from '../text/text-change.ts';
import type { SourcedBlock } from './body.ts';
import { isJsonFile } from './file-selection.ts';
import type { LoadedModule } from './load.ts';
import type { Declaration, LocalDeclaration, Module, RequiredProvider } from './module.ts';
import { cells, type DeclarationKind } from './tracked-module.ts';

export interface ModuleChanges {
  /** Files that are there in both, by name. */
  readonly texts: ReadonlyMap<string, TextChange>;
  readonly changed: ReadonlySet<string>;
}

export function moduleChanges(before: LoadedModule, after: LoadedModule): ModuleChanges {
  const texts = new Map<string, TextChange>();
  const earlier = new Map(before.module.files.map((file) => [file.filename, file]));
  for (const file of after.module.files) {
    const old = earlier.get(file.filename);
    if (old !== undefined && old !== file) texts.set(file.filename, textChange(old.text, file.text));
  }
  const isSame = sameness({ before, after, texts });
  const changed = new Set<string>();
  const names = (module: Module) => module.files.map(({ filename }) => filename).join('\n');
  if (texts.size > 0 || names(before.module) !== names(after.module)) changed.add(cells.text);

  const compare = <D>(kind: DeclarationKind, isUnchanged: (old: D, now: D) => boolean): void => {
    const was = before.module[kind] as unknown as ReadonlyMap<string, D>;
    const is = after.module[kind] as unknown as ReadonlyMap<string, D>;
    for (const [name, old] of was) {
      const now = is.get(name);
      if (now === undefined) changed.add(cells.presence(kind, name));
      if (now === undefined || (now !== old && !isUnchanged(old, now))) changed.add(cells.content(kind, name));
    }
    if (haveSameNames(was, is)) return;
    changed.add(cells.names(kind));
    for (const name of is.keys()) {
      if (was.has(name)) continue;
      changed.add(cells.presence(kind, name));
      changed.add(cells.content(kind, name));
    }
  };
  const isSameDeclaration = (old: Declaration, now: Declaration): boolean =>
    old.parts.length === now.parts.length && old.parts.every((part, at) => isSameBlock(part, now.parts[at], isSame));
  compare<Declaration>('variables', isSameDeclaration);
  compare<Declaration>('resources', isSameDeclaration);
  compare<Declaration>('calls', isSameDeclaration);
  compare<Declaration>('outputs', isSameDeclaration);
  compare<Declaration>('providers', isSameDeclaration);
  compare<LocalDeclaration>(
    'locals',
    (old, now) =>
      isSame(old.place, now.place) &&
      isSame(inFile(old.value.file, old.value.expression), inFile(now.value.file, now.value.expression)),
  );
  compare<RequiredProvider>(
    'requiredProviders',
    (old, now) =>
      old.source === now.source && haveSameItems(old.versions, now.versions) && isSame(old.place, now.place),
  );
  const { imports: was } = before.module;
  const { imports: is } = after.module;
  if (was.length !== is.length || !was.every((block, at) => isSameBlock(block, is[at], isSame)))
    changed.add(cells.imports);
  const repeated = after.module.duplicates;
  const wereRepeated = before.module.duplicates;
  const isRepeatedStill = wereRepeated.every((place, at) => isSamePlace(place, repeated[at], isSame));
  if (repeated.length !== wereRepeated.length || !isRepeatedStill) changed.add(cells.duplicates);
  if (!changed.has(cells.names('resources'))) return { texts, changed };
  const types = new Set(
    [before, after].flatMap(({ module }) => [...module.resources.values()].map(({ type }) => type)),
  );
  for (const type of types) {
    const [old, now] = [before, after].map(({ module }) =>
      module.resourcesOf(type).map(({ mode, name }) => `${mode} ${name}`),
    );
    if (old === undefined || now === undefined || !haveSameItems(old, now)) changed.add(cells.type(type));
  }
  return { texts, changed };
}

interface FileSpan extends Span {
  readonly file: SourceFile;
}

type IsSame = (old: FileSpan, now: FileSpan) => boolean;

/**
 * Whether what is written in two places is the same text, parsed in the same way. What has no error in it is: a parser that got
 * through has read nothing but these characters.
 */
function sameness({
  before,
  after,
  texts,
}: {
  readonly before: LoadedModule;
  readonly after: LoadedModule;
  readonly texts: ReadonlyMap<string, TextChange>;
}): IsSame {
  const isClean = ({ diagnostics }: LoadedModule, { file, start, end }: FileSpan): boolean =>
    !diagnostics.some(({ place }) => place.file === file && place.start <= end && start <= place.end);
  return (old, now) => {
    if (old.file === now.file) return old.start === now.start && old.end === now.end;
    const change = texts.get(old.file.filename);
    if (change === undefined || old.file.filename !== now.file.filename || isJsonFile(old.file.filename)) return false;
    const moved = movedSpan(old, change);
    if (moved === undefined || moved.start !== now.start || moved.end !== now.end) return false;
    return isClean(before, old) && isClean(after, now);
  };
}

function isSameBlock(old: SourcedBlock, now: SourcedBlock | undefined, isSame: IsSame): boolean {
  if (now === undefined) return false;
  if (old.block === now.block) return true;
  return isSame(inFile(old.file, old.block), inFile(now.file, now.block));
}

function isSamePlace(old: FileSpan, now: FileSpan | undefined, isSame: IsSame): boolean {
  return now !== undefined && isSame(old, now);
}

function inFile(file: SourceFile, { start, end }: Span): FileSpan {
  return { file, start, end };
}

/** In the same order. */
function haveSameNames(was: ReadonlyMap<string, unknown>, is: ReadonlyMap<string, unknown>): boolean {
  if (was.size !== is.size) return false;
  const names = is.keys();
  for (const name of was.keys()) if (names.next().value !== name) return false;
  return true;
}

function haveSameItems(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((item, at) => item === others[at]);
}

/**
 * Lints a module again and again while it is edited. Each mapping is looked at in a configuration of its own, over a module that
 * notes what is read of it: as long as nothing of that changes, what was found still holds, and only its places move. Nothing that
 * a configuration remembers can hide what a mapping depends on, because no two mappings share one, and all that is found out
 * about one mapping depends on all that was read for it.
 */
import type { Configuration, ConfigurationMemory, ResourceBlock } from '../terraform/configuration.ts';
import type { LoadedModule } from '../terraform/load.ts';
import type { Module } from '../terraform/module.ts';
import { moduleChanges } from '../terraform/module-changes.ts';
import { cells, trackedModule } from '../terraform/tracked-module.ts';
import type { SourceRange } from '../text/range.ts';
import { movedRange, type TextChange } from '../text/text-change.ts';
import type { BlockFindings } from './lint.ts';

/** Builds a configuration of the module; `onRead` is told when something else looks at the files of the module. */
export type Build = (module: Module, memory: ConfigurationMemory, onRead: () => void) => Configuration;

type Make<Made> = (block: ResourceBlock, configuration: Configuration) => Made;

interface Question {
  ask(configuration: Configuration): string;
  readonly answer: string;
}

interface Remembered<Made> {
  readonly made: Made;
  readonly reads: ReadonlySet<string>;
  readonly questions: readonly Question[];
}

/** Results of a function for blocks, by address. */
type Results = Map<string, Remembered<unknown>>;

export interface LookRequest {
  readonly loaded: LoadedModule;
  readonly build: Build;
  /** Of the blocks. */
  readonly type: string;
  /** Has to find the same in the same, until `clear`, or until it is another time. */
  readonly look: Make<BlockFindings>;
  readonly now: string | (() => string) | undefined;
  isLookedAt(block: ResourceBlock, configuration: Configuration): boolean;
}

export class LintMemory {
  #loaded: LoadedModule | undefined;
  #minute: string | undefined;
  #findings = new Map<string, Remembered<BlockFindings>>();
  readonly #results = new Map<Make<unknown>, Results>();

  /** Something else than the files of the module has changed. */
  clear(): void {
    this.#loaded = undefined;
    this.#findings.clear();
    this.#results.clear();
  }

  /**
   * What is found in each block; `undefined` when evaluation itself found something: in which block it shows depends on the order
   * in which they are looked at.
   */
  find({
    loaded,
    build,
    type,
    look,
    now,
    isLookedAt,
  }: LookRequest): { readonly configuration: Configuration; readonly findings: readonly BlockFindings[] } | undefined {
    const time = typeof now === 'function' ? now() : now;
    const minute = time?.slice(0, 'YYYY-MM-DDTHH:MM'.length);
    if (this.#minute !== minute) this.clear();
    this.#minute = minute;
    this.#forgetChanged(loaded);
    const looking = new Looking(loaded.module, build, this.#results);
    const { overview } = looking;
    const found = new Map<string, Remembered<BlockFindings>>();
    for (const [at, block] of overview.blocksOf(type).entries()) {
      if (!isLookedAt(block, overview)) continue;
      const known = this.#findings.get(block.address);
      const holds = known?.questions.every(({ ask, answer }) => ask(overview) === answer) === true;
      found.set(block.address, holds ? known : looking.compute({ type, at, make: look }));
    }
    this.#findings = found;
    if (looking.isClean && overview.diagnostics.length === 0) {
      return { configuration: overview, findings: [...found.values()].map(({ made }) => made) };
    }
    this.clear();
    return undefined;
  }

  #forgetChanged(loaded: LoadedModule): void {
    const before = this.#loaded;
    this.#loaded = loaded;
    if (before === undefined) return;
    const { texts, changed } = moduleChanges(before, loaded);
    const cells = [...changed];
    const holds = ({ reads }: Remembered<unknown>): boolean => !cells.some((cell) => reads.has(cell));
    for (const [address, remembered] of this.#findings) {
      const made = holds(remembered) ? movedFindings(remembered.made, texts) : undefined;
      if (made === undefined) this.#findings.delete(address);
      else this.#findings.set(address, { ...remembered, made });
    }
    for (const results of this.#results.values()) {
      for (const [address, remembered] of results) if (!holds(remembered)) results.delete(address);
    }
  }
}

/**
 * Where one block is looked at. All that is made of it shares a configuration, and so holds as long as nothing has changed that
 * was read for any of it.
 */
interface Desk {
  readonly configuration: Configuration;
  readonly reads: ReadonlySet<string>;
  /** Of what is being made just now. */
  questions: Question[];
}

/** One look at a module, as it is now. */
class Looking {
  readonly overview: Configuration;
  /** Whether evaluation itself has found nothing so far. */
  isClean = true;
  readonly #module: Module;
  readonly #build: Build;
  readonly #results: Map<Make<unknown>, Results>;
  /** By the type of the block and its place among those of the type. */
  readonly #desks = new Map<string, Desk>();

  constructor(module: Module, build: Build, results: Map<Make<unknown>, Results>) {
    this.#module = module;
    this.#build = build;
    this.#results = results;
    const memory = { ofBlocks: this.#ofBlocks, depends: () => {} };
    this.overview = build(module, memory, () => {});
  }

  compute<Made>({
    type,
    at,
    make,
  }: {
    readonly type: string;
    readonly at: number;
    readonly make: Make<Made>;
  }): Remembered<Made> {
    const name = `${type} ${at}`;
    const desk = this.#desks.get(name) ?? this.#newDesk();
    this.#desks.set(name, desk);
    const { configuration, reads } = desk;
    const block = configuration.blocksOf(type)[at];
    if (block === undefined) throw new Error(`the blocks of type ${type} are others than a moment ago`);
    const questions: Question[] = [];
    const around = desk.questions;
    desk.questions = questions;
    const made = make(block, configuration);
    desk.questions = around;
    this.isClean &&= configuration.diagnostics.length === 0;
    return { made, reads, questions };
  }

  #newDesk(): Desk {
    const reads = new Set<string>();
    const note = (cell: string) => void reads.add(cell);
    const memory: ConfigurationMemory = {
      ofBlocks: this.#ofBlocks,
      depends: (ask) => void desk.questions.push({ ask, answer: ask(desk.configuration) }),
    };
    const configuration = this.#build(trackedModule(this.#module, note), memory, () => note(cells.text));
    const desk: Desk = { configuration, reads, questions: [] };
    return desk;
  }

  readonly #ofBlocks: ConfigurationMemory['ofBlocks'] = <Made>(type: string, make: Make<Made>): readonly Made[] => {
    const results = (this.#results.get(make) ?? new Map()) as Map<string, Remembered<Made>>;
    this.#results.set(make, results);
    return this.overview.blocksOf(type).map(({ address }, at) => {
      const remembered = results.get(address) ?? this.compute({ type, at, make });
      if (remembered.questions.length === 0) results.set(address, remembered);
      return remembered.made;
    });
  };
}

/** The same findings where they are now; `undefined` when a place is no longer there, or is told in a message. */
function movedFindings(findings: BlockFindings, changes: ReadonlyMap<string, TextChange>): BlockFindings | undefined {
  const { diagnostics, coverage, written } = findings;
  for (const [filename, change] of changes) if (tellsOfMovedLine(findings, filename, change)) return undefined;
  let isComplete = true;
  const at = <Placed extends { readonly range: SourceRange }>(placed: Placed): Placed => {
    const change = changes.get(placed.range.filename);
    if (change === undefined) return placed;
    const range = movedRange(placed.range, change);
    isComplete &&= range !== undefined;
    return range === undefined ? placed : { ...placed, range };
  };
  const moved: BlockFindings = {
    diagnostics: diagnostics.map((diagnostic) => ({
      ...at(diagnostic),
      ...(diagnostic.related && { related: diagnostic.related.map(at) }),
      ...(diagnostic.fix && { fix: { ...diagnostic.fix, edits: diagnostic.fix.edits.map(at) } }),
    })),
    coverage: { ...at(coverage), undetermined: coverage.undetermined.map(at) },
    written: { ...at(written), instances: written.instances.map(at) },
  };
  return isComplete ? moved : undefined;
}

/** Whether a line that has another number now is named in a message: `other.tf:11`. */
function tellsOfMovedLine(findings: BlockFindings, filename: string, { lines, before, start }: TextChange): boolean {
  if (lines === 0) return false;
  const name = `${JSON.stringify(filename).slice(1, -1)}:`;
  const first = before.slice(0, start).split('\n').length;
  // Behind the name in a range there is a quotation mark.
  const [, ...told] = JSON.stringify(findings).split(name);
  return told.some((text) => Number.parseInt(text, 10) >= first);
}

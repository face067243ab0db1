/** The tree of a file in native syntax, and the nodes whose content is parsed when it is first asked for. */

import type { SourceFile } from '../text/source-file.ts';
import type { Attribute, Block, Body, BodyContent, Label, SyntaxDiagnostic, SyntaxTree } from './ast.ts';
import { compactList } from './compact-list.ts';

/** A body in native syntax; its span includes the braces. */
export class NativeBody implements Body, BodyContent {
  declare readonly syntax: 'native';
  declare readonly start: number;
  declare readonly end: number;
  declare readonly attributes: readonly Attribute[];
  declare readonly blocks: readonly Block[];

  constructor({ start, end, attributes, blocks }: Pick<NativeBody, 'start' | 'end' | 'attributes' | 'blocks'>) {
    this.syntax = 'native';
    this.start = start;
    this.end = end;
    this.attributes = compactList(attributes);
    this.blocks = compactList(blocks);
  }

  content(): BodyContent {
    return this;
  }
}

/** What a block says before its body. */
export interface BlockHeader {
  readonly start: number;
  readonly type: string;
  readonly typeEnd: number;
  readonly labels: readonly Label[];
  readonly headerEnd: number;
  readonly openBrace: number;
}

/** A block whose body is parsed at the first access. */
export class LazyBlock implements Block, BlockHeader {
  declare readonly kind: 'block';
  declare readonly start: number;
  declare readonly end: number;
  declare readonly type: string;
  declare readonly typeEnd: number;
  declare readonly labels: readonly Label[];
  declare readonly headerEnd: number;
  declare readonly openBrace: number;
  declare private content: NativeBody | BodyParser;

  constructor({ start, type, typeEnd, labels, headerEnd, openBrace }: BlockHeader, end: number, parseBody: BodyParser) {
    this.kind = 'block';
    this.start = start;
    this.end = end;
    this.type = type;
    this.typeEnd = typeEnd;
    this.labels = labels;
    this.headerEnd = headerEnd;
    this.openBrace = openBrace;
    this.content = parseBody;
  }

  get body(): NativeBody {
    if (typeof this.content === 'function') this.content = this.content(this);
    return this.content;
  }
}

export type BodyParser = (header: BlockHeader) => NativeBody;

interface NativeTreeParts {
  readonly file: SourceFile;
  readonly body: NativeBody;
  readonly found: readonly SyntaxDiagnostic[];
  readonly isClean?: (block: Block) => boolean;
}

export class NativeTree implements SyntaxTree {
  readonly file: SourceFile;
  readonly body: NativeBody;
  readonly #found: readonly SyntaxDiagnostic[];
  readonly #isClean: (block: Block) => boolean;
  #sorted: readonly SyntaxDiagnostic[] = [];
  #isComplete = false;

  /**
   * `found` is the list to which bodies that are parsed later add their errors. Blocks of which it is known that there is none in
   * them need not be parsed to find them.
   */
  constructor({ file, body, found, isClean = () => false }: NativeTreeParts) {
    this.file = file;
    this.body = body;
    this.#found = found;
    this.#isClean = isClean;
  }

  /** Whether all errors have been found. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  get diagnostics(): readonly SyntaxDiagnostic[] {
    if (this.#sorted.length !== this.#found.length) {
      this.#sorted = [...this.#found].sort((first, second) => first.start - second.start);
    }
    return this.#sorted;
  }

  parseAll(): void {
    for (const block of this.body.blocks) if (!this.#isClean(block)) void block.body;
    this.#isComplete = true;
  }
}

/** Which fixes are made together, and what the files are then. Nothing is read or written here. */
import { literalKey } from '../hcl/traversal.ts';
import { expressionsIn, walkExpression } from '../hcl/walk.ts';
import { parseSource } from '../terraform/load.ts';
import type { Diagnostic, Fix } from '../text/diagnostic.ts';
import { applyEdits, overlap, type TextEdit } from '../text/edit.ts';

/** Which fixes are wanted: those that change no working system, or all. */
export type Applicability = Fix['applicability'];

export interface FixRequest {
  readonly diagnostics: readonly Diagnostic[];
  /** With `unsafe`, safe ones too. */
  readonly applicability: Applicability;
  /** The text of a file that may be changed. */
  readonly textOf: (filename: string) => string | undefined;
}

export interface FixedFiles {
  /** The new texts by filename. */
  readonly texts: ReadonlyMap<string, string>;
  /** The diagnostics whose fixes were made. */
  readonly fixed: readonly Diagnostic[];
}

/**
 * Makes the fixes that fit together, in the order of the diagnostics: of two that overlap the later one is left for another
 * round. A fix after which a file could not be parsed, or a name stood in it twice, is not made.
 */
export function applyFixes({ diagnostics, applicability, textOf }: FixRequest): FixedFiles {
  const wanted = diagnostics.filter(
    ({ fix }) =>
      fix !== undefined &&
      (fix.applicability === 'safe' || applicability === 'unsafe') &&
      [...filenamesOf([fix])].every((filename) => textOf(filename) !== undefined),
  );
  return makeTogether(wanted, textOf) ?? makeOneByOne(wanted, textOf);
}

/** `undefined` when one of them would break a file; which one is not known. Thousands of fixes cost a single parse. */
function makeTogether(wanted: readonly Diagnostic[], textOf: FixRequest['textOf']): FixedFiles | undefined {
  const chosen: TextEdit[] = [];
  const fixed = wanted.filter(({ fix }) => {
    if (fix === undefined || !fits(fix, chosen)) return false;
    chosen.push(...fix.edits);
    return true;
  });
  const texts = tryEdits(chosen, { filenames: filenamesOf(fixed.flatMap(({ fix }) => fix ?? [])), textOf });
  return texts && { texts, fixed };
}

function makeOneByOne(wanted: readonly Diagnostic[], textOf: FixRequest['textOf']): FixedFiles {
  const texts = new Map<string, string>();
  const chosen: TextEdit[] = [];
  const fixed: Diagnostic[] = [];
  for (const diagnostic of wanted) {
    const { fix } = diagnostic;
    if (fix === undefined || !fits(fix, chosen)) continue;
    const changed = tryEdits([...chosen, ...fix.edits], { filenames: filenamesOf([fix]), textOf });
    if (changed === undefined) continue;
    for (const [filename, text] of changed) texts.set(filename, text);
    chosen.push(...fix.edits);
    fixed.push(diagnostic);
  }
  return { texts, fixed };
}

function fits({ edits }: Fix, chosen: readonly TextEdit[]): boolean {
  return !edits.some((edit) => chosen.some((other) => overlap(edit, other)));
}

function filenamesOf(fixes: readonly Fix[]): ReadonlySet<string> {
  return new Set(fixes.flatMap(({ edits }) => edits.map(({ range }) => range.filename)));
}

/** The texts of these files after the edits; `undefined` when one may not be changed, or would be broken by them. */
function tryEdits(
  edits: readonly TextEdit[],
  { filenames, textOf }: Pick<FixRequest, 'textOf'> & { readonly filenames: ReadonlySet<string> },
): ReadonlyMap<string, string> | undefined {
  const changed = new Map<string, string>();
  for (const filename of filenames) {
    const text = textOf(filename);
    if (text === undefined) return undefined;
    const result = applyEdits(
      text,
      edits.filter(({ range }) => range.filename === filename),
    );
    if (faults(filename, result) > faults(filename, text)) return undefined;
    changed.set(filename, result);
  }
  return changed;
}

/** Syntax errors, and keys that an object has had before: two names that are spelt wrong may mean the same one. */
function faults(filename: string, text: string): number {
  const tree = parseSource({ filename, text });
  tree.parseAll();
  let repeated = 0;
  for (const expression of expressionsIn(tree.body)) {
    walkExpression(expression, (node) => {
      if (node.kind !== 'object') return;
      const keys = node.items.map(({ key }) => literalKey(key)).filter((key) => key !== undefined);
      repeated += keys.length - new Set(keys).size;
    });
  }
  return tree.diagnostics.length + repeated;
}

/** How much of a file survives an edit in one of its blocks. */
import type { Block } from '../../src/hcl/ast.ts';
import { parse } from '../../src/hcl/parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { applyEdit, editKinds, makeEdit } from './edits.ts';
import { fingerprint } from './fingerprint.ts';
import { seededRandom } from './random.ts';

export interface Recovery {
  readonly kind: string;
  readonly edits: number;
  /** The other blocks of the edited files, and how many of them have the same tree as before, at the same place. */
  readonly others: number;
  readonly kept: number;
  readonly diagnostics: number;
  /** One line for each block that was lost. */
  readonly losses: readonly string[];
}

export function measureRecovery(files: readonly { filename: string; text: string }[], seed: number): Recovery[] {
  return editKinds.map((kind, kindIndex) => {
    const total = { kind, edits: 0, others: 0, kept: 0, diagnostics: 0, losses: [] as string[] };
    for (const [index, { filename, text }] of files.entries()) {
      const random = seededRandom(seed * 1_000_003 + index * 101 + kindIndex);
      const blocks = topBlocks(text).blocks;
      for (let attempt = 0; attempt < 10; attempt++) {
        const block = random.pick(blocks);
        const edit = makeEdit(kind, { text, block, random });
        if (edit === undefined) continue;
        const after = topBlocks(applyEdit(text, edit));
        const found = new Map(after.blocks.map((other) => [other.start, fingerprint(other)]));
        total.edits++;
        total.diagnostics += after.diagnostics;
        for (const other of blocks) {
          if (other === block) continue;
          const shift = other.start > edit.at ? edit.inserted.length - edit.removed : 0;
          total.others++;
          if (found.get(other.start + shift) === fingerprint(other)) total.kept++;
          else total.losses.push(`${filename}: ${JSON.stringify(edit)} loses the block at ${other.start}`);
        }
        break;
      }
    }
    return total;
  });
}

function topBlocks(text: string): { blocks: readonly Block[]; diagnostics: number } {
  const tree = parse(new SourceFile('main.tf', text));
  return { blocks: tree.body.content({}).blocks, diagnostics: tree.diagnostics.length };
}

/** Files in which recovery can be seen: sound, and of several blocks. */
export function suitsRecovery(text: string): boolean {
  const { blocks, diagnostics } = topBlocks(text);
  return diagnostics === 0 && blocks.length >= 3;
}

import type { Diagnostic } from '../text/diagnostic.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Host } from './host.ts';

export interface Confirmed {
  readonly diagnostics: readonly Diagnostic[];
  /** What the reference parser says of each file that it rejects too, by filename. */
  readonly terraformSays: ReadonlyMap<string, string>;
}

/**
 * Syntax errors are reported only when HashiCorp's own parser rejects the file too. `native` gives the text of a file that
 * this parser can judge, and `undefined` for JSON syntax and for bytes that are not UTF-8, which are judged without it.
 */
export async function confirmSyntax(
  diagnostics: readonly Diagnostic[],
  native: (filename: string) => SourceFile | undefined,
  host: Host,
): Promise<Confirmed> {
  const names = new Set(diagnostics.filter(isSyntaxError).map(({ range }) => range.filename));
  const files = [...names].flatMap((name) => native(name) ?? []);
  const terraformSays = new Map<string, string>();
  if (files.length === 0) return { diagnostics, terraformSays };

  const { confirmSyntaxErrors } = await import('../node/reference-parser.ts');
  const accepted = new Set<string>();
  const unavailable = new Set<string>();
  for (const [filename, confirmation] of confirmSyntaxErrors(files)) {
    switch (confirmation.verdict) {
      case 'rejects':
        terraformSays.set(filename, confirmation.text);
        break;
      case 'accepts':
        accepted.add(filename);
        host.stderr.write(disagreement(filename));
        break;
      case 'unavailable':
        unavailable.add(confirmation.why);
        break;
    }
  }
  for (const why of unavailable) host.stderr.write(unconfirmed(why));
  return {
    diagnostics: diagnostics.filter((found) => !isSyntaxError(found) || !accepted.has(found.range.filename)),
    terraformSays,
  };
}

function isSyntaxError({ rule }: Diagnostic): boolean {
  return rule === 'syntax-error';
}

/** Our parser rejects what HashiCorp's accepts. */
export function disagreement(filename: string): string {
  return `preplan: ${filename} is good HCL, but preplan's own parser did not understand all of it; please report the file\n`;
}

export function unconfirmed(why: string): string {
  return `preplan: syntax errors are reported as preplan sees them, unconfirmed by HashiCorp's parser: ${why}\n`;
}

/**
 * Who has been told what. A client that asks for diagnostics (pull) is told of open documents when it asks, and of the other
 * files of their modules at once; a client that does not ask is told of everything at once (push).
 */
import type {
  DocumentDiagnosticReport,
  Diagnostic as LspDiagnostic,
  PublishDiagnosticsParams,
} from 'vscode-languageserver';
import type { OpenDocument } from '../service/open-documents.ts';

export interface Client {
  readonly pulls: boolean;
  readonly accepts: boolean;
  publish(parameters: PublishDiagnosticsParams): void;
  /** Makes a client that pulls ask again. */
  refresh(): void;
  uriOf(path: string): string;
}

/** By path. */
export type Documents = ReadonlyMap<string, OpenDocument>;
export type Found = ReadonlyMap<string, readonly LspDiagnostic[]>;

export class Reports {
  readonly #client: Client;
  readonly #published = new Map<string, { readonly uri: string; readonly said: string }>();
  readonly #answered = new Map<string, { readonly id: string; readonly said: string; readonly version: number }>();
  #answers = 0;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Tells the client what it does not know and will not ask for. */
  publish(found: Found, documents: Documents): void {
    let outdated = false;
    for (const path of new Set([...documents.keys(), ...found.keys(), ...this.#published.keys()])) {
      const document = documents.get(path);
      const diagnostics = found.get(path) ?? [];
      if (document !== undefined && this.#client.pulls) {
        this.#withdraw(path);
        outdated ||= this.#isOutdated(document, diagnostics);
      } else if (document !== undefined || diagnostics.length > 0) {
        this.#tell(path, document, diagnostics);
      } else {
        this.#withdraw(path);
      }
    }
    if (outdated) this.#client.refresh();
  }

  /** Answers a client that asks about an open document, of which it knows the answer `previous`. */
  answer(document: OpenDocument, found: Found, previous: string | undefined): DocumentDiagnosticReport {
    const { path, version } = document;
    const diagnostics = found.get(path) ?? [];
    const said = JSON.stringify(diagnostics);
    const last = this.#answered.get(path);
    const id = last?.said === said ? last.id : String(++this.#answers);
    this.#answered.set(path, { id, said, version });
    if (previous === id) return { kind: 'unchanged', resultId: id };
    return { kind: 'full', resultId: id, items: [...diagnostics] };
  }

  /** The document is no longer open. */
  close(path: string): void {
    this.#answered.delete(path);
  }

  #tell(path: string, document: OpenDocument | undefined, diagnostics: readonly LspDiagnostic[]): void {
    if (!this.#client.accepts) return;
    const uri = document?.uri ?? this.#client.uriOf(path);
    const said = `${document?.version}${JSON.stringify(diagnostics)}`;
    const before = this.#published.get(path);
    if (before?.uri === uri && before.said === said) return;
    if (before !== undefined && before.uri !== uri) this.#withdraw(path);
    this.#published.set(path, { uri, said });
    this.#client.publish({ uri, diagnostics: [...diagnostics], ...(document && { version: document.version }) });
  }

  #withdraw(path: string): void {
    const before = this.#published.get(path);
    if (before === undefined) return;
    this.#published.delete(path);
    this.#client.publish({ uri: before.uri, diagnostics: [] });
  }

  /** Whether the last answer was wrong though the document has not changed since; after a change the client asks by itself. */
  #isOutdated({ path, version }: OpenDocument, diagnostics: readonly LspDiagnostic[]): boolean {
    const last = this.#answered.get(path);
    return last !== undefined && last.version === version && last.said !== JSON.stringify(diagnostics);
  }
}

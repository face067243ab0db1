/**
 * HashiCorp's own HCL parser, as WebAssembly in `@cdktf/hcl2json`: the authority on what native syntax is.
 *
 * It runs in a child process, because a file that nests some thousand levels deep corrupts the instance: from then on its
 * promises never settle and node exits with status 0. So the child answers with one line a text: a text without its line has
 * no answer, and those behind it go to a fresh child. Nothing is loaded until the first call.
 */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `@cdktn/hcl2json`, its continuation, gives the same bytes. */
const packageName = '@cdktf/hcl2json';

export interface NamedText {
  readonly filename: string;
  readonly text: string;
}

export type ReferenceResult =
  | { readonly kind: 'json'; readonly json: unknown }
  /** HCL rejects the text. `text` is the first error in HashiCorp's words: `Summary; Detail`. */
  | { readonly kind: 'syntax-error'; readonly text: string }
  /** The text is HCL, but the package has no JSON for it (blocks with and without labels, `-true`). */
  | { readonly kind: 'not-convertible'; readonly text: string }
  | { readonly kind: 'unavailable'; readonly why: string };

export type Confirmation =
  | { readonly verdict: 'rejects'; readonly text: string }
  | { readonly verdict: 'accepts' }
  | { readonly verdict: 'unavailable'; readonly why: string };

const maximumDepth = 500;
/** How many children in a row may die at their first text before the rest is given up. */
const maximumFruitlessRuns = 3;
const noAnswer = 'the reference parser ended without an answer';

/** The name given to the parser instead of the file's own, so that positions in its messages are found without doubt. */
const placeholder = 'preplan-reference-input.tf';

/**
 * Runs in the child: reads the texts from stdin and writes a JSON line for each. It stops at an error that is not about the
 * text: the instance is not to be trusted after it.
 */
const childProgram = `
require('v8').setFlagsFromString('--liftoff-only');
const say = (line) => process.stdout.write(JSON.stringify(line) + '\\n');
(async () => {
  let input = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) input += chunk;
  const { from, name, placeholder, texts } = JSON.parse(input);
  let file;
  try {
    file = require.resolve(name, { paths: [from] });
  } catch {
    return say({ absent: name + ' is not installed' });
  }
  const { parse } = require(file);
  for (const text of texts) {
    try {
      say({ json: await parse(placeholder, text) });
    } catch (error) {
      const message = String(error && error.message);
      if (!/^(parse config|convert to HCL): /.test(message)) return say({ failure: message });
      say({ error: message });
    }
  }
})();
`;

/** Asks the reference parser whether it rejects the files too. Native syntax only. Takes about a third of a second. */
export function confirmSyntaxErrors(files: readonly NamedText[]): Map<string, Confirmation> {
  const results = parseWithReference(files.map((file) => file.text));
  return new Map(files.map((file, index) => [file.filename, confirmation(results[index])]));
}

function confirmation(result: ReferenceResult | undefined): Confirmation {
  switch (result?.kind) {
    case 'syntax-error':
      return { verdict: 'rejects', text: result.text };
    case 'json':
    case 'not-convertible':
      return { verdict: 'accepts' };
    case 'unavailable':
      return { verdict: 'unavailable', why: result.why };
    case undefined:
      return { verdict: 'unavailable', why: noAnswer };
  }
}

/** What the reference parser makes of each text, in the order given. */
export function parseWithReference(texts: readonly string[]): ReferenceResult[] {
  const results = new Map<number, ReferenceResult>();
  let pending: number[] = [];
  for (const [index, text] of texts.entries()) {
    if (nestingDepth(text) <= maximumDepth) pending.push(index);
    else results.set(index, { kind: 'unavailable', why: `it nests deeper than ${maximumDepth} levels` });
  }
  for (let fruitless = 0; pending.length > 0; ) {
    const run = runChild(pending.map((index) => texts[index] ?? ''));
    for (const [at, result] of run.results.entries()) results.set(pending[at] ?? -1, result);
    const [unanswered, ...rest] = pending.slice(run.results.length);
    if (unanswered === undefined) break;
    results.set(unanswered, { kind: 'unavailable', why: run.why });
    fruitless = run.results.length === 0 ? fruitless + 1 : 0;
    pending = rest;
    if (!run.hopeless && fruitless < maximumFruitlessRuns) continue;
    for (const index of rest) results.set(index, { kind: 'unavailable', why: run.why });
    break;
  }
  return texts.map((_, index) => results.get(index) ?? { kind: 'unavailable', why: noAnswer });
}

interface ChildRun {
  /** The answers, for as many of the texts as were answered. */
  readonly results: readonly ReferenceResult[];
  /** Why the first unanswered text has no answer. */
  readonly why: string;
  /** Whether another child would fare no better. */
  readonly hopeless: boolean;
}

function runChild(texts: readonly string[]): ChildRun {
  const from = dirname(fileURLToPath(import.meta.url));
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  // More than ten times what a slow machine was seen to need: 0.5 s to start, 1 ms a text, 3 s a megabyte.
  const timeout = 10_000 + 20 * texts.length + Math.round(size / 30);
  const child = spawnSync(process.execPath, ['--input-type=commonjs', '-e', childProgram], {
    input: JSON.stringify({ from, name: packageName, placeholder, texts }),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 1 << 30,
    timeout,
    killSignal: 'SIGKILL',
    windowsHide: true,
    env: childEnvironment(),
  });
  const results: ReferenceResult[] = [];
  for (const line of child.stdout?.split('\n') ?? []) {
    const answer = readAnswer(line);
    if (answer === undefined) continue;
    if ('failure' in answer) return { results, why: answer.failure, hopeless: answer.hopeless };
    results.push(answer);
  }
  if (child.error === undefined) return { results, why: noAnswer, hopeless: false };
  if ('code' in child.error && child.error.code === 'ETIMEDOUT') {
    return { results, why: `the reference parser took longer than ${Math.round(timeout / 1000)} s`, hopeless: false };
  }
  return { results, why: child.error.message, hopeless: true };
}

/** The caller's environment without what slows the child down or changes how node runs. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_EXTRA_CA_CERTS: _certificates, ...rest } = process.env;
  // In an Electron host (an editor's extension host) the executable behaves as node only with this set.
  return { ...rest, ELECTRON_RUN_AS_NODE: '1' };
}

/** One line of the child; undefined for what is not an answer: what the Go runtime prints when it dies. */
function readAnswer(
  line: string,
): ReferenceResult | { readonly failure: string; readonly hopeless: boolean } | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof answer !== 'object' || answer === null) return undefined;
  if ('json' in answer) return { kind: 'json', json: answer.json };
  if ('absent' in answer) return { failure: String(answer.absent), hopeless: true };
  if ('failure' in answer) return { failure: String(answer.failure), hopeless: false };
  if (!('error' in answer)) return undefined;
  const message = String(answer.error);
  if (message.startsWith('parse config: ')) return { kind: 'syntax-error', text: firstError(message) };
  return { kind: 'not-convertible', text: message };
}

/** The first of the errors in `parse config: [file:1,5-5: Summary; Detail file:2,1-2: …]`, without its position. */
function firstError(message: string): string {
  const list = message.replace(/^parse config: \[/u, '').replace(/\]$/u, '');
  const [, first] = list.split(new RegExp(`(?:^| )${placeholder}:\\d+,\\d+-(?:\\d+,)?\\d+: `, 'u'));
  return (first ?? list).replaceAll(placeholder, 'this file').trim();
}

/** An upper estimate of how deep brackets nest: strings and comments are not told apart. */
function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '{' || char === '[' || char === '(') deepest = Math.max(deepest, ++depth);
    else if ((char === '}' || char === ']' || char === ')') && depth > 0) depth--;
  }
  return deepest;
}

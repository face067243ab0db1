/**
 * Builds `dist/`: `cli.cjs`, the program, and one CommonJS file for each part that it loads on demand, with V8's code cache.
 * CommonJS because Node's loader of ES modules alone takes a quarter of an empty start.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build as bundle, type Metafile, type Plugin } from 'esbuild';

/** The entry, and the modules behind an `import()`: each becomes a file of its own. */
const PARTS = [
  'src/cli/main.ts',
  'src/cli/lint.ts',
  'src/cli/parse.ts',
  'src/cli/eval.ts',
  'src/cli/rules.ts',
  'src/cli/explain.ts',
  'src/cli/lsp.ts',
  'src/cli/usage.ts',
  'src/node/discover.ts',
  'src/cli/init.ts',
  'src/cli/list-files.ts',
  'src/cli/print-config.ts',
  'src/cli/sarif-rules.ts',
  'src/cli/stats.ts',
  'src/cli/suppress.ts',
  'src/cli/write-reports.ts',
  'src/node/config-file.ts',
  'src/node/reference-parser.ts',
];

/** What `src/node/functions.ts` imports: parts too, each required when a name of it is first used. */
const LAZY: Readonly<Record<string, { readonly part: string; readonly names: readonly string[] }>> = {
  '../value/functions/table.ts': { part: 'functions', names: ['callFunction'] },
  '@noble/hashes/legacy.js': { part: 'legacy-hashes', names: ['md5', 'sha1'] },
  '@noble/hashes/sha2.js': { part: 'hashes', names: ['sha256', 'sha512'] },
  fflate: { part: 'gzip', names: ['gunzipSync'] },
  re2js: { part: 'regex', names: ['RE2JS'] },
  yaml: { part: 'yaml', names: ['parseAllDocuments', 'isAlias', 'isMap', 'isScalar', 'isSeq'] },
};

const LAZY_IMPORTER = resolve('src/node/functions.ts');
const LAZY_ENTRY = 'lazy:';

const partName = (source: string) => basename(source, '.ts');

/** Turns `import('./part.ts')` into a `require` of the part's file. */
const requireParts: Plugin = {
  name: 'require-parts',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, importer }) => {
      if (kind !== 'dynamic-import') return undefined;
      const source = resolve(dirname(importer), path);
      const part = PARTS.find((name) => resolve(name) === source);
      if (part === undefined)
        return { errors: [{ text: `${path} is imported on demand; add it to PARTS in scripts/build.ts` }] };
      return { path: `./${partName(part)}.cjs`, external: true };
    });
  },
};

/** Puts a module in the place of a lazy part whose names are looked up when they are used. */
const lazyParts: Plugin = {
  name: 'lazy-parts',
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path, importer }) =>
      importer === LAZY_IMPORTER && Object.hasOwn(LAZY, path) ? { path, namespace: 'lazy-part' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy-part' }, ({ path }) => {
      const { part, names } = LAZY[path] ?? { part: '', names: [] };
      const getters = names.map((name) => `get ${name}() { return require('./${part}.cjs').${name}; }`);
      return { contents: `module.exports = { ${getters.join(', ')} };`, loader: 'js' };
    });
    build.onResolve({ filter: /^lazy:/ }, ({ path }) => ({
      path: path.slice(LAZY_ENTRY.length),
      namespace: 'lazy-entry',
    }));
    build.onLoad({ filter: /.*/, namespace: 'lazy-entry' }, ({ path }) => ({
      contents: `export { ${LAZY[path]?.names.join(', ')} } from ${JSON.stringify(path)};`,
      resolveDir: dirname(LAZY_IMPORTER),
    }));
    build.onResolve({ filter: /^\.\/.*\.cjs$/, namespace: 'lazy-part' }, ({ path }) => ({ path, external: true }));
  },
};

/** jsonc-parser does not say that its unused modules may be left out. One of them fills tables at start. */
const pureJsoncParser: Plugin = {
  name: 'pure-jsonc-parser',
  setup(build) {
    build.onResolve({ filter: /^jsonc-parser$|^\.\// }, async ({ path, pluginData, ...from }) => {
      const isInside = path === 'jsonc-parser' || from.resolveDir.includes('jsonc-parser');
      if (!isInside || pluginData === 'resolving') return undefined;
      const found = await build.resolve(path, { ...from, pluginData: 'resolving' });
      return { ...found, sideEffects: false };
    });
  },
};

/** Bundles the parts; the result names what went into each file. */
export async function bundleParts(options: Pick<BuildOptions, 'write' | 'outdir'> = {}): Promise<Metafile> {
  const { metafile } = await bundle({
    entryPoints: [
      ...PARTS.map((source) => ({ in: source, out: partName(source) })),
      ...Object.entries(LAZY).map(([source, { part }]) => ({ in: LAZY_ENTRY + source, out: part })),
    ],
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    charset: 'ascii',
    target: 'node20.19',
    // With `import()` gone, esbuild writes `require` for the parts.
    supported: { 'dynamic-import': false },
    // The same parser without what it needs to read configuration files.
    alias: { 'yargs-parser': 'yargs-parser/browser' },
    // jsonc-parser's CommonJS form cannot be bundled.
    mainFields: ['module', 'main'],
    // Names stay, so that a stack trace can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    define: { 'import.meta.url': 'moduleUrl' },
    inject: ['scripts/module-url.ts'],
    plugins: [lazyParts, requireParts, pureJsoncParser],
    metafile: true,
    logLevel: 'warning',
    ...options,
  });
  return metafile;
}

function writeLauncher(): void {
  const builtFor = JSON.stringify(`${process.version} ${process.arch}`);
  writeFileSync('dist/cli.cjs', readFileSync('scripts/launcher.cjs', 'utf8').replace('BUILT_FOR', builtFor));
  chmodSync('dist/cli.cjs', 0o755);
}

/** A script that runs a command of the program and stores what V8 has compiled for it: the parts that it loaded, with the functions that it called. */
function cachingScript(command: readonly string[]): string {
  const dist = resolve('dist');
  return `
    const { writeFileSync } = require('node:fs');
    const { load, scripts } = require(${JSON.stringify(join(dist, 'cli.cjs'))});
    process.on('exit', () => {
      for (const [name, script] of scripts) writeFileSync(${JSON.stringify(dist)} + '/' + name + '.cache', script.createCachedData());
      process.exitCode = 0;
    });
    process.argv = [process.execPath, 'preplan', ...${JSON.stringify(command)}];
    load('main');
  `;
}

function writeCodeCache(command: readonly string[], workingDirectory: string): void {
  execFileSync(process.execPath, ['-e', cachingScript(command)], { cwd: workingDirectory, stdio: 'ignore' });
}

/** The same for the language server, which gets a document to check. */
async function writeServerCodeCache(workingDirectory: string): Promise<void> {
  const server = spawn(process.execPath, ['-e', cachingScript(['lsp'])], {
    cwd: workingDirectory,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(server, 'exit');
  const uri = pathToFileURL(join(workingDirectory, 'main.tf')).href;
  const textDocument = { uri, languageId: 'terraform', version: 1, text: SAMPLE };
  for (const message of [
    { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
    { method: 'initialized', params: {} },
    { method: 'textDocument/didOpen', params: { textDocument } },
  ]) {
    const content = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${content.length}\r\n\r\n${content}`);
  }
  let answer = '';
  for await (const chunk of server.stdout) {
    answer += chunk;
    if (answer.includes('publishDiagnostics')) break;
  }
  server.stdin.end();
  await ended;
}

/** A module with a fault, for warming up. */
const SAMPLE = `
resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = aws_sqs_queue.q.arn
  function_name    = "f"
  batch_size       = 20000
}

resource "aws_sqs_queue" "q" {}
`;

/** One that calls functions, those included that need libraries. */
const CALLS = `
locals {
  name = replace(lower(join("-", ["A", "b"])), "/[^a-z]/", "-")
  all  = merge(yamldecode("a: 1"), { hash = md5(sha256("x")) })
}

resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${local.name}"
  function_name    = try(coalesce(local.all["hash"], ""), format("%s", "f"))
  batch_size       = max(lookup(local.all, "a", 1), length(toset(["x"])))

  filter_criteria {
    filter {
      pattern = jsonencode({ body = { x = flatten([["a"]]) } })
    }
  }
}
`;

async function writeCodeCaches(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'preplan-build-'));
  writeFileSync(join(folder, 'main.tf'), SAMPLE);
  const calls = join(folder, 'calls');
  mkdirSync(calls);
  writeFileSync(join(calls, 'main.tf'), CALLS);
  await writeServerCodeCache(folder);
  // A part keeps the cache of the last command that loads it: the most frequent one comes last.
  for (const command of [
    ['--help'],
    ['rules'],
    ['explain', 'value-out-of-range'],
    ['parse', 'main.tf'],
    ['eval', 'jsonencode([for x in ["a"] : upper(x)])'],
    ['calls/main.tf'],
    ['.'],
    ['main.tf'],
  ]) {
    writeCodeCache(command, folder);
  }
  rmSync(folder, { recursive: true });
}

if (process.argv[1] === resolve('scripts/build.ts')) {
  rmSync('dist', { recursive: true, force: true });
  await bundleParts();
  writeLauncher();
  await writeCodeCaches();
}

/**
 * Builds `dist/`: `cli.cjs`, the program, and one CommonJS file for each part that it loads on demand, with V8's code cache.
 * CommonJS because Node's loader of ES modules alone takes a quarter of an empty start.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build as bundle, type Metafile, type Plugin } from 'esbuild';
import { COMMANDS, COMPLETION } from '../src/cli/options.ts';
import { buildLibrary } from './build-api.ts';
import { writeTypes } from './build-types.ts';
import { notices } from './notices.ts';

/** What plug-ins are written with: exported by the package as `preplan/rule`. */
const RULE_API = 'src/node/rule-api.ts';

/** The entry, and the modules behind an `import()`: each becomes a file of its own. */
const PARTS = [
  'src/cli/main.ts',
  'src/cli/lint.ts',
  'src/cli/parse.ts',
  'src/cli/eval.ts',
  'src/cli/rules.ts',
  'src/cli/explain.ts',
  'src/cli/fix.ts',
  'src/cli/lsp.ts',
  'src/cli/usage.ts',
  'src/cli/completion.ts',
  'src/node/discover.ts',
  'src/cli/init.ts',
  'src/cli/list-files.ts',
  'src/cli/plan.ts',
  'src/cli/print-config.ts',
  'src/cli/sarif-rules.ts',
  'src/cli/stats.ts',
  'src/cli/suppress.ts',
  'src/cli/write-reports.ts',
  'src/node/config-file.ts',
  'src/node/plugins.ts',
  'src/node/reference-parser.ts',
  RULE_API,
];

/** Parts that start elsewhere. */
const ENTRIES: Readonly<Record<string, string>> = { 'src/cli/lint.ts': 'src/cli/lint-main.ts' };

interface LazyPart {
  readonly part: string;
  readonly names: readonly string[];
  /** The files that import it, when it is not `src/terraform/bundled-functions.ts` alone. */
  readonly importers?: readonly string[];
}

/** What `src/terraform/bundled-functions.ts` imports, and a few others: parts too, each required when a name of it is first used. */
const LAZY: Readonly<Record<string, LazyPart>> = {
  './lambda/adapters/module-adapters.ts': {
    part: 'module-adapters',
    names: ['moduleAdapters'],
    importers: ['src/core.ts'],
  },
  '../hcl/json-syntax.ts': {
    part: 'json-syntax',
    names: ['parseJson'],
    importers: ['src/terraform/load.ts', 'src/terraform/variable-values.ts', 'src/node/callers.ts'],
  },
  './test-rule.ts': { part: 'test-rule', names: ['testRule'], importers: [RULE_API] },
  './fix-edits.ts': { part: 'fix-edits', names: ['toFix'], importers: ['src/lint/lint-mapping.ts'] },
  '../value/functions/table.ts': { part: 'functions', names: ['callFunction'] },
  '@noble/hashes/legacy.js': { part: 'legacy-hashes', names: ['md5', 'sha1'] },
  '@noble/hashes/sha2.js': { part: 'hashes', names: ['sha256', 'sha512'] },
  fflate: { part: 'gzip', names: ['gunzipSync'] },
  re2js: { part: 'regex', names: ['RE2JS'] },
  yaml: { part: 'yaml', names: ['parseAllDocuments', 'isAlias', 'isMap', 'isScalar', 'isSeq'] },
};

/** The parts of the rules: `rules/index.ts` imports them, and each is required when one of its rules is called. */
const RULE_PARTS = readdirSync('rules/parts').map((file) => basename(file, '.ts'));

const lazyImporters = (path: string) =>
  (LAZY[path]?.importers ?? ['src/terraform/bundled-functions.ts']).map((importer) => resolve(importer));
const RULE_REGISTRY = resolve('rules/index.ts');
const VOCABULARY = resolve('src/rule/rule.ts');
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
      Object.hasOwn(LAZY, path) && lazyImporters(path).includes(importer)
        ? { path, namespace: 'lazy-part' }
        : undefined,
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
      resolveDir: dirname(lazyImporters(path)[0] ?? ''),
    }));
    build.onResolve({ filter: /^\.\/.*\.cjs$/, namespace: 'lazy-part' }, ({ path }) => ({ path, external: true }));
  },
};

const rulePart = (part: string) => `rules-${part}`;

/**
 * In the place of a part of the rules: rules that require it when they are called, and hand it the vocabulary that the program
 * already has. Its form is an ES module's, because esbuild would wrap all that a CommonJS one imports.
 */
const lazyRuleParts: Plugin = {
  name: 'lazy-rule-parts',
  setup(build) {
    build.onResolve({ filter: /^\.\/parts\// }, ({ path, importer }) =>
      importer === RULE_REGISTRY ? { path: basename(path, '.ts'), namespace: 'rule-part' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'rule-part' }, ({ path: part }) => ({
      contents: `
        import { vocabulary } from 'vocabulary';
        let rules;
        export const load = () => (rules ??= require('./${rulePart(part)}.cjs')(vocabulary()).load());
      `,
    }));
    build.onResolve({ filter: /^vocabulary$/, namespace: 'rule-part' }, ({ path }) => ({ path, namespace: path }));
    build.onLoad({ filter: /.*/, namespace: 'vocabulary' }, async () => {
      const names = (await exportsOf(VOCABULARY)).join(', ');
      return {
        // Made when it is asked for: an object of a hundred members is not for nothing.
        contents: `
          import { ${names} } from ${JSON.stringify(VOCABULARY)};
          let made;
          export const vocabulary = () => (made ??= { ${names} });
        `,
        resolveDir: dirname(VOCABULARY),
      };
    });
    build.onResolve({ filter: /^\.\/.*\.cjs$/, namespace: 'rule-part' }, ({ path }) => ({ path, external: true }));
  },
};

async function exportsOf(source: string): Promise<readonly string[]> {
  const { metafile } = await bundle({
    entryPoints: [source],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    metafile: true,
  });
  return Object.values(metafile.outputs).flatMap((output) => output.exports);
}

/** Inside a part of the rules: the vocabulary is what the part is called with. */
const givenVocabulary: Plugin = {
  name: 'given-vocabulary',
  setup(build) {
    build.onResolve({ filter: /\/rule\.ts$/ }, ({ path, resolveDir }) =>
      resolve(resolveDir, path) === VOCABULARY ? { path, namespace: 'vocabulary' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'vocabulary' }, () => ({ contents: 'module.exports = vocabulary;' }));
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

const COMMON = {
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  charset: 'ascii',
  target: 'node20.19',
  // Short names too: half a megabyte is read at every start. A stack trace is read with the map of a build with `sourcemap`.
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * A part is a function of what a CommonJS module is given: the value of the file as a script, and what it exports as a
 * module. So the launcher compiles a file as it is read; to put the function around it there would copy half a megabyte.
 */
const AS_FUNCTION = {
  banner: {
    js: '(part=>{if(typeof module!=="undefined")module.exports=part;return part})(function(exports,require,module,__filename,__dirname){',
  },
  footer: { js: '})' },
} as const satisfies BuildOptions;

/** Bundles the parts; the result names what went into each file. */
export async function bundleParts(options: Pick<BuildOptions, 'write' | 'outdir'> = {}): Promise<Metafile> {
  const parts = await bundle({
    ...COMMON,
    entryPoints: [
      ...PARTS.map((source) => ({ in: ENTRIES[source] ?? source, out: partName(source) })),
      ...Object.entries(LAZY).map(([source, { part }]) => ({ in: LAZY_ENTRY + source, out: part })),
    ],
    // With `import()` gone, esbuild writes `require` for the parts.
    supported: { 'dynamic-import': false },
    // The same parser without what it needs to read configuration files.
    alias: { 'yargs-parser': 'yargs-parser/browser' },
    // jsonc-parser's CommonJS form cannot be bundled.
    mainFields: ['module', 'main'],
    define: { 'import.meta.url': 'moduleUrl' },
    inject: ['scripts/module-url.ts'],
    plugins: [lazyParts, lazyRuleParts, requireParts, pureJsoncParser],
    ...AS_FUNCTION,
    ...options,
  });
  const rules = await bundle({
    ...COMMON,
    entryPoints: RULE_PARTS.map((part) => ({ in: `rules/parts/${part}.ts`, out: rulePart(part) })),
    banner: { js: `${AS_FUNCTION.banner.js}module.exports=vocabulary=>{const module={};` },
    footer: { js: `return module.exports}${AS_FUNCTION.footer.js}` },
    plugins: [givenVocabulary],
    ...options,
  });
  return {
    inputs: { ...parts.metafile.inputs, ...rules.metafile.inputs },
    outputs: { ...parts.metafile.outputs, ...rules.metafile.outputs },
  };
}

/** `builtFor`: the Node whose code cache lies beside the parts. */
export function writeLauncher(folder: string, builtFor = `${process.version} ${process.arch}`): void {
  const named = [...Object.keys(COMMANDS), COMPLETION, '--help', '--version', '--get-yargs-completions'];
  const text = readFileSync('scripts/launcher.cjs', 'utf8')
    .replace('BUILT_FOR', JSON.stringify(builtFor))
    .replace('NAMED', JSON.stringify(named));
  writeFileSync(join(folder, 'cli.cjs'), text);
  chmodSync(join(folder, 'cli.cjs'), 0o755);
}

/** The parts are no modules of their own: this one is, and names what it exports, as Node wants it for an `import`. */
async function writeRuleApi(): Promise<void> {
  const load = `module.exports = require('./cli.cjs').load(${JSON.stringify(partName(RULE_API))});`;
  writeFileSync('dist/rule.cjs', `${load}\n0 && (module.exports = { ${(await exportsOf(RULE_API)).join(', ')} });\n`);
}

/** A script that runs a command of the program and stores what V8 has compiled for it: the parts that it loaded, with the functions that it called. */
function cachingScript(command: readonly string[], only?: { readonly part: string; readonly file: string }): string {
  const dist = resolve('dist');
  const wanted = only === undefined ? 'true' : `name === '${only.part}'`;
  const file = only === undefined ? "name + '.cache'" : `'${only.file}'`;
  return `
    const { writeFileSync } = require('node:fs');
    const { start, scripts } = require(${JSON.stringify(join(dist, 'cli.cjs'))});
    process.on('exit', () => {
      for (const [name, script] of scripts) if (${wanted}) writeFileSync(${JSON.stringify(dist)} + '/' + ${file}, script.createCachedData());
      process.exitCode = 0;
    });
    process.argv = [process.execPath, 'preplan', ...${JSON.stringify(command)}];
    start();
  `;
}

function runCaching(script: string, workingDirectory: string): void {
  execFileSync(process.execPath, ['-e', script], { cwd: workingDirectory, stdio: 'ignore' });
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
  uuid             = "mended with --fix"
  function_name    = try(coalesce(local.all["hash"], ""), format("%s", "f"))
  batch_size       = max(lookup(local.all, "a", 1), length(toset(["x"])))

  filter_criteria {
    filter {
      pattern = jsonencode({ body = { x = flatten([["a"]]) } })
    }
  }
}
`;

/** What many modules have: variables, locals, loops, roles and their policies, modules that are not on disk, filters, streams. */
const USUAL = `
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = var.region
}

variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "queues" {
  type = map(object({ timeout = optional(number, 60) }))
  default = {
    orders = {}
    refunds = { timeout = 90 }
  }
}

variable "enabled" {
  type = bool
}

locals {
  prefix = "shop-\${var.region}"
  names  = [for name, queue in var.queues : "\${local.prefix}-\${name}" if queue.timeout > 30]
}

resource "aws_sqs_queue" "q" {
  for_each                   = var.queues
  name                       = "\${local.prefix}-\${each.key}"
  visibility_timeout_seconds = each.value.timeout
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "r" {
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "p" {
  role = aws_iam_role.r.id
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["sqs:*", "kinesis:*"]
      Resource = "*"
    }]
  })
}

resource "aws_lambda_function" "f" {
  function_name = "worker"
  role          = aws_iam_role.r.arn
  timeout       = var.enabled ? 30 : 20

  environment {
    variables = {
      NAMES = join(",", local.names)
    }
  }

  lifecycle {
    ignore_changes = [filename]
  }
}

resource "aws_kinesis_stream" "s" {
  name = "s"
}

module "queue" {
  source  = "terraform-aws-modules/sqs/aws"
  version = "~> 4.0"
  name    = "m"
}

resource "aws_lambda_event_source_mapping" "queues" {
  for_each         = var.queues
  event_source_arn = aws_sqs_queue.q[each.key].arn
  function_name    = aws_lambda_function.f.arn
  batch_size       = 10
  enabled          = var.enabled

  dynamic "filter_criteria" {
    for_each = var.enabled ? [1] : []
    content {
      filter {
        pattern = jsonencode({ body = { kind = ["a"] } })
      }
    }
  }
}

resource "aws_lambda_event_source_mapping" "stream" {
  count             = 1
  event_source_arn  = aws_kinesis_stream.s.arn
  function_name     = aws_lambda_function.f.function_name
  starting_position = "LATEST"

  destination_config {
    on_failure {
      destination_arn = module.queue.queue_arn
    }
  }
}

resource "aws_lambda_event_source_mapping" "topic" {
  event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/c/11111111-2222-3333-4444-555555555555-1"
  function_name     = "f"
  topics            = ["t"]
  starting_position = "TRIM_HORIZON"
}

output "names" {
  value = local.names
}
`;

async function writeCodeCaches(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'preplan-build-'));
  writeFileSync(join(folder, 'main.tf'), SAMPLE);
  const calls = join(folder, 'calls');
  mkdirSync(calls);
  writeFileSync(join(calls, 'main.tf'), CALLS);
  const usual = join(folder, 'usual');
  mkdirSync(usual);
  writeFileSync(join(usual, 'main.tf'), USUAL);
  // While there is no other cache of the part: see the launcher.
  runCaching(cachingScript(['main.tf'], { part: 'lint', file: 'lint.small.cache' }), folder);
  // A part keeps what earlier commands have put into its cache.
  for (const command of [
    ['--help'],
    ['--get-yargs-completions', 'preplan', 'ex'],
    ['rules'],
    ['explain', 'value-out-of-range'],
    ['parse', 'main.tf'],
    ['eval', 'jsonencode([for x in ["a"] : upper(x)])'],
    ['--diff', 'calls/main.tf'],
    ['calls/main.tf'],
    ['usual'],
    ['.'],
  ]) {
    runCaching(cachingScript(command), folder);
  }
  await writeServerCodeCache(folder);
  rmSync(folder, { recursive: true });
}

if (process.argv[1] === resolve('scripts/build.ts')) {
  rmSync('dist', { recursive: true, force: true });
  const bundles = [await bundleParts(), await buildLibrary()];
  const files = bundles.flatMap(({ inputs }) => Object.keys(inputs));
  writeFileSync('dist/THIRD-PARTY-LICENSES.txt', notices(files));
  writeLauncher('dist');
  await writeRuleApi();
  writeTypes('dist/types');
  await writeCodeCaches();
}

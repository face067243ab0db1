/**
 * Terraform and the real hashicorp/aws provider as judges of many small configurations at once. Each configuration becomes a
 * child module of one root module, so that one run of Terraform answers for all of them; the provider is started once and
 * Terraform attaches to it. What a fragment refers to and does not declare is declared for it: variables without a value
 * and local values are unknown, resources are the smallest that can be planned.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadModuleFrom } from '../../src/terraform/load.ts';
import { DEMANDED, STUBS } from './stubs.ts';

const MAPPING = 'aws_lambda_event_source_mapping';
const MIRRORS = ['/opt/tf-plugins', '/usr/share/terraform/plugins', '/usr/local/share/terraform/plugins'];
const PROVIDER = 'registry.terraform.io/hashicorp/aws';

/** More rounds mean that something is not understood. */
const MOST_ROUNDS = 14;

export interface Configuration {
  /** Letters, digits and `_`: the name of the child module. */
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

export type Answer =
  | { readonly kind: 'accepted' }
  /** What was said about a mapping. */
  | { readonly kind: 'refused'; readonly words: readonly string[] }
  /** Something else stopped Terraform before it came to every mapping. */
  | { readonly kind: 'stopped'; readonly words: readonly string[] };

export interface Verdict {
  readonly validate: Answer;
  /** `undefined` when validate did not accept it. */
  readonly plan: Answer | undefined;
}

/** Why Terraform cannot judge it here, if so: it needs what is not at hand. */
export function obstacle({ files }: Configuration): string | undefined {
  const { resources, calls, requiredProviders } = load(files);
  const foreign = [...resources.values()].map(({ type }) => type).find((type) => !/^(aws|terraform)_/.test(type));
  if (foreign !== undefined) return `needs the provider of ${foreign}`;
  const other = [...requiredProviders.values()].find(({ source = 'hashicorp/aws' }) => source !== 'hashicorp/aws');
  if (other !== undefined) return `needs the provider ${other.source}`;
  if (localCalls(files).length < calls.size) return 'calls a module that is not part of it';
  return undefined;
}

export interface RealTerraform {
  judge(configurations: readonly Configuration[]): ReadonlyMap<string, Verdict>;
  stop(): void;
}

/** Why there is nothing to compare with, else the provider's file. */
export function findProvider(): { readonly file: string } | { readonly missing: string } {
  if (spawnSync('terraform', ['version']).status !== 0) return { missing: 'terraform is not on the path' };
  const named = process.env['PREPLAN_AWS_PROVIDER'];
  if (named !== undefined) return { file: named };
  for (const mirror of MIRRORS) {
    const folder = join(mirror, PROVIDER);
    const versions = entries(folder).sort((one, other) => other.localeCompare(one, 'en', { numeric: true }));
    for (const version of versions) {
      for (const platform of entries(join(folder, version))) {
        const file = entries(join(folder, version, platform)).find((name) =>
          name.startsWith('terraform-provider-aws_'),
        );
        if (file !== undefined) return { file: join(folder, version, platform, file) };
      }
    }
  }
  return { missing: 'the hashicorp/aws provider is not in a mirror; name it by PREPLAN_AWS_PROVIDER' };
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Starts the provider; `stop` ends it. */
export async function startTerraform(provider: string): Promise<RealTerraform> {
  const { AWS_CA_BUNDLE: _, ...environment } = process.env;
  const offline = { AWS_EC2_METADATA_DISABLED: 'true', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
  const child = spawn(provider, ['-debug'], {
    env: { ...environment, ...offline },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const directory = mkdtempSync(join(tmpdir(), 'preplan-provider-'));
  const stop = (): void => {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  process.on('exit', stop);
  try {
    const reattach = await reattachVariable(child);
    const settings = join(directory, 'empty.tfrc');
    writeFileSync(settings, '');
    const env = {
      ...environment,
      ...offline,
      TF_REATTACH_PROVIDERS: reattach,
      TF_CLI_CONFIG_FILE: settings,
      CHECKPOINT_DISABLE: '1',
    };
    return { judge: (configurations) => judge(configurations, { directory, env }), stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function reattachVariable(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.on('error', reject);
    child.on('exit', (status) => reject(new Error(`the provider ended with ${status} before it could be used`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /TF_REATTACH_PROVIDERS='(.*)'/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
}

interface Surroundings {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
}

interface TerraformDiagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly snippet?: { readonly context?: string | null };
}

/** A configuration with what was added to it. */
interface Fragment {
  readonly files: Readonly<Record<string, string>>;
  /** Declarations of what it refers to and does not declare, by what they declare. */
  readonly stubs: Map<string, string>;
  /** Files that it reads and that are not there. */
  readonly missing: Map<string, string>;
}

type ByModule = Map<string, TerraformDiagnostic[]>;

function judge(configurations: readonly Configuration[], surroundings: Surroundings): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  const folder = mkdtempSync(join(surroundings.directory, 'batch-'));
  const pending = new Map<string, Fragment>(
    configurations.map(({ name, files }) => [name, { files, stubs: new Map(), missing: new Map() }]),
  );
  for (let round = 0; pending.size > 0; round++) {
    if (round > MOST_ROUNDS) throw new Error(`still not settled: ${[...pending.keys()].join(', ')}`);
    writeBatch(folder, pending);
    const found = run(['validate', '-json'], { folder, ...surroundings });
    for (const [name, diagnostics] of found) {
      const fragment = pending.get(name);
      if (fragment === undefined) throw new Error(`nobody's diagnostics: ${JSON.stringify(diagnostics)}`);
      if (declareMissing(fragment, diagnostics)) continue;
      verdicts.set(name, { validate: toAnswer(diagnostics), plan: undefined });
      pending.delete(name);
    }
    if (found.size > 0) continue;
    for (const [name, { files }] of pending) {
      const question = remoteData(files);
      if (question === undefined) continue;
      verdicts.set(name, { validate: ACCEPTED, plan: { kind: 'stopped', words: [`${question} asks AWS`] } });
      pending.delete(name);
    }
    if (pending.size === 0) break;
    writeBatch(folder, pending);
    const planned = run(PLAN, { folder, ...surroundings });
    for (const name of pending.keys())
      verdicts.set(name, { validate: ACCEPTED, plan: toAnswer(planned.get(name) ?? []) });
    break;
  }
  rmSync(folder, { recursive: true, force: true });
  return verdicts;
}

const PLAN = ['plan', '-refresh=false', '-input=false', '-lock=false', '-json'];
const ACCEPTED: Answer = { kind: 'accepted' };

function toAnswer(diagnostics: readonly TerraformDiagnostic[]): Answer {
  if (diagnostics.length === 0) return ACCEPTED;
  const own = diagnostics.filter(isAboutMapping);
  const words = (own.length > 0 ? own : diagnostics).map(wordsOf);
  return { kind: own.length > 0 ? 'refused' : 'stopped', words };
}

function isAboutMapping({ address, snippet }: TerraformDiagnostic): boolean {
  return (address ?? '').includes(MAPPING) || (snippet?.context ?? '').includes(MAPPING);
}

function wordsOf({ summary, detail = '', range }: TerraformDiagnostic): string {
  const where = range === undefined ? '' : ` (${range.filename}:${range.start.line})`;
  return `${summary}${detail === '' ? '' : `: ${detail.replaceAll(/\s+/g, ' ')}`}${where}`;
}

/** The root module, the child modules and the list of modules that `terraform init` would write. */
function writeBatch(folder: string, fragments: ReadonlyMap<string, Fragment>): void {
  rmSync(folder, { recursive: true, force: true });
  const calls: Record<string, Record<string, unknown>> = {};
  const installed = [{ Key: '', Source: '', Dir: '.' }];
  for (const [name, { files, stubs, missing }] of fragments) {
    const all = {
      ...completed(files),
      ...Object.fromEntries(missing),
      ...(stubs.size > 0 && { 'zz-stubs.tf': [...stubs.values()].join('\n') }),
    };
    for (const [path, text] of Object.entries(all)) {
      const filename = join(folder, name, path);
      mkdirSync(dirname(filename), { recursive: true });
      writeFileSync(filename, offlineProviders(text));
    }
    installed.push({ Key: name, Source: `./${name}`, Dir: name });
    for (const [call, source] of localCalls(all)) {
      installed.push({ Key: `${name}.${call}`, Source: source, Dir: join(name, source) });
    }
    calls[name] = { source: `./${name}`, ...Object.fromEntries(inputs(all).map((input) => [input, UNKNOWN])) };
  }
  mkdirSync(join(folder, '.terraform/modules'), { recursive: true });
  writeFileSync(join(folder, '.terraform/modules/modules.json'), JSON.stringify({ Modules: installed }));
  const root = { provider: { aws: PROVIDER_BLOCK }, resource: { terraform_data: { unknown: {} } }, module: calls };
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(root));
}

/** Unknown, and of any type. */
const UNKNOWN = '${jsondecode(terraform_data.unknown.id)}';

const OFFLINE = {
  access_key: 'x',
  secret_key: 'x',
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: 'true',
  skip_region_validation: true,
  max_retries: 1,
};
const PROVIDER_BLOCK = { region: 'eu-west-1', ...OFFLINE };

/** Resources get what the provider demands of them, where the fragment leaves it out. */
function completed(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const all = { ...files };
  for (const { type, name, parts } of load(files).resources.values()) {
    const [{ block, file }] = parts;
    const { attributes, blocks } = block.body.content({});
    const present = new Set([...attributes.map((attribute) => attribute.name), ...blocks.map((inner) => inner.type)]);
    const added = Object.entries(DEMANDED[type] ?? {}).flatMap(([argument, text]) =>
      present.has(argument) ? [] : [text],
    );
    const text = all[file.filename];
    if (added.length === 0 || text === undefined) continue;
    const header = `resource "${type}" "${name}" {\n`;
    all[file.filename] = text.replace(header, () => header + added.join(''));
  }
  return all;
}

/** Lets the provider blocks of a configuration plan without a network; their account cannot be asked for. */
function offlineProviders(text: string): string {
  const settings = Object.entries(OFFLINE)
    .filter(([name]) => !text.includes(name))
    .map(([name, value]) => `  ${name} = ${JSON.stringify(value)}\n`);
  return text
    .replaceAll(/^ *(allowed|forbidden)_account_ids .*$/gm, '')
    .replaceAll(/^provider "aws" \{ *(.*?) *\}$/gm, 'provider "aws" {\n  $1\n}')
    .replaceAll(/^provider "aws" \{$/gm, (header) => `${header}\n${settings.join('')}`);
}

function load(files: Readonly<Record<string, string>>) {
  const sources = Object.entries(files)
    .filter(([name]) => !name.includes('/') && /\.tf(\.json)?$/.test(name))
    .map(([filename, text]) => ({ filename, text }));
  return loadModuleFrom(sources, '.', { check: { words: [] } }).module;
}

/** The variables that have no default. */
export function inputs(files: Readonly<Record<string, string>>): readonly string[] {
  return [...load(files).variables.values()]
    .filter(({ parts: [{ block }] }) => !block.body.content({}).attributes.some(({ name }) => name === 'default'))
    .map(({ name }) => name);
}

/** A data source that only AWS can answer. */
function remoteData(files: Readonly<Record<string, string>>): string | undefined {
  const data = [...load(files).resources].filter(([, { mode }]) => mode === 'data');
  return data.find(([, { type }]) => !OFFLINE_DATA.has(type))?.[0];
}

const OFFLINE_DATA = new Set([
  'aws_iam_policy_document',
  'aws_region',
  'aws_partition',
  'aws_arn',
  'aws_service_principal',
]);

/** The calls of modules that are folders of the configuration, with these folders. */
function localCalls(files: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return [...load(files).calls.values()].flatMap(({ name, parts: [{ block }] }) => {
    const source = block.body.content({}).attributes.find((attribute) => attribute.name === 'source')?.expression;
    return source?.kind === 'template' && source.literal?.startsWith('./') ? [[name, source.literal] as const] : [];
  });
}

const DECLARE: readonly (readonly [RegExp, (name: string, type: string) => string | undefined])[] = [
  [/^A managed resource "(?<type>\w+)" "(?<name>[^"]+)" has not been declared/, (name, type) => STUBS[type]?.(name)],
  [/^An input variable with the name "(?<name>[^"]+)" has not been declared/, (name) => `variable "${name}" {}`],
  [
    /^A local value with the name "(?<name>[^"]+)" has not been declared/,
    (name) => `variable "undeclared_${name}" {}\nlocals {\n  ${name} = var.undeclared_${name}\n}`,
  ],
];

/** Whether something was missing that could be declared. */
function declareMissing({ stubs, missing }: Fragment, diagnostics: readonly TerraformDiagnostic[]): boolean {
  let added = false;
  for (const { summary, detail = '' } of diagnostics) {
    const file = /no file exists at "(?:m\d+\/)?([\w.-]+)"/.exec(detail)?.[1];
    if (file !== undefined && !missing.has(file)) {
      missing.set(file, '{}');
      added = true;
    }
    if (!summary.startsWith('Reference to undeclared')) continue;
    for (const [pattern, declaration] of DECLARE) {
      const { name = '', type = '' } = pattern.exec(detail)?.groups ?? {};
      const text = name === '' ? undefined : declaration(name, type);
      if (text === undefined || stubs.has(`${type}.${name}`)) continue;
      stubs.set(`${type}.${name}`, text);
      added = true;
    }
  }
  return added;
}

/** The errors of one run of Terraform, by the child module that they are in. */
function run(argv: readonly string[], { folder, env }: Surroundings & { readonly folder: string }): ByModule {
  const { stdout, stderr } = spawnSync('terraform', argv, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 30 });
  const found: ByModule = new Map();
  for (const diagnostic of argv[0] === 'validate' ? validateErrors(stdout) : planErrors(stdout)) {
    if (diagnostic.severity !== 'error') continue;
    const name = /^module\.(\w+)/.exec(diagnostic.address ?? '')?.[1] ?? diagnostic.range?.filename.split('/')[0];
    if (name === undefined) throw new Error(`Terraform failed: ${wordsOf(diagnostic)}\n${stderr}`);
    found.set(name, [...(found.get(name) ?? []), diagnostic]);
  }
  return found;
}

function validateErrors(stdout: string): readonly TerraformDiagnostic[] {
  return (JSON.parse(stdout) as { diagnostics: readonly TerraformDiagnostic[] }).diagnostics;
}

function planErrors(stdout: string): readonly TerraformDiagnostic[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { readonly diagnostic?: TerraformDiagnostic })
    .flatMap(({ diagnostic }) => (diagnostic === undefined ? [] : [diagnostic]));
}

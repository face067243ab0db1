/**
 * Modules that are known although they are not on disk. An adapter holds what a module does, as far as it matters, as a module
 * of its own that stands in for it; the source of a call tells which adapter it is, and which versions the call may get.
 */
import { literalValue } from '../hcl/traversal.ts';
import { argumentIn } from './body.ts';
import type { Declaration } from './module.ts';
import { intersection, parseConstraint, parseVersion, type VersionRange } from './version.ts';

export interface ModuleAdapter {
  /** As registries name the module, without a host: `terraform-aws-modules/lambda/aws`. */
  readonly registry: string;
  /** The path of its repository: `terraform-aws-modules/terraform-aws-lambda`. */
  readonly repository: string;
  /**
   * What stands in for the module in these versions: Terraform in native syntax. A variable without a default that the call
   * does not set is unknown, and so is every output that is not declared. What a resource block leaves out counts as absent.
   */
  standIn(versions: VersionRange): string;
  /** Where the arguments of resources are written in the call, by address; by default under the same name. */
  readonly places?: Readonly<Record<string, ArgumentPlaces>>;
}

export interface ArgumentPlaces {
  /** The argument of the call whose entries are the instances. */
  readonly entries?: Entries;
  /** What lies elsewhere, by the beginnings of pointers: `/dead_letter_config` → `['dead_letter_target_arn']`. */
  readonly moved?: Readonly<Record<string, readonly string[]>>;
}

export interface Entries {
  readonly argument: string;
  /** The keys that the module reads in an entry, with the first version that does. */
  readonly keys: Readonly<Record<string, string>>;
  /** Of those that hold objects, or a list of them, what is read in these. */
  readonly inside: Readonly<Record<string, readonly string[]>>;
  /** From this version on, the module may read further keys. */
  readonly after: string;
}

/** The adapters that a configuration is built with; asked for when a module is not on disk. */
export type ModuleAdapters = () => readonly ModuleAdapter[];

export interface AdaptedCall {
  readonly adapter: ModuleAdapter;
  /** Which versions the call may get; from 0.0.0 without an end when nothing is said. */
  readonly versions: VersionRange;
}

const ANY: VersionRange = { from: { major: 0, minor: 0, patch: 0 } };

/** The adapter for the source of a module call. */
export function adaptedCall(declaration: Declaration, adapters: ModuleAdapters): AdaptedCall | undefined {
  const source = literalArgument(declaration, 'source');
  if (source === undefined || /^\.\.?(?:\/|$)/.test(source)) return undefined;
  for (const adapter of adapters()) {
    if (isRegistrySource(source, adapter.registry)) {
      const version = literalArgument(declaration, 'version');
      return { adapter, versions: (version === undefined ? undefined : parseConstraint(version)) ?? ANY };
    }
    const revision = repositoryRevision(source, adapter.repository);
    if (revision !== undefined) return { adapter, versions: exactly(revision) ?? ANY };
  }
  return undefined;
}

const texts = new WeakMap<ModuleAdapter, Map<string, string>>();

/** What stands in for the module, made once. */
export function standInText({ adapter, versions }: AdaptedCall): string {
  const known = texts.get(adapter) ?? new Map<string, string>();
  texts.set(adapter, known);
  const id = JSON.stringify(versions);
  const text = known.get(id) ?? adapter.standIn(versions);
  known.set(id, text);
  return text;
}

function literalArgument({ parts }: Declaration, name: string): string | undefined {
  const found = argumentIn(parts, name);
  const value = found && literalValue(found.attribute.expression);
  return typeof value === 'string' ? value : undefined;
}

/** Registries that mirror others have the same names on another host; Artifactory puts the name of a repository and `__` before them. */
function isRegistrySource(source: string, name: string): boolean {
  if (source === name) return true;
  return source.endsWith(name) && /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\/(?:[\w-]+__)?$/.test(source.slice(0, -name.length));
}

/** What follows the path of a repository in the address of an archive, in which a folder may be named. */
const ARCHIVE = /^\/(?:archive|tarball|zipball)\/(?:refs\/tags\/)?(.+?)(?:\.zip|\.tar\.gz|\.tgz)?(?:\/\/[^/]+)?$/;

/** The revision that a source names when it is a git repository or an archive, on whatever host; `''` when it names none. */
function repositoryRevision(source: string, repository: string): string | undefined {
  if (!source.includes(repository)) return undefined;
  const [address = '', query = ''] = source.split('?');
  const path = address
    .replace(/^git::/, '')
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^/@]+@/, '')
    .replace(/\/$/, '');
  const at = path.search(new RegExp(`[:/]${repository.replace(/[^\w/-]/g, '\\$&')}(?:\\.git)?(?:/|$)`));
  if (at === -1) return undefined;
  const rest = path.slice(at + 1 + repository.length).replace(/^\.git/, '');
  if (rest !== '') return ARCHIVE.exec(rest)?.[1];
  return /(?:^|&)ref=([^&]*)/.exec(query)?.[1] ?? '';
}

/** The versions that a tag names; `undefined` for branches and commits. */
function exactly(revision: string): VersionRange | undefined {
  const [, number] = /^(?:refs\/)?(?:tags\/)?v?(\d+\.\d+\.\d+)$/.exec(revision) ?? [];
  return number === undefined ? undefined : parseConstraint(number);
}

/** Whether all versions of a range are this one or newer, all are older, or neither is known. */
export function hasSince(versions: VersionRange, since: string): 'always' | 'never' | 'perhaps' {
  const from = parseVersion(since);
  const common = from && intersection(versions, { from });
  if (common === undefined) return 'never';
  return common.from === versions.from ? 'always' : 'perhaps';
}

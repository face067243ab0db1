/** Whether the provider versions that may run have something, by the version that brought it. What is not certain is answered with no. */
import type { ProviderRequirement, VersionStatement } from '../terraform/configuration.ts';
import {
  compareVersions,
  intersection,
  parseConstraint,
  parseVersion,
  type Version,
  type VersionRange,
} from '../terraform/version.ts';

/** The versions of the provider that may run. Nothing is looked up before the first question. */
export interface ProviderVersions {
  /** Whether all of them are older than a version. */
  isBefore(version: string): boolean;
  /** Whether all of them are newer than a version. */
  isAfter(version: string): boolean;
  /** Whether none of them has what came with `since`: `5.70.0`, or `3.69.0~` where the minor version is only inferred. */
  lacks(since: string): boolean;
  /** What keeps the versions low: the selected one, or the constraint with the lowest upper bound; `undefined` when nothing does. */
  readonly limit: VersionStatement | undefined;
}

/** Nothing is known of the version. */
export const ANY_VERSION: ProviderVersions = {
  isBefore: () => false,
  isAfter: () => false,
  lacks: () => false,
  limit: undefined,
};

export function providerVersions(requirement: () => ProviderRequirement | undefined): ProviderVersions {
  let found: { readonly allowed: Allowed | undefined } | undefined;
  const allowed = (): Allowed | undefined => {
    found ??= { allowed: allowedVersions(requirement()) };
    return found.allowed;
  };
  const isBefore = (bound: Version): boolean => {
    const below = allowed()?.range.below;
    return below !== undefined && compareVersions(below, bound) <= 0;
  };
  return {
    isBefore: (version) => isBefore(known(version)),
    isAfter(version) {
      const range = allowed()?.range;
      return range !== undefined && compareVersions(range.from, known(version)) > 0;
    },
    lacks(since) {
      const first = certainlyAbsentBefore(since);
      return first !== undefined && isBefore(first);
    },
    get limit() {
      return allowed()?.limit;
    },
  };
}

interface Allowed {
  readonly range: VersionRange;
  readonly limit: VersionStatement | undefined;
}

/** `undefined` when nothing is said, when a part of it is not understood, or when the parts contradict each other. */
function allowedVersions(requirement: ProviderRequirement | undefined): Allowed | undefined {
  if (requirement === undefined) return undefined;
  const { selected, constraints } = requirement;
  if (selected !== undefined) {
    const range = parseVersion(selected.text) && parseConstraint(selected.text);
    return range && { range, limit: selected };
  }
  let allowed: Allowed | undefined;
  for (const statement of constraints) {
    const own = parseConstraint(statement.text);
    const range = own && (allowed === undefined ? own : intersection(allowed.range, own));
    if (range === undefined) return undefined;
    const isLower = range.below !== undefined && range.below !== allowed?.range.below;
    allowed = { range, limit: isLower ? statement : allowed?.limit };
  }
  return allowed;
}

/** How many minor versions before an inferred one something may have come already. */
const LEEWAY = 5;

/** The first version that may have what came with `since`; `undefined` when all may have it. */
function certainlyAbsentBefore(since: string): Version | undefined {
  if (!since.endsWith('~')) return known(since);
  const { major, minor } = known(since.slice(0, -1));
  if (minor > LEEWAY) return { major, minor: minor - LEEWAY, patch: 0 };
  // A major version of which next to nothing is known: nothing older is known at all.
  return major > 1 ? { major, minor: 0, patch: 0 } : undefined;
}

function known(text: string): Version {
  const version = parseVersion(text);
  if (version === undefined) throw new Error(`${text} is no version`);
  return version;
}

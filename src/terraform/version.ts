/**
 * Version numbers and version constraints as Terraform reads them, which is not how npm does: `~> 5.0` ends before 6.0.0, and
 * `5.1` is one version. Which versions exist is not known here, so a constraint is the interval that it leaves: from one
 * release on and before another. Prereleases are in no interval but that of exactly this version.
 */

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease?: string;
}

/** Releases from one on and before another; without `below` there is no end. Never empty. */
export interface VersionRange {
  readonly from: Version;
  readonly below?: Version;
}

const NUMBER = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** `undefined` for what is no version; numbers that are left out are 0. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch, prerelease] = NUMBER.exec(text) ?? [];
  if (major === undefined) return undefined;
  return {
    major: Number(major),
    minor: Number(minor ?? 0),
    patch: Number(patch ?? 0),
    ...(prerelease !== undefined && { prerelease }),
  };
}

/** Negative when `a` is older. A prerelease counts as its release: it may have everything already. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

const CONSTRAINT = /^(|=|!=|>|>=|<|<=|~>)\s*(\d\S*)$/;

const FIRST: Version = { major: 0, minor: 0, patch: 0 };

/** What a constraint leaves, all parts of a comma list taken together; `undefined` when that is nothing or not known. `!=` is passed over. */
export function parseConstraint(text: string): VersionRange | undefined {
  const ranges = text.split(',').map((part) => parsePart(part.trim()));
  return ranges.reduce((all, range) => all && range && intersection(all, range), { from: FIRST });
}

function parsePart(text: string): VersionRange | undefined {
  const [, operator, number = ''] = CONSTRAINT.exec(text) ?? [];
  const version = parseVersion(number);
  if (version === undefined) return undefined;
  const isExact = operator === '' || operator === '=';
  if (version.prerelease !== undefined && !isExact && operator !== '!=') return undefined;
  switch (operator) {
    case '':
    case '=':
      return { from: version, below: next(version) };
    case '!=':
      return { from: FIRST };
    case '>':
      return { from: next(version) };
    case '>=':
      return { from: version };
    case '<':
      return compareVersions(FIRST, version) < 0 ? { from: FIRST, below: version } : undefined;
    case '<=':
      return { from: FIRST, below: next(version) };
    case '~>':
      return { from: version, below: pessimisticEnd(version, number.split('.').length) };
    default:
      return undefined;
  }
}

function next({ major, minor, patch }: Version): Version {
  return { major, minor, patch: patch + 1 };
}

/** `~> 4` and `~> 4.1` end before 5.0.0, `~> 4.1.0` before 4.2.0. */
function pessimisticEnd({ major, minor }: Version, numbers: number): Version {
  return numbers === 3 ? { major, minor: minor + 1, patch: 0 } : { major: major + 1, minor: 0, patch: 0 };
}

/** `undefined` when nothing is in both. */
export function intersection(one: VersionRange, other: VersionRange): VersionRange | undefined {
  const from = compareVersions(one.from, other.from) < 0 ? other.from : one.from;
  const ends = [one.below, other.below].filter((end) => end !== undefined).sort(compareVersions);
  const [below] = ends;
  if (below === undefined) return { from };
  return compareVersions(from, below) < 0 ? { from, below } : undefined;
}

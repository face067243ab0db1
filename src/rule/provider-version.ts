/** How rules speak of the provider's version. */
import { EVENT_SOURCE_MAPPING } from '../schema/resource-schemas.ts';
import type { ProviderVersions } from '../schema/version.ts';
import type { Related } from './rule.ts';

/** The newest version whose arguments are known: a newer one may have others. */
export const NEWEST_KNOWN_PROVIDER = EVENT_SOURCE_MAPPING.provider.last;

/** `needs hashicorp/aws >= 5.70.0; .terraform.lock.hcl selects 4.67.0`, and where that is written. */
export function neededVersion(
  needs: string,
  { limit }: ProviderVersions,
): { readonly text: string; readonly related: readonly Related[] } {
  const needed = `needs hashicorp/aws ${needs}`;
  if (limit === undefined) return { text: needed, related: [] };
  const { by, text, place } = limit;
  const said = `${by} ${verb(by)} ${text}`;
  return { text: `${needed}; ${said}`, related: place === undefined ? [] : [{ message: said, place }] };
}

function verb(by: string): string {
  if (by === '.terraform.lock.hcl') return 'selects';
  return by === 'providerVersion' ? 'is' : 'allows only';
}

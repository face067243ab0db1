/**
 * When a wrong type shows. A value that depends on variables is not known to `terraform validate`, but its type may be: of
 * `tags = var.name`, where the variable is declared as a string, it says that a map is required.
 */
import { EVENT_SOURCE_MAPPING } from '../schema/resource-schemas.ts';
import { type Violation, validate } from '../schema/validate.ts';
import type { ResourceBlock, ResourceInstance } from '../terraform/configuration.ts';
import { isAtOrBelow, type JsonPointer } from '../text/pointer.ts';

/** The violations, each of those about types with the moment at which it shows. */
export function withTypeStages(
  violations: readonly Violation[],
  { block, isLate }: { readonly block: ResourceBlock; readonly isLate: (pointer: JsonPointer) => boolean },
): readonly Violation[] {
  if (!violations.some(isAboutTypes)) return violations;
  return violations.map((violation) => {
    const { pointer, params } = violation;
    if (!isAboutTypes(violation) || params.stage !== 'validate' || !isLate(pointer)) return violation;
    const isSeen = seenByValidate(block).some((at) => isAtOrBelow(pointer, at));
    return isSeen ? violation : { ...violation, params: { ...params, stage: 'plan' } };
  });
}

function isAboutTypes({ keyword }: Violation): boolean {
  return keyword === 'type' || keyword === 'x-attribute';
}

const seen = new WeakMap<ResourceInstance, readonly JsonPointer[]>();

/** Where the block is refused by types alone. */
function seenByValidate({ template }: ResourceBlock): readonly JsonPointer[] {
  const known = seen.get(template);
  if (known !== undefined) return known;
  const { violations } = validate(EVENT_SOURCE_MAPPING, template.values);
  const pointers = violations
    .filter((violation) => isAboutTypes(violation) && violation.params.stage === 'validate')
    .map(({ pointer }) => pointer);
  seen.set(template, pointers);
  return pointers;
}

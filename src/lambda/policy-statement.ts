/** What the Allow statements of an IAM policy say. */
import type { Value } from '../value/value.ts';

/** One Allow statement. */
export interface Statement {
  /** Patterns as written: `sqs:ReceiveMessage`, `sqs:*`. */
  readonly actions: readonly string[];
  /** Patterns of ARNs; `undefined` for what cannot be compared. */
  readonly resources: readonly (Value | undefined)[];
  readonly principals: Principals;
}

/** Whom a statement of a resource's own policy lets in. */
export interface Principals {
  /** `lambda.amazonaws.com` */
  readonly services: readonly string[];
  /** Whether a user, a role or an account is let in. */
  readonly accounts: boolean;
  /** Whether everybody is let in. */
  readonly everybody: boolean;
}

export type PolicyDocument = readonly Statement[];

/** Whom the entries let in, by type of principal; `undefined` when it is not known which services. */
export function principals(
  entries: readonly { readonly type: string; readonly identifiers: readonly Value[] | undefined }[],
): Principals | undefined {
  const services: string[] = [];
  let everybody = false;
  for (const { type, identifiers } of entries) {
    everybody ||= type === '*' || identifiers?.some((one) => one.kind === 'string' && one.value === '*') === true;
    if (type !== 'Service') continue;
    const known = texts(identifiers);
    if (known === undefined) return undefined;
    services.push(...known);
  }
  return { services, accounts: entries.some(({ type }) => type !== 'Service'), everybody };
}

/** The texts, or `undefined` when one of them is not known. */
export function texts(values: readonly Value[] | undefined): readonly string[] | undefined {
  return values && allKnown(values.map((value) => (value.kind === 'string' ? value.value : undefined)));
}

/** All of them, or `undefined` when one is. */
export function allKnown<Item>(items: readonly (Item | undefined)[]): readonly Item[] | undefined {
  return items.includes(undefined) ? undefined : (items as readonly Item[]);
}

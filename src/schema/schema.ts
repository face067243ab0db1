/**
 * What a resource type's arguments may be, as `validate` and the editor features read it: the hand-written JSON Schema of
 * `schemas/`, reduced by `scripts/generate.ts` to what is needed at run time.
 */
import type { Stage } from '../text/diagnostic.ts';
import type { Type } from '../value/type.ts';

/** Who refuses a value that breaks a limit: Terraform itself by the provider's schema, a validator of the provider, or AWS. */
export type Enforcer = 'terraform' | 'provider' | 'aws';

/** What is said of one keyword (`maximum`, `enum`, …) of an argument. */
export interface LimitFact {
  readonly enforced: Enforcer;
  /** When a literal value is refused. */
  readonly stage: Stage;
  /** AWS's own words, where they are recorded. */
  readonly aws?: string;
}

interface Member {
  readonly description: string;
  /** The first provider version that has it; a trailing `~` marks an inferred one. */
  readonly since: string;
  /** Keyword → who enforces it. */
  readonly limits?: Readonly<Record<string, LimitFact>>;
  /** Other names under which people look for it: those of the API, of CloudFormation, CDK and SAM, in snake case. */
  readonly aliases?: readonly string[];
  /** Set when the provider fills it in if it is absent. */
  readonly computed?: true;
  /** Set when a change replaces the resource. */
  readonly forceNew?: true;
}

export interface ArgumentSchema extends Member {
  readonly kind: 'argument';
  readonly type: Type;
  /** Set when a number must be whole. */
  readonly whole?: true;
  readonly readOnly?: true;
  readonly format?: 'date-time' | 'arn';
  /** A provider version range in which it is required, for example `< 3.43.0`, though it is optional today. */
  readonly requiredIn?: string;
  readonly default?: string | number | boolean;
  /** The smallest and largest number, or length of a text, and single values besides, for messages. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly also?: readonly number[];
  readonly allowed?: readonly string[];
  /** Allowed words that only newer provider versions know. */
  readonly allowedSince?: Readonly<Record<string, string>>;
}

export interface BlockSchema extends Member {
  readonly kind: 'block';
  readonly nesting: 'list' | 'set' | 'single';
  readonly body: BodySchema;
  /** The largest number of blocks. */
  readonly maximum?: number;
}

/** What a block body may hold. */
export interface BodySchema {
  readonly members: Readonly<Record<string, ArgumentSchema | BlockSchema>>;
  readonly required: readonly string[];
  /** Names that people write here in vain: what is to be said of them, and the member that is written instead. */
  readonly notes?: Readonly<Record<string, { readonly says: string; readonly instead?: string }>>;
}

/** An error of the precompiled validator, as ajv gives it. */
export interface LimitError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
}

/** A validator that ajv compiled: true, or false with `errors` set on it. */
export interface LimitValidator {
  (instance: unknown): boolean;
  errors?: readonly LimitError[] | null;
}

export interface ResourceSchema {
  readonly type: string;
  readonly provider: { readonly source: string; readonly first: string; readonly last: string };
  readonly body: BodySchema;
  readonly checkLimits: LimitValidator;
}

/** The member of that name; safe for names like `constructor`. */
export function member(body: BodySchema, name: string): ArgumentSchema | BlockSchema | undefined {
  return Object.hasOwn(body.members, name) ? body.members[name] : undefined;
}

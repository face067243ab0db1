/** The shape of the hand-written schemas in `schemas/`: JSON Schema with annotations that start with `x-`. */

export interface LimitEvidence {
  /** The JSON Schema keywords that this is the evidence for. */
  readonly limits: readonly string[];
  /** T: Terraform by the provider's schema, V: a validator of the provider, A: AWS. */
  readonly enforced: 'T' | 'V' | 'A';
  /** When it is not the stage that follows from `enforced`. */
  readonly stage?: 'validate' | 'plan' | 'apply';
  readonly source: string;
  readonly date: string;
  readonly says: string;
  readonly aws?: string;
}

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly const?: number;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: 'date-time';
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly 'x-block'?: 'list' | 'set' | 'single';
  readonly 'x-collection'?: 'list' | 'set' | 'map';
  readonly 'x-since'?: string;
  readonly 'x-until'?: string;
  readonly 'x-required'?: string;
  readonly 'x-read-only'?: true;
  readonly 'x-computed'?: true;
  readonly 'x-force-new'?: true;
  readonly 'x-default'?: string | number | boolean;
  readonly 'x-format'?: 'arn';
  readonly 'x-enum-since'?: Readonly<Record<string, string>>;
  readonly 'x-limits'?: readonly LimitEvidence[];
  readonly 'x-changes'?: readonly { readonly version?: string; readonly date?: string; readonly says: string }[];
  readonly 'x-aliases'?: readonly string[];
  readonly 'x-unknown-names'?: Readonly<Record<string, { readonly says: string; readonly instead?: string }>>;
}

export interface ResourceJsonSchema extends JsonSchema {
  /** The resource type. */
  readonly title: string;
  readonly 'x-provider': { readonly source: string; readonly first: string; readonly last: string };
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** The annotations, with what they mean: the vocabulary that the schemas' test allows. */
export const ANNOTATIONS: Readonly<Record<string, string>> = {
  'x-provider': 'the provider, and the first and last version that the schema covers',
  'x-block': 'written as nested blocks, and how they nest; everything else is an argument',
  'x-collection': "Terraform's collection type of an array or object",
  'x-since': 'the first provider version that has it; a trailing ~ marks an inferred one',
  'x-until': 'the last provider version that has it',
  'x-required': 'provider versions in which it is required, though it is optional today',
  'x-read-only': 'filled in by the provider and not to be written',
  'x-computed': 'filled in by the provider when it is absent',
  'x-force-new': 'a change replaces the resource',
  'x-default': 'what an absent argument means',
  'x-format': 'a form that rules check, because it takes more than a pattern',
  'x-enum-since': 'allowed words that only newer provider versions know',
  'x-limits': 'who enforces a limit, with source and date',
  'x-changes': 'what changed in a provider version or on AWS',
  'x-aliases': 'other names under which people look for it, in snake case',
  'x-unknown-names': 'names that people write here in vain, and what to do instead',
};

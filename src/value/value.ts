/**
 * Terraform values, known and unknown.
 *
 * A value is immutable plain data with a `kind`. A collection may hold unknown elements, and may be `open`: more elements
 * than those listed are possible. A `choice` is one of finitely many values, decided by a condition that is not known;
 * rules never see one (`world` enumerates them).
 */

import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Type } from './type.ts';

/** A stretch of a file, before line and column are computed. */
export interface Place extends Span {
  readonly file: SourceFile;
}

/** Where a value was written, when it reached its place whole: named in messages, for example `default in variables.tf:9`. */
export interface Origin {
  /** For example `var.batch_size` or `local.window`. */
  readonly name: string;
  /** For example `default`, `local value`, `terraform.tfvars`, `argument of module "worker"`. */
  readonly via: string;
  readonly place?: Place;
  /** Where the value had come from when it was written there: an argument of a module call may pass on a variable of the caller. */
  readonly from?: Origin;
}

/** What any value may carry besides itself. */
export interface Marks {
  readonly sensitive?: true;
  /** Set when the value depends on a variable, `each` or `count`: `terraform validate` does not know it, `plan` does. */
  readonly late?: true;
  readonly origin?: Origin;
  /** Set when the value is exactly this attribute of this thing, and not something computed from it. A known value may carry it too. */
  readonly is?: Reference;
}

export interface NullValue extends Marks {
  readonly kind: 'null';
  /** The type that a conversion gave it; it decides the common type of two branches. */
  readonly type?: Type;
}

export interface BoolValue extends Marks {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NumberValue extends Marks {
  readonly kind: 'number';
  readonly value: number;
  /** The exact decimal, where the double is not it. */
  readonly exact?: string;
}

export interface StringValue extends Marks {
  readonly kind: 'string';
  readonly value: string;
}

/** A list, a set or a tuple. `blocks` marks the list of nested blocks of one type: its elements are objects that stand for block bodies. */
export interface SequenceValue extends Marks {
  readonly kind: 'list' | 'set' | 'tuple';
  readonly elements: readonly Value[];
  readonly open?: true;
  readonly blocks?: true;
}

/** A map or an object. Insertion order is source order; Terraform's own order is by key. */
export interface MappingValue extends Marks {
  readonly kind: 'map' | 'object';
  readonly entries: ReadonlyMap<string, Value>;
  readonly open?: true;
  /** In an open list of blocks: stands for any number of blocks like this, perhaps none. */
  readonly representative?: true;
}

/** What kind of thing a reference names. */
export type ReferenceSubject =
  | 'managed'
  | 'data'
  | 'ephemeral'
  | 'variable'
  | 'local'
  | 'module'
  | 'each'
  | 'count'
  | 'self'
  | 'path'
  | 'terraform';

/** A reference as an expression makes it: `aws_sqs_queue.orders[0].arn` → managed, aws_sqs_queue, orders, key 0, attribute ["arn"]. */
export interface Reference {
  readonly subject: ReferenceSubject;
  /** The resource type; absent unless `managed`, `data` or `ephemeral`. */
  readonly type?: string;
  /** The name of the resource, variable, local, module call, or of the `each`, `count`, `path` or `terraform` attribute. */
  readonly name: string;
  /** The instance key, when one is written and known; `"*"` in `splat` instead. */
  readonly key?: string | number;
  readonly splat?: true;
  /** An instance key is written, but it is not known. */
  readonly unknownKey?: true;
  /** The steps below the subject, in order; an index is a number. */
  readonly attribute: readonly (string | number)[];
  /** The module calls from the root to the module in which the reference is written, with instance keys: `worker["eu"]`. */
  readonly module: readonly string[];
  /** One of these calls is repeated, and which of its instances is meant is not known: another reference that looks the same may mean another one. */
  readonly unknownModuleKey?: true;
  /**
   * The value may also be a longer text that holds the attribute: a plan does not say how an expression is written. Where this is
   * equal, it is the same text.
   */
  readonly perhapsPart?: string;
  readonly place: Place;
}

/** Why a value is not known. `text` reads after "because", for example `var.arn has no value`. */
export interface Reason {
  readonly kind:
    | 'variable'
    | 'resource'
    | 'data'
    | 'module'
    | 'function'
    | 'expression'
    | 'file'
    | 'cycle'
    | 'undeclared'
    | 'syntax'
    | 'plan';
  readonly text: string;
  readonly place?: Place;
  /** A call that fails for certain: `text` is Terraform's error. */
  readonly refused?: true;
  /** An error that is the fault of the argument in which it stands: `text` says what is wrong. */
  readonly fault?: 'conditional' | 'attribute';
}

export interface UnknownValue extends Marks {
  readonly kind: 'unknown';
  readonly type?: Type;
  readonly notNull?: true;
  /** Known beginning of a string. */
  readonly prefix?: string;
  /** Bounds on the length of a collection. */
  readonly length?: { readonly min: number; readonly max?: number };
  /** Everything that the value was computed from. */
  readonly references: readonly Reference[];
  readonly reasons: readonly Reason[];
  /** Set when there is no value because evaluation fails for certain: Terraform reports an error in its place. */
  readonly failed?: true;
  /** Known and unknown pieces of a string template, in order: `arn:aws:sqs:us-east-1:${x}:q`. */
  readonly parts?: readonly (string | UnknownValue)[];
}

/** A condition that is not known. Equal `id` means equal outcome, anywhere in the configuration. */
export interface Condition {
  readonly id: string;
  /** Source text for messages, for example `var.env == "prod"`. */
  readonly text: string;
  readonly place?: Place;
}

export interface ChoiceOption {
  /** How the condition reads when this option is taken, for example `var.env == "prod" is false`. */
  readonly assumption: string;
  readonly value: Value;
}

export interface ChoiceValue extends Marks {
  readonly kind: 'choice';
  readonly condition: Condition;
  /** At least two; the index is the outcome. */
  readonly options: readonly ChoiceOption[];
  /** Whether the module itself writes every outcome (a conditional, a `contains` validation). */
  readonly written: boolean;
}

export type Value =
  | NullValue
  | BoolValue
  | NumberValue
  | StringValue
  | SequenceValue
  | MappingValue
  | UnknownValue
  | ChoiceValue;

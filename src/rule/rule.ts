import type { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import type { Violation } from '../schema/validate.ts';
import type { Configuration } from '../terraform/configuration.ts';
import type { Severity, Stage } from '../text/diagnostic.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { Place } from '../value/value.ts';

/** What a rule has to say about one argument of one mapping. The engine finds the place, the severity and the file. */
export interface Finding {
  readonly at: JsonPointer;
  /** Which part of the argument is marked: its name or its value; by default the value, and the name where it is absent. */
  readonly part?: 'key' | 'value';
  readonly message: string;
  /** When it differs from the rule's own. */
  readonly stage?: Stage;
  readonly aws?: string;
  readonly help?: string;
  readonly related?: readonly { readonly message: string; readonly place: Place }[];
}

/** What a rule sees: one mapping in one possible world. Everything here is known or unknown, never one of several. */
export interface RuleContext {
  readonly mapping: EventSourceMapping;
  readonly configuration: Configuration;
  /** What the schema has against the mapping; rules of the schema read these, all others read the mapping, where violating values are unknown. */
  readonly violations: readonly Violation[];
}

export interface Rule {
  /** Kebab-case; reads after "allow …". */
  readonly name: string;
  readonly summary: string;
  /** `off`: advice, reported as a warning when switched on. */
  readonly severity: Severity | 'off';
  readonly stage: Stage;
  /** `source`: judges the event source itself; when it reports, the mapping's kinds are empty for all other rules. */
  readonly about?: 'source';
  check(context: RuleContext): Iterable<Finding>;
}

/** An example configuration: a whole file in HCL. The line of each expected diagnostic ends in `# error` or `# warning`. */
export interface RulePage {
  /** What goes wrong and why, in Markdown, a paragraph or two. */
  readonly docs: string;
  readonly evidence: readonly Evidence[];
  readonly references: readonly string[];
  readonly examples: {
    readonly invalid: readonly string[];
    readonly valid: readonly string[];
  };
}

/** One source of a fact, with the day it was seen or published. */
export interface Evidence {
  /** For example `recorded on AWS`, `provider source`, `AWS API reference`. */
  readonly source: string;
  /** ISO date, or a year and month where the day is not recorded. */
  readonly date: string;
  /** What it says, verbatim where it is quoted. */
  readonly says: string;
}

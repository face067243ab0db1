/** A module as its files declare it, before anything is evaluated. */
import type { Expression } from '../hcl/ast.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Place } from '../value/value.ts';
import type { SourcedBlock } from './body.ts';

/** An expression and the file it is in. */
export interface SourcedExpression {
  readonly file: SourceFile;
  readonly expression: Expression;
}

/** A block with its body; further parts come from override files. `place` is the header. */
export interface Declaration {
  readonly name: string;
  readonly place: Place;
  readonly parts: readonly [SourcedBlock, ...SourcedBlock[]];
}

export interface ResourceDeclaration extends Declaration {
  readonly mode: 'managed' | 'data' | 'ephemeral';
  readonly type: string;
}

export interface LocalDeclaration {
  readonly name: string;
  readonly place: Place;
  readonly value: SourcedExpression;
}

export interface RequiredProvider {
  readonly localName: string;
  /** As written, for example `hashicorp/aws`. */
  readonly source?: string;
  readonly versions: readonly string[];
  /** The version constraint, else the whole entry. */
  readonly place: Place;
}

export interface Module {
  /** As the host named it. */
  readonly directory: string;
  readonly files: readonly SourceFile[];
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, LocalDeclaration>;
  /** By address inside the module: `aws_sqs_queue.orders`, `data.aws_sqs_queue.orders`. */
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  /** Those of one type, in the same order. */
  resourcesOf(type: string): readonly ResourceDeclaration[];
  readonly calls: ReadonlyMap<string, Declaration>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  /** Provider configurations by `aws` or `aws.alias`. */
  readonly providers: ReadonlyMap<string, Declaration>;
  readonly requiredProviders: ReadonlyMap<string, RequiredProvider>;
  /** The `import` blocks. */
  readonly imports: readonly SourcedBlock[];
  /** Headers of declarations that were dropped, because an earlier one has the same name. */
  readonly duplicates: readonly Place[];
}

/** The address of a resource inside its module. */
export function resourceAddress(resource: {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
}): string {
  return `${resource.mode === 'managed' ? '' : `${resource.mode}.`}${resource.type}.${resource.name}`;
}

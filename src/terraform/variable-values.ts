/**
 * The values that the variables of a root module get from outside, in Terraform's order of precedence: the environment,
 * `terraform.tfvars`, `terraform.tfvars.json`, `*.auto.tfvars` and `*.auto.tfvars.json` by name, and what the command line
 * says, in its order.
 */
import type { SyntaxTree } from '../hcl/ast.ts';
import { parseExpression } from '../hcl/expression-parser.ts';
import { parseJson } from '../hcl/json-syntax.ts';
import { parse } from '../hcl/parser.ts';
import { SourceFile } from '../text/source-file.ts';
import { string, unknown } from '../value/construct.ts';
import { isPrimitive } from '../value/type.ts';
import type { Value } from '../value/value.ts';
import { bareScope } from './bare-scope.ts';
import { readParts } from './body.ts';
import type { ConfigurationDiagnostic } from './configuration.ts';
import { evaluate } from './evaluate.ts';
import { isJsonFile } from './file-selection.ts';
import type { FileSystem } from './file-system.ts';
import { joinPath, syntaxErrors } from './load.ts';
import type { Module } from './module.ts';
import type { GivenValue } from './module-scope.ts';
import { placeOf } from './scope.ts';
import { readType } from './type-expression.ts';

/** One `--var NAME=VALUE` or `--var-file FILE`. */
export type VariableOption =
  | { readonly kind: 'value'; readonly name: string; readonly text: string }
  | { readonly kind: 'file'; readonly path: string };

export interface VariableSettings {
  /** `TF_VAR_*` counts. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** In the order given. */
  readonly options: readonly VariableOption[];
}

export interface VariableValues {
  readonly values: ReadonlyMap<string, GivenValue>;
  /** Syntax errors of the files. */
  readonly diagnostics: readonly ConfigurationDiagnostic[];
  /** The files that were read. */
  readonly files: readonly string[];
}

const NO_NAMES = 'the value of a variable is a constant';

/** The values for a module that is run as the root. */
export function variableValues(
  module: Module,
  fileSystem: FileSystem,
  { environment, options }: VariableSettings,
): VariableValues {
  const values = new Map<string, GivenValue>();
  const diagnostics: ConfigurationDiagnostic[] = [];
  const files: string[] = [];
  if (module.variables.size === 0) return { values, diagnostics, files };
  const addFile = (path: string): void => {
    const content = fileSystem.readFile(path);
    if ('error' in content) return;
    files.push(path);
    const tree = parseVariables(new SourceFile(path, content.text));
    diagnostics.push(...syntaxErrors(content, tree));
    for (const [name, value] of valuesOf(tree)) values.set(name, value);
  };
  for (const name of module.variables.keys()) {
    const text = environment[`TF_VAR_${name}`];
    if (text !== undefined) values.set(name, { value: valueOfText(module, name, text), via: 'TF_VAR value' });
  }
  for (const name of variableFiles(fileSystem, module.directory)) addFile(joinPath(module.directory, name));
  for (const option of options) {
    if (option.kind === 'file') addFile(option.path);
    else values.set(option.name, { value: valueOfText(module, option.name, option.text), via: '--var value' });
  }
  return { values, diagnostics, files };
}

/** The files that Terraform reads by itself, the strongest last. */
function variableFiles(fileSystem: FileSystem, directory: string): readonly string[] {
  const names = (fileSystem.readDirectory(directory) ?? []).flatMap(({ name, kind }) =>
    kind === 'directory' ? [] : [name],
  );
  const fixed = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
  return [...fixed, ...names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name))];
}

function parseVariables(file: SourceFile): SyntaxTree {
  return isJsonFile(file.filename) ? parseJson(file, { verbatim: () => true }) : parse(file);
}

function* valuesOf({ file, body, diagnostics }: SyntaxTree): Iterable<readonly [string, GivenValue]> {
  const scope = { module: bareScope(NO_NAMES), file, bindings: undefined };
  // What a file with errors says is not certain.
  const reason = { kind: 'syntax', text: `${file.filename} has a syntax error` } as const;
  for (const { name, expression } of body.content({}).attributes) {
    const value = diagnostics.length > 0 ? unknown({ reasons: [reason] }) : evaluate(expression, scope);
    yield [name, { value, via: 'value', place: placeOf(file, expression) }];
  }
}

/** A text from the environment or the command line: itself where a primitive type is declared or none, else an expression. */
function valueOfText(module: Module, name: string, text: string): Value {
  if (isLiteral(module, name)) return string(text);
  const { expression, diagnostics } = parseExpression(new SourceFile(`the value of var.${name}`, text));
  if (diagnostics.length > 0) {
    return unknown({ reasons: [{ kind: 'variable', text: `the value given to var.${name} is not an expression` }] });
  }
  return evaluate(expression, { module: bareScope(NO_NAMES), file: new SourceFile(name, text), bindings: undefined });
}

function isLiteral(module: Module, name: string): boolean {
  const declaration = module.variables.get(name);
  if (declaration === undefined) return true;
  const { attributes } = readParts(declaration.parts, { validation: 0 });
  const found = attributes.find(({ attribute }) => attribute.name === 'type');
  if (found === undefined) return true;
  const scope = { module: bareScope(NO_NAMES), file: found.file, bindings: undefined };
  const type = readType(found.attribute.expression, scope);
  return type !== undefined && isPrimitive(type);
}

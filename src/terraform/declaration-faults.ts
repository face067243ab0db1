/** Declarations that Terraform refuses in every configuration that has them. */
import { convert } from '../value/convert.ts';
import { hasDynamic, type Type } from '../value/type.ts';
import type { Place, Value } from '../value/value.ts';
import type { ConfigurationDiagnostic } from './configuration.ts';
import { isOverrideFile } from './file-selection.ts';
import type { Declaration, Module } from './module.ts';

/** Variables, local values, outputs and module calls that are declared again under the same name; resources are left to Terraform. */
export function duplicateDeclarations({ duplicates, locals }: Module): readonly ConfigurationDiagnostic[] {
  return duplicates.flatMap((place) => {
    const header = place.file.text.slice(place.start, place.end);
    const [, type, name] = /^"?(variable|output|module)"?\s+"?([\w-]+)/.exec(header) ?? [];
    const what = type === undefined || name === undefined ? localName(header, locals) : `${type} "${name}"`;
    if (what === undefined) return [];
    const help = 'Remove one of the two, or give it another name';
    return [{ rule: 'invalid-declaration', message: `${what} is declared twice in this module`, help, place }];
  });
}

function localName(header: string, locals: Module['locals']): string | undefined {
  const [, name] = /^"?([\w-]+)"?\s*[=:]/.exec(header) ?? [];
  return name !== undefined && locals.has(name) ? `local.${name}` : undefined;
}

/** A default that is not a value of the variable's type, or null where the variable may not be null. */
export function invalidDefault({
  name,
  type,
  value,
  nullable,
  place,
}: {
  readonly name: string;
  readonly type: Type | undefined;
  readonly value: Value;
  readonly nullable: boolean;
  readonly place: Place;
}): ConfigurationDiagnostic | undefined {
  const reason = refusal(value, { type, nullable });
  if (reason === undefined) return undefined;
  return { rule: 'invalid-declaration', message: `the default of var.${name} does not fit: ${reason}`, place };
}

function refusal(
  value: Value,
  { type, nullable }: { readonly type: Type | undefined; readonly nullable: boolean },
): string | undefined {
  if (value.kind === 'null') return nullable ? undefined : 'it is null, and the variable is not nullable';
  if (type === undefined || hasDynamic(type)) return undefined;
  const result = convert(value, type);
  return 'error' in result ? result.error : undefined;
}

/** A module call that does not say which module; not one in an override file, whose other part may be elsewhere. */
export function missingSource({ name, place }: Declaration): ConfigurationDiagnostic | undefined {
  if (isOverrideFile(place.file.filename)) return undefined;
  const message = `module "${name}" has no source`;
  return { rule: 'invalid-declaration', message, help: 'Write where the module is: source = "./…"', place };
}

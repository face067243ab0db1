/** Calls of functions that fail for certain whenever the instances of a block are planned, or the block is validated. */
import type { Reason, Value } from '../value/value.ts';
import type { ConfigurationDiagnostic, ResourceBlock } from './configuration.ts';

/** One for each call. An instance that may not exist proves nothing, nor does what only one outcome of a condition needs. */
export function refusedCalls({ instances, template, meta }: ResourceBlock): readonly ConfigurationDiagnostic[] {
  const found = new Map<string, ConfigurationDiagnostic>();
  const note = ({ refused, text, place }: Reason, late: boolean): void => {
    if (refused !== true || place === undefined) return;
    found.set(`${place.file.filename} ${place.start}`, {
      rule: 'invalid-function-call',
      message: text,
      place,
      ...(late && { late: true }),
    });
  };
  const visit = (value: Value): void => {
    switch (value.kind) {
      case 'unknown':
        if (value.failed === true) for (const reason of value.reasons) note(reason, value.late === true);
        return;
      case 'list':
      case 'set':
      case 'tuple':
        if (value.open !== true) for (const element of value.elements) visit(element);
        return;
      case 'map':
      case 'object':
        for (const entry of value.entries.values()) visit(entry);
        return;
      case 'null':
      case 'bool':
      case 'number':
      case 'string':
      case 'choice':
        return;
    }
  };
  for (const instance of instances) {
    if (instance.uncertain !== true && instance.when === undefined) visit(instance.values);
  }
  // `terraform validate` reads a block that has no instances too.
  if (instances.length === 0) visit(template.values);
  for (const value of meta.repeatedBy?.values ?? []) visit(value);
  return [...found.values()];
}

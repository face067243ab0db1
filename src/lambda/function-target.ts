/** The function that a mapping names. */
import type { Configuration, ResourceInstance } from '../terraform/configuration.ts';
import type { Reference, Value } from '../value/value.ts';
import { meantBy } from './instances-of.ts';
import { valueAt } from './presence.ts';

/** Attributes of a function by which a mapping runs the code that the resource describes. */
const FUNCTION_ATTRIBUTES: ReadonlySet<string> = new Set(['arn', 'function_name', 'id', 'qualified_arn']);
const ALIAS_ATTRIBUTES: ReadonlySet<string> = new Set(['arn', 'id']);

/** The function in the module that a `function_name` refers to, by itself or by an alias; its instances, when no key is written. */
export function functionBehind(value: Value, configuration: Configuration): readonly ResourceInstance[] {
  const is = functionReference(value, configuration);
  return is === undefined ? [] : instancesOf(is, configuration);
}

/** The attribute of a function in the module that a `function_name` is, by itself or by an alias. */
export function functionReference({ is }: Value, configuration: Configuration): Reference | undefined {
  if (is?.subject !== 'managed') return undefined;
  const attribute = is.attribute.join('.');
  if (is.type === 'aws_lambda_alias' && ALIAS_ATTRIBUTES.has(attribute)) {
    const [alias, ...others] = instancesOf(is, configuration);
    if (alias === undefined || others.length > 0) return undefined;
    const target = valueAt(alias.values, '/function_name');
    return target.is?.type === 'aws_lambda_function' ? functionReference(target, configuration) : undefined;
  }
  return is.type === 'aws_lambda_function' && FUNCTION_ATTRIBUTES.has(attribute) ? is : undefined;
}

function instancesOf(is: Reference, configuration: Configuration): readonly ResourceInstance[] {
  return meantBy(configuration.resource(is)?.instances ?? [], is.key);
}

/** Whether policies grant an action. What is not certain grants: only a grant that is nowhere is a proof. */
import type { Reference, Value } from '../value/value.ts';
import type { PolicyDocument } from './policy-statement.ts';

/** Whether a statement grants the action on the target; any target that is not given. */
export function grants(document: PolicyDocument, action: string, target?: Value): boolean {
  return document.some(
    ({ actions, resources }) =>
      actions.some((pattern) => matches({ pattern, text: action, anyCase: true })) &&
      resources.some((resource) => mayCover(resource, target)),
  );
}

/** `*` stands for any text, `?` for one letter. */
function matches({
  pattern,
  text,
  anyCase,
}: {
  readonly pattern: string;
  readonly text: string;
  readonly anyCase: boolean;
}): boolean {
  if (!/[*?]/.test(pattern)) return anyCase ? pattern.toLowerCase() === text.toLowerCase() : pattern === text;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, anyCase ? 'is' : 's').test(text);
}

function mayCover(resource: Value | undefined, target: Value | undefined): boolean {
  if (resource === undefined || target === undefined) return true;
  if (resource.kind === 'string' && target.kind === 'string') {
    return /[$&]\{/.test(resource.value) || matches({ pattern: resource.value, text: target.value, anyCase: false });
  }
  return resource.is === undefined || target.is === undefined || !areDistinct(resource.is, target.is);
}

/** Whether two references are for certain ARNs of different things: of two resources of one type, or of a table and its stream. */
function areDistinct(pattern: Reference, target: Reference): boolean {
  if (pattern.subject !== 'managed' || target.subject !== 'managed' || pattern.type !== target.type) return false;
  const attributes = [pattern, target].map(({ attribute }) => attribute.join('.'));
  if (!attributes.every((attribute) => attribute === 'arn' || attribute === 'stream_arn')) return false;
  if (attributes[0] !== attributes[1]) return true;
  return pattern.name !== target.name && pattern.module.join('.') === target.module.join('.');
}

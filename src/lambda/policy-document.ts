/**
 * IAM policies, as far as they are known: what their Allow statements grant, to whom and on what. A policy in which anything
 * that could grant is not known is not read at all. Deny and conditions are left out: what they take away proves nothing here.
 */
import type { Configuration } from '../terraform/configuration.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { MappingValue, Value } from '../value/value.ts';
import { withKey } from './instances-of.ts';
import { readJsonPolicy } from './policy-json.ts';
import { allKnown, type PolicyDocument, type Principals, principals, texts } from './policy-statement.ts';
import { valueAt } from './presence.ts';

export type { PolicyDocument } from './policy-statement.ts';

/** Policies that are made from policies deeper than this are not read. */
const DEEPEST = 8;

/** Documents that are put together with the statements. An override replaces statements, which only takes away. */
const OTHER_DOCUMENTS = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];

/**
 * The policy that an argument holds: a JSON text, perhaps with holes, or the text of an `aws_iam_policy_document`; `undefined`
 * when too little is known.
 */
export function readPolicy(value: Value, configuration: Configuration, depth = 0): PolicyDocument | undefined {
  const { is } = value;
  if (is?.subject !== 'data' || is.type !== 'aws_iam_policy_document') return readJsonPolicy(value);
  if (depth > DEEPEST || is.splat || is.unknownKey || !/^(?:minified_)?json$/.test(is.attribute.join('.')))
    return undefined;
  const instances = configuration.resource(is)?.instances ?? [];
  const [instance, ...more] = is.key === undefined ? instances : withKey(instances, is.key);
  if (instance === undefined || more.length > 0) return undefined;
  const { values } = instance;
  const others = allKnown(OTHER_DOCUMENTS.map((name) => listAt(values, `/${name}`)))?.flat();
  const documents = others?.map((other) => readPolicy(other, configuration, depth + 1)) ?? [undefined];
  return allKnown([...documents, statementsOf(valueAt(values, '/statement'))])?.flat();
}

const statements = new WeakMap<Value, { readonly read: PolicyDocument | undefined }>();

function statementsOf(value: Value): PolicyDocument | undefined {
  const known = statements.get(value) ?? { read: readStatements(value) };
  statements.set(value, known);
  return known.read;
}

function readStatements(value: Value): PolicyDocument | undefined {
  const blocks = bodies(value);
  return blocks && allKnown(blocks.map(statementOf))?.flat();
}

function statementOf(block: MappingValue): PolicyDocument | undefined {
  const effect = valueAt(block, '/effect');
  if (effect.kind === 'string' && effect.value === 'Deny') return [];
  const actions = texts(listAt(block, '/actions'));
  const granted = principalsOf(valueAt(block, '/principals'));
  if (actions === undefined || granted === undefined) return undefined;
  if (listAt(block, '/not_actions')?.length !== 0 || valueAt(block, '/not_principals').kind !== 'null')
    return undefined;
  const resources = listAt(block, '/resources') ?? [];
  return [{ actions, resources: resources.length === 0 ? [undefined] : resources, principals: granted }];
}

function principalsOf(value: Value): Principals | undefined {
  const entries = bodies(value)?.map((block) => {
    const type = valueAt(block, '/type');
    return type.kind === 'string' ? { type: type.value, identifiers: listAt(block, '/identifiers') } : undefined;
  });
  const known = entries && allKnown(entries);
  return known && principals(known);
}

/** The blocks of one type; `undefined` when others are possible. JSON syntax may write a single one without a list. */
function bodies(value: Value): readonly MappingValue[] | undefined {
  if (value.kind === 'null') return [];
  const blocks = 'elements' in value && !value.open ? value.elements : [value];
  return allKnown(
    blocks.map((block) => ((block.kind === 'object' || block.kind === 'map') && !block.open ? block : undefined)),
  );
}

/** The elements of a list, or the one text in place of a list; none when it is absent, `undefined` when others are possible. */
function listAt(values: MappingValue, pointer: JsonPointer): readonly Value[] | undefined {
  const value = valueAt(values, pointer);
  if (value.kind === 'null') return [];
  if ('elements' in value) return value.open ? undefined : value.elements;
  return value.kind === 'string' || value.is !== undefined ? [value] : undefined;
}

/**
 * The permissions of a function's role, when all of them are known: the role is in the module, nobody outside can reach it, and
 * each policy that is attached to it is written out here or is one of AWS's own that are listed.
 */
import { type Configuration, madeOf, type ResourceBlock, type ResourceInstance } from '../terraform/configuration.ts';
import type { Reference, Value } from '../value/value.ts';
import { readArn } from './arn.ts';
import { names } from './dependencies.ts';
import { functionBehind } from './function-target.ts';
import { ignoresChanges } from './ignored-changes.ts';
import { withKey } from './instances-of.ts';
import { MANAGED_POLICIES } from './managed-policies.ts';
import { addressBeside } from './naming-blocks.ts';
import { type PolicyDocument, readPolicy } from './policy-document.ts';
import { allKnown } from './policy-statement.ts';
import { valueAt } from './presence.ts';

export interface RolePolicies {
  readonly role: ResourceBlock;
  /** All policies together. */
  readonly document: PolicyDocument;
}

const INLINE = 'aws_iam_role_policy';
const ATTACHMENT = 'aws_iam_role_policy_attachment';

/** Types whose blocks give a role policies in ways that are not read. */
const OTHER_WAYS = [
  'aws_iam_policy_attachment',
  'aws_iam_role_policies_exclusive',
  'aws_iam_role_policy_attachments_exclusive',
];

/** `undefined` when anything is not known. */
export function rolePolicies(functionName: Value, configuration: Configuration): RolePolicies | undefined {
  const role = roleOf(functionName, configuration);
  if (role === undefined || role.meta.exported) return undefined;
  if (ignoresChanges(role, 'inline_policy', 'managed_policy_arns')) return undefined;
  if (OTHER_WAYS.some((type) => configuration.blocksOf(type).length > 0)) return undefined;
  const attached: (PolicyDocument | undefined)[] = [];
  for (const block of blocksAbout(role, configuration)) {
    const document = attachedBy(block, role, configuration);
    if (document === undefined) return undefined;
    attached.push(document);
  }
  const own = role.instances.map(({ values }) => ownPolicies(values, configuration));
  const document = allKnown([...attached, ...own])?.flat();
  // A role to which nothing is attached here gets its policies elsewhere.
  return document && document.length > 0 ? { role, document } : undefined;
}

/** The role of the function that a mapping names, when both are in the module. */
export function roleOf(functionName: Value, configuration: Configuration): ResourceBlock | undefined {
  const references = functionBehind(functionName, configuration).map(({ values }) =>
    roleReference(valueAt(values, '/role')),
  );
  const roles = references.map((is) => is && configuration.resource(is));
  const [role, ...others] = roles;
  return others.every((other) => other?.address === role?.address) ? role : undefined;
}

function roleReference({ is }: Value): Reference | undefined {
  return is?.subject === 'managed' && is.type === 'aws_iam_role' && is.attribute.join('.') === 'arn' ? is : undefined;
}

/** Policies that the role itself lists. */
function ownPolicies(values: ResourceInstance['values'], configuration: Configuration): PolicyDocument | undefined {
  const managed = valueAt(values, '/managed_policy_arns');
  const inline = valueAt(values, '/inline_policy');
  const arns = managed.kind === 'null' ? [] : 'elements' in managed && !managed.open ? managed.elements : undefined;
  const blocks = inline.kind === 'null' ? [] : 'elements' in inline && !inline.open ? inline.elements : undefined;
  const policies = blocks?.map((block) => {
    if (block.kind !== 'object' && block.kind !== 'map') return undefined;
    // An empty block takes all inline policies away.
    const policy = valueAt(block, '/policy');
    return policy.kind === 'null' ? [] : readPolicy(policy, configuration);
  });
  return allKnown([
    ...(policies ?? [undefined]),
    ...(arns?.map((arn) => attachedPolicy(arn, configuration)) ?? [undefined]),
  ])?.flat();
}

/** What a block gives to the role; nothing when it is about another role. */
function attachedBy(
  block: ResourceBlock,
  role: ResourceBlock,
  configuration: Configuration,
): PolicyDocument | undefined {
  const { type, instances } = block;
  if (instances.length === 0) return names(block, role) ? undefined : [];
  const documents = instances.map(({ values }) => {
    const named = isRole(valueAt(values, '/role'), role, configuration);
    if (named !== true) return named === false ? [] : undefined;
    if (ignoresChanges(block, 'policy')) return undefined;
    return type === INLINE
      ? readPolicy(valueAt(values, '/policy'), configuration)
      : attachedPolicy(valueAt(values, '/policy_arn'), configuration);
  });
  return allKnown(documents)?.flat();
}

interface Index {
  /** By the address of the role. */
  readonly byRole: ReadonlyMap<string, ReadonlySet<ResourceBlock>>;
  /** By the name of the role, where it is a text. */
  readonly byName: ReadonlyMap<string, ReadonlySet<ResourceBlock>>;
  /** Those of which it is not known, or not in every world, which role they are about. */
  readonly open: readonly ResourceBlock[];
}

/** The blocks that may be about the role: the others are about other roles for certain. */
function blocksAbout(role: ResourceBlock, configuration: Configuration): readonly ResourceBlock[] {
  const { byRole, byName, open } = madeOf(configuration, createIndex);
  const names = role.instances.map(({ values }) => valueAt(values, '/name'));
  const areKnown = names.every(({ kind }) => kind === 'string');
  const named = areKnown ? names.map((name) => byName.get('value' in name ? String(name.value) : '')) : byName.values();
  const found = [byRole.get(role.address), ...named].flatMap((blocks) => [...(blocks ?? [])]);
  return [...new Set([...found, ...open])].map(configuration.seen);
}

function createIndex(original: Configuration): Index {
  const byRole = new Map<string, Set<ResourceBlock>>();
  const byName = new Map<string, Set<ResourceBlock>>();
  const open: ResourceBlock[] = [];
  const enter = (index: Map<string, Set<ResourceBlock>>, key: string, block: ResourceBlock): void => {
    const same = index.get(key) ?? new Set();
    index.set(key, same.add(block));
  };
  for (const block of [INLINE, ATTACHMENT].flatMap((type) => original.blocksOf(type))) {
    if (block.mode !== 'managed') continue;
    const { instances, meta } = block;
    // Without instances, a block is about every role that it names.
    if (instances.length === 0 || instances.some(({ when }) => when !== undefined))
      for (const mention of meta.mentions) enter(byRole, addressBeside(block, mention), block);
    for (const value of new Set(instances.map(({ values }) => valueAt(values, '/role')))) {
      if (value.kind === 'choice') {
        open.push(block);
      } else if (value.is?.subject === 'managed' && value.is.type === 'aws_iam_role') {
        const address = original.resource(value.is)?.address;
        if (address !== undefined) enter(byRole, address, block);
      } else if (value.kind === 'string') {
        enter(byName, value.value, block);
      } else {
        open.push(block);
      }
    }
  }
  return { byRole, byName, open };
}

/** Whether the value names the role; `undefined` when that is not known. */
export function isRole(value: Value, role: ResourceBlock, configuration: Configuration): boolean | undefined {
  const { is } = value;
  if (is?.subject === 'managed' && is.type === 'aws_iam_role')
    return configuration.resource(is)?.address === role.address;
  if (value.kind !== 'string') return undefined;
  const names = role.instances.map(({ values }) => valueAt(values, '/name'));
  if (names.some((name) => name.kind === 'string' && name.value === value.value)) return true;
  return names.every((name) => name.kind === 'string') ? false : undefined;
}

/** The policy with that ARN: one of the module, or one of AWS's that are listed. */
function attachedPolicy(arn: Value, configuration: Configuration): PolicyDocument | undefined {
  const { is } = arn;
  const attribute = is?.attribute.join('.');
  if (is?.type === 'aws_iam_policy' && (attribute === 'arn' || attribute === 'id')) {
    const block = configuration.resource(is);
    if (block !== undefined && ignoresChanges(block, 'policy')) return undefined;
    const instances = block?.instances ?? [];
    const meant = is.key === undefined ? instances : withKey(instances, is.key);
    const argument = is.subject === 'data' ? 'arn' : 'policy';
    const documents = meant.map(({ values }) => {
      const written = valueAt(values, `/${argument}`);
      return is.subject === 'data' ? managedPolicy(written) : readPolicy(written, configuration);
    });
    return documents.length === 0 ? undefined : allKnown(documents)?.flat();
  }
  return managedPolicy(arn);
}

function managedPolicy(value: Value): PolicyDocument | undefined {
  const arn = readArn(value);
  if (arn?.account !== 'aws' || arn.service !== 'iam' || !arn.resource.complete) return undefined;
  const name = /^policy\/(?:service-role\/)?([^/]+)$/.exec(arn.resource.prefix)?.[1];
  const policy = MANAGED_POLICIES.find((candidate) => candidate.name === name);
  return policy && [{ actions: policy.actions, resources: [undefined], principals: NOBODY }];
}

const NOBODY = { services: [], accounts: false, everybody: false };

/** Turns the syntax trees of a folder into a module: what Terraform declares where, with override files merged in. */
import type { Attribute, BlockTypes, SyntaxTree } from '../hcl/ast.ts';
import { literalText } from '../hcl/traversal.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Place } from '../value/value.ts';
import { argumentIn, headerPlace, type SourcedBlock } from './body.ts';
import { isOverrideFile } from './file-selection.ts';
import type { Declaration, LocalDeclaration, Module, RequiredProvider, ResourceDeclaration } from './module.ts';
import { resourceAddress } from './module.ts';

const ROOT: BlockTypes = {
  terraform: 0,
  variable: 1,
  locals: 0,
  resource: 2,
  data: 2,
  ephemeral: 2,
  module: 1,
  output: 1,
  provider: 1,
  check: 1,
  import: 0,
  moved: 0,
  removed: 0,
};

interface Draft {
  readonly variables: Map<string, Declaration>;
  readonly locals: Map<string, LocalDeclaration>;
  readonly resources: Map<string, ResourceDeclaration>;
  readonly resourcesOf: Module['resourcesOf'];
  readonly calls: Map<string, Declaration>;
  readonly outputs: Map<string, Declaration>;
  readonly providers: Map<string, Declaration>;
  readonly requiredProviders: Map<string, RequiredProvider>;
  readonly imports: SourcedBlock[];
  readonly duplicates: Place[];
}

/** `trees` in Terraform's order: by file name. Override files are found by their names. */
export function buildModule(trees: readonly SyntaxTree[], directory: string): Module {
  const draft = emptyDraft();
  const overrides = trees.filter((tree) => isOverrideFile(tree.file.filename));
  for (const tree of trees) if (!overrides.includes(tree)) addDraft(draft, draftOf(tree));
  for (const tree of overrides) addFile(draft, tree, true);
  const isJoined = overrides.length === 0 && draft.duplicates.length === 0;
  const resourcesOf = isJoined ? joined(trees.map(draftOf)) : draft.resourcesOf;
  return { directory, files: trees.map((tree) => tree.file), ...draft, resourcesOf };
}

function emptyDraft(): Draft {
  const resources: Draft['resources'] = new Map();
  return {
    variables: new Map(),
    locals: new Map(),
    resources,
    resourcesOf: byType(resources),
    calls: new Map(),
    outputs: new Map(),
    providers: new Map(),
    requiredProviders: new Map(),
    imports: [],
    duplicates: [],
  };
}

/** What single files declare: of a module that is built again and again, few files have changed. */
const drafts = new WeakMap<SyntaxTree, Draft>();

function draftOf(tree: SyntaxTree): Draft {
  const known = drafts.get(tree);
  if (known !== undefined) return known;
  const draft = emptyDraft();
  addFile(draft, tree, false);
  drafts.set(tree, draft);
  return draft;
}

function addDraft(draft: Draft, added: Draft): void {
  const duplicates = [...added.duplicates];
  for (const kind of ['variables', 'resources', 'calls', 'outputs', 'providers', 'locals'] as const) {
    addAll<Pick<Declaration, 'place'>>(draft[kind], added[kind], duplicates);
  }
  for (const [name, required] of added.requiredProviders) {
    if (!draft.requiredProviders.has(name)) draft.requiredProviders.set(name, required);
  }
  draft.imports.push(...added.imports);
  draft.duplicates.push(...duplicates.sort((a, b) => a.start - b.start));
}

function addAll<D extends Pick<Declaration, 'place'>>(
  into: Map<string, D>,
  added: ReadonlyMap<string, D>,
  duplicates: Place[],
): void {
  for (const [key, declaration] of added) {
    if (into.has(key)) duplicates.push(declaration.place);
    else into.set(key, declaration);
  }
}

function byType(resources: Draft['resources']): Module['resourcesOf'] {
  let types: Map<string, ResourceDeclaration[]> | undefined;
  return (type) => {
    types ??= groupByType(resources);
    return types.get(type) ?? [];
  };
}

/** The resources of drafts none of which has what another has. */
function joined(parts: readonly Draft[]): Module['resourcesOf'] {
  return (type) => parts.flatMap(({ resourcesOf }) => resourcesOf(type));
}

function groupByType(resources: Draft['resources']): Map<string, ResourceDeclaration[]> {
  const types = new Map<string, ResourceDeclaration[]>();
  for (const declaration of resources.values()) {
    const same = types.get(declaration.type);
    if (same === undefined) types.set(declaration.type, [declaration]);
    else same.push(declaration);
  }
  return types;
}

function addFile(draft: Draft, tree: SyntaxTree, override: boolean): void {
  const { file } = tree;
  for (const block of tree.body.content(ROOT).blocks) addBlock(draft, { file, block }, override);
}

function addBlock(draft: Draft, sourced: SourcedBlock, override: boolean): void {
  const { block } = sourced;
  const [first, second] = block.labels.map((label) => label.value);
  switch (block.type) {
    case 'variable':
    case 'module':
    case 'output':
      if (first !== undefined)
        addDeclaration({ into: mapOf(draft, block.type), key: first, sourced, override, draft }, named(first));
      return;
    case 'resource':
    case 'data':
    case 'ephemeral': {
      if (first === undefined || second === undefined) return;
      const mode = block.type === 'resource' ? 'managed' : block.type;
      const key = resourceAddress({ mode, type: first, name: second });
      addDeclaration({ into: draft.resources, key, sourced, override, draft }, (place, parts) => {
        return { mode, type: first, name: second, place, parts };
      });
      return;
    }
    case 'provider':
      if (first !== undefined)
        addDeclaration(
          { into: draft.providers, key: providerKey(first, sourced), sourced, override, draft },
          named(first),
        );
      return;
    case 'locals':
      addLocals(draft, sourced, override);
      return;
    case 'import':
      draft.imports.push(sourced);
      return;
    case 'terraform':
      addSettings(draft, sourced, override);
      return;
  }
}

function mapOf(draft: Draft, type: 'variable' | 'module' | 'output'): Map<string, Declaration> {
  switch (type) {
    case 'variable':
      return draft.variables;
    case 'module':
      return draft.calls;
    case 'output':
      return draft.outputs;
  }
}

interface Addition<D extends Declaration> {
  readonly into: Map<string, D>;
  readonly key: string;
  readonly sourced: SourcedBlock;
  readonly override: boolean;
  readonly draft: Draft;
}

function addDeclaration<D extends Declaration>(
  { into, key, sourced, override, draft }: Addition<D>,
  make: (place: Place, parts: Declaration['parts']) => D,
): void {
  const existing = into.get(key);
  const place = headerPlace(sourced);
  if (existing === undefined) into.set(key, make(place, [sourced]));
  else if (override) into.set(key, { ...existing, parts: [...existing.parts, sourced] });
  else draft.duplicates.push(place);
}

function named(name: string): (place: Place, parts: Declaration['parts']) => Declaration {
  return (place, parts) => ({ name, place, parts });
}

function addLocals(draft: Draft, { file, block }: SourcedBlock, override: boolean): void {
  for (const attribute of block.body.content({}).attributes) {
    const { name, expression } = attribute;
    const place = attributePlace(file, attribute);
    if (draft.locals.has(name) && !override) draft.duplicates.push(place);
    else draft.locals.set(name, { name, place, value: { file, expression } });
  }
}

function providerKey(name: string, sourced: SourcedBlock): string {
  const alias = argumentIn([sourced], 'alias');
  const text = alias && literalText(alias.attribute.expression);
  return text === undefined ? name : `${name}.${text}`;
}

function addSettings(draft: Draft, { file, block }: SourcedBlock, override: boolean): void {
  for (const inner of block.body.content({ required_providers: 0, backend: 1, cloud: 0, provider_meta: 1 }).blocks) {
    if (inner.type !== 'required_providers') continue;
    for (const attribute of inner.body.content({}).attributes) {
      if (draft.requiredProviders.has(attribute.name) && !override) continue;
      draft.requiredProviders.set(attribute.name, readRequirement(file, attribute));
    }
  }
}

/** `aws = { source = "hashicorp/aws", version = "~> 5.0" }`, or just the version constraint as before Terraform 0.13. */
function readRequirement(file: SourceFile, attribute: Attribute): RequiredProvider {
  const place = attributePlace(file, attribute);
  const { expression } = attribute;
  if (expression.kind !== 'object') {
    const version = literalText(attribute.expression);
    return { localName: attribute.name, versions: version === undefined ? [] : [version], place };
  }
  const entries = new Map<string, { readonly text: string; readonly place: Place }>();
  for (const item of expression.items) {
    const key =
      item.key.kind === 'variable' ? item.key.name : item.key.kind === 'template' ? item.key.literal : undefined;
    const value = item.value.kind === 'template' ? item.value.literal : undefined;
    const { start, end } = item.value;
    if (key !== undefined && value !== undefined) entries.set(key, { text: value, place: { file, start, end } });
  }
  const source = entries.get('source');
  const version = entries.get('version');
  return {
    localName: attribute.name,
    versions: version === undefined ? [] : [version.text],
    place: version?.place ?? place,
    ...(source !== undefined && { source: source.text }),
  };
}

function attributePlace(file: SourceFile, attribute: Attribute): Place {
  return { file, start: attribute.start, end: attribute.end };
}

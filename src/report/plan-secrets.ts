import { type Node, parseTree } from 'jsonc-parser';
import { SourceFile } from '../text/source-file.ts';

/** Members of a plan with values, by the member that says which of them are sensitive. */
const VALUES: ReadonlyMap<string, string> = new Map([
  ['after_sensitive', 'after'],
  ['before_sensitive', 'before'],
  ['sensitive_values', 'values'],
]);

/** A plan in JSON as it may be shown: asterisks in place of sensitive values, which the file holds in clear. */
export function withoutSecrets(file: SourceFile): SourceFile {
  const root = parseTree(file.text);
  const secrets: Node[] = [];
  if (root !== undefined) collect(root, secrets);
  let text = '';
  let at = 0;
  for (const { offset, length } of secrets.flatMap(leaves).toSorted((a, b) => a.offset - b.offset)) {
    if (offset < at) continue;
    text += file.text.slice(at, offset) + '*'.repeat(length);
    at = offset + length;
  }
  return new SourceFile(file.filename, text + file.text.slice(at));
}

/** What is written in a value, names in it included, without the layout around. */
function leaves(node: Node): readonly Node[] {
  return node.children === undefined ? [node] : node.children.flatMap(leaves);
}

function collect(node: Node, secrets: Node[]): void {
  const members = membersOf(node);
  for (const [name, marks] of members) {
    const values = members.get(VALUES.get(name) ?? '');
    if (values !== undefined) collectMarked(values, marks, secrets);
  }
  const value = members.get('value');
  if (value !== undefined && members.get('sensitive')?.value === true) secrets.push(value);
  for (const child of node.type === 'array' ? (node.children ?? []) : members.values()) collect(child, secrets);
}

/** Where `true` is, the value in the same place is sensitive. */
function collectMarked(values: Node, marks: Node, secrets: Node[]): void {
  if (marks.value === true) secrets.push(values);
  if (marks.type === 'array')
    for (const [index, mark] of (marks.children ?? []).entries()) {
      const element = values.type === 'array' ? values.children?.[index] : undefined;
      if (element !== undefined) collectMarked(element, mark, secrets);
    }
  if (marks.type === 'object') {
    const members = membersOf(values);
    for (const [name, mark] of membersOf(marks)) {
      const member = members.get(name);
      if (member !== undefined) collectMarked(member, mark, secrets);
    }
  }
}

function membersOf(node: Node): ReadonlyMap<string, Node> {
  const pairs = node.type === 'object' ? (node.children ?? []) : [];
  return new Map(
    pairs.flatMap(({ children: [name, value] = [] }) =>
      name === undefined || value === undefined ? [] : [[String(name.value), value] as const],
    ),
  );
}

/** The states that a file is in while somebody types: 17 kinds of unfinished or mistaken edits, applied inside one block. */
import type { Attribute, Block, Expression } from '../../src/hcl/ast.ts';
import { children } from '../../src/hcl/walk.ts';
import type { Random } from './random.ts';

export interface Edit {
  /** `removed` characters at `at` are replaced by `inserted`. */
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** What an edit is made in. */
interface Site {
  readonly text: string;
  readonly block: Block;
  readonly random: Random;
}

type MakeEdit = (site: Site) => Edit | undefined;

const valueless =
  (value: string): MakeEdit =>
  (site) =>
    insertLine(site, `something = ${value}`);

const kinds: Readonly<Record<string, MakeEdit>> = {
  'unclosed quote': (site) => {
    const quoted = pick(
      site,
      expressions(site.block, (node) => node.kind === 'template' && node.form === 'quoted'),
    );
    return quoted && { at: quoted.end - 1, removed: 1, inserted: '' };
  },
  'unclosed (': (site) => beforeValue(site, '('),
  'unclosed [': (site) => beforeValue(site, '['),
  'unclosed {': (site) => beforeValue(site, '{'),
  'missing }': (site) => ({ at: site.random.pick(blocksOf(site.block)).end - 1, removed: 1, inserted: '' }),
  'extra }': (site) => insertLine(site, '}'),
  'unclosed heredoc': (site) => {
    const heredoc = pick(
      site,
      expressions(site.block, (node) => node.kind === 'template' && node.form.includes('heredoc')),
    );
    if (heredoc === undefined) return insertLine(site, 'something = <<-EOT\n  hello');
    const closer = site.text.lastIndexOf('\n', heredoc.end - 1) + 1;
    return { at: closer, removed: heredoc.end + 1 - closer, inserted: '' };
  },
  'no value': valueless(''),
  'half-typed name': (site) => insertLine(site, 'someth'),
  'dangling .': valueless('aws_sqs_queue.'),
  'dangling [': valueless('aws_sqs_queue.main['),
  'dangling ${': (site) =>
    insertLine(site, site.random.pick(['something = "${', 'something = "${"', 'something = "x-${var.'])),
  'missing comma': (site) => {
    const lists = expressions(
      site.block,
      (node) => children(node).length > 1 && (node.kind === 'tuple' || node.kind === 'call'),
    );
    const list = pick(site, lists);
    const first = list && children(list)[0];
    const comma = first === undefined ? -1 : site.text.indexOf(',', first.end);
    return comma === -1 ? undefined : { at: comma, removed: 1, inserted: '' };
  },
  'stray character': (site) => {
    const attribute = pick(site, attributesOf(site.block));
    if (attribute === undefined) return undefined;
    const at = site.random.pick([
      attribute.start,
      attribute.nameEnd,
      attribute.expression.start,
      attribute.expression.end,
    ]);
    return {
      at,
      removed: 0,
      inserted: site.random.pick(['@', ';', "'", '`', '~', '^', '$', '&', '|', ')', ']', ':', ',', '\\', '?', '#']),
    };
  },
  'deleted line': (site) => {
    const lineFeeds = [...site.text.slice(site.block.start, site.block.end).matchAll(/\n/g)].map(
      ({ index }) => site.block.start + index,
    );
    const before = pick(site, lineFeeds);
    if (before === undefined) return undefined;
    const end = site.text.indexOf('\n', before + 1);
    return { at: before, removed: (end === -1 ? site.text.length : end) - before, inserted: '' };
  },
  'pasted text': (site) =>
    insertLine(
      site,
      site.random.pick([
        'Please see https://example.com/ for "more", it\'s (probably) worth it.',
        '- first: 1\n- second: [2, 3',
        'if (x) {\n  return { a: "b" };\n}',
        'dead_letter_config {\n  target_arn = aws_sqs_queue.dlq.arn',
        '<<<<<<< HEAD\nbatch_size = 10\n=======\nbatch_size = 20\n>>>>>>> main',
      ]),
    ),
  'operator without operand': valueless('var.a +'),
};

export const editKinds = Object.keys(kinds);

/** An edit of the kind inside the block; undefined when the block has no place for one. */
export function makeEdit(kind: string, site: Site): Edit | undefined {
  return kinds[kind]?.(site);
}

export function applyEdit(text: string, { at, removed, inserted }: Edit): string {
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

function pick<T>(site: Site, choices: readonly T[]): T | undefined {
  return choices.length === 0 ? undefined : site.random.pick(choices);
}

/** A line of its own before an attribute, indented as it is. */
function insertLine(site: Site, line: string): Edit | undefined {
  const attribute = pick(site, attributesOf(site.block));
  if (attribute === undefined) return undefined;
  const lineStart = site.text.lastIndexOf('\n', attribute.start) + 1;
  const indentation = site.text.slice(lineStart, attribute.start);
  if (indentation.trim() !== '') return undefined;
  const indented = line.split('\n').map((part) => indentation + part);
  return { at: lineStart, removed: 0, inserted: `${indented.join('\n')}\n` };
}

function beforeValue(site: Site, inserted: string): Edit | undefined {
  const attribute = pick(site, attributesOf(site.block));
  return attribute && { at: attribute.expression.start, removed: 0, inserted };
}

function blocksOf(block: Block): Block[] {
  return [block, ...block.body.content({}).blocks.flatMap(blocksOf)];
}

function attributesOf(block: Block): Attribute[] {
  return blocksOf(block).flatMap((inner) => inner.body.content({}).attributes);
}

function expressions(block: Block, wanted: (expression: Expression) => boolean): Expression[] {
  const below = (expression: Expression): Expression[] => [
    ...(wanted(expression) ? [expression] : []),
    ...children(expression).flatMap(below),
  ];
  return attributesOf(block).flatMap((attribute) => below(attribute.expression));
}

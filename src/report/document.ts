/** A text of headings, paragraphs, code, tables and lists, and its two forms: a Markdown file, and lines on a terminal. */

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  /** In Markdown. */
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'code'; readonly language: 'hcl' | 'text' | 'diff' | 'json'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Inline[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Inline[])[] };

/** Words as they are, a piece of code, or words that lead somewhere. */
export type Inline =
  | string
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly to: string };

/** The blocks as GitHub's Markdown. */
export function formatMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(markdownBlock).join('\n\n')}\n`;
}

function markdownBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escapeMarkdown(block.text)}`;
    case 'paragraph':
      return block.text;
    case 'code': {
      const fence = '`'.repeat(Math.max(3, longestTicks(block.text) + 1));
      return `${fence}${block.language}\n${block.text.trimEnd()}\n${fence}`;
    }
    case 'list':
      return block.items.map((item) => `- ${markdownInline(item)}`).join('\n');
    case 'table': {
      const lines = [block.head, block.head.map(() => '---'), ...block.rows.map((row) => row.map(cell))];
      return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
    }
  }
}

/** A bar ends a cell, even in code. */
function cell(inline: Inline): string {
  return markdownInline(inline).replaceAll(/(?<!\\)\|/g, '\\|');
}

function markdownInline(inline: Inline): string {
  if (typeof inline === 'string') return escapeMarkdown(singleLine(inline));
  switch (inline.kind) {
    case 'code': {
      const text = singleLine(inline.text);
      const ticks = '`'.repeat(longestTicks(text) + 1);
      const room = /^`|`$/.test(text) ? ' ' : '';
      return `${ticks}${room}${text}${room}${ticks}`;
    }
    case 'link':
      return inline.text === inline.to ? `<${inline.to}>` : `[${escapeMarkdown(inline.text)}](${inline.to})`;
  }
}

function longestTicks(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
}

/** What Markdown, HTML or GitHub's mathematics would take for their own. Underscores inside a word are harmless. */
function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*[\]<>|~$]/g, '\\$&')
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replaceAll(/&(?=#?\w+;)/g, '\\&');
}

function singleLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

/** The blocks as lines for a terminal: code is indented, a row of a table is one entry of a list. */
export function formatTerminal(blocks: readonly Block[]): string {
  let text = '';
  for (const [index, block] of blocks.entries()) {
    // What a heading announces follows at once.
    if (index > 0) text += blocks[index - 1]?.kind === 'heading' ? '\n' : '\n\n';
    text += terminalBlock(block);
  }
  return `${text}\n`;
}

function terminalBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.text;
    case 'code':
      return indent(block.text.trimEnd());
    case 'list':
      return block.items.map((item) => indent(terminalInline(item))).join('\n');
    case 'table':
      return block.rows.map((row) => indent(terminalRow(row))).join('\n');
  }
}

/** All cells but the last one are what the last one is about. */
function terminalRow(row: readonly Inline[]): string {
  const cells = row.map(terminalInline);
  const last = cells.pop() ?? '';
  return cells.length === 0 ? last : `${cells.join(', ')}: ${last}`;
}

function terminalInline(inline: Inline): string {
  if (typeof inline === 'string') return singleLine(inline);
  switch (inline.kind) {
    case 'code':
      return singleLine(inline.text);
    case 'link':
      return inline.text === inline.to ? inline.to : `${inline.text} (${inline.to})`;
  }
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

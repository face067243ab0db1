import { expect, test } from 'vitest';
import { type Block, formatMarkdown, formatTerminal } from '../../src/report/document.ts';

const BLOCKS: readonly Block[] = [
  { kind: 'heading', level: 1, text: 'a <b> of *c*' },
  { kind: 'paragraph', text: 'Words with `code`.' },
  { kind: 'code', language: 'hcl', text: 'a = <<EOT\n```\nEOT\n' },
  {
    kind: 'table',
    head: ['what', 'says'],
    rows: [
      [{ kind: 'code', text: 'a|b`c' }, 'x | y_z _q_ $or &lt; `k`\nmore'],
      [{ kind: 'link', text: 'name', to: 'rules/name.md' }, 'plain'],
    ],
  },
  { kind: 'list', items: [{ kind: 'link', text: 'https://a.example/', to: 'https://a.example/' }, 'words'] },
];

test('Markdown: fences are longer than those inside, and nothing in a cell ends it or becomes markup', () => {
  expect(formatMarkdown(BLOCKS)).toBe(
    [
      '# a \\<b\\> of \\*c\\*',
      '',
      'Words with `code`.',
      '',
      '````hcl',
      'a = <<EOT',
      '```',
      'EOT',
      '````',
      '',
      '| what | says |',
      '| --- | --- |',
      '| ``a\\|b`c`` | x \\| y_z \\_q\\_ \\$or \\&lt; \\`k\\` more |',
      '| [name](rules/name.md) | plain |',
      '',
      '- <https://a.example/>',
      '- words',
      '',
    ].join('\n'),
  );
});

test('a terminal: code is indented, rows are lines', () => {
  expect(formatTerminal(BLOCKS)).toBe(
    [
      'a <b> of *c*',
      'Words with `code`.',
      '',
      '  a = <<EOT',
      '  ```',
      '  EOT',
      '',
      '  a|b`c: x | y_z _q_ $or &lt; `k` more',
      '  name (rules/name.md): plain',
      '',
      '  https://a.example/',
      '  words',
      '',
    ].join('\n'),
  );
});

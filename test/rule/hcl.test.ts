import { expect, it } from 'vitest';
import { exampleText, hcl } from '../../src/rule/hcl.ts';

it('examples lose the indentation that their lines share', () => {
  expect(exampleText('\n    a {\n      b = 1\n\n    }\n  ')).toBe('a {\n  b = 1\n\n}\n');
});

it('the tag leaves backslashes to HCL, but for those that JavaScript needs', () => {
  const name = 'q';
  expect(hcl`
    a = "\${var.x}\n\t\\"
    b = ${name}
    c = \`%{if true}
  `).toBe('a = "${var.x}\\n\\t\\\\"\nb = q\nc = `%{if true}\n');
});

/**
 * Tags a configuration in a template literal: `hcl\`…\``. The indentation that all lines share goes; `\${` and `` \` `` stand
 * for `${` and `` ` ``; all other backslashes stay as HCL reads them.
 */
export function hcl(text: TemplateStringsArray, ...values: readonly (string | number | boolean)[]): string {
  const parts = text.raw.map((raw) => raw.replace(/\\(\$\{|`)/g, '$1'));
  return exampleText(parts.map((part, index) => `${part}${index < values.length ? values[index] : ''}`).join(''));
}

/** An example as a file: without the line break at its start and the indentation that all its lines share. */
export function exampleText(example: string): string {
  const lines = example.replace(/^\n/, '').trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return `${lines.map((line) => line.slice(indent)).join('\n')}\n`;
}

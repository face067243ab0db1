/** Addresses as Terraform prints them. */

/** An instance key in brackets: `[0]`, `["eu-west-1"]`. */
export function keySuffix(key: string | number | undefined): string {
  if (key === undefined) return '';
  return typeof key === 'number' ? `[${key}]` : `[${quoteKey(key)}]`;
}

/** The path of a module in front of an address: `module.a.module.b.`; empty for the root. */
export function modulePrefix(path: readonly string[]): string {
  return path.map((name) => `module.${name}.`).join('');
}

/** Terraform writes a key as an HCL string. */
function quoteKey(key: string): string {
  const escaped = key
    .replace(/["\\\n\r\t]/g, (character) => ESCAPES[character] ?? character)
    .replace(/[$%](?=\{)/g, (marker) => marker + marker);
  return `"${escaped}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

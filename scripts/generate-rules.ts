/** The registries of the rules. Pages have their own, so that a bundle which only lints holds none. */

const HEADER = '// Generated from the files of this folder by `npm run generate`. Do not edit.\n';

/** `rules/index.ts`: all rules, by name. */
export function ruleRegistry(names: readonly string[]): string {
  return [
    HEADER,
    "import type { Rule } from '../src/rule/rule.ts';\n",
    ...names.map((name) => `import ${identifier(name)} from './${name}.ts';\n`),
    '\nexport const rules: readonly Rule[] = [\n',
    ...names.map((name) => `  ${identifier(name)},\n`),
    '];\n',
  ].join('');
}

/** `rules/pages.ts`: the page of each rule, by name. */
export function rulePages(names: readonly string[]): string {
  return [
    HEADER,
    "import type { RulePage } from '../src/rule/rule.ts';\n",
    ...names.map((name) => `import { page as ${identifier(name)} } from './${name}.ts';\n`),
    '\nexport const pages: ReadonlyMap<string, RulePage> = new Map<string, RulePage>([\n',
    ...names.map((name) => `  ['${name}', ${identifier(name)}],\n`),
    ']);\n',
  ].join('');
}

function identifier(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

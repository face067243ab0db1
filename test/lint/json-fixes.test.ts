/** Every example that has a fix, written in JSON syntax: it has the same fix there. */
import { describe, expect, it } from 'vitest';
import { pages } from '../../rules/pages.ts';
import { EXAMPLE_TIME } from '../../src/cli/explain-page.ts';
import { lintText, rules } from '../../src/core.ts';
import { parse } from '../../src/hcl/parser.ts';
import { toJson } from '../../src/hcl/to-json.ts';
import { applyFixes } from '../../src/lint/fixes.ts';
import { nodeFunctions } from '../../src/node/functions.ts';
import { exampleText } from '../../src/rule/hcl.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const functions = nodeFunctions(process.cwd());

/** In JSON syntax there is no difference between blocks and arguments, and blocks of one name are one list. */
const WITHOUT: ReadonlySet<string> = new Set([
  'unsupported-argument 2',
  'unsupported-block-type 0',
  'wrong-item-count 0',
]);

function find(rule: string, { filename, text }: { readonly filename: string; readonly text: string }) {
  const isAdvice = rules.some(({ name, severity }) => name === rule && severity === 'off');
  const severities = isAdvice ? { [rule]: 'warning' as const } : {};
  const { diagnostics } = lintText({ filename, text, severities, functions, now: EXAMPLE_TIME });
  return diagnostics.filter((diagnostic) => diagnostic.rule === rule);
}

function inJson(text: string): string {
  const converted = toJson(parse(new SourceFile('main.tf', text)));
  if ('error' in converted) throw new Error(converted.error);
  return JSON.stringify(converted.json, undefined, 2);
}

const titles = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ fix }) => fix?.title).sort();

const examples = rules.flatMap(({ name }) =>
  (pages.get(name)?.examples.invalid ?? []).flatMap((example, index) => {
    const text = exampleText(example);
    const found = find(name, { filename: 'main.tf', text });
    const isFixable = found.some(({ fix }) => fix !== undefined);
    return isFixable && !WITHOUT.has(`${name} ${index}`) ? [{ name, index, text, found }] : [];
  }),
);

describe('in JSON syntax', () => {
  it.each(examples)('$name $index has its fixes, and they mend', ({ name, text, found }) => {
    const filename = 'main.tf.json';
    const json = inJson(text);
    const diagnostics = find(name, { filename, text: json });
    expect(titles(diagnostics)).toEqual(titles(found));
    let mended = json;
    let left: readonly Diagnostic[] = diagnostics.filter(({ fix }) => fix !== undefined);
    for (let round = 0; round < 5 && left.length > 0; round++) {
      const { texts } = applyFixes({ diagnostics: left, applicability: 'unsafe', textOf: () => mended });
      mended = texts.get(filename) ?? mended;
      JSON.parse(mended);
      left = find(name, { filename, text: mended }).filter(({ fix }) => fix !== undefined);
    }
    expect(left).toEqual([]);
    expect(mended).not.toBe(json);
  });
});

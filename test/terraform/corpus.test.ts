/** Real modules: nothing throws, every value has a place in the file it came from, and hardly anything fails for certain. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configure } from '../../src/terraform/configure.ts';
import { isModuleFile } from '../../src/terraform/file-selection.ts';
import { loadModuleFrom } from '../../src/terraform/load.ts';
import type { JsonPointer } from '../../src/text/pointer.ts';
import { child } from '../../src/text/pointer.ts';
import type { Value } from '../../src/value/value.ts';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const TYPE = 'aws_lambda_event_source_mapping';

/** What fails for certain in a mapping of the corpus; Terraform refuses these too. */
const FAILURES = ['boitewitte+terraform-aws-sqs-trigger-lambda/ /function_name var.lambda_arn is not declared'];

function directories(root: URL): readonly URL[] {
  const inner = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [root, ...inner.flatMap((entry) => directories(new URL(`${encodeURIComponent(entry.name)}/`, root)))];
}

function* values(value: Value, pointer: JsonPointer): Iterable<readonly [JsonPointer, Value]> {
  yield [pointer, value];
  if ('elements' in value)
    for (const [at, element] of value.elements.entries()) yield* values(element, child(pointer, at));
  if ('entries' in value) for (const [key, entry] of value.entries) yield* values(entry, child(pointer, key));
}

describe.skipIf(!existsSync(CORPUS))('the corpus (skipped: ../shared is absent)', () => {
  test.each(['esm/', 'tfaws-lambda-module/'])(
    '%s',
    (part) => {
      const root = new URL(part, CORPUS);
      const failures: string[] = [];
      let mappings = 0;
      for (const directory of directories(root)) {
        const names = readdirSync(directory, { withFileTypes: true }).filter(
          (entry) => entry.isFile() && isModuleFile(entry.name),
        );
        const sources = names.map(({ name }) => ({
          filename: name,
          text: readFileSync(new URL(encodeURIComponent(name), directory), 'utf8'),
        }));
        const configuration = configure(loadModuleFrom(sources, '.', { check: { words: [TYPE] } }).module, {
          blocks: {},
          called: false,
        });
        for (const block of configuration.blocks) {
          for (const instance of [...block.instances, block.template]) {
            if (block.type !== TYPE) continue;
            for (const [pointer, value] of values(instance.values, '')) {
              const place = instance.sourceMap.locate(pointer, 'value');
              expect(place.start <= place.end && place.end <= place.file.text.length).toBe(true);
              if (value.kind === 'unknown' && value.failed && instance !== block.template) {
                const name = decodeURIComponent(directory.href.slice(root.href.length));
                failures.push(`${name} ${pointer} ${value.reasons.map((reason) => reason.text).join('; ')}`);
              }
            }
          }
          if (block.type === TYPE) mappings += 1;
        }
      }
      expect(mappings).toBeGreaterThan(part === 'esm/' ? 100 : 0);
      expect(failures).toEqual(FAILURES.filter(() => part === 'esm/'));
    },
    60_000,
  );
});

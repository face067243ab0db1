/** What is put before the real provider: the examples of every rule page, the labelled cases and the probes of `../shared`. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pages } from '../../rules/pages.ts';
import { exampleText } from '../../src/rule/hcl.ts';
import type { Question } from './differential.ts';

const SHARED = resolve('../shared/cases');

export function collect(): readonly Question[] {
  return [...examples(), ...cases(), ...probes()];
}

export function examples(): readonly Question[] {
  return [...pages].flatMap(
    ([
      rule,
      {
        examples: { invalid, valid },
      },
    ]) =>
      Object.entries({ invalid, valid }).flatMap(([kind, texts]) =>
        texts.map((text, index) => question(`${rule}, ${kind} example ${index + 1}`, exampleText(text), [rule])),
      ),
  );
}

function cases(): readonly Question[] {
  const found = read('cases.json') as readonly { readonly id: string; readonly hcl: string }[] | undefined;
  return (found ?? []).map(({ id, hcl }) => question(`case ${id}`, hcl));
}

function probes(): readonly Question[] {
  const found = read('validator-probes.json') as
    | { readonly probes: readonly { probe: string; hcl: string }[] }
    | undefined;
  return (found?.probes ?? []).map(({ probe, hcl }) => question(`probe ${probe}`, hcl));
}

function read(file: string): unknown {
  const path = resolve(SHARED, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

function question(name: string, text: string, switchedOn: readonly string[] = []): Question {
  return { name, files: { 'main.tf': text }, switchedOn };
}

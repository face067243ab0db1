/** Small modules for tests, and values as plain data that reads well in a table. */
import type { Configuration, ResourceBlock, ResourceBlocks } from '../../src/terraform/configuration.ts';
import { configure } from '../../src/terraform/configure.ts';
import type { FileSystem } from '../../src/terraform/file-system.ts';
import { languageFunctions } from '../../src/terraform/functions.ts';
import { loadModuleFrom } from '../../src/terraform/load.ts';
import type { GivenValue } from '../../src/terraform/module-scope.ts';
import type { Place, Value } from '../../src/value/value.ts';
import { FUNCTIONS } from '../functions.ts';

export interface Options {
  readonly blocks?: ResourceBlocks;
  readonly called?: boolean;
  readonly variables?: Readonly<Record<string, GivenValue>>;
  /** What functions may read. */
  readonly fileSystem?: FileSystem;
}

/** The configuration of a module given as one text or as texts by file name. */
export function configurationOf(
  files: string | Readonly<Record<string, string>>,
  options: Options = {},
): Configuration {
  const texts = typeof files === 'string' ? { 'main.tf': files } : files;
  const { module, diagnostics } = loadModuleFrom(
    Object.entries(texts).map(([filename, text]) => ({ filename, text })),
    '.',
    { check: 'all' },
  );
  if (diagnostics.length > 0) throw new Error(`${diagnostics[0]?.message} in ${JSON.stringify(texts)}`);
  const variables = new Map(Object.entries(options.variables ?? {}));
  const functions = languageFunctions(
    FUNCTIONS,
    options.fileSystem && { fileSystem: options.fileSystem, directory: '.' },
  );
  return configure(module, { blocks: options.blocks ?? {}, called: options.called ?? false, variables, functions });
}

export function blockAt(configuration: Configuration, address: string): ResourceBlock {
  const block = configuration.blocks.find((candidate) => candidate.address === address);
  if (block === undefined) throw new Error(`no block ${address}`);
  return block;
}

/** The value of an expression in a module with these declarations beside it. */
export function evaluated(expression: string, declarations = '', options: Options = {}): Value {
  const configuration = configurationOf(
    `${declarations}\nresource "probe" "probe" {\n  value = ${expression}\n}\n`,
    options,
  );
  const value = blockAt(configuration, 'probe.probe').instances[0]?.values.entries.get('value');
  if (value === undefined) throw new Error('no value');
  return value;
}

/** The value as plain data: tuples and lists are arrays, sets `{ set }`, what is not known `{ unknown }`, a choice `{ if, yes, no }`. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'bool':
    case 'string':
      return value.value;
    case 'number':
      return value.exact ?? value.value;
    case 'list':
    case 'tuple':
      return value.open ? { open: value.elements.map(plain) } : value.elements.map(plain);
    case 'set':
      return { set: value.elements.map(plain) };
    case 'map':
    case 'object':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry)]));
    case 'unknown':
      return value.failed
        ? { failed: value.reasons[0]?.text }
        : { unknown: value.reasons.map((reason) => reason.text).join('; ') };
    case 'choice':
      return {
        if: value.condition.text,
        yes: value.options[0] && plain(value.options[0].value),
        no: value.options[1] && plain(value.options[1].value),
      };
  }
}

export function textAt({ file, start, end }: Place): string {
  return file.text.slice(start, end);
}

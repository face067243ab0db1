/** Reading `preplan.json`: the settings of a project, or what is wrong with them and where. Comments and a comma at the end are fine. */
import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { nearest } from '../rule/describe.ts';
import type { Severity } from '../text/diagnostic.ts';
import type { SourceRange } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import { globMatcher } from './config-glob.ts';
import { CONFIG_KEYS } from './config-keys.ts';
import { currentName, type RuleNames, renaming } from './renamed-rules.ts';

export type Severities = Readonly<Record<string, Severity | 'off'>>;

/** What one file says; paths and globs as written, relative to the file. */
export interface Config {
  readonly extends: readonly ConfigPath[];
  /** Files and packages. */
  readonly plugins: readonly ConfigPath[];
  readonly rules: Severities;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly variableFiles: readonly ConfigPath[];
  readonly providerVersion?: string;
  readonly ignore: readonly string[];
  readonly overrides: readonly { readonly files: readonly string[]; readonly rules: Severities }[];
  readonly requireReason?: boolean;
}

/** A path, and where it is written. */
export interface ConfigPath {
  readonly path: string;
  readonly range: SourceRange;
}

export interface ConfigProblem {
  readonly message: string;
  readonly range: SourceRange;
}

export interface ReadConfig {
  readonly config: Config;
  /** In source order. A configuration with problems is not to be used. */
  readonly problems: readonly ConfigProblem[];
  /** What is fine for now, but should be written in another way; in source order. */
  readonly warnings: readonly ConfigProblem[];
}

/** `rules` are the names of all that may be set. */
export function readConfig(file: SourceFile, rules: RuleNames): ReadConfig {
  const reader = new ConfigReader(file, rules);
  const config = reader.read();
  const bySource = (a: ConfigProblem, b: ConfigProblem) => a.range.start.offset - b.range.start.offset;
  return { config, problems: reader.problems.toSorted(bySource), warnings: reader.warnings.toSorted(bySource) };
}

const OVERRIDE_KEYS = ['files', 'rules'];

class ConfigReader {
  readonly problems: ConfigProblem[] = [];
  readonly warnings: ConfigProblem[] = [];
  readonly #file: SourceFile;
  readonly #rules: RuleNames;

  constructor(file: SourceFile, rules: RuleNames) {
    this.#file = file;
    this.#rules = rules;
  }

  read(): Config {
    const errors: ParseError[] = [];
    const text = this.#file.text.replace(/^\ufeff/, ' ');
    const root = parseTree(text, errors, { allowTrailingComma: true });
    for (const { error, offset, length } of root === undefined && text.trim() === '' ? [] : errors) {
      const words = printParseErrorCode(error).replace(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
      this.#report({ offset, length: Math.max(length, 1) }, `this is not JSON: ${words.toLowerCase()}`);
    }
    const members = this.#members(root, 'the configuration');
    this.#checkNames(members, { known: CONFIG_KEYS.map(({ name }) => name), what: 'key' });
    const providerVersion = this.#version(members.get('providerVersion')?.value);
    const requireReason = this.#boolean(members.get('requireReason')?.value, 'requireReason');
    return {
      extends: this.#strings(members.get('extends')?.value, { key: 'extends', orOne: true }),
      plugins: this.#strings(members.get('plugins')?.value, { key: 'plugins' }),
      rules: this.#severities(members.get('rules')?.value, 'rules'),
      variables: this.#variables(members.get('variables')?.value),
      variableFiles: this.#strings(members.get('variableFiles')?.value, { key: 'variableFiles' }),
      ...(providerVersion !== undefined && { providerVersion }),
      ignore: this.#globs(members.get('ignore')?.value, 'ignore'),
      overrides: this.#overrides(members.get('overrides')?.value),
      ...(requireReason !== undefined && { requireReason }),
    };
  }

  #report(node: Pick<Node, 'offset' | 'length'>, message: string): void {
    this.problems.push({ message, range: this.#rangeOf(node) });
  }

  #rangeOf({ offset, length }: Pick<Node, 'offset' | 'length'>): SourceRange {
    return this.#file.range({ start: offset, end: offset + length });
  }

  /** The members of an object, by name; none of anything else, which is reported. */
  #members(node: Node | undefined, what: string): Map<string, Member> {
    const members = new Map<string, Member>();
    if (node === undefined) {
      if (this.problems.length === 0) this.#report({ offset: 0, length: 0 }, `${what} is empty; write {} at least`);
      return members;
    }
    if (node.type !== 'object') {
      this.#report(node, `${what} is no object`);
      return members;
    }
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key === undefined) continue;
      const name = String(key.value);
      if (members.has(name)) this.#report(key, `${name} is set twice in ${what}`);
      members.set(name, { key, value });
    }
    return members;
  }

  #checkNames(members: ReadonlyMap<string, Member>, { known, what }: Vocabulary): void {
    for (const [name, { key }] of members) {
      if (known.includes(name)) continue;
      const meant = nearest(name, known);
      const remedy = meant === undefined ? `known are ${known.join(', ')}` : `did you mean ${meant}?`;
      this.#report(key, `there is no ${what} ${name}; ${remedy}`);
    }
  }

  #severities(node: Node | undefined, what: string): Severities {
    const severities: [string, Severity | 'off'][] = [];
    for (const [written, { key, value }] of node === undefined ? [] : this.#members(node, what)) {
      const name = currentName(written, this.#rules);
      if (name === undefined) this.#reportRule(written, key);
      const isOld = name !== undefined && name !== written;
      if (isOld) this.warnings.push({ message: renaming({ from: written, to: name }), range: this.#rangeOf(key) });
      const severity = value && this.#severity(value, written);
      if (name === undefined || severity === undefined) continue;
      // Where both names are set, the new one counts.
      if (isOld) severities.unshift([name, severity]);
      else severities.push([name, severity]);
    }
    return Object.fromEntries(severities);
  }

  #reportRule(name: string, key: Node): void {
    if (name === 'syntax-error') {
      this.#report(key, 'syntax-error cannot be set: what follows a syntax error is not checked');
      return;
    }
    const meant = nearest(name, this.#rules.current);
    this.#report(
      key,
      `there is no rule ${name}${meant === undefined ? '; preplan rules lists them' : `; did you mean ${meant}?`}`,
    );
  }

  #severity(node: Node, rule: string): Severity | 'off' | undefined {
    if (node.type !== 'object') {
      const value: unknown = getNodeValue(node);
      if (value === 'off' || value === 'warning' || value === 'error') return value;
      const meant = typeof value === 'string' ? nearest(value, ['off', 'warning', 'error']) : undefined;
      this.#report(
        node,
        `${JSON.stringify(value)} is no severity; ${meant === undefined ? 'write "off", "warning" or "error"' : `did you mean "${meant}"?`}`,
      );
      return undefined;
    }
    const members = this.#members(node, rule);
    for (const [name, { key }] of members) {
      if (name !== 'severity') this.#report(key, `${rule} has no option ${name}; it takes only severity`);
    }
    const severity = members.get('severity')?.value;
    if (severity?.type === 'object') this.#report(severity, 'severity is an object; write "off", "warning" or "error"');
    return severity === undefined || severity.type === 'object' ? undefined : this.#severity(severity, rule);
  }

  #overrides(node: Node | undefined): Config['overrides'] {
    if (node === undefined) return [];
    if (node.type !== 'array') {
      this.#report(node, 'overrides is no list; write [{ "files": [], "rules": {} }]');
      return [];
    }
    return (node.children ?? []).map((element) => {
      const members = this.#members(element, 'an override');
      this.#checkNames(members, { known: OVERRIDE_KEYS, what: 'key of overrides' });
      for (const name of OVERRIDE_KEYS) {
        if (!members.has(name)) this.#report(element, `this override has no ${name}`);
      }
      return {
        files: this.#globs(members.get('files')?.value, 'files'),
        rules: this.#severities(members.get('rules')?.value, 'rules'),
      };
    });
  }

  #variables(node: Node | undefined): Readonly<Record<string, unknown>> {
    if (node === undefined) return {};
    const members = [...this.#members(node, 'variables')];
    return Object.fromEntries(members.map(([name, { value }]) => [name, value && getNodeValue(value)]));
  }

  #globs(node: Node | undefined, key: string): readonly string[] {
    return this.#strings(node, { key }).flatMap(({ path, range }) => {
      try {
        globMatcher(path);
        return [path];
      } catch {
        this.problems.push({ message: `${path} is no glob; a range like [a-z] goes upwards`, range });
        return [];
      }
    });
  }

  #strings(
    node: Node | undefined,
    { key, orOne = false }: { readonly key: string; readonly orOne?: boolean },
  ): readonly ConfigPath[] {
    if (node === undefined) return [];
    const elements =
      orOne && node.type === 'string' ? [node] : node.type === 'array' ? (node.children ?? []) : undefined;
    if (elements === undefined) {
      this.#report(node, `${key} is no list of strings`);
      return [];
    }
    return elements.flatMap((element) => {
      if (element.type === 'string' && element.value !== '') {
        return [{ path: String(element.value), range: this.#rangeOf(element) }];
      }
      this.#report(element, `${JSON.stringify(getNodeValue(element))} is no path; ${key} is a list of strings`);
      return [];
    });
  }

  #version(node: Node | undefined): string | undefined {
    if (node === undefined) return undefined;
    const value: unknown = getNodeValue(node);
    if (typeof value === 'string' && /^\d+\.\d+\.\d+$/.test(value)) return value;
    this.#report(node, `providerVersion is ${JSON.stringify(value)}; write a version like "6.28.0"`);
    return undefined;
  }

  #boolean(node: Node | undefined, key: string): boolean | undefined {
    if (node === undefined) return undefined;
    if (node.type === 'boolean') return node.value === true;
    this.#report(node, `${key} is ${JSON.stringify(getNodeValue(node))}; write true or false`);
    return undefined;
  }
}

interface Member {
  readonly key: Node;
  /** Absent where the JSON is broken. */
  readonly value: Node | undefined;
}

interface Vocabulary {
  readonly known: readonly string[];
  readonly what: string;
}

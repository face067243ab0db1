/** The same mapping in other words: values behind variables, locals, functions, repetition, modules; blocks as `dynamic`; JSON syntax. */
import type { Argument, Plain } from './valid-mappings.ts';

export type Random = () => number;

/** A mapping that is being written: what its arguments need around it. */
export interface Draft {
  readonly random: Random;
  readonly locals: Map<string, string>;
  readonly variables: Map<string, string>;
  readonly declarations: Set<string>;
  /** What each instance finds under `each.value`. */
  readonly each: Map<string, string>;
  /** Values that come back from a child module. */
  readonly outputs: Map<string, string>;
  readonly repetition: 'none' | 'for_each' | 'for_each over a set' | 'count' | 'no instance';
  readonly syntax: 'native' | 'json';
}

type Written =
  | { readonly kind: 'attribute'; readonly name: string; readonly expression: string; readonly value?: Plain }
  | { readonly kind: 'block'; readonly name: string; readonly body: readonly Written[] }
  | {
      readonly kind: 'dynamic';
      readonly name: string;
      readonly forEach: string;
      readonly iterator?: string;
      readonly body: readonly Written[];
    };

export function newDraft(random: Random): Draft {
  const repetitions = [
    'none',
    'none',
    'none',
    'for_each',
    'for_each',
    'for_each over a set',
    'count',
    'no instance',
  ] as const;
  return {
    random,
    locals: new Map(),
    variables: new Map(),
    declarations: new Set(),
    each: new Map(),
    outputs: new Map(),
    repetition: repetitions[Math.floor(random() * repetitions.length)] ?? 'none',
    syntax: random() < 0.2 ? 'json' : 'native',
  };
}

export function disguise(argument: Argument, draft: Draft): readonly Written[] {
  const { name, value, reference, blocks } = argument;
  if (blocks !== undefined) return blocks.length === 0 ? [] : disguiseBlocks(argument, blocks, draft);
  if (reference !== undefined && draft.random() < 0.5) {
    draft.declarations.add(reference.declaration);
    return [{ kind: 'attribute', name, expression: wrap(reference.expression, draft, 'string') }];
  }
  const plain = value ?? null;
  if (draft.random() < 0.3) return [{ kind: 'attribute', name, expression: hcl(plain), value: plain }];
  return [{ kind: 'attribute', name, expression: wrapValue(plain, draft) }];
}

function disguiseBlocks(
  { name, optional }: Argument,
  blocks: readonly (readonly Argument[])[],
  draft: Draft,
): readonly Written[] {
  const body = (args: readonly Argument[]): readonly Written[] =>
    args.filter(({ optional }) => !optional || draft.random() < 0.5).flatMap((argument) => disguise(argument, draft));
  const choice = draft.random();
  if (choice < 0.55) return blocks.map((args) => ({ kind: 'block', name, body: body(args) }));
  const dynamic = (forEach: string, args: readonly Written[], iterator?: string): Written => ({
    kind: 'dynamic',
    name,
    forEach,
    body: args,
    ...(iterator !== undefined && { iterator }),
  });
  const [first] = blocks;
  const names = first?.map((argument) => argument.name) ?? [];
  const alike = blocks.every((args) =>
    args.every(({ value }, index) => value !== undefined && args[index]?.name === names[index]),
  );
  if (alike && choice < 0.85) {
    const iterator = draft.random() < 0.3 ? 'item' : undefined;
    const rows = blocks.map(
      (args) => `{ ${args.map((argument) => `${argument.name} = ${hcl(argument.value ?? null)}`).join(', ')} }`,
    );
    const path = `${iterator ?? name}.value`;
    const content = names.map((argument): Written => {
      const forms = [
        `${path}.${argument}`,
        `${path}["${argument}"]`,
        `lookup(${path}, "${argument}", null)`,
        `try(${path}.${argument}, null)`,
      ];
      return { kind: 'attribute', name: argument, expression: pick(forms, draft) };
    });
    return [dynamic(wrap(`[${rows.join(', ')}]`, draft, 'any'), content, iterator)];
  }
  const guard = pick(
    [
      '[1]',
      '["x"]',
      '{ a = 1 }',
      'toset(["a"])',
      'range(1)',
      `${flag(draft, true)} ? [1] : []`,
      `${flag(draft, false)} ? [] : [1]`,
      'compact(["a", ""])',
      // Switched off: `terraform validate` looks at the names all the same.
      ...(optional ? [`${flag(draft, false)} ? [1] : []`, `${flag(draft, true)} ? [] : [1]`] : []),
    ],
    draft,
  );
  return blocks.map((args) => dynamic(guard, body(args)));
}

function pick<Item>(items: readonly Item[], { random }: Draft): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

/** A value as an expression of HCL. */
export function hcl(value: Plain): string {
  if (typeof value === 'string') return JSON.stringify(value).replaceAll('${', '$${').replaceAll('%{', '%%{');
  if (Array.isArray(value)) return `[${value.map(hcl).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)} = ${hcl(inner)}`)
      .join(', ')} }`;
  }
  return String(value);
}

function wrapValue(value: Plain, draft: Draft): string {
  if (typeof value === 'number' || typeof value === 'boolean') {
    const quoted = draft.random() < 0.2;
    return wrap(quoted ? `"${value}"` : String(value), draft, quoted ? 'string' : 'plain');
  }
  if (typeof value === 'string') return wrap(hcl(value), draft, value === '' ? 'any' : 'string');
  return wrap(hcl(value), draft, value === null ? 'null' : 'any');
}

type Sort = 'string' | 'plain' | 'any' | 'null';

function wrap(expression: string, draft: Draft, sort: Sort): string {
  const depth = Math.floor(draft.random() * 4);
  let text = expression;
  for (let level = 0; level < depth; level++) text = pick(WRAPPINGS, draft)(text, draft, sort) ?? text;
  return text;
}

const fresh = (map: ReadonlyMap<string, unknown>, prefix: string): string => `${prefix}${map.size}`;
const isConstant = (text: string): boolean => !/\b(local|var|each|count|module|aws_\w+)\b/.test(text);

function local(text: string, { locals, each, repetition }: Draft): string | undefined {
  if (/\b(each|count)\b/.test(text) && (each.size > 0 || repetition !== 'none')) return undefined;
  const name = fresh(locals, 'l');
  locals.set(name, text);
  return `local.${name}`;
}

function variable(
  text: string,
  { variables }: Draft,
  body: (value: string) => string,
  use: (name: string) => string,
): string | undefined {
  if (
    !isConstant(text) ||
    /null|^(""|\[\]|\{ {2}\})$/.test(text) ||
    /[a-z]\(/.test(text) ||
    text.includes('?') ||
    text.includes(' for ') ||
    text.includes(']["') ||
    text.includes('}.')
  )
    return undefined;
  const name = fresh(variables, 'v');
  variables.set(name, body(text));
  return use(`var.${name}`);
}

function flag(draft: Draft, value: boolean): string {
  return (
    variable(
      String(value),
      draft,
      (text) => `  type    = bool\n  default = ${text}`,
      (name) => name,
    ) ?? String(value)
  );
}

type Wrapping = (text: string, draft: Draft, sort: Sort) => string | undefined;

const WRAPPINGS: readonly Wrapping[] = [
  local,
  local,
  (text, draft) =>
    variable(
      text,
      draft,
      (value) => `  default = ${value}`,
      (name) => name,
    ),
  (text, draft, sort) =>
    sort === 'string'
      ? variable(
          text,
          draft,
          (value) => `  type    = string\n  default = ${value}`,
          (name) => name,
        )
      : undefined,
  (text, draft) =>
    variable(
      text,
      draft,
      (value) => `  type    = any\n  default = { a = ${value}, b = null }`,
      (name) => `${name}.a`,
    ),
  (text, draft, sort) =>
    sort === 'string'
      ? variable(
          text,
          draft,
          (value) =>
            `  type = object({\n    a = optional(string, ${value})\n    b = optional(number)\n  })\n  default = {}`,
          (name) => `${name}.a`,
        )
      : undefined,
  (text, draft, sort) =>
    sort === 'string'
      ? variable(
          text,
          draft,
          (value) => `  type    = map(string)\n  default = { a = ${value} }`,
          (name) => `lookup(${name}, "a", null)`,
        )
      : undefined,
  (text, draft) => `(${flag(draft, true)} ? ${text} : null)`,
  (text, draft) => `(${flag(draft, false)} ? null : ${text})`,
  (text, draft) => `(${flag(draft, false)} ? ${text} : ${text})`,
  (text, draft) => {
    draft.variables.set('unknown', '  type = bool');
    return `(var.unknown ? ${text} : ${text})`;
  },
  (text) => `lookup({ a = ${text} }, "a", null)`,
  (text) => `try(${text}, null)`,
  (text) => `try({}.missing, ${text})`,
  (text) => `merge({ a = null, b = 1 }, { a = ${text} }).a`,
  (text) => `merge({ a = ${text} }, {})["a"]`,
  (text, _, sort) => (sort === 'null' || sort === 'any' ? undefined : `coalesce(null, ${text})`),
  (text) => `[${text}][0]`,
  (text) => `element([${text}], 3)`,
  (text) => `one([${text}])`,
  (text) => `one([{ a = ${text} }][*].a)`,
  (text) => `values({ a = ${text} })[0]`,
  (text) => `{ for key in ["a"] : key => ${text} }["a"]`,
  (text) => `[for key in ["a", "b"] : ${text} if key == "b"][0]`,
  (text) => (isConstant(text) ? `jsondecode(jsonencode({ a = ${text} })).a` : undefined),
  (text) => `concat([${text}], [])[0]`,
  (text, _, sort) => (sort === 'string' ? `"\${${text}}"` : undefined),
  (text, _, sort) => (sort === 'string' ? `format("%s", ${text})` : undefined),
  (text, _, sort) => (sort === 'string' ? `join("", [${text}])` : undefined),
  (text, _, sort) => (sort === 'string' ? `trimspace(" \${${text}} ")` : undefined),
  (text, _, sort) => (sort === 'plain' && !/true|false/.test(text) ? `tonumber(tostring(${text}))` : undefined),
  (text) => `nonsensitive(sensitive(${text}))`,
  (text) => `sensitive(${text})`,
  (text, draft) => {
    if (draft.repetition !== 'for_each' || !isConstant(text)) return undefined;
    const name = fresh(draft.each, 'e');
    draft.each.set(name, text);
    return pick(
      [
        `each.value.${name}`,
        `each.value["${name}"]`,
        `lookup(each.value, "${name}", null)`,
        `try(each.value.${name}, null)`,
      ],
      draft,
    );
  },
  (text, draft, sort) =>
    draft.repetition === 'count' && sort !== 'null' ? `[${text}, ${text}][count.index]` : undefined,
  (text, { repetition }) =>
    repetition === 'for_each over a set' ? `{ a = ${text}, b = ${text} }[each.key]` : undefined,
  (text, { outputs }) => {
    if (!isConstant(text)) return undefined;
    const name = fresh(outputs, 'o');
    outputs.set(name, text);
    return `module.child.${name}`;
  },
];

/** The files of a draft with these arguments. */
export function toText(draft: Draft, parts: readonly (readonly Written[])[]): Readonly<Record<string, string>> {
  const written = [...repetitionOf(draft), ...parts.flat()];
  const lines: string[] = [...draft.declarations];
  for (const [name, body] of draft.variables) lines.push(`variable "${name}" {\n${body}\n}\n`);
  if (draft.locals.size > 0)
    lines.push(`locals {\n${[...draft.locals].map(([name, text]) => `  ${name} = ${text}`).join('\n')}\n}\n`);
  const files: Record<string, string> = {};
  if (draft.outputs.size > 0) {
    lines.push('module "child" {\n  source = "./child"\n}\n');
    files['child/main.tf'] = [...draft.outputs]
      .map(([name, text]) => `output "${name}" {\n  value = ${text}\n  sensitive = true\n}\n`)
      .join('\n');
    if (draft.random() < 0.5) files['child/main.tf'] = files['child/main.tf'].replaceAll('  sensitive = true\n', '');
  }
  if (draft.syntax === 'native') {
    lines.push(
      `resource "aws_lambda_event_source_mapping" "this" {\n${written.map((one) => native(one, '  ')).join('')}}\n`,
    );
  } else {
    const resource = { aws_lambda_event_source_mapping: { this: jsonBody(written) } };
    files['mapping.tf.json'] = `${JSON.stringify({ resource }, undefined, 2)}\n`;
  }
  files['main.tf'] = `${lines.join('\n')}\n`;
  return files;
}

function repetitionOf({ repetition, each }: Draft): readonly Written[] {
  const values = `{ ${[...each].map(([name, text]) => `${name} = ${text}`).join(', ')} }`;
  switch (repetition) {
    case 'none':
      return [];
    case 'for_each':
      return [{ kind: 'attribute', name: 'for_each', expression: `{ one = ${values} }` }];
    case 'for_each over a set':
      return [{ kind: 'attribute', name: 'for_each', expression: 'toset(["a"])' }];
    case 'count':
      return [{ kind: 'attribute', name: 'count', expression: '1' }];
    case 'no instance':
      return [{ kind: 'attribute', name: 'count', expression: '0' }];
  }
}

function native(part: Written, indent: string): string {
  switch (part.kind) {
    case 'attribute':
      return `${indent}${part.name} = ${part.expression}\n`;
    case 'block':
      return `${indent}${part.name} {\n${part.body.map((one) => native(one, `${indent}  `)).join('')}${indent}}\n`;
    case 'dynamic': {
      const body = part.body.map((one) => native(one, `${indent}    `)).join('');
      const iterator = part.iterator === undefined ? '' : `${indent}  iterator = ${part.iterator}\n`;
      return `${indent}dynamic "${part.name}" {\n${indent}  for_each = ${part.forEach}\n${iterator}${indent}  content {\n${body}${indent}  }\n${indent}}\n`;
    }
  }
}

function jsonBody(parts: readonly Written[]): Readonly<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  const dynamic: Record<string, unknown[]> = {};
  for (const part of parts) {
    if (part.kind === 'attribute') {
      body[part.name] =
        part.value !== undefined && typeof part.value !== 'string' ? part.value : `\${${part.expression}}`;
    } else if (part.kind === 'block') {
      body[part.name] = [...((body[part.name] as unknown[] | undefined) ?? []), jsonBody(part.body)];
    } else {
      const { forEach, iterator } = part;
      const content = {
        for_each: `\${${forEach}}`,
        ...(iterator !== undefined && { iterator }),
        content: jsonBody(part.body),
      };
      dynamic[part.name] = [...(dynamic[part.name] ?? []), content];
    }
  }
  return Object.keys(dynamic).length > 0 ? { ...body, dynamic } : body;
}

import { describe, expect, test } from 'vitest';
import type { Block, BodyContent, Expression, TemplateExpression } from '../../src/hcl/ast.ts';
import { expressionInString } from '../../src/hcl/json-string.ts';
import { parseJson } from '../../src/hcl/json-syntax.ts';
import { parseJsonValue } from '../../src/hcl/json-value.ts';
import { traversal } from '../../src/hcl/traversal.ts';
import { walkExpression } from '../../src/hcl/walk.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { seededRandom } from '../hcl-suite/random.ts';

function parse(text: string) {
  const file = new SourceFile('main.tf.json', text);
  const tree = parseJson(file);
  return {
    file,
    tree,
    body: tree.body,
    at: (span: { start: number; end: number }) => text.slice(span.start, span.end),
  };
}

function summaries(text: string): string[] {
  const { tree } = parse(text);
  tree.parseAll();
  return tree.diagnostics.map(({ summary }) => summary);
}

/** The expression of the only attribute of a body with the given JSON value. */
function expressionOf(value: string) {
  const { body, ...rest } = parse(`{"a": ${value}}`);
  const expression = body.content({}).attributes[0]?.expression;
  if (expression === undefined) throw new Error('no attribute');
  return { expression, ...rest };
}

function templateOf(value: string) {
  const { expression, ...rest } = expressionOf(value);
  if (expression.kind !== 'template') throw new Error(expression.kind);
  return { template: expression, ...rest };
}

const TYPES = { resource: 2, variable: 1, locals: 0 };

function addresses(content: BodyContent): string[] {
  return content.blocks.map((block) => [block.type, ...block.labels.map((label) => label.value)].join('.'));
}

describe('what is a block', () => {
  test('only the block types given make blocks; the rest are attributes, in source order', () => {
    const { body } = parse('{"b": 1, "resource": {"aws_x": {"y": {}}}, "a": {"c": 2}, "//": "a remark", "b": 3}');
    expect(body.content(TYPES).attributes.map(({ name }) => name)).toEqual(['b', 'a', 'b']);
    expect(addresses(body.content(TYPES))).toEqual(['resource.aws_x.y']);
    expect(body.content({}).attributes.map(({ name }) => name)).toEqual(['b', 'resource', 'a', 'b']);
  });

  test.each([
    ['objects all the way', '{"resource": {"t": {"x": {}, "y": {}}, "u": {"x": {}}}}', ['t.x', 't.y', 'u.x']],
    ['an array at the top', '[{"resource": {"t": {"x": {}}}}, {"resource": {"t": {"y": {}}}}]', ['t.x', 't.y']],
    ['an array of first labels', '{"resource": [{"t": {"x": {}}}, {"t": {"y": {}}}]}', ['t.x', 't.y']],
    ['an array of second labels', '{"resource": {"t": [{"x": {}}, {"y": {}}]}}', ['t.x', 't.y']],
    ['an array of bodies', '{"resource": {"t": {"x": [{}, {}]}}}', ['t.x', 't.x']],
    ['arrays everywhere', '[{"resource": [{"t": [{"x": [{}, {}]}, {"y": [{}]}]}]}]', ['t.x', 't.x', 't.y']],
    ['the same name twice', '{"resource": {"t": {"x": {}}}, "resource": {"t": {"x": {}}}}', ['t.x', 't.x']],
    ['no body', '{"resource": {"t": {"x": [], "y": null}}}', []],
  ])('%s', (_, text, expected) => {
    const { body, tree } = parse(text);
    expect(addresses(body.content(TYPES))).toEqual(expected.map((address) => `resource.${address}`));
    expect(tree.diagnostics).toEqual([]);
  });

  test('a body that is an array of objects has the properties of all of them', () => {
    const { body, tree } = parse('{"locals": [[{"a": 1}, {"b": 2}]]}');
    const names = body.content(TYPES).blocks.map((block) => block.body.content({}).attributes.map(({ name }) => name));
    expect(names).toEqual([['a', 'b']]);
    expect(tree.diagnostics).toEqual([]);
  });

  test('a remark is one in a body only: among labels "//" is a label, in an expression a key', () => {
    const { body, tree } = parse('{"variable": {"//": {}}, "a": {"//": 1}}');
    expect(addresses(body.content(TYPES))).toEqual(['variable.//']);
    const [a] = body.content(TYPES).attributes;
    expect(a?.expression).toMatchObject({ kind: 'object', items: [{ key: { literal: '//' } }] });
    expect(tree.diagnostics).toEqual([]);
  });

  test.each([
    ['a label is missing', '{"variable": {}}', 'Missing block label', '{'],
    ['null instead of labels', '{"variable": null}', 'Missing block label', 'null'],
    ['a string instead of labels', '{"variable": "x"}', 'Incorrect JSON value type', '"x"'],
    ['a string among the labels', '{"variable": ["x", {"y": {}}]}', 'Incorrect JSON value type', '"x"'],
    ['a number instead of a body', '{"variable": {"x": 1}}', 'Incorrect JSON value type', '1'],
  ])('%s', (_, text, summary, place) => {
    const { body, tree, at } = parse(text);
    body.content(TYPES);
    body.content(TYPES);
    expect(tree.diagnostics.map((diagnostic) => [diagnostic.summary, at(diagnostic)])).toEqual([[summary, place]]);
  });
});

describe('positions', () => {
  test('an attribute reaches from the quote of its name to the end of its value', () => {
    const { body, at } = parse('{ "batch_size" : 10 , "x": [1] }');
    const [size, x] = body.content({}).attributes;
    if (size === undefined || x === undefined) throw new Error('missing');
    expect(at(size)).toBe('"batch_size" : 10');
    expect(at({ start: size.start, end: size.nameEnd })).toBe('"batch_size"');
    expect(at(size.expression)).toBe('10');
    expect(at(x.expression)).toBe('[1]');
  });

  test('a block has its innermost name as header; the label spans are those of the names', () => {
    const { body, at } = parse('{"resource": {"aws_x": {"y": {"a": 1}, "z": [{"b": 1}, {"c": 2}]}}}');
    const show = (block: Block) => ({
      whole: at(block),
      header: at({ start: block.start, end: block.headerEnd }),
      type: at({ start: block.start, end: block.typeEnd }),
      labels: block.labels.map(at),
      body: at(block.body),
    });
    expect(body.content(TYPES).blocks.map(show)).toEqual([
      { whole: '"y": {"a": 1}', header: '"y"', type: '"y"', labels: ['"aws_x"', '"y"'], body: '{"a": 1}' },
      { whole: '"z": [{"b": 1}', header: '"z"', type: '"z"', labels: ['"aws_x"', '"z"'], body: '{"b": 1}' },
      { whole: '{"c": 2}', header: '{', type: '{', labels: ['"aws_x"', '"z"'], body: '{"c": 2}' },
    ]);
  });

  test('inside a string without escapes', () => {
    const { template, at } = templateOf('"x-${aws_lambda_function.worker.arn}-y"');
    expect(spans(template, at)).toEqual([
      'aws_lambda_function.worker.arn',
      'aws_lambda_function.worker',
      'aws_lambda_function',
    ]);
    expect(template.parts.map(at)).toEqual(['x-', '${aws_lambda_function.worker.arn}', '-y']);
  });

  test('inside a string whose escapes are longer than what they stand for', () => {
    const { template, at } = templateOf(String.raw`"\u00e9\n\"${'${'}var.a[\"k\"]}\u007d ${'${'} upper( b ) }"`);
    expect(spans(template, at)).toEqual(['var.a[\\"k\\"]', 'var.a', 'var', '\\"k\\"', 'upper( b )', 'b']);
    expect(template.parts.map((part) => (part.kind === 'literal' ? part.value : at(part)))).toEqual([
      'é\n"',
      '${var.a[\\"k\\"]}',
      '} ',
      '${ upper( b ) }',
    ]);
  });

  test('an error in a string is where the character is, behind escapes too', () => {
    const { tree, at } = parse(String.raw`{"a": "\"\u00e9${'${'}b ; c}"}`);
    tree.parseAll();
    expect(tree.diagnostics.map((diagnostic) => [diagnostic.summary, at(diagnostic)])).toEqual([
      ['Invalid character', ';'],
    ]);
  });
});

function spans(template: TemplateExpression, at: (span: Expression) => string): string[] {
  const found: string[] = [];
  walkExpression(template, (expression) => {
    if (expression !== template) found.push(at(expression));
  });
  return found;
}

describe('expressions', () => {
  test('numbers keep their text, keywords are literals', () => {
    expect(expressionOf('-12345678901234567890').expression).toMatchObject({
      kind: 'number',
      value: -12345678901234567000,
      text: '-12345678901234567890',
    });
    expect(expressionOf('[true, false, null]').expression).toMatchObject({
      kind: 'tuple',
      elements: [{ kind: 'bool', value: true }, { kind: 'bool', value: false }, { kind: 'null' }],
    });
  });

  test('a string without sequences is a literal, decoded, normalized and well-formed', () => {
    expect(templateOf('""').template).toMatchObject({ form: 'bare', literal: '', parts: [], wrapped: undefined });
    expect(templateOf(String.raw`"a\"\\\/\b\f\n\r\t\u0041"`).template.literal).toBe('a"\\/\b\f\n\r\tA');
    expect(templateOf('"e\u0301 \\ud800 \\ud83d\\ude00"').template.literal).toBe('\u00e9 \uFFFD \u{1F600}');
    expect(templateOf('"100% $5"').template.literal).toBe('100% $5');
  });

  test('a string is a template: interpolation, escape, directive, backslash without meaning', () => {
    expect(templateOf('"${aws_x.y.arn}"').template.wrapped).toMatchObject({ kind: 'get-attribute', name: 'arn' });
    expect(templateOf('"${1}"').template.wrapped).toMatchObject({ kind: 'number', value: 1 });
    expect(templateOf('"$${x}"').template.literal).toBe('${x}');
    expect(templateOf('"%{ if a }b%{ endif }"').template.parts).toMatchObject([
      { kind: 'if', whenTrue: [{ value: 'b' }] },
    ]);
    expect(templateOf(String.raw`"\\n${'$${x}'}"`).template.literal).toBe('\\n${x}');
    expect(templateOf('"${\\"a\\\\n\\"}"').template.wrapped).toMatchObject({ kind: 'template', literal: 'a\n' });
  });

  test('the keys of an object are templates too, and come twice if written twice', () => {
    const { expression, at } = expressionOf('{"a": 1, "${var.k}": 2, "a": 3}');
    if (expression.kind !== 'object') throw new Error(expression.kind);
    expect(expression.items.map((item) => at(item))).toEqual(['"a": 1', '"${var.k}": 2', '"a": 3']);
    const keys = expression.items.map(({ key }) =>
      key.kind === 'template' ? (key.literal ?? key.wrapped?.kind) : key.kind,
    );
    expect(keys).toEqual(['a', 'get-attribute', 'a']);
  });

  test('a string that the reader takes as it is has no templates and no errors', () => {
    const text = '{"variable": {"a": {"default": "${b", "validation": {"condition": "${a}"}}}}';
    const verbatim = (path: readonly string[]) => path[0] === 'variable' && path[2] !== 'validation';
    const tree = parseJson(new SourceFile('v.tf.json', text), { verbatim });
    tree.parseAll();
    const variable = tree.body.content(TYPES).blocks[0]?.body.content({ validation: 0 });
    expect(variable?.attributes[0]?.expression).toMatchObject({ literal: '${b', wrapped: undefined });
    const condition = variable?.blocks[0]?.body.content({}).attributes[0]?.expression;
    expect(condition).toMatchObject({ wrapped: { kind: 'variable', name: 'a' } });
    expect(tree.diagnostics).toEqual([]);
  });

  test('a reference or a type may stand in a string as it is', () => {
    const { template, file, at } = templateOf(String.raw`"aws_x.y[\"k\"]"`);
    const inside = expressionInString(template, file);
    expect(inside && traversal(inside)?.steps.map(at)).toEqual(['y', '\\"k\\"']);
    const { template: none } = templateOf('"not an expression"');
    expect(expressionInString(none, file)).toBeUndefined();
  });
});

describe('errors', () => {
  test.each([
    ['{"a": 1,}', ['Trailing comma in object']],
    ['{"a": [1,]}', ['Trailing comma in array']],
    ['{"a": 1 "b": 2}', ['Missing attribute seperator comma']],
    ['{"a" 1}', ['Missing property value colon']],
    ['{"a" = 1}', ['Missing property value colon']],
    ['{"a"}', ['Missing object value']],
    ['{"a": }', ['Missing JSON value']],
    ['{"a":\n "b": 1}', ['Missing JSON value']],
    ['{"a": [1}', ['Mismatched brackets']],
    ['[{"a": 1]', ['Mismatched braces']],
    ['{"a": {"b": 1', ['Unclosed object']],
    ['{"a": [1, ', ['Unclosed object']],
    ['{"a": ', ['Missing value']],
    ['{1: 2}', ['Invalid object property name']],
    ['{"a": 01}', ['Invalid JSON number']],
    ['{"a": +1}', ['Invalid JSON number']],
    ['{"a": 1.}', ['Invalid JSON number']],
    ['{"a": True}', ['Invalid JSON keyword']],
    ['{"a": "x\ty"}', ['Invalid JSON string']],
    ['{"a": "\\q"}', ['Invalid JSON string']],
    ['{"a": "x\n}', ['Invalid JSON string']],
    ['{"a": 1} // x', ['Invalid start of value']],
    ['/* x */ {"a": 1}', ['Invalid start of value']],
    ['{"a": 1}}', ['Extraneous data after value']],
    ['\uFEFF{"a": 1}', ['Invalid start of value']],
    ['"a"', ['Root value must be object']],
    ['', ['Missing value']],
    ['{"a": "${b"}', ['Unclosed template interpolation sequence']],
    ['{"a": {"b": ["%{ if c }"]}}', ['Unexpected end of template']],
  ])('%j', (text, expected) => {
    expect(summaries(text)).toEqual(expected);
  });

  test.each([
    ['a comma', '{"a": 1 "b": 2}', ['a', 'b']],
    ['a value', '{"a": , "b": 2}', ['a', 'b']],
    ['a value before a line end', '{"a":\n"b": 2}', ['a', 'b']],
    ['a colon', '{"a" 1, "b": 2}', ['a', 'b']],
    ['a closing brace', '{"a": [{"x": 1], "b": 2}', ['a', 'b']],
    ['a closing bracket', '{"a": {"x": [1}, "b": 2}', ['a', 'b']],
    ['a closing quote', '{"a": "x,\n"b": 2}', ['a', 'b']],
    ['the end', '{"a": 1, "b": {"c"', ['a', 'b']],
    ['nothing, but there is a comment', '{"a": 1, // c\n"b": 2}', ['a', 'b']],
  ])('where %s is missing, what is behind it is still read', (_, text, names) => {
    const { body, tree } = parse(text);
    expect(body.content({}).attributes.map(({ name }) => name)).toEqual(names);
    expect(tree.diagnostics.length).toBeGreaterThan(0);
  });

  test('an error in a template is found when somebody looks at the string, and once', () => {
    const { tree, body } = parse('{"a": "${b", "c": 1}');
    const [a, c] = body.content({}).attributes;
    expect(c?.expression.kind).toBe('number');
    expect(tree.diagnostics).toEqual([]);
    for (const attribute of [a, ...body.content({}).attributes]) {
      if (attribute?.expression.kind === 'template') void attribute.expression.parts;
    }
    tree.parseAll();
    expect(tree.diagnostics.map(({ summary }) => summary)).toEqual(['Unclosed template interpolation sequence']);
  });
});

test('JSON is accepted exactly when JSON.parse accepts it', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"\\u00e9"',
    '1',
    '-0.5e3',
    '01',
    'true',
    'nul',
    '=',
    '@',
    '"',
    '\n',
    '//',
    '/*',
    '\\',
    ' ',
  ];
  const pairs = ['{"a":1}', '[]', '{}', '"b":', '[1,2]', '{"a":[{"b":null}],"a":2}'];
  const random = seededRandom(1);
  let accepted = 0;
  for (let count = 0; count < 20_000; count++) {
    let text = '';
    for (let length = 1 + random.below(6); length > 0; length--)
      text += random.pick(random.chance(0.5) ? pieces : pairs);
    if (isJson(text)) accepted++;
    expect(parseJsonValue(text).diagnostics.length === 0, text).toBe(isJson(text));
  }
  expect(accepted).toBeGreaterThan(1000);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('hostile input', () => {
  test('nesting beyond the limit is reported once and costs only itself', () => {
    const deep = `${'['.repeat(50_000)}1${']'.repeat(50_000)}`;
    const { body, tree } = parse(`{"a": ${deep}, "b": ${deep}, "c": 1}`);
    expect(body.content({}).attributes.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    tree.parseAll();
    expect(tree.diagnostics.map(({ summary }) => summary)).toEqual(['Nesting too deep']);
    expect(summaries('{"a":'.repeat(50_000))).toContain('Nesting too deep');
  });

  test('a sum of many terms in a string can be walked', () => {
    const { template } = templateOf(`"\\n${'${'}${Array(20_000).fill('a').join('+')}}"`);
    let variables = 0;
    walkExpression(template, (expression) => {
      if (expression.kind === 'variable') variables++;
    });
    expect(variables).toBe(20_000);
  });

  test('names of the prototype are names', () => {
    const { body } = parse('{"__proto__": {"x": 1}, "constructor": 1, "toString": 2}');
    expect(body.content({}).attributes.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(body.content({ resource: 2 }).blocks).toEqual([]);
  });

  test('a large file full of faults is read to its end, well within the time that a test has', () => {
    const faulty = '{"a": "\\"${b}", "c": [1 2], "d": "x\ty"},';
    const { tree, body } = parse(`[${faulty.repeat(20_000)}{"last": 1}]`);
    tree.parseAll();
    expect(body.content({}).attributes.at(-1)?.name).toBe('last');
    expect(tree.diagnostics.length).toBe(40_000);
  });
});

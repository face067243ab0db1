/**
 * A text that two pieces of trees have in common exactly when they are the same, spans included: offsets count from the start
 * of the piece, so that a block is equal to itself after something was inserted before it.
 */
import type { Attribute, Block, Expression, TemplatePart } from '../../src/hcl/ast.ts';

export function fingerprint(block: Block): string {
  return describeBlock(block, block.start);
}

function describeBlock(block: Block, base: number): string {
  const labels = block.labels.map((label) => `${place(label, base)}${label.value}`);
  const { attributes, blocks } = block.body.content({});
  const items = [
    ...attributes.map((attribute) => describeAttribute(attribute, base)),
    ...blocks.map((inner) => describeBlock(inner, base)),
  ];
  return `${place(block, base)}${block.type} ${labels.join(' ')} ${place(block.body, base)}{${items.join('\n')}}`;
}

function describeAttribute(attribute: Attribute, base: number): string {
  return `${place(attribute, base)}${attribute.name}=${describe(attribute.expression, base)}`;
}

function describe(expression: Expression, base: number): string {
  const inner = (below: Expression): string => describe(below, base);
  const start = `${place(expression, base)}${expression.kind}`;
  switch (expression.kind) {
    case 'number':
      return `${start} ${expression.text}`;
    case 'bool':
      return `${start} ${expression.value}`;
    case 'null':
    case 'splat-item':
    case 'invalid':
      return start;
    case 'template':
      return `${start} ${expression.form} ${describeParts(expression.parts, base)}`;
    case 'variable':
      return `${start} ${expression.name}`;
    case 'get-attribute':
      return `${start} ${inner(expression.object)}.${expression.nameStart - base} ${expression.name}`;
    case 'index':
      return `${start} ${expression.legacy} ${inner(expression.object)}[${inner(expression.key)}]`;
    case 'splat':
      return `${start} ${expression.style} ${inner(expression.object)}*${inner(expression.each)}`;
    case 'call':
      return `${start} ${expression.name} ${expression.expandFinal} (${expression.arguments.map(inner).join(',')})`;
    case 'unary':
      return `${start} ${expression.operator} ${inner(expression.operand)}`;
    case 'binary':
      return `${start} ${expression.operator} ${inner(expression.left)} ${inner(expression.right)}`;
    case 'conditional':
      return `${start} ${inner(expression.condition)}?${inner(expression.whenTrue)}:${inner(expression.whenFalse)}`;
    case 'for': {
      const { keyName, valueName, grouping, collection, key, value, condition } = expression;
      const results = [collection, key, value, condition].map((below) => (below === undefined ? '-' : inner(below)));
      return `${start} ${keyName} ${valueName} ${grouping} ${results.join(' ')}`;
    }
    case 'tuple':
      return `${start} [${expression.elements.map(inner).join(',')}]`;
    case 'object':
      return `${start} {${expression.items.map((item) => `${place(item, base)}${inner(item.key)}=${inner(item.value)}`).join(',')}}`;
    case 'parentheses':
      return `${start} (${inner(expression.inner)})`;
  }
}

function describeParts(parts: readonly TemplatePart[], base: number): string {
  return parts.map((part) => describePart(part, base)).join('|');
}

function describePart(part: TemplatePart, base: number): string {
  const start = `${place(part, base)}${part.kind}`;
  switch (part.kind) {
    case 'literal':
      return `${start} ${JSON.stringify(part.value)}`;
    case 'interpolation':
      return `${start} ${describe(part.expression, base)}`;
    case 'if': {
      const otherwise = part.whenFalse === undefined ? '-' : describeParts(part.whenFalse, base);
      return `${start} ${describe(part.condition, base)} ${describeParts(part.whenTrue, base)} ${otherwise}`;
    }
    case 'for': {
      const { keyName, valueName, collection, body } = part;
      return `${start} ${keyName} ${valueName} ${describe(collection, base)} ${describeParts(body, base)}`;
    }
  }
}

function place({ start, end }: { start: number; end: number }, base: number): string {
  return `<${start - base}-${end - base}>`;
}

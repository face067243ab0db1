import type { Expression, TemplatePart } from '../../src/hcl/ast.ts';
import { parseExpression } from '../../src/hcl/expression-parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';

/** An expression with all its structure in brackets, so that a test can say in one line how something was parsed. */
export function show(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'bool':
      return String(expression.value);
    case 'null':
      return 'null';
    case 'variable':
      return expression.name;
    case 'splat-item':
      return '@';
    case 'invalid':
      return '<invalid>';
    case 'template':
      if (expression.wrapped !== undefined) return `"\${${show(expression.wrapped)}}"`;
      return expression.literal === undefined
        ? `template[${showParts(expression.parts)}]`
        : JSON.stringify(expression.literal);
    case 'get-attribute':
      return `${show(expression.object)}.${expression.name}`;
    case 'index':
      return expression.legacy
        ? `${show(expression.object)}.${show(expression.key)}`
        : `${show(expression.object)}[${show(expression.key)}]`;
    case 'splat':
      return `splat<${expression.style}>(${show(expression.object)} -> ${show(expression.each)})`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(show).join(', ')}${expression.expandFinal ? '...' : ''})`;
    case 'unary':
      return `(${expression.operator}${show(expression.operand)})`;
    case 'binary':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`;
    case 'conditional':
      return `(${show(expression.condition)} ? ${show(expression.whenTrue)} : ${show(expression.whenFalse)})`;
    case 'for': {
      const { keyName, valueName, collection, key, value, condition, grouping } = expression;
      const names = keyName === undefined ? valueName : `${keyName}, ${valueName}`;
      const result = key === undefined ? show(value) : `${show(key)} => ${show(value)}${grouping ? '...' : ''}`;
      const filter = condition === undefined ? '' : ` if ${show(condition)}`;
      return `for(${names} in ${show(collection)} : ${result}${filter})`;
    }
    case 'tuple':
      return `[${expression.elements.map(show).join(', ')}]`;
    case 'object':
      return `{${expression.items.map(({ key, value }) => `${show(key)} = ${show(value)}`).join(', ')}}`;
    case 'parentheses':
      return `paren(${show(expression.inner)})`;
  }
}

export function showParts(parts: readonly TemplatePart[]): string {
  return parts.map(showPart).join(' ');
}

function showPart(part: TemplatePart): string {
  switch (part.kind) {
    case 'literal':
      return JSON.stringify(part.value);
    case 'interpolation':
      return `\${${show(part.expression)}}`;
    case 'if': {
      const otherwise = part.whenFalse === undefined ? '' : ` else(${showParts(part.whenFalse)})`;
      return `if(${show(part.condition)})(${showParts(part.whenTrue)})${otherwise}`;
    }
    case 'for': {
      const names = part.keyName === undefined ? part.valueName : `${part.keyName}, ${part.valueName}`;
      return `for(${names} in ${show(part.collection)})(${showParts(part.body)})`;
    }
  }
}

/** How a text parses as an expression: its structure, or the summaries of the errors after `! `. */
export function parsed(text: string): string {
  const { expression, diagnostics } = parseExpression(new SourceFile('test.tf', text));
  if (diagnostics.length > 0) return `! ${diagnostics.map(({ summary }) => summary).join(', ')}`;
  return show(expression);
}

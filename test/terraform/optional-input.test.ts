import { describe, expect, it } from 'vitest';
import { evaluated } from './module-text.ts';

const INPUTS = `
variable "town" {
  type = string
}
variable "crew" {
  type = object({ mate = string, size = number, boats = list(string) })
}
locals {
  moored = var.town != ""
}
`;

const kindOf = (expression: string): string => evaluated(expression, INPUTS).kind;

describe('an input that is handed on with null for nothing', () => {
  it.each([
    'var.town != "" ? var.town : null',
    'var.town == null ? null : var.town',
    'null == var.town ? null : var.town',
    'local.moored ? var.town : null',
    '!(var.town == "") ? var.town : null',
    'var.crew.size > 0 ? var.crew.size : null',
    'length(var.crew.boats) > 0 ? var.crew.boats : null',
    'var.crew != null && var.crew.mate != "" ? var.crew.mate : null',
    'var.crew.mate != "" ? [var.crew.mate] : null',
    'try(var.crew.mate, null) == null ? null : var.crew.mate',
  ])('is as unknown as the input: %s', (expression) => {
    const value = evaluated(expression, INPUTS);
    expect(value.kind).toBe('unknown');
    expect(value).not.toHaveProperty('notNull');
  });

  it.each([
    'var.town == "Oban" ? var.town : null',
    'var.crew.size > 3 ? var.town : null',
    'var.town != "" ? "Oban" : null',
    'var.town != "" ? var.town : "Oban"',
    'var.crew.size > 0 ? null : "Oban"',
  ])('remains a choice where the module chooses: %s', (expression) => {
    expect(kindOf(expression)).toBe('choice');
  });
});

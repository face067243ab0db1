import { describe, expect, test } from 'vitest';
import { parse } from '../../src/hcl/parser.ts';
import { buildModule } from '../../src/terraform/build-module.ts';
import type { Module } from '../../src/terraform/module.ts';
import { providerRequirement } from '../../src/terraform/provider-requirement.ts';
import { SourceFile } from '../../src/text/source-file.ts';

function moduleOf(text: string): Module {
  return buildModule([parse(new SourceFile('main.tf', text), { lazy: true })], '.');
}

const required = (entries: string) => `terraform {\n  required_providers {\n${entries}\n  }\n}\n`;

/** The constraints for the resource `a` of a module, and who states them. */
function constraints(text: string, callers: readonly string[] = []): readonly string[] | undefined {
  const own = moduleOf(text);
  const [declaration] = own.resources.values();
  if (declaration === undefined) throw new Error('no resource');
  const found = providerRequirement({ declaration, modules: [own, ...callers.map(moduleOf)], selected: undefined });
  return found?.constraints.map(({ text: constraint, by, place }) => {
    const source = place?.file.text.slice(place.start, place.end) ?? '';
    return source.includes(constraint) ? `${by}: ${constraint}` : 'wrong place';
  });
}

const RESOURCE = 'resource "aws_x" "a" {}\n';

describe('what a module requires of hashicorp/aws', () => {
  test('is in required_providers', () => {
    expect(constraints(required('aws = {\n source = "hashicorp/aws"\n version = "~> 5.0"\n}') + RESOURCE)).toEqual([
      'required_providers: ~> 5.0',
    ]);
    expect(constraints(required('aws = "~> 2.0"') + RESOURCE)).toEqual(['required_providers: ~> 2.0']);
    const opentofu = 'aws = {\n source = "registry.opentofu.org/hashicorp/aws"\n version = ">= 6"\n}';
    expect(constraints(required(opentofu) + RESOURCE)).toEqual(['required_providers: >= 6']);
  });

  test('is in provider blocks of old', () => {
    expect(constraints(`provider "aws" {\n version = "~> 2.0"\n region = "eu-west-1"\n}\n${RESOURCE}`)).toEqual([
      'provider "aws": ~> 2.0',
    ]);
  });

  test('holds for resources that name it otherwise', () => {
    const named = required('main = {\n source = "hashicorp/aws"\n version = "~> 5.0"\n}');
    expect(constraints(`${named}resource "aws_x" "a" {\n provider = main.eu\n}`)).toEqual([
      'required_providers: ~> 5.0',
    ]);
    const other = required('acme = {\n source = "acme/aws"\n version = "1.0"\n}\naws = "~> 5.0"');
    expect(constraints(`${other}resource "aws_x" "a" {\n provider = acme\n}`)).toBeUndefined();
  });

  test('is joined by what the callers require', () => {
    const own = required('aws = {\n source = "hashicorp/aws"\n version = ">= 4.0"\n}') + RESOURCE;
    const caller = required('amazon = {\n source = "hashicorp/aws"\n version = "~> 4.9"\n}');
    expect(constraints(own, [caller, required('google = "1"')])).toEqual([
      'required_providers: >= 4.0',
      'required_providers: ~> 4.9',
    ]);
  });

  test.each([
    ['another provider', required('aws = {\n source = "acme/aws"\n version = "1.0"\n}') + RESOURCE],
    ['a provider without constraint', required('aws = {\n source = "hashicorp/aws"\n}') + RESOURCE],
    ['none at all', RESOURCE],
    ['resources of other types', `${required('aws = "~> 5.0"')}resource "google_x" "a" {}\n`],
  ])('is nothing with %s', (_, text) => {
    expect(constraints(text)).toBeUndefined();
  });
});

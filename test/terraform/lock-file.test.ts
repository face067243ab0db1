import { describe, expect, test } from 'vitest';
import { lockedVersion } from '../../src/terraform/lock-file.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';

const entry = (address: string, version: string) =>
  `provider "${address}" {\n  version     = ${version}\n  constraints = "~> 5.0"\n  hashes = [\n    "h1:abc=",\n  ]\n}\n`;

const AWS = 'registry.terraform.io/hashicorp/aws';

function locked(text: string, directory = 'app') {
  return lockedVersion(memoryFileSystem({ 'app/.terraform.lock.hcl': text }), directory);
}

describe('the lock file', () => {
  test('tells the version of hashicorp/aws and where it is written', () => {
    const text = `# This file is maintained automatically.\n\n${entry('registry.terraform.io/hashicorp/random', '"3.6.0"')}\n${entry(AWS, '"5.31.0"')}`;
    const found = locked(text);
    expect(found).toMatchObject({ text: '5.31.0', by: '.terraform.lock.hcl' });
    expect(found?.place?.file.filename).toBe('app/.terraform.lock.hcl');
    expect(found?.place && text.slice(found.place.start, found.place.end)).toBe('version     = "5.31.0"');
  });

  test('may be one of OpenTofu', () => {
    expect(locked(entry('registry.opentofu.org/hashicorp/aws', '"6.1.0"'))?.text).toBe('6.1.0');
  });

  test.each([
    ['that is not there', '', 'other'],
    ['of other providers', entry('registry.terraform.io/acme/aws', '"1.0.0"'), 'app'],
    ['of another registry', entry('example.com/hashicorp/aws', '"1.0.0"'), 'app'],
    ['with two versions', entry(AWS, '"5.0.0"') + entry('registry.opentofu.org/hashicorp/aws', '"6.0.0"'), 'app'],
    ['without a version', `provider "${AWS}" {\n}\n`, 'app'],
    ['whose version is no text', entry(AWS, '5'), 'app'],
    ['that is broken', `<<<<<<< HEAD\nprovider "${AWS}" {`, 'app'],
    ['that is empty', '', 'app'],
  ])('%s tells nothing', (_, text, directory) => {
    expect(locked(text, directory)).toBeUndefined();
  });
});

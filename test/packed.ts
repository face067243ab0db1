/** The package as `npm pack` makes it from what was built, unpacked in an empty folder, far from the project's node_modules. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Packed {
  readonly tarball: string;
  /** The unpacked package. */
  readonly root: string;
}

export function pack(): Packed {
  const target = mkdtempSync(join(tmpdir(), 'preplan-pack-'));
  const { NODE_OPTIONS: _unset, ...env } = process.env;
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', target], { env, stdio: 'ignore' });
  const [name = ''] = readdirSync(target);
  execFileSync('tar', ['-xzf', join(target, name), '-C', target]);
  return { tarball: join(target, name), root: join(target, 'package') };
}

import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CONFIG_NAME } from '../node/config-search.ts';
import { describeError } from '../node/file-system.ts';
import { PreplanError } from '../node/preplan-error.ts';
import type { ExitStatus, Host } from './host.ts';

/** The schema of an installed preplan, as seen from the configuration. */
const SCHEMA = './node_modules/preplan/schemas/config.schema.json';

/** `preplan init`. */
export function runInit(host: Host): ExitStatus {
  const path = resolve(host.workingDirectory, CONFIG_NAME);
  const hasSchema = existsSync(resolve(host.workingDirectory, SCHEMA));
  const config = { ...(hasSchema && { $schema: SCHEMA }), rules: {} };
  try {
    writeFileSync(path, `${JSON.stringify(config, undefined, 2)}\n`, { flag: 'wx' });
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'EEXIST') {
      throw new PreplanError(`${CONFIG_NAME} is here already and stays as it is; edit it, or remove it first`);
    }
    throw new PreplanError(`${CONFIG_NAME} cannot be written: ${describeError(problem)}; choose another folder`);
  }
  host.stdout.write(`wrote ${CONFIG_NAME}; preplan --print-config FILE shows what holds for a file\n`);
  return 0;
}

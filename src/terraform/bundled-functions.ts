/** The functions of the language with the libraries that they need. In the program each import of this file is a part that is required at its first use: see scripts/build.ts. */
import * as legacyHashes from '@noble/hashes/legacy.js';
import * as hashes from '@noble/hashes/sha2.js';
import * as gzip from 'fflate';
import * as regex from 're2js';
import * as yaml from 'yaml';
import * as table from '../value/functions/table.ts';
import type { FunctionSource } from './functions.ts';

export function bundledFunctions(mayRead: FunctionSource['mayRead']): FunctionSource {
  return {
    table: () => table,
    libraries: {
      regex: () => regex,
      legacyHashes: () => legacyHashes,
      hashes: () => hashes,
      yaml: () => yaml,
      gzip: () => gzip,
    },
    mayRead,
  };
}

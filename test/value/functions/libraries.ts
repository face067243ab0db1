import * as legacyHashes from '@noble/hashes/legacy.js';
import * as hashes from '@noble/hashes/sha2.js';
import * as gzip from 'fflate';
import * as regex from 're2js';
import * as yaml from 'yaml';
import type { Libraries } from '../../../src/value/functions/libraries.ts';

export const LIBRARIES: Libraries = {
  regex: () => regex,
  legacyHashes: () => legacyHashes,
  hashes: () => hashes,
  yaml: () => yaml,
  gzip: () => gzip,
};

/**
 * Libraries that only some functions need. Each is loaded at the first call that needs it, so the core imports none of
 * them; the host says how. Loading is synchronous.
 */
export interface Libraries {
  /** RE2 syntax in linear time: `regex`, `regexall`, `replace` with a pattern. */
  readonly regex: () => Pick<typeof import('re2js'), 'RE2JS'>;
  /** `@noble/hashes/legacy.js`. */
  readonly legacyHashes: () => Pick<typeof import('@noble/hashes/legacy.js'), 'md5' | 'sha1'>;
  /** `@noble/hashes/sha2.js`. */
  readonly hashes: () => Pick<typeof import('@noble/hashes/sha2.js'), 'sha256' | 'sha512'>;
  readonly yaml: () => Pick<typeof import('yaml'), 'parseAllDocuments' | 'isAlias' | 'isMap' | 'isScalar' | 'isSeq'>;
  readonly gzip: () => Pick<typeof import('fflate'), 'gunzipSync'>;
}

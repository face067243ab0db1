import { pathToFileURL } from 'node:url';

/** Stands for `import.meta.url` in the CommonJS parts that ask for it. */
export const moduleUrl = /* @__PURE__ */ (() => pathToFileURL(__filename).href)();

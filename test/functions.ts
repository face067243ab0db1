/** The functions of the language as tests give them to the core: no file outside the folder is read. */
import { bundledFunctions } from '../src/terraform/bundled-functions.ts';
import type { FunctionSource } from '../src/terraform/functions.ts';

export const FUNCTIONS: FunctionSource = bundledFunctions(
  ({ path }) => !path.startsWith('/') && path !== '..' && !path.startsWith('../'),
);

/** The functions of the language as tests give them to the core: no file outside the folder is read. */
import type { FunctionSource } from '../src/terraform/functions.ts';
import * as table from '../src/value/functions/table.ts';
import { LIBRARIES } from './value/functions/libraries.ts';

export const FUNCTIONS: FunctionSource = {
  table: () => table,
  libraries: LIBRARIES,
  mayRead: ({ path }) => !path.startsWith('/') && path !== '..' && !path.startsWith('../'),
};

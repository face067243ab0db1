import { bundledFunctions } from '../../../src/terraform/bundled-functions.ts';

export const { libraries: LIBRARIES } = bundledFunctions(() => false);

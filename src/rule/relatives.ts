/** The vocabulary of rules about several mappings: a file of its own, so that it is loaded with those rules only. */
export { areDuplicates, CONSUMER_GROUPS, duplicateKeys } from '../lambda/duplicate.ts';
export {
  functionKeys,
  type KeysOf,
  mappingName,
  relatives,
  sourceKeys,
  valueKeys,
} from '../lambda/relatives.ts';

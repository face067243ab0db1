/** The vocabulary of rules about filter patterns, which few mappings have: a second file, so that it is loaded with those rules only. */
export {
  filters,
  type MappingFilter,
  parseFilterPattern,
  type WorkingFilter,
  workingFilters,
} from '../lambda/filter-pattern.ts';
export { imagesOf, typedValues, untypedAttributes } from '../lambda/filter-pattern-dynamodb.ts';
export {
  allowsAbsence,
  asksExists,
  faultsOf,
  fieldObjects,
  matchOf,
  valueArrays,
} from '../lambda/filter-pattern-fields.ts';
export { OR } from '../lambda/filter-pattern-grammar.ts';
export type { JsonArray, JsonMember, JsonNode, JsonObject } from '../lambda/filter-pattern-json.ts';
export { IMAGES, payloadKey, TYPE_TAGS, topLevelKeys } from '../lambda/filter-pattern-keys.ts';
export { nodeText, type PatternProblem, pathText } from '../lambda/filter-pattern-problem.ts';

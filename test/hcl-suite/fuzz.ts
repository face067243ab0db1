import { compareBatch, type Difference } from './compare.ts';
import { corpusNames, readCorpusFile } from './corpus.ts';
import { excerpt, generateHcl, mutate } from './generate-hcl.ts';
import { type Random, seededRandom } from './random.ts';

export interface FuzzResult {
  readonly inputs: number;
  readonly bytes: number;
  readonly accepted: number;
  readonly slowestMilliseconds: number;
  readonly differences: readonly (Difference & { readonly seed: number })[];
}

/** Every input is made from its own seed, `first`, `first + 1`, …: one can be made again alone. */
export function fuzz({ first, count }: { readonly first: number; readonly count: number }): FuzzResult {
  const names = corpusNames('.tf');
  const texts = Array.from({ length: count }, (_, index) => fuzzInput(first + index, names));
  const { differences, accepted, slowestMilliseconds } = compareBatch(texts);
  return {
    inputs: count,
    bytes: texts.reduce((sum, text) => sum + text.length, 0),
    accepted,
    slowestMilliseconds,
    differences: differences.map((difference) => ({ ...difference, seed: first + difference.index })),
  };
}

/** A generated file, a mutated one, or a mutated piece of a real file. */
export function fuzzInput(seed: number, names: readonly string[]): string {
  const random = seededRandom(seed);
  const text = fuzzText(random, names);
  // Lone surrogates cannot reach a parser: files are UTF-8.
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

function fuzzText(random: Random, names: readonly string[]): string {
  if (names.length === 0 || random.chance(0.55)) {
    const generated = generateHcl(random);
    return random.chance(0.25) ? mutate(generated, random) : generated;
  }
  const piece = excerpt(readCorpusFile(random.pick(names)).text, 50 + random.below(300), random);
  return mutate(piece, random);
}

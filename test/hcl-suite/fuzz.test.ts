import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';

// The long run, which also looks at the time each input takes, is scripts/fuzz-hcl.ts.
test('generated and mutated files are accepted, rejected and converted as the reference parser does', () => {
  const { differences, inputs, accepted } = fuzz({ first: 1, count: 3000 });
  expect(differences.map(({ seed, comparison, text }) => `${seed} ${comparison}: ${JSON.stringify(text)}`)).toEqual([]);
  expect(accepted).toBeGreaterThan(inputs / 4);
  expect(accepted).toBeLessThan((3 * inputs) / 4);
});

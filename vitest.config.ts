import { defineConfig } from 'vitest/config';

const inCi = process.env['CI'] !== undefined;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The totals of `.ci/run` are summed from this report.
    reporters: inCi ? ['default', ['json', { outputFile: '.ci/results/vitest.json' }]] : ['default'],
    // Some tests parse large files, and the machine may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

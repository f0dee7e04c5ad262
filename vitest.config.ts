import { defineConfig } from 'vitest/config';

/** `--mode fast`: rules, guards and HTTP on SQLite, without what takes its time by design. */
const FAST = {
  include: ['test/rules/**/*.test.ts', 'test/guards/**/*.test.ts', 'test/server/**/*.test.ts'],
  exclude: [
    'test/server/rank/{histories,scans}.test.ts',
    'test/server/staff/{limits,races}.test.ts',
    'test/server/store/**',
  ],
};

export default defineConfig(({ mode }) => {
  const isFast = mode === 'fast';
  if (isFast) process.env.ADDA_TEST_FAST = 'true';
  return {
    test: {
      globalSetup: ['test/support/global.ts'],
      include: ['test/**/*.test.ts'],
      ...(isFast && FAST),
      testTimeout: 60_000,
      hookTimeout: 120_000,
      maxWorkers: 2,
      reporters: ['default', './test/support/reporter.ts'],
    },
  };
});

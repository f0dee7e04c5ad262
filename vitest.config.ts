import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { quickKinds } from './vite.config.ts';

/** `--mode fast`: rules, guards and HTTP on SQLite, without what takes its time by design. */
const FAST = {
  include: ['test/rules/**/*.test.ts', 'test/guards/**/*.test.ts', 'test/server/**/*.test.ts'],
  exclude: [
    'test/server/cli/{backup,process}.test.ts',
    'test/server/health/**',
    'test/server/http/{bad-input,kept-crawl,refusals}.test.ts',
    'test/server/answers/counts.test.ts',
    'test/server/rank/{histories,scans}.test.ts',
    'test/server/staff/{limits,races}.test.ts',
    'test/server/store/**',
  ],
};

/** These replace modules for themselves, so no other file may share theirs. */
const ALONE = ['test/server/setup/third-language.test.ts'];

/** What takes longest begins first: begun last, it would be waited for with one core idle. */
const LONGEST = [
  'cli/backup',
  'http/kept-crawl',
  'journeys/accessibility',
  'cli/process',
  'http/naughty',
  'http/bad-input',
  'journeys/moderation',
  'setup/setup',
  'journeys/composer-drafts',
  'audience/reads',
  'cli/database',
  'importers/repeat',
  'health/health',
  'staff/roles',
  'journeys/live',
  'faults/kill',
  'faults/upgrade',
  'faults/import',
  'faults/disk',
  'journeys/composer-begun',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig(({ mode }) => {
  const isFast = mode === 'fast';
  if (isFast) process.env.ADDA_TEST_FAST = 'true';
  const { include, exclude } = isFast ? FAST : { include: ['test/**/*.test.ts'], exclude: [] };
  return {
    plugins: [quickKinds()],
    test: {
      server: { deps: { inline: ['drizzle-orm'] } },
      globalSetup: ['test/support/global.ts'],
      setupFiles: ['test/support/setup.ts'],
      // They end what hangs. Nothing is said by them of how long a thing may take: machines are shared, and the bench tells that.
      testTimeout: 600_000,
      hookTimeout: 300_000,
      expect: { poll: { timeout: 30_000 } },
      maxWorkers: 4,
      // V8 may fail its own check on where code lies when many threads come and go in one process.
      execArgv: ['--no-memory-protection-keys'],
      sequence: { sequencer: LongestFirst },
      reporters: ['default', './test/support/reporter.ts'],
      projects: [
        { extends: true, test: { name: 'together', include, exclude: [...exclude, ...ALONE], isolate: false } },
        { extends: true, test: { name: 'alone', include: ALONE } },
      ],
    },
  };
});

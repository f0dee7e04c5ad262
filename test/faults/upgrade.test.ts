/** An upgrade is killed in the middle, again and again: nothing of it lands, and the next one brings everything over. */
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { openStore } from '../../server/platform/store/open.ts';
import { readMigrations } from '../../server/platform/store/migrate.ts';
import type { Engine } from '../../server/platform/store/store.ts';
import { countsOf, forumOf, type Release, RELEASES, schemaOf, underTodaysNames } from '../support/releases.ts';
import { eachEngine } from '../support/store.ts';

const KILLS = 6;

/** Between the migrations and inside them: the first statement, the last, and some between. */
function momentsOf(engine: Engine, release: Release): number[] {
  const count = readMigrations(engine)
    .slice(RELEASES[release])
    .flatMap(({ statements }) => statements).length;
  const spread = Array.from({ length: KILLS }, (_, i) => Math.floor((i * (count - 1)) / (KILLS - 1)));
  return [...new Set(spread)];
}

/** @returns the signal by which the process ended, or its exit code */
function migrateUntilKilled(engine: Engine, url: string, moment: number): Promise<NodeJS.Signals | number | null> {
  const child = spawn(process.execPath, ['test/support/migrate-and-die.ts', engine, url, String(moment)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
}

for (const release of Object.keys(RELEASES) as Release[]) {
  eachEngine(`kill -9 during the upgrade of ${release}`, (engine) => {
    it('leaves all as it was, and the next run ends with the same counts', async () => {
      const url = await forumOf(engine, release);
      const before = { counts: await countsOf(engine, url), schema: await schemaOf(engine, url) };
      const moments = momentsOf(engine, release);
      for (const moment of moments) {
        expect(await migrateUntilKilled(engine, url, moment), `before statement ${moment}`).toBe('SIGKILL');
        expect({ counts: await countsOf(engine, url), schema: await schemaOf(engine, url) }).toEqual(before);
      }
      const store = openStore(url);
      const { ran } = await store.migrate();
      await store.close();
      expect(ran).toEqual(
        readMigrations(engine)
          .slice(RELEASES[release])
          .map(({ tag }) => tag),
      );
      expect(await countsOf(engine, url)).toMatchObject(underTodaysNames(before.counts));
      console.log(`${release}, ${engine}: killed ${moments.length} times, ${ran.length} migrations, same counts`);
    });
  });
}

const NEVER = -1;

eachEngine('several processes that start on an old database at once', (engine) => {
  it('all come up, and one of them has migrated it', async () => {
    const url = await forumOf(engine, '0.1.0');
    const before = await countsOf(engine, url);
    const ends = await Promise.all([1, 2, 3, 4].map(() => migrateUntilKilled(engine, url, NEVER)));
    expect(ends).toEqual([0, 0, 0, 0]);
    expect(await countsOf(engine, url)).toMatchObject(underTodaysNames(before));
    const store = openStore(url);
    expect(await store.pending()).toEqual([]);
    await store.close();
  });
});

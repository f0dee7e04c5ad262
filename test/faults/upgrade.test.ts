/** An upgrade is killed in the middle, again and again: nothing of it lands, and the next one brings everything over. */
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { migratePostgres } from '../../server/platform/store/migrate-postgres.ts';
import { migrateSqlite } from '../../server/platform/store/migrate-sqlite.ts';
import { readMigrations } from '../../server/platform/store/migrate.ts';
import { openStore } from '../../server/platform/store/open.ts';
import type { Engine } from '../../server/platform/store/store.ts';
import { random } from '../support/dump.ts';
import { isLong } from '../support/long.ts';
import {
  countsOf,
  fileOf,
  forumOf,
  type Release,
  RELEASES,
  rowsOf,
  schemaOf,
  underTodaysNames,
} from '../support/releases.ts';
import { shareOf } from '../support/share.ts';
import { eachEngine } from '../support/store.ts';

const KILLS = 6;

/** The kept forums are older. */
const YESTERDAY = Date.now() - 86_400_000;
/** What an upgrade counts from its own moment, such as the end of a token that had none. */
const withoutNow = (row: string) =>
  row.replaceAll(/\d{13}/g, (ms) => (Number(ms) > YESTERDAY ? 'counted from now' : ms));

/** Tables, keys, triggers and every row. */
async function allOf(engine: Engine, url: string) {
  const rows = Object.entries(await rowsOf(engine, url)).map(([name, lines]) => [name, lines.map(withoutNow)] as const);
  return { schema: await schemaOf(engine, url), rows: Object.fromEntries(rows) };
}

/** Brings a database to the first so many migrations. */
async function bringTo(engine: Engine, url: string, count: number): Promise<void> {
  const migrations = readMigrations(engine).slice(0, count);
  if (engine === 'sqlite') migrateSqlite(fileOf(url), { migrations });
  else await migratePostgres(url, { migrations });
}

/** What becomes of a release when nothing stands in the way. */
async function undisturbed(engine: Engine, release: Release) {
  const url = await forumOf(engine, release);
  await bringTo(engine, url, Infinity);
  return allOf(engine, url);
}

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
      expect(await allOf(engine, url)).toEqual(await undisturbed(engine, release));
      console.log(`${release}, ${engine}: killed ${moments.length} times, ${ran.length} migrations, same counts`);
    });
  });
}

const NEVER = -1;
/** After its first statement and within this time an upgrade of the kept forums is over on any machine. */
const LATEST_MS = 400;

/** Is killed so long after its first statement, wherever it is by then. */
function migrateAndKillAfter(engine: Engine, url: string, ms: number): Promise<void> {
  const child = spawn(process.execPath, ['test/support/migrate-and-die.ts', engine, url, String(NEVER), 'say'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout!.once('data', () => setTimeout(() => child.kill('SIGKILL'), ms));
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

eachEngine('kill -9 during an upgrade from between the releases', (engine) => {
  const all = readMigrations(engine).length;
  const states = Array.from({ length: all - RELEASES['0.3.0'] }, (_, i) => RELEASES['0.3.0'] + i);
  it('ends with the same schema and rows, whichever migration was the last', async () => {
    const next = random(23);
    const expected = await undisturbed(engine, '0.3.0');
    for (const had of shareOf(states, engine, { sqlite: 8, postgres: 16 })) {
      const url = await forumOf(engine, '0.3.0');
      await bringTo(engine, url, had);
      const before = await allOf(engine, url);
      const count = readMigrations(engine)
        .slice(had)
        .flatMap(({ statements }) => statements).length;
      const moments = isLong ? [0, Math.floor(next() * count), count - 1] : [Math.floor(next() * count)];
      for (const moment of moments) {
        expect(await migrateUntilKilled(engine, url, moment), `${had}, before ${moment}`).toBe('SIGKILL');
        expect(await allOf(engine, url), `${had}, before ${moment}`).toEqual(before);
      }
      await bringTo(engine, url, Infinity);
      expect(await allOf(engine, url), `from ${had}`).toEqual(expected);
    }
  });

  it('at any moment, also while it commits: all of it is there, or nothing', async () => {
    const next = random(29);
    const expected = await undisturbed(engine, '0.3.0');
    let before: Awaited<ReturnType<typeof allOf>> | null = null;
    const ends = { nothing: 0, all: 0 };
    for (let kill = 0; kill < (isLong ? 40 : 2); kill++) {
      const url = await forumOf(engine, '0.3.0');
      before ??= await allOf(engine, url);
      await migrateAndKillAfter(engine, url, next() * LATEST_MS);
      // PostgreSQL may not have noticed yet: its bookkeeping waits for who is gone.
      const after = await allOf(engine, url);
      const isWhole = JSON.stringify(after) === JSON.stringify(expected);
      if (!isWhole) expect(after).toEqual(before);
      ends[isWhole ? 'all' : 'nothing']++;
      await bringTo(engine, url, Infinity);
      expect(await allOf(engine, url)).toEqual(expected);
    }
    console.log(`${engine}: killed at any moment, ${ends.nothing} times nothing had landed, ${ends.all} times all`);
  });
});

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

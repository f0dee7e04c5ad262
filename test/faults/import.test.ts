/**
 * An import is cut off and run again: it comes to what a whole one comes to, row by row, and so does a rebuild. With
 * `ADDA_DUMPS=FOLDER,FOLDER …` the same is asked of real communities, which takes minutes for each.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rebuildAll } from '../../server/forum/upkeep/rebuild.ts';
import { isHealthStale, rebuildHealth } from '../../server/insight/health/actions.ts';
import type { Adda } from '../../server/platform/adda.ts';
import type { Engine, Store } from '../../server/platform/store/store.ts';
import { bring, content, openAdda } from '../importers/support.ts';
import { makeDump, random } from '../support/dump.ts';
import { isLong } from '../support/long.ts';
import { eachEngine, temporaryFolder } from '../support/store.ts';

const KILLS = isLong ? 20 : 5;

const REAL = (process.env.ADDA_DUMPS ?? '').split(',').filter(Boolean);

async function dump(): Promise<string> {
  const folder = path.join(temporaryFolder(), 'mended');
  mkdirSync(folder);
  await makeDump(folder, { questions: 165, answersPer: 1, commentsPer: 1, users: 40, seed: 11, edits: true });
  return folder;
}

/** The same forum in a process that is gone after so many transactions: nothing of it runs any more. */
function dyingAfter(adda: Adda, writes: number): { adda: Adda; written(): number } {
  let count = 0;
  const write: Store['write'] = (work) => {
    if (count >= writes) throw new Error('killed');
    count++;
    return adda.store.write(work);
  };
  const store = Object.assign(Object.create(adda.store) as Store, { write });
  return { adda: { ...adda, store }, written: () => count };
}

/** What `adda import` does. */
async function importWhole(adda: Adda, folder: string): Promise<void> {
  await bring(adda, folder);
  if (await isHealthStale(adda.store.read)) await rebuildHealth(adda, undefined, NOW);
}

const TRIES = 5;

/** A forum whose import ended after so many transactions; of which there may be fewer at another pace: then after those but one. */
async function cutOff(engine: Engine, folder: string, writes: number): Promise<Adda> {
  for (let after = writes, i = 0; i < TRIES; i++) {
    const adda = await openAdda(engine);
    const dying = dyingAfter(adda, after);
    const end = await importWhole(dying.adda, folder).catch((error: Error) => error.message);
    expect(['killed', undefined]).toContain(end);
    if (end === 'killed') return adda;
    after = dying.written() - 1;
    await adda.store.close();
  }
  throw new Error('The import was never cut off.');
}

const NOW = Date.UTC(2016, 0, 1);

/** PostgreSQL adds fractions up in the order in which it finds them. */
const rounded = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(11) : value;

async function health(adda: Adda) {
  const { q, t } = adda.store.read;
  const { healthPeriods: h } = t;
  const rows = await q.select().from(h);
  const line = (row: (typeof rows)[number]) =>
    JSON.stringify({ ...row, spaceId: Math.min(row.spaceId, 1), computedAt: 0 }, rounded);
  return rows.map(line).sort();
}

eachEngine('an import that is killed and run again', (engine) => {
  it(`at ${KILLS} moments and at its end, equals a whole one, and a rebuild changes nothing`, async () => {
    expect.hasAssertions();
    await equalsWhole(engine, await dump());
  });

  for (const folder of REAL)
    it(`is whole as well: ${path.basename(folder)}`, async () => {
      expect.hasAssertions();
      await equalsWhole(engine, folder);
    }, 3_600_000);
});

async function equalsWhole(engine: Engine, folder: string): Promise<void> {
  const whole = await openAdda(engine);
  const counting = dyingAfter(whole, Infinity);
  await importWhole(counting.adda, folder);
  const expected = { ...(await content(whole)), health: await health(whole) };
  const all = counting.written();
  await rebuildAll(whole);
  expect({ ...(await content(whole)), health: await health(whole) }).toEqual(expected);

  const next = random(7);
  const moments = [...Array.from({ length: KILLS }, () => Math.floor(next() * all)), all - 1];
  for (const writes of moments) {
    const broken = await cutOff(engine, folder, writes);
    await importWhole(broken, folder);
    expect({ ...(await content(broken)), health: await health(broken) }).toEqual(expected);
    await broken.store.close();
  }
}

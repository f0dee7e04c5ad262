/** Every figure that is kept, and so shown, against a count that shares no code with it. */
import { FEATURES } from '../../server/features.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import type { Adda } from '../../server/platform/adda.ts';
import { makeAdda } from '../../server/platform/events/consumers.ts';
import { rebuildHealth, refreshHealth } from '../../server/insight/health/actions.ts';
import { silent } from '../../server/platform/progress.ts';
import { importStackExchange } from '../../server/reach/importers/stackexchange/import.ts';
import { loadConfig } from '../../server/platform/config.ts';
import { makeLog } from '../../server/platform/log.ts';
import { openPostgres } from '../../server/platform/store/postgres.ts';
import { openSqlite } from '../../server/platform/store/sqlite.ts';
import type { Engine } from '../../server/platform/store/store.ts';
import { makeDump } from '../support/dump.ts';
import { closeAtEnd } from '../support/cleanup.ts';
import { freshDatabase, temporaryFolder } from '../support/store.ts';
import { DAY, makeHistory, NOW, START, WATCHED } from './history.ts';
import { type Counted, recount, type Recount } from './independent.ts';

async function open(engine: Engine): Promise<{ adda: Adda; file: string }> {
  const url = await freshDatabase(engine);
  const store = engine === 'sqlite' ? openSqlite(url.slice('sqlite:'.length)) : openPostgres(url, 4);
  closeAtEnd(() => store.close());
  await store.migrate();
  const config = loadConfig({ ADDA_DATA: temporaryFolder(), ADDA_LOG: 'silent', ADDA_DATABASE_URL: url });
  return {
    adda: makeAdda({ config, store, log: makeLog(config), features: FEATURES }),
    file: url.slice('sqlite:'.length),
  };
}

async function keptBy(adda: Adda): Promise<Recount> {
  const { healthPeriods: h } = adda.store.read.t;
  const rows = await adda.store.read.q.select().from(h);
  return new Map(
    rows.map(({ spaceId, unit, start, figures }) => [
      `${spaceId} ${unit} ${start}`,
      (figures as { measures: Record<string, Counted> }).measures,
    ]),
  );
}

/** As far as any output shows it: six digits. */
const shown = ({ state, value, n, low, high }: Counted) =>
  [state, n, ...[value, low, high].map((x) => (x === null ? '-' : Number(x.toFixed(6))))].join(' ');

/** What differs, and how many figures were compared and known. */
function compare(kept: Recount, counted: Recount) {
  const wrong: string[] = [];
  let known = 0;
  for (const [key, measures] of counted) {
    const ours = kept.get(key);
    if (!ours) {
      // Of a space only periods in which something happened are kept.
      if (key.startsWith('0 ') || measures.active!.value !== 0 || measures.staffVoice!.n > 0)
        wrong.push(`${key} is missing`);
      continue;
    }
    if (Object.keys(ours).sort().join() !== Object.keys(measures).sort().join()) wrong.push(`${key}: other measures`);
    for (const [name, figure] of Object.entries(measures)) {
      if (figure.state === 'known') known++;
      if (shown(ours[name]!) !== shown(figure)) wrong.push(`${key} ${name}: ${shown(ours[name]!)} | ${shown(figure)}`);
    }
  }
  for (const key of kept.keys()) if (!counted.has(key)) wrong.push(`${key} should not be there`);
  return { wrong, known };
}

describe('every figure is what an independent count finds', () => {
  it.each([1, 2])('in a made-up past (seed %i), on each engine', async (seed) => {
    const { adda, file } = await open('sqlite');
    await makeHistory(adda.store, seed);
    await rebuildHealth(adda, silent, NOW);
    const kept = await keptBy(adda);
    const { wrong, known } = compare(kept, recount(file, NOW, WATCHED));
    expect(wrong).toEqual([]);
    expect(known).toBeGreaterThan(400);
    await adda.store.close();
    if (inject('postgresUrl') === null) return;
    const other = await open('postgres');
    await makeHistory(other.adda.store, seed);
    await rebuildHealth(other.adda, silent, NOW);
    expect(compare(await keptBy(other.adda), kept).wrong).toEqual([]);
    await other.adda.store.close();
  });

  it('also when it is counted on, day after day, and nothing is counted twice', async () => {
    const { adda, file } = await open('sqlite');
    await makeHistory(adda.store, 4);
    // What has not happened yet is in the database already; as of each moment only the periods until then are kept.
    for (let now = START + 100 * DAY; now <= NOW; now += 6 * DAY + 7_000) await refreshHealth(adda, now);
    await refreshHealth(adda, NOW);
    expect(compare(await keptBy(adda), recount(file, NOW, WATCHED)).wrong).toEqual([]);
    await adda.store.close();
  });

  it('in an imported community', async () => {
    const { adda, file } = await open('sqlite');
    const given = process.env.ADDA_DUMPS && path.join(process.env.ADDA_DUMPS, 'bicycles-meta');
    const folder = given && existsSync(given) ? given : path.join(temporaryFolder(), 'lamps');
    if (folder !== given) await makeDump(folder, { questions: 700, users: 60 });
    await importStackExchange(adda, { folder, as: 'dump' }, silent);
    const now = Date.now();
    await rebuildHealth(adda, silent, now);
    const { wrong, known } = compare(await keptBy(adda), recount(file, now, null));
    expect(wrong).toEqual([]);
    expect(known).toBeGreaterThan(300);
    await adda.store.close();
  });
});

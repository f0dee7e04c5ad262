/** Pages: as ratios to bare Fastify in the same run, and large against small. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jobRuns } from '../../server/platform/jobs/queries.ts';
import { openPostgres } from '../../server/platform/store/postgres.ts';
import { openSqlite } from '../../server/platform/store/sqlite.ts';
import type { Store } from '../../server/platform/store/store.ts';
import { startPostgres } from '../support/postgres.ts';
import { fill, type Size } from './fill.ts';
import { load, oneByOne } from './load.ts';
import { type Child, startAdda, startYardstick } from '../support/server.ts';
import { median, table } from './table.ts';

const ROUNDS = 3;
const SECONDS = 4;
const CONNECTIONS = 20;
const MEMBER = { cookie: 'adda_session=bench' };

export const SMALL: Size = { threads: 2_000, posts: 12_000 };
export const LARGE: Size = { threads: 20_000, posts: 200_000 };

type Target = { name: string; url: string; headers?: Record<string, string> };

export type Filled = { folder: string; databaseUrl: string; longThread: string; remove(): void };

/** A SQLite forum of that size in a folder of its own. */
export async function filledForum(size: Size): Promise<Filled> {
  const folder = mkdtempSync(path.join(tmpdir(), 'adda-bench-'));
  const file = path.join(folder, 'adda.sqlite');
  return filled(openSqlite(file), `sqlite:${file}`, folder, size);
}

/** The same on a PostgreSQL server, in its own database. */
export async function filledOnPostgres(size: Size, url: string): Promise<Filled> {
  const folder = mkdtempSync(path.join(tmpdir(), 'adda-bench-'));
  return filled(openPostgres(url), url, folder, size);
}

const JOBS_WITHIN_MS = 300_000;

/** Serves until every job has run once: what a server does first in a forum that was filled is not what is measured. */
async function settle({ read }: Store, databaseUrl: string, folder: string): Promise<void> {
  const server = await startAdda(databaseUrl, folder);
  try {
    for (const until = Date.now() + JOBS_WITHIN_MS; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
      const jobs = await jobRuns(read);
      if (jobs.length > 0 && jobs.every((job) => job.finishedAt !== null)) return;
      if (Date.now() > until) throw new Error('The jobs of a forum that was filled did not come to an end.');
    }
  } finally {
    await server.stop();
  }
}

async function filled(store: Store, databaseUrl: string, folder: string, size: Size): Promise<Filled> {
  await store.migrate();
  await fill(store, size);
  const { threads: t } = store.read.t;
  const rows = await store.read.q.select({ id: t.id, slug: t.slug, top: t.topCount }).from(t).orderBy(t.id);
  const long = rows.filter((row) => row.top >= 20).at(-1)!;
  await settle(store, databaseUrl, folder);
  await store.close();
  return {
    folder,
    databaseUrl,
    longThread: `/t/${long.id}/${encodeURIComponent(long.slug)}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function targets(name: string, server: Child, forum: Filled): Target[] {
  return [
    { name: `${name}: thread, visitor`, url: server.url + forum.longThread },
    { name: `${name}: thread, member`, url: server.url + forum.longThread, headers: MEMBER },
    { name: `${name}: home, visitor`, url: `${server.url}/` },
    { name: `${name}: home, member`, url: `${server.url}/`, headers: MEMBER },
  ];
}

/** Rounds over all targets, so that the machine's moods fall on all alike; each against the yardstick of its round. */
async function measure(list: Target[], yardstick: Child) {
  const runs = new Map(
    list.map((target) => [target, [] as { perSecond: number; ratio: number; bytes: number; errors: number }[]]),
  );
  const base: number[] = [];
  for (const target of list) await load({ ...target, seconds: 1, connections: CONNECTIONS });
  for (let round = 0; round < ROUNDS; round++) {
    const bare = await load({ url: `${yardstick.url}/`, seconds: SECONDS, connections: CONNECTIONS });
    base.push(bare.perSecond);
    for (const target of list) {
      const { perSecond, bytes, errors } = await load({ ...target, seconds: SECONDS, connections: CONNECTIONS });
      runs.get(target)!.push({ perSecond, ratio: perSecond / bare.perSecond, bytes, errors });
    }
  }
  return { runs, base: median(base) };
}

export async function benchPages(sizes: [string, Size][]): Promise<void> {
  const yardstick = await startYardstick();
  const forums: Filled[] = [];
  const servers: Child[] = [];
  const list: Target[] = [];
  const database = await startPostgres();
  const add = async (name: string, forum: Filled) => {
    forums.push(forum);
    const server = await startAdda(forum.databaseUrl, forum.folder);
    servers.push(server);
    list.push(...targets(name, server, forum));
  };
  try {
    for (const [name, size] of sizes) await add(name, await filledForum(size));
    if (database) await add(`PostgreSQL, ${sizes[0]![0]}`, await filledOnPostgres(sizes[0]![1], database.url));
    const { runs, base } = await measure(list, yardstick);
    const rows = [];
    for (const [target, results] of runs) {
      const one = await oneByOne(target.url, 300, target.headers);
      rows.push({
        page: target.name,
        'per second': Math.round(median(results.map((r) => r.perSecond))),
        'ratio to bare Fastify': median(results.map((r) => r.ratio)).toFixed(3),
        'one at a time, median ms': one.toFixed(2),
        'KB on the wire': (results[0]!.bytes / 1024).toFixed(1),
        errors: results.reduce((sum, r) => sum + r.errors, 0),
      });
    }
    table(`Pages (bare Fastify with a 60 KB string: ${Math.round(base)} per second)`, rows);
    compareSizes(rows, sizes);
  } finally {
    for (const child of [...servers, yardstick]) await child.stop();
    await database?.stop();
    for (const forum of forums) forum.remove();
  }
}

function compareSizes(rows: { page: string; 'per second': number }[], sizes: [string, Size][]): void {
  if (sizes.length < 2) return;
  const [small, large] = [sizes[0]![0], sizes.at(-1)![0]];
  const of = (name: string) => rows.find((row) => row.page === name)!['per second'];
  const pages = rows.filter((row) => row.page.startsWith(`${small}:`)).map((row) => row.page.slice(small.length + 2));
  table(
    'Large against small',
    pages.map((page) => ({ page, 'large / small': (of(`${large}: ${page}`) / of(`${small}: ${page}`)).toFixed(3) })),
  );
}

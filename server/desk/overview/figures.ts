/** How the forum and its machine do, in figures: for the page of admins, the API and /metrics. */
import type { FastifyInstance } from 'fastify';
import { statfs } from 'node:fs/promises';
import type { Adda } from '../../platform/adda.ts';
import { installedVersion } from '../../platform/install.ts';
import { jobRuns } from '../../platform/jobs/queries.ts';
import { queueFigures } from '../../platform/mail/figure-queries.ts';
import { countGivenUpMail } from '../../platform/mail/queries.ts';
import { pushFigures } from '../../insight/push/queries.ts';
import { bytesByKind } from '../../platform/files/queries.ts';
import { withoutAddresses } from '../../rules/addresses.ts';
import { databaseBytes } from '../../platform/store/size.ts';
import { usedByAll } from '../../platform/files/usage.ts';
import { newestBackup } from '../../reach/backups/schedule.ts';
import { openPagesOf } from '../../reach/live/hub.ts';
import { countForum } from './queries.ts';

/** Those who look often are shown what was counted so long ago at most. */
const KEPT_MS = 10_000;

async function diskOf({ config }: Adda): Promise<{ free: number; size: number } | null> {
  try {
    const { bavail, bsize, blocks } = await statfs(config.dataFolder);
    return { free: bavail * bsize, size: blocks * bsize };
  } catch {
    return null;
  }
}

async function backupOf({ config }: Adda): Promise<{ isOn: boolean; at: number | null }> {
  const { folder } = config.backup;
  const newest = folder === '' ? null : await newestBackup(folder).catch(() => null);
  return { isOn: folder !== '', at: newest?.at ?? null };
}

async function count(adda: Adda, app: FastifyInstance) {
  const { store, features } = adda;
  const now = Date.now();
  const known = new Map(features.flatMap(({ jobs = [] }) => jobs).map((job) => [job.name, job]));
  const counts = await countForum(store.read, now);
  const mail = await queueFigures(store.read);
  const push = await pushFigures(store.read, now);
  return {
    at: now,
    version: installedVersion(),
    engine: store.engine,
    process: {
      node: process.version,
      startedAt: Math.round(now - process.uptime() * 1_000),
      memory: process.memoryUsage.rss(),
      ...app.meters.requests(),
    },
    cache: app.pageCache.size(),
    openPages: openPagesOf(adda),
    disk: await diskOf(adda),
    files: { used: await usedByAll(adda), most: adda.config.quota.forum },
    storage: { database: await databaseBytes(store.read), ...(await bytesByKind(adda.aside)) },
    backup: await backupOf(adda),
    forum: counts,
    letters: { waiting: mail.waiting, retried: mail.retried, givenUp: await countGivenUpMail(store.read) },
    push: { devices: push.devices, waiting: push.waiting },
    jobs: (await jobRuns(store.read))
      .filter(({ name }) => known.has(name))
      .map(({ name, startedAt, finishedAt, dueAt, lastError }) => ({
        ...{ name, startedAt, finishedAt, dueAt },
        hasFailed: lastError !== null,
        isSetUp: known.get(name)!.isSetUp?.(adda.config) ?? true,
        error: lastError && withoutAddresses(lastError),
      })),
  };
}

export type Figures = Awaited<ReturnType<typeof count>>;

const kept = new WeakMap<Adda, { until: number; figures: Promise<Figures> }>();

/** The figures of this process and of the forum, some seconds old at most. Sizes are in bytes, moments UTC milliseconds. */
export function figuresOf(adda: Adda, app: FastifyInstance): Promise<Figures> {
  const before = kept.get(adda);
  if (before && before.until > Date.now()) return before.figures;
  const figures = count(adda, app);
  kept.set(adda, { until: Date.now() + KEPT_MS, figures });
  // Whoever asks next tries again.
  figures.catch(() => kept.delete(adda));
  return figures;
}

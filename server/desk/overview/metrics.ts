/** The figures as Prometheus reads them. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Gauge } from 'prom-client';
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { type Figures, figuresOf } from './figures.ts';

/** @property of what it is by a label, where there are several */
type Sample = { name: string; help: string; of?: Record<string, string>; value: number };

const SECOND = 1_000;
const WAITING = 'What waits to be done or sent.';

function samplesOf({ version, engine, cache, openPages, disk, backup, forum, letters, push, jobs }: Figures): Sample[] {
  const waiting = (what: string, value: number): Sample => ({
    ...{ name: 'adda_waiting', help: WAITING, of: { what }, value },
  });
  const givenUp = (what: string, value: number): Sample => ({
    ...{ name: 'adda_given_up', help: 'What was tried too often and waits for an admin.', of: { what }, value },
  });
  return [
    { name: 'adda_info', help: 'The version, and the kind of database.', of: { version, engine }, value: 1 },
    { name: 'adda_members', help: 'Members.', value: forum.members },
    { name: 'adda_members_joined_day', help: 'Members who joined within a day.', value: forum.joined },
    { name: 'adda_posts_day', help: 'Posts of the last day.', value: forum.posts },
    { name: 'adda_posts_held', help: 'Posts that wait for a moderator.', value: forum.held },
    { name: 'adda_cases_open', help: 'Cases that wait for a moderator.', value: forum.cases },
    { name: 'adda_open_pages', help: 'Pages of members that are told what happens, of this node.', value: openPages },
    { name: 'adda_cache_pages', help: 'Finished pages that this node keeps.', value: cache.pages },
    { name: 'adda_cache_bytes', help: 'What they take.', value: cache.bytes },
    ...[waiting('tasks', forum.tasks), waiting('letters', letters.waiting), waiting('push', push.waiting)],
    ...[givenUp('tasks', forum.tasksGivenUp), givenUp('letters', letters.givenUp)],
    ...(disk ? [{ name: 'adda_disk_free_bytes', help: 'Of the data folder’s disk.', value: disk.free }] : []),
    ...(backup.at === null
      ? []
      : [{ name: 'adda_backup_seconds', help: 'When the newest backup was made.', value: backup.at / SECOND }]),
    ...jobs.flatMap(({ name, finishedAt, hasFailed }): Sample[] => [
      {
        ...{ name: 'adda_job_failed', help: 'Whether a job failed last time.', of: { job: name } },
        value: hasFailed ? 1 : 0,
      },
      {
        ...{ name: 'adda_job_finished_seconds', help: 'When a job ended last; 0 for never.', of: { job: name } },
        value: (finishedAt ?? 0) / SECOND,
      },
    ]),
  ];
}

function samplesOfReads(reads: ReturnType<Adda['store']['replica']>): Sample[] {
  if (!reads) return [];
  const help = 'Reads that each server of the database answered, of this node.';
  return [
    { name: 'adda_reads', help, of: { from: 'replica' }, value: reads.fromReplica },
    { name: 'adda_reads', help, of: { from: 'primary' }, value: reads.fromPrimary },
    {
      ...{ name: 'adda_replica_behind_bytes', help: 'What the replica had not replayed when it was last asked.' },
      value: reads.bytesBehind ?? 0,
    },
  ];
}

function mustKnow(token: string, given: string | undefined): void {
  if (token === '') throw new AddaError('not_found');
  const [, brought = ''] = /^Bearer ([^\s]{1,300})$/i.exec(given ?? '') ?? [];
  // Of one length, whatever was brought.
  if (!timingSafeEqual(Buffer.from(hashSecret(brought)), Buffer.from(hashSecret(token))))
    throw new AddaError('bad_token');
}

/** `GET /metrics`: for whoever brings the token of the settings, and for nobody where none is set. */
export function metricsRoute(app: FastifyInstance, adda: Adda): void {
  const { registry } = app.meters;
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    mustKnow(adda.config.metricsToken, request.headers.authorization);
    const gauges = new Map<string, Gauge>();
    for (const { name, help, of = {}, value } of [
      ...samplesOf(await figuresOf(adda, app)),
      ...samplesOfReads(adda.store.replica()),
    ]) {
      if (!gauges.has(name)) {
        registry.removeSingleMetric(name);
        gauges.set(name, new Gauge({ name, help, labelNames: Object.keys(of), registers: [registry] }));
      }
      gauges.get(name)!.set(of, value);
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

import type { FastifyInstance } from 'fastify';
import type { Adda } from '../adda.ts';
import { type JobRun, jobRuns } from '../jobs/queries.ts';
import { site } from '../site/queries.ts';

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** What everybody may see of a job; its error is for the log and `adda doctor`. */
const shownRun = ({ features, config }: Adda, { name, startedAt, finishedAt, dueAt, lastError }: JobRun) => ({
  name,
  // What nobody set up does nothing.
  setUp:
    features
      .flatMap(({ jobs = [] }) => jobs)
      .find((job) => job.name === name)
      ?.isSetUp?.(config) ?? true,
  started: iso(startedAt),
  finished: iso(finishedAt),
  due: iso(dueAt),
  failed: lastError !== null,
});

/** /healthz: the process answers. /readyz: the database does too, whatever jobs failed. /api/v1/openapi.json: what it can do. */
export function healthRoutes(app: FastifyInstance, adda: Adda): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await site(adda.store.read);
      const jobs = (await jobRuns(adda.store.read)).map((run) => shownRun(adda, run));
      return { status: 'ok', database: adda.store.engine, jobs };
    } catch {
      return reply.code(503).send({ status: 'unavailable', database: adda.store.engine });
    }
  });
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

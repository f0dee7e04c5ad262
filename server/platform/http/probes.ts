import type { FastifyInstance } from 'fastify';
import type { Adda } from '../adda.ts';
import { site } from '../site/queries.ts';

/** /healthz: the process answers. /readyz: the database does too. /api/v1/openapi.json: what it can do. */
export function healthRoutes(app: FastifyInstance, adda: Adda): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await site(adda.store.read);
      return { status: 'ok', database: adda.store.engine };
    } catch {
      return reply.code(503).send({ status: 'unavailable', database: adda.store.engine });
    }
  });
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

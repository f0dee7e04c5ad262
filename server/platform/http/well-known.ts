/** What browsers and crawlers ask for at addresses of their own. */
import type { FastifyInstance } from 'fastify';
import type { Assets } from './assets.ts';

/** Lists in other orders, forms and searches say nothing that threads do not say. */
const ROBOTS = ['/search', '/ask', '/api/', '/sign-in', '/sign-up', '/forgot', '/settings', '/p/', '/preferences'];

export function wellKnownRoutes(app: FastifyInstance, assets: Assets): void {
  const robots = `User-agent: *\n${ROBOTS.map((path) => `Disallow: ${path}\n`).join('')}`;
  app.get('/robots.txt', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(robots),
  );
  app.get('/favicon.ico', { schema: { hide: true } }, async (_request, reply) =>
    reply.redirect(assets.url('client/icons/favicon.svg'), 302),
  );
}

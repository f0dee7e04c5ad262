/** What browsers and crawlers ask for at addresses of their own. */
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { AddaError } from '../errors.ts';
import type { Assets } from './assets.ts';
import { originOf } from './context.ts';
import { ICONS, type IconName, iconOf } from './icons.ts';

/** Lists in other orders, forms and searches say nothing that threads do not say. */
const ROBOTS = ['/search', '/ask', '/api/', '/sign-in', '/sign-up', '/forgot', '/settings', '/p/', '/preferences'];

export function wellKnownRoutes(app: FastifyInstance, config: Config, assets: Assets): void {
  const robots = `User-agent: *\n${ROBOTS.map((path) => `Disallow: ${path}\n`).join('')}`;
  app.get('/robots.txt', { schema: { hide: true } }, async (request, reply) =>
    reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(`${robots}\nSitemap: ${originOf(config, request)}/sitemap.xml\n`),
  );
  app.get('/favicon.ico', { schema: { hide: true } }, async (_request, reply) =>
    reply.redirect(assets.url('client/icons/favicon.svg'), 302),
  );
  app.get<{ Params: { name: string } }>('/icons/:name', { schema: { hide: true } }, async ({ params }, reply) => {
    if (!Object.hasOwn(ICONS, params.name)) throw new AddaError('not_found');
    return reply
      .header('content-type', 'image/png')
      .header('cache-control', 'public, max-age=86400')
      .send(await iconOf(assets, params.name as IconName));
  });
}

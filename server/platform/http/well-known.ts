/** What browsers and crawlers ask for at addresses of their own. */
import type { FastifyInstance } from 'fastify';
import type { Adda } from '../adda.ts';
import { AddaError } from '../errors.ts';
import type { Assets } from './assets.ts';
import { originOf } from './context.ts';
import { logoPath, smallLogo } from '../site/logo.ts';
import { prefetchRoutes } from './prefetch.ts';
import { ICONS, type IconName, iconOf, iconOfLogo } from './icons.ts';

/** Lists in other orders, forms and searches say nothing that threads do not say. */
const ROBOTS = ['/search', '/ask', '/api/', '/sign-in', '/sign-up', '/forgot', '/settings', '/p/', '/preferences'];

export function wellKnownRoutes(app: FastifyInstance, { config, files }: Adda, assets: Assets): void {
  prefetchRoutes(app);
  const robots = `User-agent: *\n${ROBOTS.map((path) => `Disallow: ${path}\n`).join('')}`;
  app.get('/robots.txt', { schema: { hide: true } }, async (request, reply) =>
    reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(`${robots}\nSitemap: ${originOf(config, request)}/sitemap.xml\n`),
  );
  app.get('/favicon.ico', { schema: { hide: true } }, async (_request, reply) => {
    const { logo } = await app.siteNow();
    return reply.redirect(logo === null ? assets.url('client/icons/favicon.svg') : logoPath(smallLogo(logo)), 302);
  });
  app.get<{ Params: { name: string } }>('/icons/:name', { schema: { hide: true } }, async ({ params }, reply) => {
    if (!Object.hasOwn(ICONS, params.name)) throw new AddaError('not_found');
    const name = params.name as IconName;
    const { logo } = await app.siteNow();
    const icon = logo === null ? iconOf(assets, name) : iconOfLogo(logo, () => files.read(logo), name);
    return reply
      .header('content-type', 'image/png')
      .header('cache-control', 'public, max-age=86400')
      .send(await icon);
  });
}

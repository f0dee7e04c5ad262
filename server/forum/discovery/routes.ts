/** How the forum is found and put on a home screen: sitemaps, OpenSearch, oEmbed, the web app manifest. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { memberPath, threadPath } from '../../platform/http/paths.ts';
import { ICONS, type IconName } from '../../platform/http/icons.ts';
import { page } from '../../platform/http/routes.ts';
import { allSpaces } from '../spaces/queries.ts';
import { listedThread } from '../threads/access.ts';
import { sitemapsOf, starterOf, threadsIn } from './queries.ts';
import { searchBox, sitemapIndex, spacesMap, threadsMap } from './views.ts';

const XML = 'application/xml; charset=utf-8';
const DAY_S = 24 * 3_600;

const conn = (ctx: Ctx) => ctx.adda.store.read;

/** What other sites show of a link to a thread (oEmbed 1.0, of the type `link`). @throws {AddaError} `not_found` */
async function embedOf(ctx: Ctx, address: string) {
  const { origin } = ctx.from;
  const url = URL.canParse(address) ? new URL(address) : null;
  const id = url && url.origin === new URL(origin).origin && /^\/t\/(\d{1,12})(?:\/|$)/.exec(url.pathname)?.[1];
  if (!id) throw new AddaError('not_found');
  const thread = await listedThread(conn(ctx), EVERYBODY, Number(id));
  if (thread.unlistedAt !== null) throw new AddaError('not_found');
  const starter = await starterOf(conn(ctx), thread.id);
  const by = starter && authorLine(ctx.m, starter, 'opengraph');
  return {
    ...{ version: '1.0', type: 'link', title: thread.title, url: origin + threadPath(thread) },
    ...{ provider_name: ctx.site.name, provider_url: `${origin}/`, cache_age: DAY_S },
    ...(by && { author_name: by.text }),
    ...(by?.slug && { author_url: origin + memberPath(by.slug) }),
  };
}

const manifestOf = ({ site, lang, m }: Ctx) => ({
  ...{ name: site.name, short_name: [...site.name].slice(0, 12).join(''), description: m.home.title, lang },
  ...{ id: '/', start_url: '/', scope: '/', display: 'minimal-ui', dir: 'auto' },
  ...{ background_color: '#fbf6ec', theme_color: '#fbf6ec' },
  icons: (Object.keys(ICONS) as IconName[])
    .filter((name) => name.startsWith('icon-'))
    .map((name) => {
      const { size, isWhole } = ICONS[name];
      return {
        src: `/icons/${name}`,
        sizes: `${size}x${size}`,
        type: 'image/png',
        purpose: isWhole ? 'maskable' : 'any',
      };
    }),
});

function sitemapRoutes(app: FastifyInstance): void {
  const common = { who: 'anyone' as const, contentType: XML };
  page(app, { ...common, path: '/sitemap.xml', load: (ctx) => sitemapsOf(conn(ctx)), view: sitemapIndex });
  page(app, {
    ...common,
    path: '/sitemaps/spaces.xml',
    load: (ctx) => allSpaces(conn(ctx), EVERYBODY),
    view: spacesMap,
  });
  page(app, {
    ...common,
    path: '/sitemaps/threads-:number.xml',
    params: Type.Object({ number: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }),
    async load(ctx, { params }) {
      if (params.number > (await sitemapsOf(conn(ctx)))) throw new AddaError('not_found');
      return threadsIn(conn(ctx), params.number);
    },
    view: threadsMap,
  });
}

export function discoveryRoutes(app: FastifyInstance): void {
  sitemapRoutes(app);
  page(app, {
    ...{ path: '/opensearch.xml', who: 'anyone', contentType: 'application/opensearchdescription+xml; charset=utf-8' },
    load: async () => null,
    view: (ctx) => searchBox(ctx),
  });
  app.get(
    '/manifest.webmanifest',
    { schema: { hide: true } as object, config: { who: 'anyone' } },
    async ({ ctx }, reply) =>
      reply
        .header('content-type', 'application/manifest+json; charset=utf-8')
        .header('cache-control', 'private, max-age=3600')
        .send(JSON.stringify(manifestOf(ctx))),
  );
  app.get<{ Querystring: { url: string; format?: string } }>(
    '/oembed',
    {
      schema: {
        hide: true,
        querystring: Type.Object({
          url: Type.String({ maxLength: 2_000 }),
          format: Type.Optional(Type.String({ maxLength: 10 })),
        }),
      } as object,
      attachValidation: true,
      config: { who: 'anyone' },
    },
    async ({ ctx, query, validationError }, reply) => {
      if (validationError) throw new AddaError('not_found');
      // Nobody asks for XML any more; the standard has an answer for who does.
      if (query.format !== undefined && query.format !== 'json') return reply.code(501).send({ error: 'format' });
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('access-control-allow-origin', '*')
        .send(JSON.stringify(await embedOf(ctx, query.url)));
    },
  );
}

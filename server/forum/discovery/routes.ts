/** How the forum is found and put on a home screen: sitemaps, OpenSearch, oEmbed, the web app manifest. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { isKnown } from '../../platform/http/kept-page.ts';
import { memberPath, threadPath } from '../../platform/http/paths.ts';
import { IdParams } from '../../platform/http/schemas.ts';
import { stateWords } from '../../platform/layout/parts.ts';
import { smallLogo } from '../../platform/site/logo.ts';
import { lookOf } from '../../platform/site/look.ts';
import { wordsFor } from '../../platform/site/queries.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';
import { saidStates } from '../../rules/thread-state.ts';
import { shareImage, shareKey, type ShareWords } from './share-image.ts';
import { ICONS, type IconName, iconPath } from '../../platform/http/icons.ts';
import { page } from '../../platform/http/routes.ts';
import { allSpaces } from '../spaces/queries.ts';
import { listedThread } from '../threads/access.ts';
import { sitemapsOf, starterOf, threadsIn } from './queries.ts';
import { OFFLINE_PATH } from '../../../shared/offline.ts';
import { offlineView } from './offline-view.ts';
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
  const { thread, by } = await shownElsewhere(ctx, Number(id));
  return {
    ...{ version: '1.0', type: 'link', title: thread.title, url: origin + threadPath(thread) },
    ...{ provider_name: ctx.site.name, provider_url: `${origin}/`, cache_age: DAY_S },
    ...(by && { author_name: by.text }),
    ...(by?.slug && { author_url: origin + memberPath(by.slug) }),
  };
}

const manifestOf = ({ site, lang, m }: Ctx) => ({
  ...{
    name: site.name,
    short_name: [...site.name].slice(0, 12).join(''),
    description: site.tagline || m.home.title,
    lang,
  },
  ...{ id: '/', start_url: '/', scope: '/', display: 'minimal-ui', dir: 'auto' },
  ...{ background_color: '#fbf6ec', theme_color: '#fbf6ec' },
  icons: (Object.keys(ICONS) as IconName[])
    .filter((name) => name.startsWith('icon-'))
    .map((name) => {
      const { size, isWhole } = ICONS[name];
      return {
        src: iconPath(site, name),
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

/** A thread as strangers may know it. @throws {AddaError} `not_found` */
async function shownElsewhere(ctx: Ctx, id: number) {
  const thread = await listedThread(conn(ctx), EVERYBODY, id);
  if (thread.unlistedAt !== null) throw new AddaError('not_found');
  const starter = await starterOf(conn(ctx), thread.id);
  return { thread, by: starter && authorLine(wordsFor(ctx.site), starter, 'opengraph') };
}

/** What a picture of a thread says, in the forum's own language. */
async function shareWordsOf(ctx: Ctx, id: number): Promise<ShareWords> {
  const { thread, by } = await shownElsewhere(ctx, id);
  const m = wordsFor(ctx.site);
  const states = saidStates(thread);
  return {
    ...{ forum: ctx.site.name, space: thread.space.name, kind: thread.space.kind, title: thread.title },
    state: states.map((state) => stateWords({ m }, state)).join(' · '),
    isSolved: states.includes('solved'),
    count: asksForAnswers(thread.form)
      ? m.row.answers(thread.answerCount)
      : m.row.posts(thread.topCount + thread.replyCount),
    by: (by?.label == null ? by?.text : by.name) ?? '',
    label: by?.label ?? null,
    accent: lookOf(ctx.site)?.light ?? null,
    logo: ctx.site.logo,
  };
}

/** The forum's own mark, where it has one. */
const logoOf = async ({ adda, site }: Ctx): Promise<Buffer | null> =>
  site.logo === null ? null : adda.files.read(smallLogo(site.logo));

const HOUR_S = 3_600;

function shareImageRoute(app: FastifyInstance): void {
  app.get<{ Params: { id: number }; Querystring: { v?: string } }>(
    '/t/:id/share.png',
    {
      schema: {
        hide: true,
        params: IdParams,
        querystring: Type.Object({ v: Type.Optional(Type.String({ maxLength: 100 })) }),
      } as object,
      attachValidation: true,
      config: { who: 'anyone' },
    },
    async ({ ctx, params, headers, validationError }, reply) => {
      if (validationError) throw new AddaError('not_found');
      const words = await shareWordsOf(ctx, params.id);
      const etag = `"${shareKey(words)}"`;
      const isThere = isKnown(headers['if-none-match'], etag);
      const image = isThere ? null : await shareImage(words, ctx.assets, () => logoOf(ctx));
      reply.header('etag', etag).header('cache-control', `public, max-age=${HOUR_S}`);
      if (image === null) return reply.code(304).send();
      return reply.header('content-type', 'image/png').send(image);
    },
  );
}

export function discoveryRoutes(app: FastifyInstance): void {
  sitemapRoutes(app);
  shareImageRoute(app);
  page(app, { path: OFFLINE_PATH, who: 'anyone', load: async () => null, view: offlineView });
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

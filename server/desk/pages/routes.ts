import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { type Language, SITE_PAGES, type SitePage } from '../../../shared/words.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, apiRead, page } from '../../platform/http/routes.ts';
import { Done, Id, LanguageWord, SitePageWord, Text } from '../../platform/http/schemas.ts';
import { pageNow } from '../../platform/site/page-queries.ts';
import { pageText } from '../../platform/site/page-text.ts';
import { savePage } from './actions.ts';
import { pageVersions } from './queries.ts';
import { type Editing, pageEditView, pageListView, sitePageView, type Standing } from './views.ts';

const PageParams = Type.Object({ page: SitePageWord, language: LanguageWord });
const Asked = Type.Object({ language: Type.Optional(LanguageWord) });

/** Where nothing is a text, too, null is none: it would be read as ''. */
const SaidText = Type.Unsafe<string>({ allOf: [{ not: { const: null } }, Text] });

/** The house rules stand at their own address, with those of the spaces. */
const SHOWN = SITE_PAGES.filter((one) => one !== 'rules');

/** @throws {AddaError} `not_found` for what the forum does not say */
async function textOf(ctx: Ctx, name: SitePage, language: Language = ctx.lang) {
  const text = await pageText(ctx.adda, ctx.site, name, language);
  if (!text) throw new AddaError('not_found');
  return { ...text, name };
}

async function standing(ctx: Ctx): Promise<Standing[]> {
  const all = SITE_PAGES.flatMap((name) => ctx.site.languages.map((language) => ({ name, language })));
  return Promise.all(
    all.map(async (one) => {
      const now = await pageNow(ctx.adda.store.read, one.name, one.language);
      return { ...one, at: now?.markdown ? now.createdAt : null };
    }),
  );
}

async function editing(ctx: Ctx, params: { page: SitePage; language: Language }, older?: number): Promise<Editing> {
  const versions = await pageVersions(ctx.adda.store.read, params.page, params.language);
  const chosen = older === undefined ? versions[0] : versions.find(({ id }) => id === older);
  if (older !== undefined && !chosen) throw new AddaError('not_found');
  return { name: params.page, language: params.language, versions, chosen: chosen ?? null };
}

const formOf = ({ versions, chosen }: Editing) =>
  blankForm({ text: chosen?.markdown ?? '', version: String(versions[0]?.id ?? 0) });

export function sitePageRoutes(app: FastifyInstance): void {
  for (const name of SHOWN)
    page(app, {
      path: `/${name}`,
      who: 'anyone',
      query: Asked,
      load: (ctx, { query }) => textOf(ctx, name, query.language),
      view: sitePageView,
    });

  apiRead(app, {
    who: 'anyone',
    params: Type.Object({ page: SitePageWord }),
    query: Asked,
    load: (ctx, { params, query }) => textOf(ctx, params.page, query.language),
    api: {
      path: '/api/v1/pages/:page',
      summary: 'What the forum says of itself: about, rules, privacy, terms',
      tag: 'forum',
      response: Type.Object({
        page: SitePageWord,
        language: LanguageWord,
        languages: Type.Array(LanguageWord),
        markdown: Type.String(),
        html: Type.String(),
        changedAt: Type.Integer({ description: 'UTC milliseconds' }),
      }),
      json: ({ name, at, ...text }) => ({ ...text, page: name, changedAt: at }),
    },
  });

  page(app, {
    path: '/admin/pages',
    who: 'admin',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: standing,
    view: pageListView,
  });

  page(app, {
    path: '/admin/pages/:page/:language',
    who: 'admin',
    params: PageParams,
    query: Type.Object({ version: Type.Optional(Id) }),
    load: (ctx, { params, query }) => editing(ctx, params, query.version),
    view: (ctx, data) => pageEditView(ctx, data, formOf(data)),
  });

  action(app, {
    path: '/admin/pages/:page/:language',
    who: 'admin',
    method: 'PUT',
    params: PageParams,
    body: Type.Object({ text: SaidText, version: Type.Optional(Type.Integer({ minimum: 0 })) }),
    run: (ctx, { params, body }) =>
      savePage(ctx.adda, ctx.viewer, params.page, params.language, { text: body.text, version: body.version ?? null }),
    done: () => '/admin/pages?flash=saved',
    redraw: async (ctx, { params, values, error }) =>
      pageEditView(ctx, await editing(ctx, params), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/pages/:page/:language',
      summary: 'Say something else on a page of the forum; nothing takes it away',
      tag: 'forum',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

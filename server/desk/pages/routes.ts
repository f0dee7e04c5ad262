import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { type Language, SITE_PAGES, type SitePage } from '../../../shared/words.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { sitePagePath } from '../../platform/http/paths.ts';
import { action, apiRead, page } from '../../platform/http/routes.ts';
import { Done, Id, LanguageWord, SitePageWord, Text } from '../../platform/http/schemas.ts';
import { pageNow } from '../../platform/site/page-queries.ts';
import { drawPage, pageText } from '../../platform/site/page-text.ts';
import { trusted } from '../../platform/http/html.ts';
import { differenceOf } from '../../forum/posting/differences.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { savePage } from './actions.ts';
import { type PageVersion, pageVersions } from './queries.ts';
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

type Which = { page: SitePage; language: Language };
type Of = { version?: number | undefined; changed?: number | undefined };

/** What a version changed of the one before it, or what taking an older one up again would change now. */
async function comparedIn(ctx: Ctx, versions: PageVersion[], { version, changed }: Of): Promise<Editing['compared']> {
  const at = versions.findIndex(({ id }) => id === (changed ?? version));
  if (at === -1 || (changed === undefined && at === 0)) return null;
  const [before, now] = changed === undefined ? [versions[0]!, versions[at]!] : [versions[at + 1], versions[at]!];
  const of = `page ${before?.id ?? 0} ${now.id}`;
  const changes = await differenceOf(ctx.adda.workerPool, of, before?.markdown ?? '', now.markdown);
  return { isChange: changed !== undefined, at: now.createdAt, changes };
}

/** @param of the version whose text is in the field, or whose changes are shown */
async function editing(ctx: Ctx, { page: name, language }: Which, of: Of = {}): Promise<Editing> {
  const versions = await pageVersions(ctx.adda.store.read, name, language);
  const find = (asked: number | undefined) => versions.find(({ id }) => id === asked);
  const chosen = of.version === undefined ? versions[0] : find(of.version);
  if ((of.version !== undefined && !chosen) || (of.changed !== undefined && !find(of.changed)))
    throw new AddaError('not_found');
  const compared = await comparedIn(ctx, versions, of);
  return { name, language, versions, chosen: chosen ?? null, compared, theirs: null };
}

/** What somebody else saved meanwhile, as its page shows it. */
async function theirsIn(ctx: Ctx, { versions: [newest] }: Editing): Promise<Editing['theirs']> {
  return newest ? { ...newest, html: await drawPage(ctx.adda, newest.markdown) } : null;
}

const formOf = ({ versions, chosen }: Editing) =>
  blankForm({ text: chosen?.markdown ?? '', version: String(versions[0]?.id ?? 0) });

export function sitePageRoutes(app: FastifyInstance): void {
  for (const name of SHOWN)
    page(app, {
      path: sitePagePath(name),
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
    query: Type.Object({ version: Type.Optional(Id), changed: Type.Optional(Id) }),
    load: (ctx, { params, query }) => editing(ctx, params, query),
    view: (ctx, data) => pageEditView(ctx, data, formOf(data)),
  });

  action(app, {
    path: '/admin/pages/:page/:language',
    who: 'admin',
    method: 'PUT',
    params: PageParams,
    body: Type.Object({
      text: SaidText,
      version: Type.Optional(Type.Integer({ minimum: 0 })),
      /** What somebody else saved is shown beside it. */
      beside: Type.Optional(Type.Literal('theirs')),
      preview: Type.Optional(Type.String({ maxLength: 10 })),
    }),
    run: (ctx, { params, body }) =>
      savePage(ctx.adda, ctx.viewer, params.page, params.language, { text: body.text, version: body.version ?? null }),
    done: () => '/admin/pages?flash=saved',
    preview: async (ctx, { values }) => {
      const text = String(values.text ?? '').slice(0, LIMITS.sitePage.max);
      return { words: trusted(await drawPage(ctx.adda, text)), before: null, after: null };
    },
    redraw: async (ctx, { params, values, error }) => {
      const data = await editing(ctx, params);
      const isStale = error?.code === 'stale_edit';
      const theirs = isStale || values.beside === 'theirs' ? await theirsIn(ctx, data) : null;
      // A preview goes on from the version that was changed; a refusal of a stale one from what was saved meanwhile.
      const version = isStale && theirs ? theirs.id : values.version;
      return pageEditView(ctx, { ...data, theirs }, refusedForm(ctx, { ...values, version }, error));
    },
    api: {
      path: '/api/v1/pages/:page/:language',
      summary: 'Say something else on a page of the forum; nothing takes it away',
      tag: 'forum',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

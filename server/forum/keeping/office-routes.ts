/** Who keeps the peace in a space, what is expected there, and spaces that members propose. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { IdParams, Line, Nothing, Password, SlugParams } from '../../platform/http/schemas.ts';
import { pageText } from '../../platform/site/page-text.ts';
import { drawAside } from '../../platform/worker-pool/render.ts';
import { spaceToRead } from '../spaces/queries.ts';
import { appoint } from './actions.ts';
import { secondProposal } from './proposals.ts';
import * as queries from './queries.ts';
import { NominationOut, nominationsOut } from './nomination-out.ts';
import { moderatorsPage } from './moderators-page.ts';
import { moderatorsView } from './moderators-view.ts';
import { ownSilences } from '../../people/accounts/silenced-view.ts';
import { proposalsView, rulesView } from './views.ts';

const PROPOSALS_SHOWN = 50;
const Flash = Type.Optional(Type.String({ maxLength: 40 }));
const spaceOf = (ctx: Ctx, slug: string) => spaceToRead(ctx.adda.store.read, ctx.audience, slug);

export function officeRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/s/:slug/moderators',
    who: 'anyone',
    params: SlugParams,
    query: Type.Object({ flash: Flash }),
    load: (ctx, { params }) => moderatorsPage(ctx, params.slug),
    view: (ctx, data) => moderatorsView(ctx, data),
    api: {
      path: '/api/v1/spaces/:slug/nominations',
      summary: 'Who is proposed as a moderator of a space, and how votes ended',
      tag: 'spaces',
      response: Type.Object({ nominations: Type.Array(NominationOut) }),
      json: (data, ctx) => ({ nominations: nominationsOut(ctx, data) }),
    },
  });
  action(app, {
    path: '/s/:slug/moderators',
    who: 'self',
    params: SlugParams,
    body: Type.Object({ name: Line, current: Password, set: Type.Boolean() }),
    async run(ctx, { params, body: { name, current, set } }) {
      await appoint(ctx.adda, ctx.viewer!, params.slug, { name, current, isSet: set }, ctx.from);
      return params;
    },
    done: (_ctx, { slug }) => `${spacePath(slug)}/moderators?flash=saved`,
    redraw: async (ctx, { params, values, error }) =>
      moderatorsView(ctx, await moderatorsPage(ctx, params.slug), {
        at: 'appoint',
        form: refusedForm(ctx, values, error),
      }),
  });
  page(app, {
    path: '/spaces/proposals',
    who: 'member',
    query: Type.Object({ flash: Flash }),
    load: async (ctx) => ({
      proposals: await queries.proposalsToSecond(ctx.adda.store.read, ctx.viewer!.id, PROPOSALS_SHOWN),
      silences: await ownSilences(ctx),
    }),
    view: proposalsView,
  });
  action(app, {
    path: '/spaces/proposals/:id/second',
    who: 'member',
    params: IdParams,
    body: Nothing,
    run: (ctx, { params }) => secondProposal(ctx.adda, ctx.viewer, params.id),
    done: (_ctx, { slug }) => (slug ? spacePath(slug) : '/spaces/proposals?flash=saved'),
    api: {
      path: '/api/v1/spaces/proposals/:id/second',
      summary: 'Say that you would like a proposed space too; enough of you open it',
      tag: 'spaces',
      response: Type.Object({ slug: Type.Union([Type.String(), Type.Null()]) }),
      json: ({ slug }) => ({ slug }),
    },
  });
}

const drawn = async (ctx: Ctx, markdown: string) =>
  markdown ? (await drawAside(ctx.adda.workerPool, markdown, {})).html : '';

const houseRules = (ctx: Ctx) => pageText(ctx.adda, ctx.site, 'rules', ctx.lang);

export function rulesRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/rules',
    who: 'anyone',
    load: async (ctx) => ({ forum: await houseRules(ctx), space: '', of: null }),
    view: rulesView,
  });
  page(app, {
    path: '/s/:slug/rules',
    who: 'anyone',
    params: SlugParams,
    async load(ctx, { params }) {
      const of = await spaceOf(ctx, params.slug);
      return { forum: await houseRules(ctx), space: await drawn(ctx, of.rules), of };
    },
    view: rulesView,
  });
}

/** Settings of prevention and watch rules, for admins. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, IdParams, Line, Nothing, Text, Was } from '../../platform/http/schemas.ts';
import { SCORES } from '../../rules/prevention.ts';
import { FIRST_POSTS, WATCH_ACTIONS, WATCH_KINDS } from '../../../shared/words.ts';
import { addRule, dropRule, savePrevention, switchRule } from './actions.ts';
import { type PreventionPage, preventionView, ruleView } from './admin-view.ts';
import { lessonsIn } from './queries.ts';
import { tryRule } from './trying.ts';
import { allRules, ruleById } from './watch-queries.ts';

const words = <T extends string>(list: readonly T[]) => Type.Union(list.map((word) => Type.Literal(word)));
const Score = Type.Union(SCORES.map((value) => Type.Literal(value)));
const ok = { response: Done, json: () => ({ ok: true }) };

async function loadPrevention(ctx: Ctx, refused: FormState | null = null): Promise<PreventionPage> {
  const conn = ctx.adda.store.read;
  const lessons = await lessonsIn(conn, ctx.site.languages[0] ?? '');
  return { rules: await allRules(conn), lessons, refused, values: null };
}

/** @throws {AddaError} `not_found` */
async function ruleOf(ctx: Ctx, id: number) {
  const rule = await ruleById(ctx.adda.store.read, id);
  if (!rule) throw new AddaError('not_found');
  return rule;
}

const RuleOut = Type.Object({
  ...{ id: Type.Integer(), kind: words(WATCH_KINDS), action: words(WATCH_ACTIONS), isActive: Type.Boolean() },
  ...{ language: Type.Union([Type.String(), Type.Null()]), patterns: Type.Array(Type.String()) },
});

export function preventionRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/admin/prevention',
    who: 'admin',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx) => loadPrevention(ctx),
    view: preventionView,
    api: {
      path: '/api/v1/admin/watch-rules',
      summary: 'Watch rules',
      tag: 'admin',
      response: Type.Object({ rules: Type.Array(RuleOut) }),
      json: ({ rules }) => ({ rules }),
    },
  });
  action(app, {
    path: '/admin/prevention',
    who: 'admin',
    body: Type.Object({
      ...{ firstPosts: words(FIRST_POSTS), similar: Type.Optional(Type.Boolean()), scoreAbove: Score },
      disposableMail: Type.Optional(Type.Boolean()),
      was: Was,
    }),
    run: (ctx, { body: { similar = false, disposableMail = false, was, ...body } }) =>
      savePrevention(ctx.adda, ctx.viewer, { ...body, similar, disposableMail }, was),
    done: () => '/admin/prevention?flash=saved',
    redraw: async (ctx, { values, error }) =>
      preventionView(ctx, { ...(await loadPrevention(ctx)), values: refusedForm(ctx, values, error) }),
    api: { path: '/api/v1/admin/prevention', summary: 'What is held before others read it', tag: 'admin', ...ok },
  });
  page(app, {
    path: '/admin/prevention/rules/:id',
    who: 'admin',
    params: IdParams,
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: async (ctx, { params }) => {
      const rule = await ruleOf(ctx, params.id);
      return { rule, tried: await tryRule(ctx, rule) };
    },
    view: ruleView,
    api: {
      path: '/api/v1/admin/watch-rules/:id',
      summary: 'A watch rule, with how many of the newest posts it finds',
      tag: 'admin',
      response: Type.Object({ rule: RuleOut, looked: Type.Integer(), found: Type.Integer() }),
      json: ({ rule, tried }) => ({ rule, looked: tried.looked, found: tried.count }),
    },
  });
  ruleActions(app);
}

function ruleActions(app: FastifyInstance): void {
  action(app, {
    path: '/admin/prevention/rules',
    who: 'admin',
    body: Type.Object({
      ...{ kind: words(WATCH_KINDS), action: words(WATCH_ACTIONS), language: Type.Optional(Line), patterns: Text },
    }),
    run: (ctx, { body }) => addRule(ctx.adda, ctx.viewer, { ...body, language: body.language ?? '' }),
    done: (_ctx, id) => `/admin/prevention/rules/${id}?flash=saved`,
    redraw: async (ctx, { values, error }) =>
      preventionView(ctx, await loadPrevention(ctx, refusedForm(ctx, values, error))),
    api: {
      path: '/api/v1/admin/watch-rules',
      summary: 'Add a watch rule, switched off; it can be tried before it is switched on',
      tag: 'admin',
      status: 201,
      response: Type.Object({ id: Type.Integer() }),
      json: (id) => ({ id }),
    },
  });
  action(app, {
    path: '/admin/prevention/rules/:id',
    who: 'admin',
    params: IdParams,
    body: Type.Object({ isActive: Type.Boolean() }),
    run: (ctx, { params, body }) => switchRule(ctx.adda, ctx.viewer, params.id, body.isActive),
    done: () => '/admin/prevention?flash=saved#rules',
    api: { path: '/api/v1/admin/watch-rules/:id', summary: 'Switch a watch rule on or off', tag: 'admin', ...ok },
  });
  action(app, {
    path: '/admin/prevention/rules/:id/drop',
    who: 'admin',
    params: IdParams,
    method: 'DELETE',
    body: Nothing,
    run: (ctx, { params }) => dropRule(ctx.adda, ctx.viewer, params.id),
    done: () => '/admin/prevention?flash=saved#rules',
    api: { path: '/api/v1/admin/watch-rules/:id', summary: 'Delete a watch rule', tag: 'admin', ...ok },
  });
}

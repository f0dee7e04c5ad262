/** A case: its page, who has it, its decision. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, IdParams, Line, Nothing } from '../../platform/http/schemas.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { findAct } from '../acts/all.ts';
import { claim, decideCase, decideReport, release } from '../cases/decide.ts';
import { numbers, words } from '../acts/fields.ts';
import { SLOW_MINUTES } from '../../rules/moderation.ts';
import { actOnSpace, undoOnSpace } from '../cases/space-acts.ts';
import { type ActTarget, type ActVerb, SPACE_ACTS } from '../../../shared/words.ts';
import { CaseOut, caseOut } from './case-out.ts';
import { casePage } from './case-page.ts';
import { caseView } from './case-view.ts';

const PACES = SLOW_MINUTES.filter((minutes) => minutes > 0);
const ok = { tag: 'moderation', response: Done, json: () => ({ ok: true }) };
const ACT = /^(post|thread|member)\/(\d{1,9})\/([a-z-]{1,20})(?:\/(\d{1,9}))?$/;

/** The form of an act that was chosen on a case; null for none. */
async function formOf(ctx: Ctx, caseId: number, chosen: string): Promise<string | null> {
  const [, target, id, verb, report] = ACT.exec(chosen) ?? [];
  if (!target || !findAct(target as ActTarget, verb as ActVerb)) return null;
  const member = target === 'member' ? await accountBy(ctx.adda.store.read, { id: Number(id) }) : null;
  if (target === 'member' && !member) return null;
  const base = member ? memberPath(member.slug) : `/${target === 'post' ? 'p' : 't'}/${id}`;
  return `${base}/moderate/${verb}?case=${caseId}${report ? `&report=${report}` : ''}`;
}

function claimRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/moderation/cases/:id/claim',
    who: 'moderator',
    params: IdParams,
    body: Type.Object({ act: Type.Optional(Line) }),
    async run(ctx, { params: { id }, body }) {
      await claim(ctx.adda, ctx.viewer, id);
      return (await formOf(ctx, id, body.act ?? '')) ?? `/moderation/cases/${id}?flash=taken`;
    },
    done: (_ctx, next) => next,
    api: { path: '/api/v1/cases/:id/claim', summary: 'Take a case for half an hour', ...ok },
  });
  action(app, {
    path: '/moderation/cases/:id/release',
    who: 'moderator',
    params: IdParams,
    body: Type.Object({}),
    async run(ctx, { params: { id } }) {
      await release(ctx.adda, ctx.viewer, id);
      return id;
    },
    done: (_ctx, id) => `/moderation/cases/${id}?flash=given-back`,
    api: { path: '/api/v1/cases/:id/release', summary: 'Give back a case that you have taken', ...ok },
  });
}

function decisionRoutes(app: FastifyInstance): void {
  for (const [verb, decision, summary] of [
    ['dismiss', 'dismiss', 'Dismiss a case; who reported it reads the reason'],
    ['uphold', 'uphold', 'Uphold a case without an act, or with what a post shall show of an affiliation'],
  ] as const)
    action(app, {
      path: `/moderation/cases/:id/${verb}`,
      who: 'moderator',
      params: IdParams,
      body: Type.Object({ reason: Line, affiliation: Type.Optional(Line) }),
      run: (ctx, { params, body }) => decideCase(ctx.adda, ctx.viewer, params.id, { ...body, decision }),
      done: () => '/moderation?flash=decided',
      redraw: async (ctx, { params, values, error }) =>
        caseView(ctx, await casePage(ctx, params.id), refusedForm(ctx, values, error)),
      api: { path: `/api/v1/cases/:id/${verb}`, summary, ...ok },
    });
  action(app, {
    path: '/moderation/reports/:id',
    who: 'moderator',
    params: IdParams,
    body: Type.Object({
      decision: Type.Union([Type.Literal('uphold'), Type.Literal('dismiss')]),
      reason: Line,
      affiliation: Type.Optional(Line),
    }),
    run: (ctx, { params, body }) => decideReport(ctx.adda, ctx.viewer, params.id, body),
    done: () => '/moderation?flash=decided',
    api: { path: '/api/v1/reports/:id', summary: 'Uphold or dismiss the case of a report', ...ok },
  });
}

function spaceRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/moderation/cases/:id/space',
    who: 'moderator',
    params: IdParams,
    body: Type.Object({ act: words(SPACE_ACTS), reason: Line, minutes: Type.Optional(numbers(PACES)) }),
    run: (ctx, { params, body }) => actOnSpace(ctx.adda, ctx.viewer, params.id, body),
    done: () => '/moderation?flash=decided',
    redraw: async (ctx, { params, values, error }) =>
      caseView(ctx, await casePage(ctx, params.id), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/cases/:id/space',
      summary: 'Uphold a case about a space, and archive it, slow it down, or remind its moderators of the house rules',
      ...ok,
    },
  });
}

function spaceUndoRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/moderation/cases/:id/space/undo',
    who: 'moderator',
    params: IdParams,
    body: Nothing,
    async run(ctx, { params: { id } }) {
      await undoOnSpace(ctx.adda, ctx.viewer, id);
      return id;
    },
    done: (_ctx, id) => `/moderation/cases/${id}?flash=taken-back`,
    api: {
      path: '/api/v1/cases/:id/space/undo',
      summary: 'Open a space again that was archived in a case, or end the slow mode that was set in it',
      ...ok,
    },
  });
}

export function casePageRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/moderation/cases/:id',
    who: 'moderator',
    params: IdParams,
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx, { params }) => casePage(ctx, params.id),
    view: (ctx, data) => caseView(ctx, data),
    api: {
      path: '/api/v1/cases/:id',
      summary: 'A case, for those who may decide it',
      tag: 'moderation',
      response: Type.Object({ case: CaseOut, now: Type.Union([Type.String(), Type.Null()]) }),
      json: ({ listed, now }, ctx) => ({ case: caseOut(listed, ctx.viewer!.id), now }),
    },
  });
  claimRoutes(app);
  decisionRoutes(app);
  spaceRoutes(app);
  spaceUndoRoutes(app);
}

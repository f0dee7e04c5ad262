import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, IdParams, Line, ReportReasonWord, Text } from '../../platform/http/schemas.ts';
import { openProposals } from '../../forum/spaces/queries.ts';
import { postToReport } from '../../forum/threads/access.ts';
import { isNobodyElse } from '../acts/appeals.ts';
import { appealsSection } from '../acts/appeals-view.ts';
import { openAppeals } from '../acts/queries.ts';
import { allReasons } from '../acts/reasons.ts';
import { heldQueue } from '../prevention/held.ts';
import { heldSection } from '../prevention/held-view.ts';
import { hasStake } from '../../people/accounts/stake.ts';
import { decideReport, report } from './actions.ts';
import { reportsIn } from './queries.ts';
import { type Queue, queueView, reportView, thankYouView } from './views.ts';

const REPORTS_SHOWN = 50;
const DECIDED_SHOWN = 10;

const reported = (ctx: Ctx, id: number) => postToReport(ctx.adda.store.read, ctx.audience, id);

/** Appeals that wait, and which of them nobody else could decide than who acted. */
async function appealsOf(ctx: Ctx) {
  const conn = ctx.adda.store.read;
  const waiting = await openAppeals(conn, ctx.audience, REPORTS_SHOWN);
  const alone = new Set<number>();
  for (const { act } of waiting)
    if (act.actorId === ctx.viewer?.id && (await isNobodyElse(conn, act, Date.now()))) alone.add(act.id);
  return appealsSection(ctx, waiting, await allReasons(conn), alone);
}

/** What this moderator may see: reports of their spaces, only without a stake, and none about themself. */
async function queue(ctx: Ctx, refused: Queue['refused'] = null): Promise<Queue> {
  const conn = ctx.adda.store.read;
  const viewer = ctx.viewer!;
  const stake = await hasStake(conn, viewer);
  const isOthers = ({ reporterId, authorId }: Queue['open'][number]) =>
    reporterId !== viewer.id && authorId !== viewer.id;
  return {
    open: stake ? [] : (await reportsIn(conn, ctx.audience, 'open', REPORTS_SHOWN)).filter(isOthers),
    decided: stake ? [] : (await reportsIn(conn, ctx.audience, 'decided', DECIDED_SHOWN)).filter(isOthers),
    proposals: ctx.may.decideProposals ? await openProposals(conn) : [],
    appeals: await appealsOf(ctx),
    hasStake: stake,
    held: heldSection(ctx, await heldQueue(ctx)),
    refused,
  };
}

export function moderationRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/p/:id/report',
    who: 'visitor',
    params: IdParams,
    load: (ctx, { params }) => reported(ctx, params.id),
    view: (ctx, data) => reportView(ctx, data, blankForm()),
  });
  action(app, {
    path: '/p/:id/report',
    who: 'visitor',
    params: IdParams,
    body: Type.Object({ reason: ReportReasonWord, evidence: Text, contact: Type.Optional(Line) }),
    run: async (ctx, { params, body }) => {
      const { thread } = await reported(ctx, params.id);
      await report(ctx.adda, ctx.viewer, params.id, body, ctx.from);
      return thread;
    },
    done: (ctx, thread) => thankYouView(ctx, thread),
    redraw: async (ctx, { params, values, error }) =>
      reportView(ctx, await reported(ctx, params.id), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/posts/:id/reports',
      summary: 'Report a post; the evidence is for those who decide',
      tag: 'moderation',
      status: 201,
      response: Done,
      json: () => ({ ok: true }),
    },
  });

  page(app, {
    path: '/moderation',
    who: 'moderator',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx) => queue(ctx),
    view: queueView,
    api: {
      path: '/api/v1/reports',
      summary: 'Reports that wait, for moderators without an affiliation',
      tag: 'moderation',
      response: Type.Object({
        reports: Type.Array(
          Type.Object({
            id: Type.Integer(),
            postId: Type.Integer(),
            reason: ReportReasonWord,
            evidence: Type.String(),
            conflict: Type.Boolean({ description: 'The reporter speaks for a brand.' }),
            createdAt: Type.Integer(),
          }),
        ),
      }),
      json: ({ open }) => ({
        reports: open.map(({ id, postId, reason, evidence, brandId, createdAt }) => ({
          id,
          postId,
          reason,
          evidence,
          conflict: brandId !== null,
          createdAt,
        })),
      }),
    },
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
    redraw: async (ctx, { params, values, error }) => {
      if (error && error.code !== 'invalid') throw error;
      return queueView(ctx, await queue(ctx, { id: params.id, form: refusedForm(ctx, values, error) }));
    },
    api: {
      path: '/api/v1/reports/:id',
      summary: 'Uphold or dismiss a report',
      tag: 'moderation',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

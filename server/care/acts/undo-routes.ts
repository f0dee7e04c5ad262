/** Taking an act back: its page asks why, and what whom it concerns is told. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState, refusedForm } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { IdParams } from '../../platform/http/schemas.ts';
import { errorSummary } from '../../platform/layout/fields.ts';
import { shell } from '../../platform/layout/shell.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { actRule } from '../../rules/moderation.ts';
import { whyNotModerate } from '../../rules/roles.ts';
import { ActOut, actOut, Why } from './fields.ts';
import { whyFields } from './form-view.ts';
import { actById, type ToldAct } from './queries.ts';
import { allReasons, type Reason } from './reasons.ts';
import type { Acted } from './run.ts';
import { actLine } from './statement-view.ts';
import { canBeUndone, undoAct } from './undo.ts';

type UndoPage = { told: ToldAct; reasons: Reason[] };

/** @throws {AddaError} `not_found` for who does not moderate there, `no_change` for what cannot be taken back */
async function undoPage(ctx: Ctx, id: number): Promise<UndoPage> {
  const conn = ctx.adda.store.read;
  const told = await actById(conn, id);
  if (!told || whyNotModerate(ctx.viewer, told.act.spaceId) !== null) throw new AddaError('not_found');
  if (!canBeUndone(told.act)) throw new AddaError('no_change');
  return { told, reasons: await allReasons(conn) };
}

function undoView(ctx: Ctx, { told, reasons }: UndoPage, form: FormState): Html {
  const { m } = ctx;
  const { id, target, verb } = told.act;
  const back = actRule(target, actRule(target, verb)!.opposite!)!;
  const given = reasons.filter(({ isActive }) => isActive);
  return shell(ctx, {
    title: m.acts.undo,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.acts.undo}</h1>
    <ul class="plain-list acts">${actLine(ctx, told, reasons, null, true)}</ul>
    <form class="form" method="post" novalidate action="/acts/${id}/undo">
      ${errorSummary(ctx, form, undefined, { reason: m.acts.reason, note: m.acts.note })}
      ${whyFields(ctx, back, given, form)}
      <div class="buttons"><button class="button button--primary">${m.acts.undo}</button></div>
    </form>`,
  });
}

/** To where it is seen: posts that were put back stand in the thread that they went into. */
async function after(ctx: Ctx, { target, threadId, facts }: Acted, { act }: ToldAct): Promise<string> {
  const flash = 'moderate?flash=taken-back';
  if (target === 'post') return `/p/${act.postId}/${flash}`;
  if (target === 'thread') return `/t/${Number(facts?.into ?? threadId)}/${flash}`;
  const member = act.accountId === null ? null : await accountBy(ctx.adda.store.read, { id: act.accountId });
  return member ? `${memberPath(member.slug)}/${flash}` : '/moderation?flash=taken-back';
}

export function undoRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/acts/:id/undo',
    who: 'moderator',
    params: IdParams,
    load: (ctx, { params }) => undoPage(ctx, params.id),
    view: (ctx, data) => undoView(ctx, data, blankForm()),
  });
  action(app, {
    path: '/acts/:id/undo',
    who: 'moderator',
    params: IdParams,
    body: Type.Object({ reason: Why.reason, note: Why.note }),
    async run(ctx, { params, body }) {
      const done = await undoAct(ctx.adda, ctx.viewer, params.id, body);
      return { done, next: await after(ctx, done, (await actById(ctx.adda.store.read, params.id))!) };
    },
    done: (_ctx, { next }) => next,
    redraw: async (ctx, { params, values, error }) =>
      undoView(ctx, await undoPage(ctx, params.id), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/acts/:id/undo',
      summary: 'Take an act back',
      tag: 'moderation',
      response: ActOut,
      json: ({ done }) => actOut(done),
    },
  });
}

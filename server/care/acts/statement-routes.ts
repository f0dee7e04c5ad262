/** Statements of reasons for whom they concern, and their appeals. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Id, IdParams, Nothing, Text } from '../../platform/http/schemas.ts';
import { actRule, whyNotAppeal } from '../../rules/moderation.ts';
import { whyNotModerate } from '../../rules/roles.ts';
import { ALL_ACTS } from './all.ts';
import { appeal, isNobodyElse } from './appeals.ts';
import { disputeDuplicate, mayDispute } from './duplicate.ts';
import { actById, actsOn, hidingAct, type ToldAct } from './queries.ts';
import { allReasons } from './reasons.ts';
import { opensStatement } from './statement-keys.ts';
import { originalOf } from './told.ts';
import { type StatementPage, statementListView, statementView } from './statement-view.ts';

const PER_PAGE = 30;
const Key = Type.Optional(Type.String({ maxLength: 100 }));
const TOLD = [...new Set(ALL_ACTS.filter(({ target, verb }) => actRule(target, verb)?.tells).map(({ verb }) => verb))];

/** Whom it concerns, who has the letter about it, and who moderates there. @throws {AddaError} `not_found` */
async function statementOf(ctx: Ctx, id: number, key: string): Promise<StatementPage> {
  const conn = ctx.adda.store.read;
  const told = await actById(conn, id);
  if (!told) throw new AddaError('not_found');
  const { act } = told;
  const isSignedIn = act.accountId !== null && ctx.viewer?.id === act.accountId;
  const isTheirs = isSignedIn || (await opensStatement(ctx.adda, act, key));
  if (!isTheirs && whyNotModerate(ctx.viewer, act.spaceId) !== null) throw new AddaError('not_found');
  const rule = actRule(act.target, act.verb);
  const no = whyNotAppeal(act, rule, act.accountId ?? 0, told.appeal !== null, Date.now());
  return {
    ...{ told, key, reasons: await allReasons(conn) },
    mayAppeal: isTheirs && act.accountId !== null && no === null,
    isAlone: await isNobodyElse(conn, act, Date.now()),
    original: await originalOf(conn, told),
    mayDispute: await mayDispute(conn, ctx.viewer?.id ?? null, act),
  };
}

const StatementOut = Type.Object({
  id: Type.Integer(),
  target: Type.String(),
  verb: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
  rule: Type.Union([Type.String(), Type.Null()]),
  note: Type.String(),
  automated: Type.Boolean(),
  until: Type.Union([Type.Integer(), Type.Null()]),
  createdAt: Type.Integer(),
  takenBack: Type.Boolean(),
  appeal: Type.Union([Type.String(), Type.Null()]),
});
const statementOut = ({ act, appeal: said }: ToldAct) => ({
  ...{ id: act.id, target: act.target, verb: act.verb, reason: act.reason, rule: act.rule, note: act.note },
  ...{ automated: act.isAutomated, until: act.until, createdAt: act.createdAt },
  ...{ takenBack: act.undoneById !== null, appeal: said?.state ?? null },
});

export function statementRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/statements',
    who: 'member',
    query: Type.Object({ before: Type.Optional(Id) }),
    async load(ctx, { query }) {
      const conn = ctx.adda.store.read;
      const rows = await actsOn(conn, ctx.viewer!.id, TOLD, query.before ?? null, PER_PAGE + 1);
      const list = rows.slice(0, PER_PAGE);
      const next = rows.length > PER_PAGE ? list.at(-1)!.act.id : null;
      return { list, next, isFirst: query.before === undefined, reasons: await allReasons(conn) };
    },
    view: statementListView,
    api: {
      path: '/api/v1/statements',
      summary: 'What moderators decided about what you wrote, newest first',
      tag: 'moderation',
      response: Type.Object({ statements: Type.Array(StatementOut), next: Type.Union([Type.Integer(), Type.Null()]) }),
      json: ({ list, next }) => ({ statements: list.map(statementOut), next }),
    },
  });
  page(app, {
    path: '/statements/:id',
    who: 'visitor',
    params: IdParams,
    query: Type.Object({ key: Key, flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx, { params, query }) => statementOf(ctx, params.id, query.key ?? ''),
    view: (ctx, data) => statementView(ctx, data),
  });
  for (const [path, of] of [
    ['/p/:id/decision', (id: number) => ({ postId: id })],
    ['/t/:id/decision', (id: number) => ({ threadId: id })],
  ] as const)
    page(app, {
      path,
      who: 'member',
      params: IdParams,
      async load(ctx, { params }) {
        const id = await hidingAct(ctx.adda.store.read, of(params.id));
        if (id === null) throw new AddaError('not_found');
        await statementOf(ctx, id, '');
        return id;
      },
      view: (_ctx, id) => ({ redirect: `/statements/${id}` }),
    });
  action(app, {
    path: '/t/:id/not-the-same',
    who: 'member',
    params: IdParams,
    body: Nothing,
    run: (ctx, { params }) => disputeDuplicate(ctx.adda, ctx.viewer, params.id),
    done: (_ctx, { threadId, slug }) => `${threadPath({ id: threadId, slug })}?flash=disputed`,
    api: {
      path: '/api/v1/threads/:id/not-the-same',
      summary: 'The asker of a question closed as asked before says that it is not the same: it is open again',
      tag: 'moderation',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/statements/:id/appeal',
    who: 'visitor',
    params: IdParams,
    body: Type.Object({ words: Text, key: Key }),
    async run(ctx, { params, body: { words, key = '' } }) {
      const { told } = await statementOf(ctx, params.id, key);
      const isOpened = await opensStatement(ctx.adda, told.act, key);
      const accountId = isOpened ? told.act.accountId : (ctx.viewer?.id ?? null);
      if (accountId === null) throw new AddaError('not_signed_in');
      await appeal(ctx.adda, accountId, params.id, { words });
      return { id: params.id, key };
    },
    done: (_ctx, { id, key }) => `/statements/${id}?flash=appealed${key && `&key=${encodeURIComponent(key)}`}#appeal`,
    redraw: async (ctx, { params, values, error }) =>
      statementView(ctx, await statementOf(ctx, params.id, String(values.key ?? '')), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/acts/:id/appeals',
      summary: 'Appeal against an act that concerns you',
      tag: 'moderation',
      status: 201,
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

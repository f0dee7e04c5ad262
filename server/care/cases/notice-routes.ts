/** Where anybody says that something here is unlawful. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { IdempotencyKey, Line, Nothing, Text } from '../../platform/http/schemas.ts';
import { confirmNotice, giveNotice, noticeToRead } from './notices.ts';
import { noticeView, ownNoticeView, sentView } from './notice-view.ts';

const SecretParams = Type.Object({ secret: Type.String({ maxLength: 100 }) });

export function noticeRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/notice',
    who: 'visitor',
    query: Type.Object({ address: Type.Optional(Type.String({ maxLength: 2_000 })) }),
    load: async (_ctx, { query }) => query.address ?? '',
    view: (ctx, address) => noticeView(ctx, blankForm({ address })),
  });
  action(app, {
    path: '/notice',
    who: 'visitor',
    body: Type.Object({
      ...{ address: Line, why: Text, name: Type.Optional(Line), email: Type.Optional(Line) },
      ...{ isAbuse: Type.Optional(Type.Boolean()), goodFaith: Type.Optional(Type.Boolean()) },
      idempotencyKey: IdempotencyKey,
    }),
    run: (ctx, { body: { idempotencyKey: _key, ...input } }) =>
      giveNotice(ctx.adda, ctx.viewer, { ...input, language: ctx.lang }, ctx.from),
    done: sentView,
    redraw: async (ctx, { values, error }) => noticeView(ctx, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/notices',
      summary: 'Say that something here is unlawful; confirmed by a letter, or at once by a member',
      tag: 'moderation',
      status: 201,
      response: Type.Object({ id: Type.Integer(), counts: Type.Boolean() }),
      json: (made) => made,
    },
  });
  page(app, {
    path: '/notice/:secret',
    who: 'visitor',
    params: SecretParams,
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    async load(ctx, { params: { secret } }) {
      const found = await noticeToRead(ctx.adda.store.read, secret);
      return { found, path: `/notice/${encodeURIComponent(secret)}` };
    },
    view: (ctx, { found, path }) => ownNoticeView(ctx, found, path),
  });
  action(app, {
    path: '/notice/:secret',
    who: 'visitor',
    params: SecretParams,
    body: Nothing,
    async run(ctx, { params: { secret } }) {
      await confirmNotice(ctx.adda, secret);
      return secret;
    },
    done: (_ctx, secret) => `/notice/${encodeURIComponent(secret)}?flash=received`,
  });
}

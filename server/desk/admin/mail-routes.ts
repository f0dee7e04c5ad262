import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { action, page } from '../../platform/http/routes.ts';
import { Done, IdParams, Nothing, Nullable } from '../../platform/http/schemas.ts';
import { giveUpLetter, mailState, sendTestLetter } from './mail.ts';
import { mailView } from './mail-view.ts';

const Moment = Nullable(Type.Integer());
const Failed = Type.Object({
  ...{ id: Type.Integer(), template: Nullable(Type.String()), tries: Type.Integer() },
  ...{ error: Nullable(Type.String()), at: Type.Integer() },
});
const MailOut = Type.Object({
  bySmtp: Type.Boolean({ description: 'false: letters lie in the folder outbox' }),
  queue: Type.Object({
    ...{ waiting: Type.Integer(), oldestAt: Moment, retried: Type.Integer() },
    paused: Type.Integer({ description: 'addresses that are written to no more, since they refuse letters' }),
  }),
  ...{ retried: Type.Array(Failed), givenUp: Type.Array(Failed) },
  push: Type.Object(
    { devices: Type.Integer(), waiting: Type.Integer(), retried: Type.Integer() },
    { description: 'Messages to the devices of members.' },
  ),
  receiving: Type.Object({
    ...{ isOn: Type.Boolean(), byImap: Type.Boolean(), takenAt: Moment, lookedAt: Moment },
    ...{ faultAt: Moment, fault: Nullable(Type.String()), faults: Type.Integer() },
  }),
});
const ok = { response: Done, json: () => ({ ok: true }) };

export function mailRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/admin/mail',
    who: 'admin',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx) => mailState(ctx.adda),
    view: mailView,
    api: {
      path: '/api/v1/admin/mail',
      summary: 'How mail goes out and comes in',
      tag: 'admin',
      response: MailOut,
      json: (state) => state,
    },
  });
  action(app, {
    path: '/admin/mail/test',
    who: 'admin',
    body: Nothing,
    run: (ctx) => sendTestLetter(ctx.adda, ctx.viewer),
    done: ({ adda }) =>
      adda.config.smtpUrl === '' ? '/admin/mail?flash=test-letter-kept' : '/admin/mail?flash=test-letter',
    api: { path: '/api/v1/admin/mail/test', summary: 'Send a test letter to yourself', tag: 'admin', ...ok },
  });
  action(app, {
    path: '/admin/letters/:id/give-up',
    who: 'admin',
    params: IdParams,
    body: Nothing,
    run: (ctx, { params }) => giveUpLetter(ctx.adda, ctx.viewer, params.id),
    done: () => '/admin/mail?flash=letter-given-up',
    api: {
      path: '/api/v1/admin/letters/:id/give-up',
      summary: 'Try a letter no more that failed',
      tag: 'admin',
      ...ok,
    },
  });
}

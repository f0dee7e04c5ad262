/** Where an author changes a message, or takes it back. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState, refusedForm } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Id, Text } from '../../platform/http/schemas.ts';
import { errorSummary, markdownHelp, textarea, writerField } from '../../platform/layout/fields.ts';
import { withMoment } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { AddaError } from '../../platform/errors.ts';
import { changeableUntil } from '../../rules/messages.ts';
import { changeMessage, messageToChange, takeBackMessage } from './change.ts';
import type { MessageRow } from './reading-queries.ts';

const Params = Type.Object({ id: Id, message: Id });
type At = { id: number; message: number };

const atOf = ({ id, message }: At) => ({ conversationId: id, messageId: message });

async function load(ctx: Ctx, params: At): Promise<MessageRow> {
  if (!ctx.viewer) throw new AddaError('not_found');
  return messageToChange(ctx.adda.store.read, ctx.viewer.id, atOf(params), ctx.askedAt);
}

function view(ctx: Ctx, message: MessageRow, typed: FormState): Html {
  const { m } = ctx;
  const form = { ...typed, values: { body: message.markdown, ...typed.values } };
  const path = `/messages/${message.conversationId}/${message.id}`;
  return shell(ctx, {
    title: m.messages.changeTitle,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.messages.changeTitle}</h1>
      <p>${withMoment(ctx, m.messages.changeHelp, changeableUntil(message))}</p>
      <form class="form" method="post" novalidate action="${path}/change">
        ${errorSummary(ctx, form, undefined, { body: m.messages.body })} ${writerField(ctx)}
        ${textarea(ctx, form, { name: 'body', label: m.messages.body, rows: 6, after: markdownHelp(ctx) })}
        <div class="buttons"><button class="button button--primary">${m.messages.save}</button>
          <a class="button button--quiet" href="/messages/${message.conversationId}">${m.messages.back}</a></div>
      </form>
      <section class="section"><h2>${m.messages.takeBack}</h2>
      <p>${m.messages.takeBackHelp}</p>
      <form method="post" action="${path}/take-back">
        <button class="button button--danger">${m.messages.takeBackDo}</button></form></section>`,
  });
}

const backAt = (flash: string, { conversationId, messageId }: ReturnType<typeof atOf>) =>
  `/messages/${conversationId}?flash=${flash}#message-${messageId}`;

export function messageChangeRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/messages/:id/:message/change',
    who: 'member',
    params: Params,
    load: (ctx, { params }) => load(ctx, params),
    view: (ctx, message) => view(ctx, message, blankForm()),
  });
  action(app, {
    path: '/messages/:id/:message/change',
    who: 'member',
    params: Params,
    method: 'PATCH',
    body: Type.Object({ body: Text }),
    run: (ctx, { params, body }) => changeMessage(ctx.adda, ctx.viewer, atOf(params), body.body),
    done: (_ctx, at) => backAt('message-changed', at),
    redraw: async (ctx, { params, values, error }) =>
      view(ctx, await load(ctx, params), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/messages/:id/:message',
      summary: 'Change a message of yours, within 15 minutes of sending it',
      tag: 'messages',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/messages/:id/:message/take-back',
    who: 'member',
    params: Params,
    body: Type.Object({}),
    run: (ctx, { params }) => takeBackMessage(ctx.adda, ctx.viewer, atOf(params)),
    done: (_ctx, at) => backAt('message-taken-back', at),
    api: {
      path: '/api/v1/messages/:id/:message/take-back',
      summary: 'Take a message of yours back, within 15 minutes of sending it; that something was said stays',
      tag: 'messages',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

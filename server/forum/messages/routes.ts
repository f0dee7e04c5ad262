/** Conversations: listed, begun, read, gone on with. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Messages } from '../../../shared/catalogue/index.ts';
import { authorOut } from '../../platform/http/presenters.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm, splitTags } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import {
  Author,
  Cursor,
  Done,
  DraftAt,
  Id,
  IdempotencyKey,
  IdParams,
  Nullable,
  TagList,
  Text,
} from '../../platform/http/schemas.ts';
import { holdsForumOffice } from '../../rules/roles.ts';
import { acceptConversation, addPeople, leaveConversation, sendMessage } from './actions.ts';
import { conversationView, partView } from './conversation-view.ts';
import { loadConversation, loadList, loadSince } from './page.ts';
import { sentAt, sentOut, SentOut } from './sent.ts';
import type { ParticipantRow } from '../drafts/people-queries.ts';
import type { MessageRow } from './reading-queries.ts';
import { factsOf, listView } from './views.ts';

const Flash = Type.Optional(Type.String({ maxLength: 40 }));

const PersonOut = Type.Object({ member: Author, state: Type.String() });
const MessageOut = Type.Object({
  id: Type.Integer(),
  author: Author,
  office: Nullable(Type.String({ description: 'The office of the whole forum in which it was said; null for none.' })),
  html: Type.String({ description: 'Empty for what somebody said who is gone.' }),
  at: Type.Integer({ description: 'UTC milliseconds' }),
  changedAt: Nullable(Type.Integer({ description: 'When its author changed it last.' })),
  takenBackAt: Nullable(Type.Integer({ description: 'When its author took it back; `html` is empty then.' })),
});
// Who refused looks like who has not answered yet.
const personOut = (ctx: Ctx, person: ParticipantRow) => ({
  member: authorOut(ctx.m, factsOf(ctx, person)),
  state: person.state === 'refused' ? 'requested' : person.state,
});
const messageOut = (m: Messages, message: MessageRow) => ({
  id: message.id,
  author: authorOut(m, message),
  office: holdsForumOffice(message.role) ? message.role : null,
  html: message.html,
  at: message.createdAt,
  changedAt: message.changedAt,
  takenBackAt: message.takenBackAt,
});
function reading(app: FastifyInstance): void {
  page(app, {
    path: '/messages',
    who: 'member',
    query: Type.Object({ show: Type.Optional(Type.Literal('requests')), before: Cursor, flash: Flash }),
    load: (ctx, { query }) => loadList(ctx, query),
    view: listView,
    api: {
      path: '/api/v1/messages',
      summary: 'Your conversations, the last spoken in first; or the requests that wait for you',
      tag: 'messages',
      response: Type.Object({
        conversations: Type.Array(
          Type.Object({
            id: Type.Integer(),
            people: Type.Array(PersonOut),
            unread: Type.Integer(),
            newest: Nullable(MessageOut),
            lastAt: Type.Integer(),
          }),
        ),
        requests: Type.Integer(),
        next: Nullable(Type.String()),
      }),
      json: ({ conversations, requests, next }, ctx) => ({
        conversations: conversations.map(({ id, people, unread, newest, lastAt }) => ({
          ...{ id, unread, lastAt, people: people.map((one) => personOut(ctx, one)) },
          newest: newest && messageOut(ctx.m, newest),
        })),
        requests,
        next,
      }),
    },
  });
  page(app, {
    path: '/messages/:id',
    who: 'member',
    params: IdParams,
    query: Type.Object({ before: Type.Optional(Id), flash: Flash }),
    load: (ctx, { params, query }) => loadConversation(ctx, params.id, query.before),
    view: (ctx, data) => conversationView(ctx, data, { write: blankForm(), add: blankForm() }),
    api: {
      path: '/api/v1/messages/:id',
      summary: 'A conversation in which you take part: its newest messages, or those before one',
      tag: 'messages',
      response: Type.Object({
        id: Type.Integer(),
        state: Type.String({ description: '`requested` until you accept it, then `accepted`.' }),
        people: Type.Array(PersonOut),
        messages: Type.Array(MessageOut),
        older: Nullable(Type.Integer({ description: 'For `before`, where more was said earlier.' })),
      }),
      json: ({ id, me, people, messages, older }, ctx) => ({
        ...{ id, state: me.state, people: people.map((one) => personOut(ctx, one)), older },
        messages: messages.map((one) => messageOut(ctx.m, one)),
      }),
    },
  });
  page(app, {
    path: '/messages/:id/since/:after',
    who: 'member',
    params: Type.Object({ id: Id, after: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }) }),
    load: (ctx, { params }) => loadSince(ctx, params.id, params.after),
    view: partView,
  });
}

function goingOn(app: FastifyInstance): void {
  action(app, {
    // Another address than the page's: by that its script knows what was sent from what came back.
    path: '/messages/:id/write',
    who: 'member',
    params: IdParams,
    body: Type.Object({
      body: Text,
      draftAt: DraftAt,
      idempotencyKey: IdempotencyKey,
      preview: Type.Optional(Type.String({ maxLength: 10 })),
    }),
    run: (ctx, { params, body }) => sendMessage(ctx.adda, ctx.viewer, params.id, body),
    done: (_ctx, sent) => sentAt(sent),
    redraw: async (ctx, { params, values, error }) =>
      conversationView(ctx, await loadConversation(ctx, params.id), {
        write: refusedForm(ctx, values, error),
        add: blankForm(),
      }),
    api: {
      path: '/api/v1/messages/:id',
      summary: 'Write into a conversation in which you take part',
      tag: 'messages',
      status: 201,
      response: SentOut,
      json: sentOut,
    },
  });
  action(app, {
    path: '/messages/:id/people',
    who: 'member',
    params: IdParams,
    body: Type.Object({ to: TagList, idempotencyKey: IdempotencyKey }),
    run: async (ctx, { params, body }) => {
      await addPeople(ctx.adda, ctx.viewer, params.id, splitTags(body.to));
      return params.id;
    },
    done: (_ctx, id) => `/messages/${id}?flash=people-added`,
    redraw: async (ctx, { params, values, error }) =>
      conversationView(ctx, await loadConversation(ctx, params.id), {
        write: blankForm(),
        add: refusedForm(ctx, values, error),
      }),
    api: {
      path: '/api/v1/messages/:id/people',
      summary: 'Bring others into a conversation; they see what is said from then on',
      tag: 'messages',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

function answering(app: FastifyInstance): void {
  action(app, {
    path: '/messages/:id/accept',
    who: 'member',
    params: IdParams,
    body: Type.Object({}),
    run: async (ctx, { params }) => {
      await acceptConversation(ctx.adda, ctx.viewer, params.id);
      return params.id;
    },
    done: (_ctx, id) => `/messages/${id}?flash=conversation-accepted`,
    api: {
      path: '/api/v1/messages/:id/accept',
      summary: 'Accept a conversation to which you were asked',
      tag: 'messages',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/messages/:id/leave',
    who: 'member',
    params: IdParams,
    body: Type.Object({}),
    run: (ctx, { params }) => leaveConversation(ctx.adda, ctx.viewer, params.id),
    done: () => '/messages?flash=conversation-left',
    api: {
      path: '/api/v1/messages/:id/leave',
      summary: 'Refuse a conversation to which you were asked, or leave one: your side of it is gone',
      tag: 'messages',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

export function messageRoutes(app: FastifyInstance): void {
  reading(app);
  goingOn(app);
  answering(app);
}

import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { postPath, threadPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, DraftAt, Id, IdParams, Line, Text } from '../../platform/http/schemas.ts';
import { keepFiles, keptWith } from '../../forum/files/actions.ts';
import { FileFields } from '../../forum/files/schemas.ts';
import { whyNotOpenEarlyAccess } from '../../rules/roles.ts';
import { threadToRead } from '../../forum/threads/access.ts';
import { loadThreadPage } from '../../forum/threads/page.ts';
import { threadView } from '../../forum/threads/views.ts';
import { loadDesk } from './desk.ts';
import { dropDraft, keepDraft } from '../../forum/drafts/drafts.ts';
import { openEarlyAccess } from '../../forum/early-access/early-access.ts';
import { thank } from './thanks.ts';
import { deskView, earlyAccessForm } from './views.ts';

const LimitStatusOut = Type.Object({ code: Type.String(), used: Type.Integer(), limit: Type.Integer() });
const FlashQuery = Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) });

export function staffRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/desk',
    who: 'staff',
    query: FlashQuery,
    load: (ctx) => loadDesk(ctx.adda.store.read, ctx.audience, ctx.viewer),
    view: deskView,
    api: {
      path: '/api/v1/desk',
      summary: 'What staff have left to say today, and the questions that wait',
      tag: 'staff',
      response: Type.Object({
        label: Type.String(),
        day: Type.Array(LimitStatusOut),
        waiting: Type.Array(Type.Object({ id: Type.Integer(), title: Type.String(), url: Type.String() })),
        drafts: Type.Array(
          Type.Object({ place: Type.String(), because: Type.Union([Type.String(), Type.Null()]), body: Type.String() }),
        ),
      }),
      json: ({ label, day, waiting, drafts }) => ({
        label,
        day: day.map(({ code, used, limit }) => ({ code, used, limit })),
        waiting: waiting.map((thread) => ({ id: thread.id, title: thread.title, url: threadPath(thread) })),
        drafts: drafts.map(({ place, because, values }) => ({ place, because, body: String(values.body ?? '') })),
      }),
    },
  });

  action(app, {
    path: '/t/:id/draft',
    who: 'staff',
    method: 'PUT',
    params: IdParams,
    body: Type.Object({
      body: Text,
      safety: Type.Optional(Type.Boolean()),
      reference: Type.Optional(Line),
      pictureIds: FileFields.pictureIds,
      fileIds: FileFields.fileIds,
      draftAt: DraftAt,
    }),
    receive: (ctx, uploads) => keepFiles(ctx.adda, ctx.viewer, uploads),
    run: async (ctx, { params, body }) => {
      const thread = await threadToRead(ctx.adda.store.read, ctx.audience, params.id);
      const { body: text, safety, reference, pictureIds = [], fileIds = [], draftAt: at } = body;
      const brought = { ...(pictureIds.length > 0 && { pictureIds }), ...(fileIds.length > 0 && { fileIds }) };
      const values = { body: text, ...brought, ...(safety && { safety, reference: reference ?? '' }) };
      await keepDraft(ctx.adda, ctx.viewer, { place: `thread:${thread.id}`, threadId: thread.id, values, at });
      return thread;
    },
    done: (_ctx, thread) => `${threadPath(thread)}?flash=draft-kept#reply`,
    redraw: async (ctx, { params, values, error }) => {
      const kept = await keptWith(ctx.adda.store.read, ctx.viewer, values);
      return threadView(ctx, { ...(await loadThreadPage(ctx, params.id, 1)), kept }, refusedForm(ctx, values, error));
    },
    api: {
      path: '/api/v1/threads/:id/draft',
      summary: 'Keep a note as a draft until it may be sent (staff)',
      tag: 'staff',
      response: Done,
      json: () => ({ ok: true }),
    },
  });

  action(app, {
    path: '/desk/drafts/drop',
    who: 'member',
    body: Type.Object({ place: Line, draftAt: DraftAt }),
    run: (ctx, { body }) => dropDraft(ctx.adda, ctx.viewer, { place: body.place, at: body.draftAt }),
    done: () => '/desk?flash=draft-dropped',
  });

  action(app, {
    path: '/p/:id/thank',
    who: 'staff',
    params: IdParams,
    body: Type.Object({}),
    run: (ctx, { params }) => thank(ctx.adda, ctx.viewer, params.id),
    done: (_ctx, { threadId, threadSlug, number }) =>
      `${postPath({ id: threadId, slug: threadSlug }, number)}?flash=thanked`,
    api: {
      path: '/api/v1/posts/:id/thank',
      summary: 'Thank a member for a post, on behalf of the brand; it counts for nothing',
      tag: 'staff',
      response: Done,
      json: () => ({ ok: true }),
    },
  });

  page(app, {
    path: '/t/:id/early-access',
    who: 'member',
    params: Type.Object({ id: Id }),
    async load(ctx, { params }) {
      const thread = await threadToRead(ctx.adda.store.read, ctx.audience, params.id);
      const no = whyNotOpenEarlyAccess(ctx.viewer, thread, thread.space.id);
      if (no) throw new AddaError(no);
      return thread;
    },
    view: (ctx, thread) =>
      thread.earlyAccessBy ? { redirect: threadPath(thread) } : earlyAccessForm(ctx, thread, blankForm()),
  });
  action(app, {
    path: '/t/:id/early-access',
    who: 'member',
    params: IdParams,
    body: Type.Object({ reason: Type.Optional(Line) }),
    run: (ctx, { params, body }) => openEarlyAccess(ctx.adda, ctx.viewer, params.id, body),
    done: (_ctx, thread) => `${threadPath(thread)}?flash=door-opened`,
    redraw: async (ctx, { params, values, error }) => {
      if (error && error.code !== 'invalid') throw error;
      return earlyAccessForm(
        ctx,
        await threadToRead(ctx.adda.store.read, ctx.audience, params.id),
        refusedForm(ctx, values, error),
      );
    },
    api: {
      path: '/api/v1/threads/:id/early-access',
      summary: 'Let staff in before a peer has answered (the asker, or a moderator with a reason)',
      tag: 'staff',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

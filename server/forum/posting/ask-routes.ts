/** Asking, and starting any other form of thread. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { postPath, threadPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { FormWord, HeldOut, Line } from '../../platform/http/schemas.ts';
import { noteTrust } from '../../people/accounts/trust-queries.ts';
import { allSpaces } from '../spaces/queries.ts';
import { askAgain, everySilence, startDraft, templateOfForm } from './again.ts';
import { startThread } from './start-thread.ts';
import { mustBeForNow, NoTime, ThreadFields, threadInput } from './fields.ts';
import { previewOf } from './preview.ts';
import { askView } from './ask-view.ts';
import { withTemplate } from './template.ts';
import { keepFiles, keptWith } from '../files/actions.ts';
import { NOTHING_BROUGHT } from '../files/field.ts';

const AskQuery = Type.Object({
  space: Type.Optional(Line),
  form: Type.Optional(FormWord),
  title: Type.Optional(Line),
  /** Go on with what was refused. */
  draft: Type.Optional(Type.Boolean()),
});

export function askRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/ask',
    who: 'member',
    query: AskQuery,
    async load(ctx, { query: { draft: isMeant, ...query } }) {
      const conn = ctx.adda.store.read;
      await noteTrust(ctx);
      const draft = await startDraft(ctx);
      const kept = await keptWith(conn, ctx.viewer, draft?.values);
      const spaces = await allSpaces(conn, ctx.audience);
      // A title to ask about is something else than what was begun.
      const isOther = query.title !== undefined && !isMeant;
      const chosen = isOther ? { ...query, body: '' } : query;
      const template = await templateOfForm(ctx, spaces, isOther ? chosen : { ...chosen, ...draft?.values });
      const values = await withTemplate(conn, spaces, chosen, template);
      const silences = await everySilence(ctx);
      return { spaces, kept: isOther ? NOTHING_BROUGHT : kept, silences, draft, template, values };
    },
    view: (ctx, { values, ...data }) => askView(ctx, data, blankForm(values)),
  });

  action(app, {
    path: '/ask',
    who: 'member',
    body: Type.Object({
      ...ThreadFields,
      postAt: NoTime,
      preview: Type.Optional(Type.String({ maxLength: 20 })),
    }),
    run: (ctx, { body: { postAt, ...body } }) => {
      mustBeForNow(postAt);
      return startThread(ctx.adda, ctx.viewer, threadInput(ctx, body));
    },
    done: (_ctx, { threadId, slug, held }) => `${threadPath({ id: threadId, slug })}${held ? '?flash=held' : ''}`,
    preview: (ctx, { values }) => previewOf(ctx, { space: values.space }, values),
    receive: (ctx, uploads) => keepFiles(ctx.adda, ctx.viewer, uploads),
    redraw: (ctx, { values, error }) => askAgain(ctx, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/threads',
      summary: 'Start a thread',
      tag: 'threads',
      status: 201,
      response: Type.Object({ id: Type.Integer(), postId: Type.Integer(), url: Type.String(), held: HeldOut }),
      json: ({ threadId, slug, postId, held }) => ({
        id: threadId,
        postId,
        url: postPath({ id: threadId, slug }, 1),
        held,
      }),
    },
  });
}

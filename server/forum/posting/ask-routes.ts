/** Asking, and starting any other form of thread. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm, splitTags, type Values } from '../../platform/http/form-state.ts';
import { postPath, threadPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { FormWord, HeldOut, Line, IdempotencyKey, TagList, Text } from '../../platform/http/schemas.ts';
import { allSpaces, type Space } from '../spaces/queries.ts';
import { draftAt } from '../drafts/queries.ts';
import { silencesOf } from '../../people/accounts/silence-queries.ts';
import { startThread } from './start-thread.ts';
import { previewOptions } from './preview.ts';
import { askView, chosenForm } from './ask-view.ts';
import { templateFor, withTemplate } from './template.ts';
import { keepFiles, keptWith } from '../files/actions.ts';
import { NOTHING_BROUGHT } from '../files/field.ts';
import { FileFields } from '../files/schemas.ts';

const AskQuery = Type.Object({
  space: Type.Optional(Line),
  form: Type.Optional(FormWord),
  title: Type.Optional(Line),
  /** Go on with what was refused. */
  draft: Type.Optional(Type.Boolean()),
});

const everySilence = async (ctx: Ctx) => (ctx.viewer ? silencesOf(ctx.adda.store.read, ctx.viewer.id, Date.now()) : []);

const startDraft = async (ctx: Ctx) => (ctx.viewer ? draftAt(ctx.adda.store.read, ctx.viewer.id, 'start') : null);

const templateOfForm = (ctx: Ctx, spaces: Space[], values: Values) =>
  templateFor(ctx.adda.store.read, spaces, values.space, chosenForm(ctx, spaces, values));

export function askRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/ask',
    who: 'member',
    query: AskQuery,
    async load(ctx, { query: { draft: isMeant, ...query } }) {
      const conn = ctx.adda.store.read;
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
      space: Type.Optional(Line),
      form: FormWord,
      title: Line,
      body: Text,
      tags: Type.Optional(TagList),
      affiliation: Type.Optional(Line),
      opensAt: Type.Optional(Line),
      minutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
      goal: Type.Optional(Line),
      wanted: Type.Optional(Line),
      pollQuestion: Type.Optional(Line),
      pollChoices: Type.Optional(Type.Array(Text, { maxItems: 100 })),
      pollMost: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
      pollEndsOn: Type.Optional(Line),
      startsOn: Type.Optional(Line),
      endsOn: Type.Optional(Line),
      ...FileFields,
      /** The space and the form whose template was put into the box. */
      templateOf: Type.Optional(Line),
      safety: Type.Optional(Type.Boolean()),
      reference: Type.Optional(Line),
      idempotencyKey: IdempotencyKey,
      preview: Type.Optional(Type.String({ maxLength: 20 })),
    }),
    run: (ctx, { body }) =>
      startThread(ctx.adda, ctx.viewer, {
        ...body,
        pictureFaults: ctx.uploadFaults,
        space: body.space ?? '',
        tags: splitTags(body.tags),
      }),
    done: (_ctx, { threadId, slug, held }) => `${threadPath({ id: threadId, slug })}${held ? '?flash=held' : ''}`,
    preview: (ctx, { values }) => previewOptions(ctx, { space: values.space }),
    receive: (ctx, uploads) => keepFiles(ctx.adda, ctx.viewer, uploads),
    redraw: async (ctx, { values, error }) => {
      const conn = ctx.adda.store.read;
      const spaces = await allSpaces(conn, ctx.audience);
      const template = await templateOfForm(ctx, spaces, values);
      const data = {
        ...{ spaces, template },
        kept: await keptWith(conn, ctx.viewer, values),
        silences: await everySilence(ctx),
        draft: await startDraft(ctx),
      };
      const typed = await withTemplate(conn, spaces, values, template);
      return askView(ctx, data, refusedForm(ctx, typed, error));
    },
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

/** Asking, and starting any other form of thread. */
import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { postPath, threadPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { FormWord, HeldOut, Line } from '../../platform/http/schemas.ts';
import { noteTrust } from '../../people/accounts/trust-queries.ts';
import { beginningFor, FIRST_PLACE } from '../../rules/beginnings.ts';
import { beginningOf } from '../drafts/begun.ts';
import { keepBegun } from '../drafts/drafts.ts';
import { allSpaces } from '../spaces/queries.ts';
import { askAgain, everySilence, saysOnlyTemplate, templateOfForm } from './again.ts';
import { startThread } from './start-thread.ts';
import { keptAs, mustBeForNow, NoTime, StartPlace, ThreadFields, threadInput } from './fields.ts';
import { previewOf } from './preview.ts';
import { askView } from './ask-view.ts';
import { keepFiles, keptWith } from '../files/actions.ts';

const AskQuery = Type.Object({
  space: Type.Optional(Line),
  form: Type.Optional(FormWord),
  title: Type.Optional(Line),
  /** Go on with one that was begun; `true`: the last, `new`: none. */
  draft: Type.Optional(Type.Union([StartPlace, Type.Literal('true'), Type.Literal('new')])),
});

const BesideBody = Type.Object({
  ...ThreadFields,
  goOn: Type.Union([StartPlace, Type.Literal('new')]),
});

/** What is kept of it: not which draft it is, nor what the form says to the server. */
function typedIn(body: Static<typeof BesideBody>): Record<string, unknown> {
  const { draft: _draft, draftAt: _at, goOn: _goOn, templateOf: _of, idempotencyKey: _key, ...values } = body;
  return values;
}

/** From one that is begun to another: what was typed so far is kept beside it. */
function besideRoute(app: FastifyInstance): void {
  action(app, {
    path: '/ask/beside',
    who: 'member',
    body: BesideBody,
    async run(ctx, { body }) {
      const values = typedIn(body);
      const { place, at = null } = keptAs(body);
      const isOnlyTemplate = await saysOnlyTemplate(ctx, { ...body, space: body.space ?? '' });
      const typed = { place, base: at, values: isOnlyTemplate ? { ...values, body: '' } : values };
      await keepBegun(ctx.adda, ctx.viewer, typed);
      return { goOn: body.goOn };
    },
    receive: (ctx, uploads) => keepFiles(ctx.adda, ctx.viewer, uploads),
    done: (_ctx, { goOn }) => `/ask?draft=${goOn}`,
    redraw: (ctx, { values, error }) => askAgain(ctx, refusedForm(ctx, values, error)),
  });
}

export function askRoutes(app: FastifyInstance): void {
  besideRoute(app);
  page(app, {
    path: '/ask',
    who: 'member',
    query: AskQuery,
    async load(ctx, { query: { draft: meant, ...query } }) {
      const conn = ctx.adda.store.read;
      await noteTrust(ctx);
      const begun = await beginningOf(
        ctx,
        FIRST_PLACE,
        (starts) => beginningFor(starts, query, meant),
        meant === 'new',
      );
      const { draft } = begun;
      const kept = await keptWith(conn, ctx.viewer, draft?.values);
      const spaces = await allSpaces(conn, ctx.audience);
      const template = await templateOfForm(ctx, spaces, { ...query, ...draft?.values });
      const silences = await everySilence(ctx);
      return { spaces, kept, silences, draft, begun, template, values: query };
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
      return startThread(ctx.adda, ctx.viewer, threadInput(ctx, body), null, keptAs(body));
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

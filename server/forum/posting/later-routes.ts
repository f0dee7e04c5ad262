/** Posts that wait for their time: kept beside the form that posts, changed, posted now, thrown away. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { AddaError } from '../../platform/errors.ts';
import { blankForm, type FormState, refusedForm, splitTags } from '../../platform/http/form-state.ts';
import type { Html } from '../../platform/http/html.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, FormWord, IdParams, Line } from '../../platform/http/schemas.ts';
import { wallTime } from '../../rules/waiting.ts';
import { zoneOf } from '../../platform/layout/parts.ts';
import { noteTrust } from '../../people/accounts/trust-queries.ts';
import { draftAt } from '../drafts/queries.ts';
import { type Waiting, waitingOf } from '../drafts/waiting-queries.ts';
import { keepFiles, keptWith } from '../files/actions.ts';
import { threadView } from '../threads/views.ts';
import { askAgain, postedAt, replyAgain } from './again.ts';
import { keptAs, PostAt, ReplyFields, ThreadFields, threadInput } from './fields.ts';
import { changeWaiting, dropWaiting, type PostedAt, postLater, postWaiting, waitingPlace } from './later.ts';
import { waitingPostView } from './later-views.ts';
import { previewOf } from './preview.ts';
import { WaitingOut } from './waiting-json.ts';

const Preview = Type.Optional(Type.String({ maxLength: 20 }));
/** One of the reader's own. @throws {AddaError} `not_found` */
async function loadOne(ctx: Ctx, id: number) {
  const conn = ctx.adda.store.read;
  const [waiting] = ctx.viewer ? await waitingOf(conn, ctx.audience, ctx.viewer.id, id) : [];
  if (!waiting) throw new AddaError('not_found');
  return { waiting, draft: await draftAt(conn, ctx.viewer!.id, waitingPlace(id)) };
}

/** What its form has, but for its text, which a draft may have otherwise. */
function valuesOf(ctx: Ctx, { values: { body: _body, ...values }, dueAt, changedAt }: Waiting): FormState['values'] {
  return { ...values, changedAt, postAt: dueAt === null ? '' : wallTime(dueAt, zoneOf(ctx)) };
}

/** Without what is not said, which would take away what is there. */
const named = (ids: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(ids).filter(([, value]) => value !== undefined));

type One = Awaited<ReturnType<typeof loadOne>>;

/** @param isStale whether the form went on from another version than the one that waits now */
async function draw(ctx: Ctx, { waiting, draft }: One, form: FormState, isStale = false): Promise<Html> {
  await noteTrust(ctx);
  const own = { waiting, draft, isStale };
  const { pictureIds = draft?.values.pictureIds, fileIds = draft?.values.fileIds } = form.values;
  const shown = { ...form, values: { ...form.values, ...named({ pictureIds, fileIds }) } };
  if (waiting.threadId === null) return askAgain(ctx, shown, own);
  const brought = await keptWith(ctx.adda.store.read, ctx.viewer, { pictureIds, fileIds });
  return waitingPostView(ctx, { ...own, kept: brought }, shown);
}

/** Its form as it was sent; the next save goes on from what stands by now, which is shown beside. */
function drawAgain(ctx: Ctx, one: One, values: FormState['values'], error: AddaError | null): Promise<Html> {
  const isStale = error?.code === 'stale_draft';
  const typed = isStale ? { ...values, changedAt: one.waiting.changedAt } : values;
  return draw(ctx, one, refusedForm(ctx, typed, error), isStale);
}

const kept = ({ dueAt }: { dueAt: number | null }) =>
  `/drafts?flash=${dueAt === null ? 'waiting-kept' : 'waiting'}#waiting`;

/** What all forms of what waits have, in whatever of the two it is. */
const ChangeFields = {
  ...ThreadFields,
  ...ReplyFields,
  form: Type.Optional(FormWord),
  postAt: Type.Optional(PostAt),
  changedAt: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'Of the version that was changed, from the list; `stale_draft` comes with another one.',
    }),
  ),
  preview: Preview,
};
const ChangeBody = Type.Object(ChangeFields);
type ChangeBody = Type.Static<typeof ChangeBody>;

function changeOf(ctx: Ctx, { postAt = '', preview: _preview, idempotencyKey: _key, ...typed }: ChangeBody) {
  const { parentId: _parentId, draft: _draft, changedAt, form, tags, ...values } = typed;
  const lists = { ...(tags !== undefined && { tags: splitTags(tags) }), ...(form !== undefined && { form }) };
  return { postAt, changedAt, values: { ...values, ...lists, pictureFaults: ctx.uploadFaults } };
}

/** Its form has no place any more where it is gone: the page of the refusal has the text. @throws {AddaError} `waiting_gone` */
function mustBeThere(error: AddaError | null): void {
  if (error?.code === 'waiting_gone') throw error;
}

function keepingRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/ask/later',
    who: 'member',
    body: Type.Object({ ...ThreadFields, postAt: Type.Optional(PostAt), preview: Preview }),
    run: (ctx, { body: { postAt = '', preview: _preview, ...body } }) => {
      const kept = keptAs(body);
      return postLater(ctx.adda, ctx.viewer, { threadId: null, values: threadInput(ctx, body), postAt, kept });
    },
    receive: (ctx, uploads) => keepFiles(ctx.adda, ctx.viewer, uploads),
    preview: (ctx, { values }) => previewOf(ctx, { space: values.space }, values),
    done: (_ctx, waiting) => kept(waiting),
    redraw: (ctx, { values, error }) => askAgain(ctx, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/threads/later',
      summary: 'Let a thread wait for its time',
      tag: 'posts',
      status: 201,
      response: WaitingOut,
      json: (waiting) => waiting,
    },
  });
  action(app, {
    path: '/t/:id/later',
    who: 'member',
    params: IdParams,
    body: Type.Object({ ...ReplyFields, postAt: Type.Optional(PostAt), preview: Preview }),
    run: (ctx, { params, body: { postAt = '', preview: _preview, idempotencyKey: _key, ...body } }) => {
      const values = { ...body, pictureFaults: ctx.uploadFaults };
      return postLater(ctx.adda, ctx.viewer, { threadId: params.id, values, postAt });
    },
    receive: (ctx, uploads) => keepFiles(ctx.adda, ctx.viewer, uploads),
    preview: (ctx, { values }) => previewOf(ctx, { at: ctx.here }, values),
    done: (_ctx, waiting) => kept(waiting),
    redraw: async (ctx, { params, values, error }) => {
      const { data, form } = await replyAgain(ctx, params.id, values, error);
      return threadView(ctx, data, form);
    },
    api: {
      path: '/api/v1/threads/:id/later',
      summary: 'Let a post in a thread, or a reply (with parentId), wait for its time',
      tag: 'posts',
      status: 201,
      response: WaitingOut,
      json: (waiting) => waiting,
    },
  });
}

function changingRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/waiting/:id',
    who: 'member',
    params: IdParams,
    async load(ctx, { params }) {
      const one = await loadOne(ctx, params.id);
      return draw(ctx, one, blankForm(valuesOf(ctx, one.waiting)));
    },
    view: (_ctx, drawn) => drawn,
  });
  action(app, {
    path: '/waiting/:id',
    who: 'member',
    method: 'PATCH',
    params: IdParams,
    body: ChangeBody,
    run: (ctx, { params, body }) => changeWaiting(ctx.adda, ctx.viewer, params.id, changeOf(ctx, body)),
    receive: (ctx, uploads) => keepFiles(ctx.adda, ctx.viewer, uploads),
    preview: (ctx, { values }) => previewOf(ctx, { space: values.space, at: ctx.here }, values),
    done: (_ctx, waiting) => kept(waiting),
    redraw: async (ctx, { params, values, error }) => {
      mustBeThere(error);
      return drawAgain(ctx, await loadOne(ctx, params.id), values, error);
    },
    api: {
      path: '/api/v1/waiting/:id',
      summary: 'Change what waits, all of it, or when it is posted; without postAt it is kept and not posted',
      tag: 'posts',
      response: WaitingOut,
      json: (waiting) => waiting,
    },
  });
  action(app, {
    path: '/waiting/:id/post',
    who: 'member',
    params: IdParams,
    body: Type.Partial(ChangeBody),
    async run(ctx, { params, body }): Promise<PostedAt> {
      // The list has no text beside its button; the form has one that may have been changed.
      const { body: text, ...typed } = body;
      if (text !== undefined)
        await changeWaiting(ctx.adda, ctx.viewer, params.id, {
          ...changeOf(ctx, { ...typed, title: typed.title ?? '', body: text }),
          postAt: null,
        });
      return postWaiting(ctx.adda, ctx.viewer, params.id);
    },
    receive: (ctx, uploads) => keepFiles(ctx.adda, ctx.viewer, uploads),
    done: (_ctx, { slug, ...posted }) => postedAt({ ...posted, threadSlug: slug, held: posted.held || null }, 'posted'),
    redraw: async (ctx, { params, values, error }) => {
      mustBeThere(error);
      const one = await loadOne(ctx, params.id);
      const isTyped = values.body !== undefined;
      return drawAgain(ctx, one, isTyped ? values : valuesOf(ctx, one.waiting), error);
    },
    api: {
      path: '/api/v1/waiting/:id/post',
      summary: 'Post now what waits',
      tag: 'posts',
      response: Type.Object({ threadId: Type.Integer(), url: Type.String(), held: Type.Boolean() }),
      json: ({ threadId, slug, number, held }) => ({
        ...{ threadId, held },
        url: `${threadPath({ id: threadId, slug })}${number === 1 ? '' : `/${number}`}`,
      }),
    },
  });
  action(app, {
    path: '/waiting/:id/remove',
    who: 'member',
    params: IdParams,
    body: Type.Object({ next: Type.Optional(Line) }),
    run: (ctx, { params }) => dropWaiting(ctx.adda, ctx.viewer, params.id),
    done: () => '/drafts?flash=waiting-dropped',
    api: {
      path: '/api/v1/waiting/:id/remove',
      summary: 'Throw away what waits',
      tag: 'posts',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

export function laterRoutes(app: FastifyInstance): void {
  keepingRoutes(app);
  changingRoutes(app);
}

import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError, type ErrorCode } from '../../platform/errors.ts';
import { blankForm, refusedForm, splitTags, type Values } from '../../platform/http/form-state.ts';
import { postPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import {
  Done,
  DraftAt,
  HeldOut,
  Id,
  IdParams,
  Line,
  Nothing,
  Nullable,
  TagList,
  Text,
} from '../../platform/http/schemas.ts';
import { noteTrust } from '../../people/accounts/trust-queries.ts';
import { draftAt } from '../drafts/queries.ts';
import { keepFiles, keptForChange, keptWith } from '../files/actions.ts';
import { FileFields } from '../files/schemas.ts';
import { isShared, whyNotEdit } from '../../rules/roles.ts';
import { postToQuote, postToRead, wordsToRead } from '../threads/access.ts';
import { pollOfPost } from '../threads/poll-queries.ts';
import { loadThreadPage } from '../threads/page.ts';
import { threadView } from '../threads/views.ts';
import { mustBeTrusted } from './open.ts';
import { editPost } from './edit.ts';
import { postedAt, replyAgain } from './again.ts';
import { addPost, type Posted, restorePost, withdrawPost } from './actions.ts';
import { authorsOfPosts } from '../threads/post-queries.ts';
import { loadRevisions } from './revisions.ts';
import { mustBeForNow, NoTime, PreviewFields, ReplyFields } from './fields.ts';
import { previewJson, previewOf } from './preview.ts';
import { appended, quoteOf } from './quote.ts';
import { ownSilences } from '../../people/accounts/silenced-view.ts';
import { editView, revisionsView } from './views.ts';
import type { Ctx } from '../../platform/http/context.ts';

const PostedOut = Type.Object({
  ...{ id: Type.Integer(), number: Type.Integer(), kind: Type.String(), url: Type.String() },
  held: HeldOut,
});
const postedJson = ({ postId, threadId, threadSlug, number, kind, held }: Posted) => ({
  id: postId,
  number,
  kind,
  url: postPath({ id: threadId, slug: threadSlug }, number),
  held,
});
/** Refusals after which the writer may look again at what was typed. */
const MENDABLE = new Set<ErrorCode>([
  ...(['invalid', 'stale_edit', 'too_many', 'not_signed_in', 'foreign_origin', 'busy', 'unavailable'] as const),
  ...(['silenced', 'suspended', 'locked', 'archived', 'slow_mode', 'verify_first', 'speaks_otherwise'] as const),
  ...(['brand_links', 'referral_code', 'safety_links', 'safety_fixed'] as const),
]);

const anyPost = (ctx: Ctx, id: number) => postToRead(ctx.adda.store.read, ctx.audience, { id });

/** The post and its thread, for who may edit it. @throws {AddaError} `not_found`, `not_yours`, `withdrawn` */
async function ownPost(ctx: Ctx, id: number) {
  const { post, thread } = await anyPost(ctx, id);
  const no = whyNotEdit(ctx.viewer, { ...post, isShared: isShared(thread, post) });
  if (no) throw new AddaError(no);
  await mustBeTrusted(ctx.adda.store.read, ctx.viewer!.id, { thread, post }, Date.now());
  if (post.removedAt !== null) throw new AddaError('removed');
  // Somebody else's hidden words, though shared, are not theirs to mend.
  if ((post.isHidden || thread.hiddenAt !== null) && post.authorId !== ctx.viewer?.id) throw new AddaError('forbidden');
  return { post, thread };
}

/** What stands around the form of a change: why its writer may not, and what they have not saved yet. */
async function besideEdit(ctx: Ctx, { post, thread }: Awaited<ReturnType<typeof anyPost>>, typed?: Values) {
  const conn = ctx.adda.store.read;
  await noteTrust(ctx);
  const draft = ctx.viewer && (await draftAt(conn, ctx.viewer.id, `edit:${post.id}`));
  const kept = await keptForChange(conn, ctx.viewer, post.id, typed ?? draft?.values);
  const poll = await pollOfPost(conn, post.id);
  return { silences: await ownSilences(ctx, thread.space.id), draft, kept, poll };
}

/** A thread with the words of one of its posts as a quotation. @throws {AddaError} `not_found`, `withdrawn` */
async function quoted(ctx: Ctx, id: number) {
  const conn = ctx.adda.store.read;
  const { post, thread } = await postToQuote(conn, ctx.audience, id);
  const [author] = await authorsOfPosts(conn, ctx.audience, [post]);
  return { data: await loadThreadPage(ctx, thread.id, 1), quote: quoteOf(ctx.m, post, author!) };
}

export function postRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/t/:id/posts',
    who: 'member',
    params: IdParams,
    body: Type.Object({ ...ReplyFields, postAt: NoTime, preview: Type.Optional(Type.String({ maxLength: 10 })) }),
    run: (ctx, { params, body: { postAt, ...body } }) => {
      mustBeForNow(postAt);
      return addPost(ctx.adda, ctx.viewer, params.id, { ...body, pictureFaults: ctx.uploadFaults });
    },
    done: (_ctx, posted) => postedAt(posted, 'posted'),
    redraw: async (ctx, { params, values, error }) => {
      const { data, form } = await replyAgain(ctx, params.id, values, error);
      return threadView(ctx, data, form);
    },
    preview: (ctx, { values }) => previewOf(ctx, { at: ctx.here }, values),
    receive: (ctx, uploads) => keepFiles(ctx.adda, ctx.viewer, uploads),
    api: {
      path: '/api/v1/threads/:id/posts',
      summary: 'Answer, post, or reply (with parentId)',
      tag: 'posts',
      status: 201,
      response: PostedOut,
      json: postedJson,
    },
  });

  page(app, {
    path: '/p/:id/edit',
    who: 'member',
    params: IdParams,
    async load(ctx, { params }) {
      const own = await ownPost(ctx, params.id);
      return { ...own, ...(await besideEdit(ctx, own)) };
    },
    view: (ctx, { post, thread, ...beside }) =>
      editView(ctx, {
        ...{ post, thread, ...beside, theirs: null },
        form: blankForm({ title: thread.title, tags: thread.tagNames, revision: post.revision }),
      }),
  });

  action(app, {
    path: '/p/:id/edit',
    who: 'member',
    params: IdParams,
    method: 'PATCH',
    body: Type.Object({
      body: Text,
      revision: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
      title: Type.Optional(Line),
      tags: Type.Optional(TagList),
      affiliation: Type.Optional(Line),
      draftAt: DraftAt,
      ...FileFields,
      preview: Type.Optional(Type.String({ maxLength: 10 })),
    }),
    run: (ctx, { params, body }) =>
      editPost(ctx.adda, ctx.viewer, params.id, {
        ...body,
        pictureFaults: ctx.uploadFaults,
        tags: body.tags && splitTags(body.tags),
      }),
    receive: (ctx, uploads) => keepFiles(ctx.adda, ctx.viewer, uploads),
    done: (_ctx, posted) => postedAt(posted, 'edited'),
    preview: (ctx, { values }) => previewOf(ctx, { at: ctx.here }, values),
    redraw: async (ctx, { params, values, error }) => {
      if (error && !MENDABLE.has(error.code)) throw error;
      const { post, thread } = ctx.viewer ? await ownPost(ctx, params.id) : await anyPost(ctx, params.id);
      const theirs = error?.code === 'stale_edit' ? post : null;
      // The next save starts from what was saved meanwhile, which is shown beside.
      const form = refusedForm(ctx, theirs ? { ...values, revision: post.revision } : values, error);
      return editView(ctx, { post, thread, form, theirs, ...(await besideEdit(ctx, { post, thread }, values)) });
    },
    api: {
      path: '/api/v1/posts/:id',
      summary: 'Edit a post; `revision` is the one that was edited',
      tag: 'posts',
      response: PostedOut,
      json: postedJson,
    },
  });

  for (const [word, run] of [
    ['withdraw', withdrawPost],
    ['restore', restorePost],
  ] as const) {
    action(app, {
      path: `/p/:id/${word}`,
      who: 'member',
      params: IdParams,
      body: Nothing,
      run: (ctx, { params }) => run(ctx.adda, ctx.viewer, params.id),
      done: (_ctx, posted) => postedAt(posted, word === 'withdraw' ? 'withdrawn' : 'restored'),
      api: {
        path: `/api/v1/posts/:id/${word}`,
        summary: word === 'withdraw' ? 'Take a post back' : 'Bring a withdrawn post back',
        tag: 'posts',
        response: Done,
        json: () => ({ ok: true }),
      },
    });
  }

  page(app, {
    path: '/p/:id/quote',
    who: 'member',
    params: IdParams,
    load: (ctx, { params }) => quoted(ctx, params.id),
    view: (ctx, { data, quote }) => threadView(ctx, data, blankForm({ body: quote })),
  });
  // "Quote" beside a post sends the form under the thread along: what was typed there stays, also without a script.
  action(app, {
    path: '/p/:id/quote',
    who: 'member',
    params: IdParams,
    body: Type.Object({ ...ReplyFields, body: Type.Optional(Text) }),
    async run(ctx, { params, body: typed }) {
      const { data, quote } = await quoted(ctx, params.id);
      const kept = await keptWith(ctx.adda.store.read, ctx.viewer, typed);
      return { data: { ...data, kept }, typed: { ...typed, body: appended(typed.body ?? '', quote) } };
    },
    done: (ctx, { data, typed }) => threadView(ctx, data, blankForm(typed)),
    async redraw(ctx, { params, values, error }) {
      const { thread } = await anyPost(ctx, params.id);
      return threadView(ctx, await loadThreadPage(ctx, thread.id, 1), refusedForm(ctx, values, error));
    },
  });

  page(app, {
    path: '/p/:id/revisions',
    who: 'anyone',
    params: IdParams,
    query: Type.Object({ before: Type.Optional(Id) }),
    async load(ctx, { params, query }) {
      const conn = ctx.adda.store.read;
      // What was withdrawn is withdrawn in all its versions.
      const { post, thread } = await wordsToRead(conn, ctx.audience, params.id);
      const [author] = await authorsOfPosts(conn, ctx.audience, [post]);
      const of = { post, thread, author: author! };
      return { post, thread, revisions: await loadRevisions(conn, ctx.adda.workerPool, of, query.before) };
    },
    view: revisionsView,
    api: {
      path: '/api/v1/posts/:id/revisions',
      summary: 'What a post said before, newest first',
      tag: 'posts',
      response: Type.Object({
        revisions: Type.Array(
          Type.Object({
            number: Type.Integer(),
            title: Type.Union([Type.String(), Type.Null()]),
            markdown: Type.String(),
            pictures: Nullable(Type.Array(Type.String(), { description: 'What each of its pictures showed.' })),
            files: Nullable(Type.Array(Type.String(), { description: 'What its other files were called.' })),
            at: Type.Integer(),
          }),
        ),
        next: Type.Union([Type.Integer(), Type.Null()]),
      }),
      json: ({ revisions: { versions, isNewest, next } }) => ({
        revisions: isNewest ? versions.slice(1) : versions,
        next,
      }),
    },
  });

  action(app, {
    path: '/preview',
    who: 'member',
    body: Type.Object(PreviewFields),
    run: (ctx, { body: { space, at, ...values } }) => previewOf(ctx, { space, at }, values),
    done: () => '/',
    api: {
      path: '/api/v1/preview',
      summary: 'Markdown as it will look, and what stands before and after it: pictures, the poll, files',
      tag: 'posts',
      response: Type.Object({ html: Type.String(), before: Type.String(), after: Type.String() }),
      json: (preview, ctx) => previewJson(ctx, preview),
    },
  });
}

import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { blankForm, refusedForm, splitTags } from '../../platform/http/forms.ts';
import { postOut, postPath, threadOut, threadPath } from '../../platform/http/outlets.ts';
import { action, page } from '../../platform/http/routes.ts';
import {
  FormWord,
  Id,
  Line,
  OnceKey,
  PageNumber,
  PostOut,
  TagList,
  Text,
  ThreadOut,
} from '../../platform/http/schemas.ts';
import { postById, postByNumber } from './post-queries.ts';
import { allSpaces } from '../spaces/queries.ts';
import { AddaError } from '../../platform/errors.ts';
import { draftAt } from '../../brands/activity-queries.ts';
import { startThread } from '../posting/start-thread.ts';
import { loadPostPage, loadSharedPage, pageOfPost, personalise, seeThread, threadFreshness } from './page.ts';
import { askView } from '../posting/ask-view.ts';
import { threadView } from './views.ts';
import { keepPictures, keptPictures } from '../pictures/actions.ts';
import { PictureFields } from '../pictures/schemas.ts';

const ThreadParams = Type.Object({ id: Id, slug: Type.Optional(Type.String({ maxLength: 300 })) });
const NumberParams = Type.Object({ id: Id, slug: Type.String({ maxLength: 300 }), number: Id });
const ThreadQuery = Type.Object({ page: PageNumber, said: Type.Optional(Type.String({ maxLength: 40 })) });
const AskQuery = Type.Object({
  space: Type.Optional(Line),
  form: Type.Optional(FormWord),
  title: Type.Optional(Line),
  /** Go on with what was refused. */
  draft: Type.Optional(Type.Boolean()),
});

/** A page number as it appears in an address: none for the first. */
const pageQuery = (number: number) => (number === 1 ? '' : `?page=${number}`);

export function threadRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/t/:id/:slug',
    who: 'anyone',
    params: ThreadParams,
    query: ThreadQuery,
    load: (ctx, { params, query }) => loadSharedPage(ctx, params.id, query.page ?? 1),
    personal: personalise,
    view: (ctx, data) => {
      const path = threadPath(data.thread);
      const isHere = decodeURI(ctx.here.split('?')[0]!) === decodeURI(path);
      return isHere ? threadView(ctx, data, blankForm()) : { redirect: path + pageQuery(data.page) };
    },
    freshness: threadFreshness,
    api: {
      path: '/api/v1/threads/:id',
      summary: 'A thread with one page of its top-level posts and their first replies',
      tag: 'threads',
      response: Type.Object({
        thread: ThreadOut,
        page: Type.Integer(),
        pages: Type.Integer(),
        opening: PostOut,
        posts: Type.Array(Type.Intersect([PostOut, Type.Object({ replies: Type.Array(PostOut) })])),
      }),
      json: ({ thread, page: number, pages, opening, posts }, { m }) => ({
        thread: threadOut(m, { ...opening, ...thread, affiliation: opening.affiliation }, thread.space),
        page: number,
        pages,
        opening: postOut(m, thread, opening),
        posts: posts.map((post) => ({
          ...postOut(m, thread, post),
          replies: post.replies.map((reply) => postOut(m, thread, reply)),
        })),
      }),
    },
  });

  page(app, {
    path: '/t/:id',
    who: 'anyone',
    params: ThreadParams,
    query: ThreadQuery,
    load: async (ctx, { params, query }) => ({ thread: await seeThread(ctx, params.id), page: query.page ?? 1 }),
    view: (_ctx, data) => ({ redirect: threadPath(data.thread) + pageQuery(data.page) }),
  });

  page(app, {
    path: '/t/:id/:slug/:number',
    who: 'anyone',
    params: NumberParams,
    async load(ctx, { params }) {
      const thread = await seeThread(ctx, params.id);
      const post = await postByNumber(ctx.adda.store.read, params.id, params.number);
      if (!post) throw new AddaError('not_found');
      return { thread, post, number: post.parentId ? null : await pageOfPost(ctx, post) };
    },
    view: (ctx, { thread, post, number }) => {
      const said = ctx.said ? `${number && number > 1 ? '&' : '?'}said=${encodeURIComponent(ctx.said)}` : '';
      const page_ = number ? `${threadPath(thread)}${pageQuery(number)}` : `/p/${post.parentId}`;
      return { redirect: `${page_}${said}#post-${post.number}` };
    },
  });

  page(app, {
    path: '/p/:id',
    who: 'anyone',
    params: Type.Object({ id: Id }),
    async load(ctx, { params }) {
      const post = await postById(ctx.adda.store.read, params.id);
      if (!post) throw new AddaError('not_found');
      return loadPostPage(ctx, post.threadId, post.parentId ?? post.id);
    },
    view: (ctx, data) => threadView(ctx, data, blankForm()),
  });

  page(app, {
    path: '/ask',
    who: 'member',
    query: AskQuery,
    async load(ctx, { query: { draft, ...query } }) {
      const conn = ctx.adda.store.read;
      const kept = draft && ctx.viewer ? await draftAt(conn, ctx.viewer.id, 'start') : null;
      return { spaces: await allSpaces(conn), pictures: [], values: kept?.values ?? query };
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
      startsOn: Type.Optional(Line),
      endsOn: Type.Optional(Line),
      ...PictureFields,
      safety: Type.Optional(Type.Boolean()),
      reference: Type.Optional(Line),
      onceKey: OnceKey,
      preview: Type.Optional(Type.String({ maxLength: 20 })),
    }),
    run: (ctx, { body }) =>
      startThread(ctx.adda, ctx.viewer, { ...body, space: body.space ?? '', tags: splitTags(body.tags) }),
    done: (_ctx, { threadId, slug }) => threadPath({ id: threadId, slug }),
    receive: (ctx, uploads) => keepPictures(ctx.adda, ctx.viewer, uploads),
    redraw: async (ctx, { values, error }) => {
      const conn = ctx.adda.store.read;
      const data = { spaces: await allSpaces(conn), pictures: await keptPictures(conn, ctx.viewer, values.pictureIds) };
      return askView(ctx, data, refusedForm(ctx, values, error));
    },
    api: {
      path: '/api/v1/threads',
      summary: 'Start a thread',
      tag: 'threads',
      status: 201,
      response: Type.Object({ id: Type.Integer(), postId: Type.Integer(), url: Type.String() }),
      json: ({ threadId, slug, postId }) => ({ id: threadId, postId, url: postPath({ id: threadId, slug }, 1) }),
    },
  });
}

import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm } from '../../platform/http/form-state.ts';
import { postOut, threadOut } from '../../platform/http/presenters.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { keptPage } from '../../platform/http/kept-page.ts';
import { page } from '../../platform/http/routes.ts';
import { Id, PageNumber, PostOut, ThreadOut } from '../../platform/http/schemas.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { postById } from './post-queries.ts';
import { postToRead, threadToRead } from './access.ts';
import { noteRead } from '../reading/reads.ts';
import { isOriginal } from './links-view.ts';
import { fileJson } from '../files/schemas.ts';
import { type DrawnPost, loadPostPage, loadSharedPage, pageOfPost, forViewer, type ThreadPage } from './page.ts';
import { threadPart } from './part-view.ts';
import { threadView } from './views.ts';

const ThreadParams = Type.Object({ id: Id, slug: Type.Optional(Type.String({ maxLength: 300 })) });
const NumberParams = Type.Object({ id: Id, slug: Type.String({ maxLength: 300 }), number: Id });
const ThreadQuery = Type.Object({ page: PageNumber, flash: Type.Optional(Type.String({ maxLength: 40 })) });
const PartParams = Type.Object({ id: Id, posts: Type.String({ pattern: '^(all|\\d{1,9}(,\\d{1,9}){0,49})$' }) });

/** Which posts are asked for at an address of a part. */
function askedAt(here: string): ReadonlySet<number> | null {
  const posts = decodeURIComponent(here.split('?')[0]!.split('/').at(-1)!);
  return posts === 'all' ? null : new Set(posts.split(',').map(Number));
}
/** A page number as it appears in an address: none for the first. */
const pageQuery = (number: number) => (number === 1 ? '' : `?page=${number}`);

/** Whatever a member was shown of a thread is read. */
function noteShown(ctx: Ctx, { thread, page: number, only, opening, posts }: ThreadPage): void {
  if (!ctx.viewer) return;
  const isOpeningShown = only === undefined ? number === 1 : only === opening.id;
  const shown = [...(isOpeningShown ? [opening] : []), ...posts].flatMap((post) => [post, ...post.replies]);
  const last = Math.max(0, ...shown.map((post) => post.number));
  const postIds = shown.map(({ id }) => id);
  noteRead(ctx.adda, { accountId: ctx.viewer.id, threadId: thread.id, number: last, postIds });
}

const fileJsonOf = ({ files }: ThreadPage, { id }: { id: number }) => (files.get(id) ?? []).map(fileJson);

export function threadRoutes(app: FastifyInstance): void {
  keptPage(app, {
    path: '/t/:id/:slug',
    who: 'anyone',
    params: ThreadParams,
    query: ThreadQuery,
    // A wrong slug leads to the right one.
    unread: ['slug'],
    load: (conn, { params, query }, audience) => loadSharedPage(conn, audience, params.id, query.page ?? 1),
    forViewer,
    view: (ctx, data, common) => {
      const path = threadPath(data.thread);
      const isHere = decodeURI(ctx.here.split('?')[0]!) === decodeURI(path);
      if (isHere) noteShown(ctx, data);
      return isHere ? threadView(ctx, data, blankForm(), common) : { redirect: path + pageQuery(data.page) };
    },
    api: {
      path: '/api/v1/threads/:id',
      summary: 'A thread with one page of its top-level posts and their first replies',
      tag: 'threads',
      response: Type.Object({
        thread: ThreadOut,
        duplicateOf: Type.Array(Type.Object({ id: Type.Integer(), title: Type.String(), url: Type.String() }), {
          description: 'Where it is answered.',
        }),
        page: Type.Integer(),
        pages: Type.Integer(),
        opening: PostOut,
        posts: Type.Array(Type.Intersect([PostOut, Type.Object({ replies: Type.Array(PostOut) })])),
      }),
      json(data, { m }) {
        const { thread, page: number, pages, opening, posts, links } = data;
        const out = (post: DrawnPost) => postOut(m, thread, post, fileJsonOf(data, post));
        return {
          duplicateOf: links.filter(isOriginal).map((one) => ({ id: one.id, title: one.title, url: threadPath(one) })),
          thread: threadOut(m, { ...opening, ...thread, affiliation: opening.affiliation }, thread.space),
          page: number,
          pages,
          opening: out(opening),
          posts: posts.map((post) => ({ ...out(post), replies: post.replies.map(out) })),
        };
      },
    },
  });

  keptPage(app, {
    path: '/live/threads/:id/:posts',
    who: 'member',
    params: PartParams,
    query: Type.Object({ page: PageNumber }),
    // Whatever is asked of a page, it is read once for all who see alike.
    unread: ['posts'],
    load: (conn, { params, query }, audience) => loadSharedPage(conn, audience, params.id, query.page ?? 1),
    forViewer,
    view: (ctx, data) => {
      noteShown(ctx, data);
      return threadPart(ctx, data, askedAt(ctx.here));
    },
  });

  page(app, {
    path: '/t/:id',
    who: 'anyone',
    params: ThreadParams,
    query: ThreadQuery,
    load: async (ctx, { params, query }) => ({
      thread: await threadToRead(ctx.adda.store.read, ctx.audience, params.id),
      page: query.page ?? 1,
    }),
    view: (_ctx, data) => ({ redirect: threadPath(data.thread) + pageQuery(data.page) }),
  });

  page(app, {
    path: '/t/:id/:slug/:number',
    who: 'anyone',
    params: NumberParams,
    query: Type.Object({ poll: Type.Optional(Id), flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    async load(ctx, { params, query: { poll } }) {
      const which = { threadId: params.id, number: params.number };
      const conn = ctx.adda.store.read;
      const { thread, post } = await postToRead(conn, ctx.audience, which);
      const parent = post.parentId === null ? null : await postById(conn, post.parentId);
      // A reply that its thread shows has its place there; the others on the page of what they are under.
      const shownIn = parent && post.placeKey <= LIMITS.repliesShown ? parent : post;
      return { thread, post, isInThread: shownIn.parentId === null, number: await pageOfPost(ctx, shownIn), poll };
    },
    view: (ctx, { thread, post, isInThread, number, poll }) => {
      const flash = ctx.flash ? `${number > 1 ? '&' : '?'}flash=${encodeURIComponent(ctx.flash)}` : '';
      const page_ = (isInThread ? threadPath(thread) : `/p/${post.parentId}`) + pageQuery(number);
      return { redirect: `${page_}${flash}#${poll === undefined ? `post-${post.number}` : `poll-${poll}`}` };
    },
  });

  page(app, {
    path: '/p/:id',
    who: 'anyone',
    params: Type.Object({ id: Id }),
    query: ThreadQuery,
    load: (ctx, { params, query }) => loadPostPage(ctx, params.id, query.page),
    view: (ctx, data) => {
      noteShown(ctx, data);
      return threadView(ctx, data, blankForm());
    },
    api: {
      path: '/api/v1/posts/:id',
      summary: 'A top-level post, whole, with one page of its replies; for a reply the post that it is under',
      tag: 'posts',
      response: Type.Object({
        page: Type.Integer(),
        pages: Type.Integer(),
        post: PostOut,
        replies: Type.Array(PostOut),
      }),
      json(data, { m }) {
        const { thread, page: number, pages, opening, posts } = data;
        const { replies, ...post } = posts[0] ?? opening;
        const out = (one: DrawnPost) => postOut(m, thread, one, fileJsonOf(data, one));
        return { page: number, pages, post: out(post), replies: replies.map(out) };
      },
    },
  });
}

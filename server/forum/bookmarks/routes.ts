import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { authorLine } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, localPath, refusedForm } from '../../platform/http/form-state.ts';
import { postPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Cursor, Done, IdParams, Line, Nullable, readCursor, Text } from '../../platform/http/schemas.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { REMIND_IN_DAYS } from '../../rules/bookmarks.ts';
import { dayIn, USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { wordsToRead } from '../threads/access.ts';
import { dropBookmark, keepBookmark } from './actions.ts';
import { bookmarkOf, bookmarksOf } from './queries.ts';
import { type BookmarksPage, bookmarksView, bookmarkView, type Kept } from './views.ts';

const Query = Type.Object({
  reminders: Type.Optional(Type.Boolean()),
  before: Cursor,
  flash: Type.Optional(Type.String({ maxLength: 40 })),
});

async function loadAll(ctx: Ctx, { reminders = false, before }: { reminders?: boolean; before?: string }) {
  const shown = { onlyReminders: reminders, before: readCursor(before) };
  const size = LIMITS.threadsPerPage;
  const rows = await bookmarksOf(ctx.adda.store.read, ctx.audience, ctx.viewer!.id, shown, size + 1);
  const last = rows[size - 1];
  return {
    rows: rows.slice(0, size),
    onlyReminders: reminders,
    isFirst: before === undefined,
    next: rows.length > size && last ? `${last.createdAt}-${last.postId}` : null,
  } satisfies BookmarksPage;
}

/** A post that is kept, or might be. @throws {AddaError} `not_found` */
async function loadOne(ctx: Ctx, id: number): Promise<Kept> {
  const conn = ctx.adda.store.read;
  const { post, thread } = await wordsToRead(conn, ctx.audience, id);
  // Whoever was signed out meanwhile sees the form again, too.
  const bookmark = ctx.viewer && (await bookmarkOf(conn, ctx.viewer.id, id));
  const account = ctx.viewer && (await accountBy(conn, { id: ctx.viewer.id }));
  const times = account?.mailTimes ?? USUAL_MAIL_TIMES;
  const day = bookmark?.remindAt ? dayIn(bookmark.remindAt, times.zone) : '';
  return { postId: id, number: post.number, thread, bookmark, day, hour: times.hour };
}

const Day = Nullable(Type.String({ maxLength: 40, description: 'Such as 2026-11-27; null for no reminder.' }));
const Body = Type.Object({
  note: Type.Optional(Text),
  day: Type.Optional(Day),
  days: Type.Optional(Type.Union(REMIND_IN_DAYS.map((days) => Type.Literal(days)))),
});
const Out = Type.Object({
  postId: Type.Integer(),
  url: Type.String(),
  title: Type.String(),
  by: Type.String({ description: 'With the label, where it is one of staff.' }),
  note: Type.String(),
  remindAt: Nullable(Type.Integer({ description: 'UTC milliseconds' })),
  at: Type.Integer({ description: 'UTC milliseconds' }),
});

function listPage(app: FastifyInstance): void {
  page(app, {
    path: '/bookmarks',
    who: 'member',
    query: Query,
    load: (ctx, { query }) => loadAll(ctx, query),
    view: bookmarksView,
    api: {
      path: '/api/v1/bookmarks',
      summary: 'The posts that you keep, newest first; nobody else sees them',
      tag: 'bookmarks',
      response: Type.Object({ bookmarks: Type.Array(Out), next: Nullable(Type.String()) }),
      json: ({ rows, next }, { m }) => ({
        bookmarks: rows.map((row) => ({
          ...{ postId: row.postId, url: postPath(row.thread, row.number), title: row.thread.title },
          ...{ by: authorLine(m, row, 'api').text, note: row.note, remindAt: row.remindAt, at: row.createdAt },
        })),
        next,
      }),
    },
  });
}

export function bookmarkRoutes(app: FastifyInstance): void {
  listPage(app);
  page(app, {
    path: '/p/:id/bookmark',
    who: 'member',
    params: IdParams,
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx, { params }) => loadOne(ctx, params.id),
    view: (ctx, kept) => bookmarkView(ctx, kept, blankForm({ note: kept.bookmark?.note ?? '', day: kept.day })),
  });
  action(app, {
    path: '/p/:id/bookmark',
    who: 'member',
    method: 'PUT',
    params: IdParams,
    body: Body,
    run: async (ctx, { params, body }) => {
      await keepBookmark(ctx.adda, ctx.viewer, params.id, body);
      return params.id;
    },
    done: (_ctx, id) => `/p/${id}/bookmark?flash=bookmarked`,
    redraw: async (ctx, { params, values, error }) =>
      bookmarkView(ctx, await loadOne(ctx, params.id), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/posts/:id/bookmark',
      summary: 'Keep a post, with a note and the day on which you want to be reminded of it',
      tag: 'bookmarks',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/p/:id/bookmark/remove',
    who: 'member',
    params: IdParams,
    body: Type.Object({ next: Type.Optional(Line) }),
    run: async (ctx, { params, body }) => {
      await dropBookmark(ctx.adda, ctx.viewer, params.id);
      return body.next;
    },
    done: (_ctx, next) => localPath(next, '/bookmarks?flash=unbookmarked'),
    api: {
      path: '/api/v1/posts/:id/bookmark/remove',
      summary: 'Keep a post no longer',
      tag: 'bookmarks',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

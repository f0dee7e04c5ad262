import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { authorLine } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { localPath } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Id, Line } from '../../platform/http/schemas.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { NOTIFICATION_REASONS } from '../../../shared/words.ts';
import { readNotifications } from './actions.ts';
import { FILTER_NAMES, type FilterName, FILTERS, grouped } from './groups.ts';
import { threadsNamed } from '../../forum/cards/cards.ts';
import { saidIn } from './lines.ts';
import { notificationsOf } from './queries.ts';
import { actorFacts, placeOf } from './lines.ts';
import { panelView } from './panel-view.ts';
import { type NotificationsPage, notificationsView } from './views.ts';

/** Rows that a page is made of; joined they are fewer. */
const ROWS = 60;
const IDS_AT_MOST = 1_000;
const IN_PANEL = 7;
const ALL = { unread: false, reasons: null };

const Query = Type.Object({
  show: Type.Optional(Type.Union(FILTER_NAMES.map((name) => Type.Literal(name)))),
  new: Type.Optional(Type.Boolean()),
  before: Type.Optional(Id),
  flash: Type.Optional(Type.String({ maxLength: 40 })),
});
type Asked = { show?: FilterName; new?: boolean; before?: number };

async function load(ctx: Ctx, { show = 'all', new: onlyNew = false, before }: Asked): Promise<NotificationsPage> {
  const filter = { unread: onlyNew, reasons: FILTERS[show] };
  const { adda, audience, viewer } = ctx;
  const rows = await notificationsOf(adda.store.read, audience, viewer!.id, filter, before ?? null, ROWS + 1);
  const shown = rows.slice(0, ROWS);
  const mailWish = (await accountBy(adda.store.read, { id: viewer!.id }))?.mailWish ?? 'never';
  return {
    groups: grouped(shown),
    named: await threadsNamed(adda.store.read, audience, shown.map(saidIn)),
    filter: show,
    onlyNew,
    mailWish,
    next: rows.length > ROWS ? shown.at(-1)!.id : null,
  };
}

export function notificationRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/notifications',
    who: 'member',
    query: Query,
    load: (ctx, { query }) => load(ctx, query),
    view: notificationsView,
    api: {
      path: '/api/v1/notifications',
      summary: 'What you were told, newest first; what belongs together is one',
      tag: 'notifications',
      response: Type.Object({
        notifications: Type.Array(
          Type.Object({
            ids: Type.Array(Type.Integer()),
            reason: Type.Union(NOTIFICATION_REASONS.map((reason) => Type.Literal(reason))),
            read: Type.Boolean(),
            url: Type.String(),
            title: Type.Union([Type.String(), Type.Null()]),
            by: Type.Union([Type.String(), Type.Null()], { description: 'With the label, where it is one of staff.' }),
            others: Type.Integer(),
            count: Type.Integer(),
            at: Type.Integer({ description: 'UTC milliseconds' }),
          }),
        ),
        next: Type.Union([Type.Integer(), Type.Null()], { description: 'For `before`.' }),
      }),
      json: ({ groups, next }, { m }) => ({
        notifications: groups.map(({ row, ids, isRead, actors, count }) => ({
          ...{ ids, reason: row.reason, read: isRead, url: placeOf(row), title: row.thread?.title ?? null },
          by: row.actorId === null ? null : authorLine(m, actorFacts(row), 'notification').text,
          ...{ others: actors - 1, count, at: row.createdAt },
        })),
        next,
      }),
    },
  });
  page(app, {
    path: '/notifications/panel',
    who: 'member',
    query: Type.Object({ back: Type.Optional(Line) }),
    load: async (ctx, { query }) => {
      const rows = await notificationsOf(ctx.adda.store.read, ctx.audience, ctx.viewer!.id, ALL, null, ROWS);
      return { groups: grouped(rows).slice(0, IN_PANEL), back: localPath(query.back, '/notifications') };
    },
    view: (ctx, { groups, back }) => panelView(ctx, groups, back),
  });
  action(app, {
    path: '/notifications/read',
    who: 'member',
    body: Type.Object({
      ids: Type.Optional(Type.Array(Id, { maxItems: IDS_AT_MOST, description: 'Without anything, all.' })),
      until: Type.Optional(Id),
      show: Type.Optional(Type.Union(FILTER_NAMES.map((name) => Type.Literal(name)))),
      next: Type.Optional(Line),
    }),
    run: async (ctx, { body }) => {
      const { ids, until, show = 'all', next } = body;
      const reasons = FILTERS[show];
      await readNotifications(ctx.adda, ctx.viewer, {
        ...(ids && { ids }),
        ...(until === undefined ? {} : { until }),
        ...(reasons === null ? {} : { reasons }),
      });
      return next;
    },
    done: (_ctx, next) => localPath(next, '/notifications'),
    api: {
      path: '/api/v1/notifications/read',
      summary: 'Mark notifications as read: some, or all',
      tag: 'notifications',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

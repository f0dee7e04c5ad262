/** What members are told of and where, how far they have read, what they keep, and whom a post names. */
import { sql } from 'drizzle-orm';
import { NOTIFICATION_REASONS, type NoticeLetter, type NotificationReason } from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';
import type { PostsTables } from './posts.ts';
import type { SpacesTables } from './spaces.ts';
import type { ThreadsTables } from './threads.ts';

type Lower = Pick<PeopleTables, 'accounts'> &
  Pick<SpacesTables, 'spaces'> &
  Pick<ThreadsTables, 'threads'> &
  Pick<PostsTables, 'posts'>;

export function notificationTables(kit: Kit, { accounts, spaces, threads, posts }: Lower) {
  const { table, id, int, time, text, index, uniqueIndex, primaryKey, oneOf } = kit;

  /** One row for one act and one person; what belongs together is joined where it is shown. */
  const notifications = table(
    'notifications',
    {
      id: id(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      /** The act; null for what no act is behind. */
      eventId: int('event_id'),
      reason: text('reason').$type<NotificationReason>().notNull(),
      /** What is shown as one: the same reason about the same thing. */
      groupKey: text('group_key').notNull(),
      actorId: int('actor_id').references(() => accounts.id),
      threadId: int('thread_id').references(() => threads.id),
      postId: int('post_id').references(() => posts.id),
      spaceId: int('space_id').references(() => spaces.id),
      /** Of what else it is about: a case, a proposal. */
      refId: int('ref_id'),
      createdAt: time('created_at').notNull(),
      readAt: time('read_at'),
      /** When what was told was taken back; it is shown nowhere then. */
      untoldAt: time('untold_at'),
      /** The letter that says it, where one does: at once, or the digest. */
      letter: text('letter').$type<NoticeLetter>(),
      /** When that letter was queued, or was not needed. */
      mailedAt: time('mailed_at'),
    },
    (t) => [
      oneOf('notifications', 'reason', NOTIFICATION_REASONS),
      uniqueIndex('notifications_once').on(t.accountId, t.eventId),
      index('notifications_newest').on(t.accountId, t.id),
      index('notifications_unread')
        .on(t.accountId, t.groupKey)
        .where(sql`read_at is null`),
      index('notifications_thread').on(t.threadId, t.accountId),
      index('notifications_post').on(t.postId),
      index('notifications_at').on(t.createdAt),
      index('notifications_to_mail')
        .on(t.createdAt)
        .where(sql`letter = 'at_once' and read_at is null and mailed_at is null`),
    ],
  );

  /** The last post of a thread that a member was shown. */
  const threadReads = table(
    'thread_reads',
    {
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      threadId: int('thread_id')
        .notNull()
        .references(() => threads.id),
      number: int('number').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.accountId, t.threadId] }), index('thread_reads_thread').on(t.threadId)],
  );

  /** Whom a post names, and by which word: who is called otherwise since is still the one that was meant. */
  const mentions = table(
    'mentions',
    {
      postId: int('post_id')
        .notNull()
        .references(() => posts.id),
      slug: text('slug').notNull(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
    },
    (t) => [primaryKey({ columns: [t.postId, t.slug] }), index('mentions_account').on(t.accountId)],
  );

  /** A post that a member wants to find again. */
  const bookmarks = table(
    'bookmarks',
    {
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      postId: int('post_id')
        .notNull()
        .references(() => posts.id),
      note: text('note').notNull().default(''),
      /** When they want to be reminded of it; null for never, or once it was done. */
      remindAt: time('remind_at'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.accountId, t.postId] }),
      index('bookmarks_newest').on(t.accountId, t.createdAt),
      index('bookmarks_post').on(t.postId),
      index('bookmarks_due')
        .on(t.remindAt)
        .where(sql`remind_at is not null`),
    ],
  );

  /** A browser that shows what a member is told while no page of ours is open in it: for as long as its session. */
  const pushDevices = table(
    'push_devices',
    {
      id: id(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      sessionHash: text('session_hash').notNull(),
      /** Where its push service takes messages, and the keys that they are encrypted with (RFC 8291). */
      endpoint: text('endpoint').notNull(),
      p256dh: text('p256dh').notNull(),
      auth: text('auth').notNull(),
      createdAt: time('created_at').notNull(),
      /** How many messages the service refused in a row. */
      refusals: int('refusals').notNull().default(0),
    },
    (t) => [
      uniqueIndex('push_devices_endpoint').on(t.endpoint),
      index('push_devices_account').on(t.accountId),
      index('push_devices_session').on(t.sessionHash),
    ],
  );

  /** A message that waits to be sent to a device. What it says is written when it is sent. */
  const pushQueue = table(
    'push_queue',
    {
      id: id(),
      deviceId: int('device_id').notNull(),
      notificationId: int('notification_id').notNull(),
      dueAt: time('due_at').notNull(),
      attempts: int('attempts').notNull().default(0),
      lastError: text('last_error'),
    },
    (t) => [uniqueIndex('push_queue_once').on(t.deviceId, t.notificationId), index('push_queue_due').on(t.dueAt)],
  );

  /** What a member looks for, to be told of new posts that it finds. */
  const savedSearches = table(
    'saved_searches',
    {
      id: id(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      /** As it is typed into the box. */
      query: text('query').notNull(),
      createdAt: time('created_at').notNull(),
      /** Until when was looked for new posts. */
      checkedAt: time('checked_at').notNull(),
    },
    (t) => [uniqueIndex('saved_searches_once').on(t.accountId, t.query), index('saved_searches_due').on(t.checkedAt)],
  );

  return { notifications, threadReads, mentions, bookmarks, savedSearches, pushDevices, pushQueue };
}

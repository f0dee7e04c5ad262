/** What every feature stands on: settings, limits, mail, events, jobs. */
import { sql } from 'drizzle-orm';
import { type Language, SITE_PAGES, type SitePage } from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';

export function platformTables(kit: Kit, { accounts }: Pick<PeopleTables, 'accounts'>) {
  const { table, id, int, time, text, json, index, uniqueIndex, primaryKey, oneOf } = kit;

  const settings = table('settings', { key: text('key').primaryKey(), value: json('value').notNull() });

  /** What admins changed in the settings (rules/settings.ts): each change a row, never changed itself. */
  const settingChanges = table(
    'setting_changes',
    {
      id: id(),
      key: text('key').notNull(),
      before: json('before').$type<unknown>(),
      after: json('after').$type<unknown>(),
      /** Null where no account did it: from the command line, or when the forum was set up. */
      accountId: int('account_id').references(() => accounts.id),
      /** The change that this one took back. */
      undoes: int('undoes'),
      at: time('at').notNull(),
    },
    (t) => [index('setting_changes_newest').on(t.key, t.id)],
  );

  /** What the forum says of itself: each version a row, of which the newest of a page in a language stands. */
  const sitePages = table(
    'site_pages',
    {
      id: id(),
      page: text('page').$type<SitePage>().notNull(),
      language: text('language').$type<Language>().notNull(),
      markdown: text('markdown').notNull(),
      editorId: int('editor_id').references(() => accounts.id),
      createdAt: time('created_at').notNull(),
    },
    (t) => [oneOf('site_pages', 'page', SITE_PAGES), index('site_pages_newest').on(t.page, t.language, t.id)],
  );

  const attempts = table(
    'rate_limit_tries',
    { id: id(), bucket: text('bucket').notNull(), at: time('at').notNull() },
    (t) => [index('rate_limit_tries_bucket').on(t.bucket, t.at), index('rate_limit_tries_at').on(t.at)],
  );

  const mailQueue = table(
    'mail_queue',
    {
      id: id(),
      recipient: text('recipient').notNull(),
      /** Whose letter it is, where it is not the forum's own. */
      sender: text('sender'),
      /** What it says, in whatever language its reader reads by then: a template and its facts. */
      template: text('template'),
      facts: json('facts').$type<Record<string, unknown>>(),
      language: text('language'),
      /** Whose mail it is, where it is a member's. */
      accountId: int('account_id').references(() => accounts.id),
      eventId: int('event_id'),
      subject: text('subject').notNull(),
      body: text('body').notNull(),
      createdAt: time('created_at').notNull(),
      dueAt: time('due_at').notNull(),
      attempts: int('attempts').notNull().default(0),
      lastError: text('last_error'),
      sentAt: time('sent_at'),
    },
    (t) => [
      uniqueIndex('mail_queue_once').on(t.eventId, t.recipient),
      index('mail_queue_due')
        .on(t.dueAt)
        .where(sql`sent_at is null`),
    ],
  );

  /** What happened: ids and small facts, never names or text. */
  const events = table(
    'events',
    {
      id: id(),
      kind: text('kind').notNull(),
      facts: json('facts').$type<Record<string, unknown>>().notNull(),
      actorId: int('actor_id'),
      at: time('at').notNull(),
    },
    (t) => [index('events_at').on(t.at)],
  );

  /** What one consumer has still to do about one event; it goes when it is done. */
  const tasks = table(
    'tasks',
    {
      id: id(),
      eventId: int('event_id')
        .notNull()
        .references(() => events.id),
      consumer: text('consumer').notNull(),
      /** How far it is done, where it is done piece by piece; the consumer knows what the number means. */
      doneTo: int('done_to').notNull().default(0),
      dueAt: time('due_at').notNull(),
      /** Another process may take it after this moment. */
      heldUntil: time('held_until'),
      attempts: int('attempts').notNull().default(0),
      lastError: text('last_error'),
      gaveUpAt: time('gave_up_at'),
    },
    (t) => [
      uniqueIndex('tasks_once').on(t.eventId, t.consumer),
      index('tasks_due')
        .on(t.dueAt)
        .where(sql`gave_up_at is null`),
    ],
  );

  /** Answers to write requests that may be sent twice. */
  const idempotencyKeys = table(
    'idempotency_keys',
    {
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      key: text('key').notNull(),
      /** Of what was sent; the same key with other content is another request. */
      contentHash: text('content_hash'),
      result: json('result').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.accountId, t.key] }), index('idempotency_keys_at').on(t.at)],
  );

  /** When each job ran last and runs next, and which node has it now: one does each. */
  const jobRuns = table('job_runs', {
    name: text('name').primaryKey(),
    dueAt: time('due_at').notNull(),
    /** The claim of the node that runs it, and until when it counts unless renewed: the node may be gone. */
    claim: text('claim'),
    heldUntil: time('held_until'),
    startedAt: time('started_at'),
    finishedAt: time('finished_at'),
    /** What went wrong in the last run that ended; null when nothing did. */
    lastError: text('last_error'),
  });

  return { settings, settingChanges, sitePages, attempts, mailQueue, events, tasks, idempotencyKeys, jobRuns };
}

export type PlatformTables = ReturnType<typeof platformTables>;

/** Brands, who speaks for them, and what brand staff wrote. */
import { sql } from 'drizzle-orm';
import {
  EXCEPTIONS,
  GRANT_ENDS,
  GRANT_STATES,
  type ExceptionKind,
  type GrantEnd,
  type GrantState,
} from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';
import type { ThreadsTables } from './threads.ts';
import type { PostsTables } from './posts.ts';

export function brandsTables(
  kit: Kit,
  { accounts, threads, posts }: Pick<PeopleTables & ThreadsTables & PostsTables, 'accounts' | 'threads' | 'posts'>,
) {
  const { table, id, int, time, text, json, index, uniqueIndex, primaryKey, oneOf } = kit;

  /** Companies that take part. Products carry the topic behind them, for those who want a space about one. */
  const brands = table(
    'brands',
    {
      id: id(),
      slug: text('slug').notNull(),
      name: text('name').notNull(),
      domains: json('domains').$type<string[]>().notNull(),
      products: json('products').$type<{ name: string; topic: string }[]>().notNull(),
      contact: text('contact').notNull(),
      source: text('source'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [uniqueIndex('brands_slug').on(t.slug)],
  );

  /** An account speaks for a brand. Triggers keep active grants and moderators or admins apart. */
  const grants = table(
    'grants',
    {
      id: id(),
      brandId: int('brand_id')
        .notNull()
        .references(() => brands.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      /** At the brand's domain; its mailbox confirms. */
      address: text('address').notNull(),
      state: text('state').$type<GrantState>().notNull().default('proposed'),
      proposedBy: int('proposed_by').references(() => accounts.id),
      confirmedBy: int('confirmed_by').references(() => accounts.id),
      confirmedAt: time('confirmed_at'),
      mailConfirmedAt: time('mail_confirmed_at'),
      /** Hashes of the two links that were sent: to confirm, and to end. */
      confirmHash: text('confirm_hash'),
      endHash: text('end_hash'),
      startedAt: time('started_at'),
      expiresAt: time('expires_at'),
      endedAt: time('ended_at'),
      endedBy: text('ended_by').$type<GrantEnd>(),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      oneOf('grants', 'state', GRANT_STATES),
      oneOf('grants', 'ended_by', GRANT_ENDS),
      uniqueIndex('grants_open')
        .on(t.accountId)
        .where(sql`state <> 'ended'`),
      index('grants_brand').on(t.brandId, t.id),
      index('grants_confirm').on(t.confirmHash),
      index('grants_end').on(t.endHash),
    ],
  );

  /** For whom a post spoke when it was written. Triggers refuse every change. */
  const postLabels = table(
    'post_labels',
    {
      postId: int('post_id')
        .primaryKey()
        .references(() => posts.id),
      threadId: int('thread_id')
        .notNull()
        .references(() => threads.id),
      number: int('number').notNull(),
      /** The label is evidence and outlives its brand and its grant: no key holds them. */
      brandId: int('brand_id').notNull(),
      brandName: text('brand_name').notNull(),
      label: text('label').notNull(),
      grantId: int('grant_id'),
      at: time('at').notNull(),
    },
    (t) => [uniqueIndex('post_labels_thread').on(t.threadId, t.number), index('post_labels_brand').on(t.brandId, t.at)],
  );

  /** Staff posts that stand where the peers-first window would have kept them out, and why. */
  const exceptions = table(
    'exceptions',
    {
      postId: int('post_id')
        .primaryKey()
        .references(() => posts.id),
      kind: text('kind').$type<ExceptionKind>().notNull(),
      brandId: int('brand_id'),
      /** What the asker or moderator said; of a safety notice, its public reference. */
      reason: text('reason').notNull(),
      at: time('at').notNull(),
    },
    (t) => [oneOf('exceptions', 'kind', EXCEPTIONS), index('exceptions_brand').on(t.brandId, t.kind, t.at)],
  );

  /** What somebody wrote and has not sent yet, and what staff could not send. */
  const drafts = table(
    'drafts',
    {
      id: id(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      /** Where it belongs: `thread:12`, `reply:34`, `edit:34`, or `start`. */
      place: text('place').notNull(),
      threadId: int('thread_id').references(() => threads.id),
      values: json('values').$type<Record<string, unknown>>().notNull(),
      /** Why it was not sent: the refusal's code. */
      because: text('because'),
      at: time('at').notNull(),
    },
    (t) => [uniqueIndex('drafts_place').on(t.accountId, t.place)],
  );

  /** Staff thank a member for a post; it counts for nothing. */
  const thanks = table(
    'thanks',
    {
      postId: int('post_id')
        .notNull()
        .references(() => posts.id),
      brandId: int('brand_id').notNull(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      label: text('label').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.postId, t.brandId] })],
  );

  return { brands, grants, postLabels, exceptions, drafts, thanks };
}

export type BrandsTables = ReturnType<typeof brandsTables>;

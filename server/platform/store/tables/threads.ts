/** Threads, their tags, and who takes part in a challenge. */
import { sql } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import {
  CLOSE_REASONS,
  EARLY_ACCESS_BY,
  FORMS,
  THREAD_LINK_KINDS,
  THREAD_STATES,
  type CloseReason,
  type EarlyAccessBy,
  type Form,
  type RankFacts,
  type Stake,
  type ThreadDetails,
  type ThreadLinkKind,
  type ThreadState,
} from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';
import type { SpacesTables } from './spaces.ts';

export function threadsTables(
  kit: Kit,
  { accounts, spaces, tags }: Pick<PeopleTables & SpacesTables, 'accounts' | 'spaces' | 'tags'>,
) {
  const { table, id, int, real, time, text, bool, json, index, uniqueIndex, primaryKey, oneOf } = kit;

  const threads = table(
    'threads',
    {
      id: id(),
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      authorId: int('author_id').references(() => accounts.id),
      authorLabel: text('author_label'),
      form: text('form').$type<Form>().notNull(),
      /** The opening's, repeated for lists. */
      affiliation: text('affiliation'),
      stakes: json('stakes').$type<Stake[]>(),
      title: text('title').notNull(),
      slug: text('slug').notNull(),
      excerpt: text('excerpt').notNull(),
      state: text('state').$type<ThreadState>().notNull().default('open'),
      tagNames: json('tag_names').$type<string[]>().notNull(),
      /** The number the next post in the thread gets; numbers are never reused. */
      nextNumber: int('next_number').notNull().default(1),
      topCount: int('top_count').notNull().default(0),
      replyCount: int('reply_count').notNull().default(0),
      answerCount: int('answer_count').notNull().default(0),
      acceptedCount: int('accepted_count').notNull().default(0),
      workedCount: int('worked_count').notNull().default(0),
      meTooCount: int('me_too_count').notNull().default(0),
      /** Those of the last 30 days. */
      meTooRecent: int('me_too_recent').notNull().default(0),
      /** Visible official notes, and those of them that settled it for the asker. */
      noteCount: int('note_count').notNull().default(0),
      settledCount: int('settled_count').notNull().default(0),
      /** How often staff said thank you in it. */
      thankCount: int('thank_count').notNull().default(0),
      /** Who let staff in before a peer had answered, why, and when. */
      earlyAccessBy: text('early_access_by').$type<EarlyAccessBy>(),
      earlyAccessReason: text('early_access_reason'),
      earlyAccessAt: time('early_access_at'),
      /** When an open hour or a challenge is. */
      opensAt: time('opens_at'),
      closesAt: time('closes_at'),
      /** When its author said that a journey or a challenge is over. */
      finishedAt: time('finished_at'),
      /** What its form asks for besides title and text. */
      details: json('details').$type<ThreadDetails>(),
      /** The first picture, for lists. */
      picture: text('picture'),
      participantCount: int('participant_count').notNull().default(1),
      /** Accounts of the first members who joined in; see rules/thread-state.ts. */
      firstParticipants: text('first_participants').notNull().default(''),
      /** Order of "Among members", descending, with the forum's half-life and with the space's; null while nothing
       *  counts. From rules/rank.ts. */
      rankKey: real('rank_key'),
      spaceRankKey: real('space_rank_key'),
      /** What "Why here?" says of it. */
      rankFacts: json('rank_facts').$type<RankFacts>(),
      /** Of these, what accounts in their first days have added after the opening. */
      probationKey: real('probation_key'),
      spaceProbationKey: real('space_probation_key'),
      needsAnswer: bool('needs_answer').notNull().default(false),
      /** Order of "Needs an answer", ascending; and when its next turn comes. From rules/needs.ts. */
      needsKey: time('needs_key').notNull().default(0),
      rotatesAt: time('rotates_at'),
      /** When it first stood among the first of "Needs an answer". */
      firstSeenAt: time('first_seen_at'),
      visible: bool('visible').notNull().default(true),
      /** When a moderator hid it, who, and why. */
      hiddenAt: time('hidden_at'),
      hiddenBy: int('hidden_by').references(() => accounts.id),
      hiddenReason: text('hidden_reason'),
      /** When it was closed: it waits for no answer and has no rank; and why. */
      closedAt: time('closed_at'),
      closeReason: text('close_reason').$type<CloseReason>(),
      /** Nothing more can be posted since then. */
      lockedAt: time('locked_at'),
      /** Between two posts of one member so many minutes must pass; 0 for no such wait. */
      slowMinutes: int('slow_minutes').notNull().default(0),
      /** It stands above its space's lists until then. */
      pinnedUntil: time('pinned_until'),
      /** It is read at its address and stands in no list since then. */
      unlistedAt: time('unlisted_at'),
      /** The thread that this one became part of; its address leads there. */
      movedToId: int('moved_to_id').references((): AnySQLiteColumn => threads.id),
      version: int('version').notNull().default(1),
      source: text('source'),
      externalId: text('external_id'),
      createdAt: time('created_at').notNull(),
      /** Of the last post by a member to a member: what staff write, and what is said to them, moves no thread. */
      lastPostAt: time('last_post_at').notNull(),
    },
    (t) => [
      oneOf('threads', 'form', FORMS),
      oneOf('threads', 'state', THREAD_STATES),
      oneOf('threads', 'early_access_by', EARLY_ACCESS_BY),
      oneOf('threads', 'close_reason', CLOSE_REASONS),
      index('threads_new')
        .on(t.createdAt, t.id)
        .where(sql`visible`),
      index('threads_space_new')
        .on(t.spaceId, t.createdAt, t.id)
        .where(sql`visible`),
      index('threads_needs')
        .on(t.needsKey, t.id)
        .where(sql`needs_answer`),
      index('threads_space_needs')
        .on(t.spaceId, t.needsKey, t.id)
        .where(sql`needs_answer`),
      index('threads_rank')
        .on(t.rankKey, t.id)
        .where(sql`rank_key is not null`),
      index('threads_space_rank')
        .on(t.spaceId, t.spaceRankKey, t.id)
        .where(sql`rank_key is not null`),
      index('threads_space_forum_rank')
        .on(t.spaceId, t.rankKey, t.id)
        .where(sql`rank_key is not null`),
      index('threads_author_rank')
        .on(t.authorId, t.rankKey, t.id)
        .where(sql`rank_key is not null`),
      index('threads_rotation')
        .on(t.rotatesAt)
        .where(sql`needs_answer`),
      index('threads_author').on(t.authorId, t.createdAt),
      index('threads_pinned')
        .on(t.spaceId, t.pinnedUntil)
        .where(sql`pinned_until is not null`),
      uniqueIndex('threads_external').on(t.source, t.externalId),
    ],
  );

  /** The order columns repeat the thread's, so that a tag's feed is one index scan. */
  const threadTags = table(
    'thread_tags',
    {
      threadId: int('thread_id')
        .notNull()
        .references(() => threads.id),
      tagId: int('tag_id')
        .notNull()
        .references(() => tags.id),
      createdAt: time('created_at').notNull(),
      rankKey: real('rank_key'),
      spaceRankKey: real('space_rank_key'),
      /** Null where no answer is needed. */
      needsKey: time('needs_key'),
    },
    (t) => [
      primaryKey({ columns: [t.threadId, t.tagId] }),
      index('thread_tags_feed').on(t.tagId, t.createdAt, t.threadId),
      index('thread_tags_rank')
        .on(t.tagId, t.spaceRankKey, t.threadId)
        .where(sql`rank_key is not null`),
      index('thread_tags_forum_rank')
        .on(t.tagId, t.rankKey, t.threadId)
        .where(sql`rank_key is not null`),
      index('thread_tags_needs')
        .on(t.tagId, t.needsKey, t.threadId)
        .where(sql`needs_key is not null`),
    ],
  );

  /** Who takes part in a challenge. */
  const participants = table(
    'participants',
    {
      threadId: int('thread_id')
        .notNull()
        .references(() => threads.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      joinedAt: time('joined_at').notNull(),
      finishedAt: time('finished_at'),
    },
    (t) => [primaryKey({ columns: [t.threadId, t.accountId] }), index('participants_account').on(t.accountId)],
  );

  /** One thread leads to another: its text mentions it, or its question is answered there. */
  const threadLinks = table(
    'thread_links',
    {
      fromId: int('from_id')
        .notNull()
        .references(() => threads.id),
      toId: int('to_id')
        .notNull()
        .references(() => threads.id),
      kind: text('kind').$type<ThreadLinkKind>().notNull(),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      oneOf('thread_links', 'kind', THREAD_LINK_KINDS),
      primaryKey({ columns: [t.fromId, t.kind, t.toId] }),
      index('thread_links_to').on(t.toId, t.kind),
    ],
  );

  return { threads, threadTags, threadLinks, participants };
}

export type ThreadsTables = ReturnType<typeof threadsTables>;

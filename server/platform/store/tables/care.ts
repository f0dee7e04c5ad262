/** What moderators did and what was said against it, and the log of what was done in office. */
import {
  ACT_TARGETS,
  APPEAL_STATES,
  type ActTarget,
  type ActVerb,
  type AppealState,
} from '../../../../shared/words.ts';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';
import type { PostsTables } from './posts.ts';
import type { SpacesTables } from './spaces.ts';
import type { ThreadsTables } from './threads.ts';

/** What an act changed, as far as it takes to undo it. */
export type ActFacts = Record<string, number | string | null | (number | string)[]>;

export function careTables(
  kit: Kit,
  {
    accounts,
    posts,
    threads,
    spaces,
  }: Pick<PeopleTables & PostsTables & ThreadsTables & SpacesTables, 'accounts' | 'posts' | 'threads' | 'spaces'>,
) {
  const { table, id, int, time, text, bool, json, index, uniqueIndex, primaryKey, oneOf } = kit;

  /** What a moderator did. To whom it was done it is the statement of reasons. */
  const acts = table(
    'acts',
    {
      id: id(),
      target: text('target').$type<ActTarget>().notNull(),
      verb: text('verb').$type<ActVerb>().notNull(),
      actorId: int('actor_id').references(() => accounts.id),
      /** A rule did it, and nobody looked before. */
      isAutomated: bool('is_automated').notNull().default(false),
      /** Where; null for what concerns the whole forum. */
      spaceId: int('space_id').references(() => spaces.id),
      threadId: int('thread_id').references(() => threads.id),
      postId: int('post_id').references(() => posts.id),
      /** Whom it concerns: the author, or the member that it was done to. */
      accountId: int('account_id').references(() => accounts.id),
      /** One of the forum's reasons, and the rule behind it as it read then. */
      reason: text('reason'),
      rule: text('rule'),
      /** In the moderator's words, for whom it concerns. */
      note: text('note').notNull().default(''),
      facts: json('facts').$type<ActFacts>(),
      /** What is done for a time ends then. */
      until: time('until'),
      /** Opens the statement for somebody who cannot sign in; only its hash is kept. */
      keyHash: text('key_hash'),
      /** The act that this one took back, and the one that took it back. */
      undoesId: int('undoes_id').references((): AnySQLiteColumn => acts.id),
      undoneById: int('undone_by_id').references((): AnySQLiteColumn => acts.id),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      oneOf('acts', 'target', ACT_TARGETS),
      index('acts_account').on(t.accountId, t.id),
      index('acts_post').on(t.postId, t.id),
      index('acts_thread').on(t.threadId, t.id),
      index('acts_actor').on(t.actorId, t.id),
      index('acts_created').on(t.createdAt),
    ],
  );

  /** What whom it concerns says against an act; one to each. */
  const appeals = table(
    'appeals',
    {
      id: id(),
      actId: int('act_id')
        .notNull()
        .references(() => acts.id),
      accountId: int('account_id').references(() => accounts.id),
      words: text('words').notNull(),
      state: text('state').$type<AppealState>().notNull().default('open'),
      decidedBy: int('decided_by').references(() => accounts.id),
      decision: text('decision'),
      createdAt: time('created_at').notNull(),
      decidedAt: time('decided_at'),
    },
    (t) => [
      oneOf('appeals', 'state', APPEAL_STATES),
      uniqueIndex('appeals_act').on(t.actId),
      index('appeals_state').on(t.state, t.id),
      index('appeals_decided').on(t.decidedAt),
    ],
  );

  /** The forum's reasons, as far as an admin changed them. */
  const actReasons = table('act_reasons', {
    slug: text('slug').primaryKey(),
    /** Null for one of those that every forum begins with: its name is in the catalogue. */
    name: text('name'),
    /** The house rule behind it. */
    rule: text('rule').notNull().default(''),
    isActive: bool('is_active').notNull().default(true),
    createdAt: time('created_at').notNull(),
  });

  /** Who may read and not speak: in one space, or (`space_id` 0) in the whole forum. */
  const silences = table(
    'silences',
    {
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      spaceId: int('space_id').notNull(),
      until: time('until').notNull(),
    },
    (t) => [primaryKey({ columns: [t.accountId, t.spaceId] })],
  );

  /** What was done in office, each entry chained to the one before it by its hash. */
  const auditLog = table(
    'audit_log',
    {
      /** Without gaps, from 1. */
      number: int('number').primaryKey(),
      at: time('at').notNull(),
      kind: text('kind').notNull(),
      actorId: int('actor_id'),
      brandId: int('brand_id'),
      isPublic: bool('is_public').notNull(),
      /** Both also stand in `facts` (`placeOf` in rules/chain.ts), for the log of a space and for looking up acts. */
      spaceId: int('space_id'),
      act: text('act'),
      /** JSON, kept as the text that was hashed. */
      facts: text('facts').notNull(),
      previous: text('previous').notNull(),
      hash: text('hash').notNull(),
    },
    (t) => [
      index('audit_log_brand').on(t.brandId, t.number),
      index('audit_log_actor').on(t.actorId, t.at),
      index('audit_log_space').on(t.spaceId, t.number),
      index('audit_log_act').on(t.act, t.number),
      index('audit_log_kind').on(t.kind, t.at),
    ],
  );

  return { acts, appeals, actReasons, silences, auditLog };
}

export type CareTables = ReturnType<typeof careTables>;

/** What is watched for, and what is known of spam: no table here has anybody's words in it, and none holds a post back. */
import { WATCH_ACTIONS, WATCH_KINDS, type WatchAction, type WatchKind } from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';

export function preventionTables(kit: Kit) {
  const { table, id, int, time, text, bool, json, index, primaryKey, oneOf } = kit;

  /** Words and hosts that admins have watched. */
  const watchRules = table(
    'watch_rules',
    {
      id: id(),
      kind: text('kind').$type<WatchKind>().notNull(),
      action: text('action').$type<WatchAction>().notNull(),
      /** Of the spaces that it is for; null for all. */
      language: text('language'),
      patterns: json('patterns').$type<string[]>().notNull(),
      /** Tried before it is switched on. */
      isActive: bool('is_active').notNull().default(false),
      createdAt: time('created_at').notNull(),
    },
    () => [oneOf('watch_rules', 'kind', WATCH_KINDS), oneOf('watch_rules', 'action', WATCH_ACTIONS)],
  );

  /** SimHash of what accounts on probation wrote in the last days, in four parts of 16 bits (rules/simhash.ts). */
  const postPrints = table(
    'post_prints',
    {
      postId: int('post_id').primaryKey(),
      accountId: int('account_id').notNull(),
      a: int('a').notNull(),
      b: int('b').notNull(),
      c: int('c').notNull(),
      d: int('d').notNull(),
      at: time('at').notNull(),
    },
    (t) => [
      index('post_prints_a').on(t.a, t.at),
      index('post_prints_b').on(t.b, t.at),
      index('post_prints_c').on(t.c, t.at),
      index('post_prints_d').on(t.d, t.at),
      index('post_prints_at').on(t.at),
      index('post_prints_account').on(t.accountId),
    ],
  );

  /** The sites that posts link to: what members link to themselves is nothing to wait for. */
  const postHosts = table('post_hosts', { postId: int('post_id').notNull(), host: text('host').notNull() }, (t) => [
    primaryKey({ columns: [t.postId, t.host] }),
    index('post_hosts_host').on(t.host, t.postId),
  ]);

  /** In how many posts that moderators judged a word stood, by its hash. */
  const spamWords = table(
    'spam_words',
    {
      language: text('language').notNull(),
      word: int('word').notNull(),
      spam: int('spam').notNull().default(0),
      ham: int('ham').notNull().default(0),
    },
    (t) => [primaryKey({ columns: [t.language, t.word] })],
  );

  /** What was learnt from which post, so that it can be unlearnt. */
  const spamLessons = table(
    'spam_lessons',
    {
      postId: int('post_id').primaryKey(),
      language: text('language').notNull(),
      isSpam: bool('is_spam').notNull(),
      /** Hashes. */
      words: json('words').$type<number[]>().notNull(),
      at: time('at').notNull(),
    },
    (t) => [index('spam_lessons_language').on(t.language, t.isSpam)],
  );

  return { watchRules, postPrints, postHosts, spamWords, spamLessons };
}

export type PreventionTables = ReturnType<typeof preventionTables>;

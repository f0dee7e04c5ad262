/** The schema, once, for both engines. Times are UTC milliseconds; every `version` only ever rises. */
import { sql } from 'drizzle-orm';
import type { Form, Kind, MarkKind, PostKind, Role, ThreadState } from '../../shared/words.ts';
import type { Kit } from './kit.ts';

export function define(kit: Kit) {
  const { table, id, int, time, text, bool, json, index, uniqueIndex, primaryKey } = kit;

  const settings = table('settings', { key: text('key').primaryKey(), value: json('value').notNull() });

  const accounts = table(
    'accounts',
    {
      id: id(),
      name: text('name').notNull(),
      slug: text('slug').notNull(),
      email: text('email'),
      emailVerifiedAt: time('email_verified_at'),
      passwordHash: text('password_hash'),
      role: text('role').$type<Role>().notNull().default('member'),
      bio: text('bio').notNull().default(''),
      language: text('language'),
      theme: text('theme'),
      solvedCount: int('solved_count').notNull().default(0),
      workedCount: int('worked_count').notNull().default(0),
      helpfulCount: int('helpful_count').notNull().default(0),
      version: int('version').notNull().default(1),
      source: text('source'),
      externalId: text('external_id'),
      mergedInto: int('merged_into'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      uniqueIndex('accounts_slug').on(t.slug),
      uniqueIndex('accounts_email').on(t.email),
      uniqueIndex('accounts_external').on(t.source, t.externalId),
    ],
  );

  const sessions = table(
    'sessions',
    {
      hash: text('hash').primaryKey(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      userAgent: text('user_agent').notNull().default(''),
      createdAt: time('created_at').notNull(),
      seenAt: time('seen_at').notNull(),
      expiresAt: time('expires_at').notNull(),
    },
    (t) => [index('sessions_account').on(t.accountId)],
  );

  const tokens = table(
    'tokens',
    {
      hash: text('hash').primaryKey(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      purpose: text('purpose').$type<'verify' | 'reset' | 'api'>().notNull(),
      label: text('label').notNull().default(''),
      email: text('email'),
      createdAt: time('created_at').notNull(),
      expiresAt: time('expires_at'),
      usedAt: time('used_at'),
    },
    (t) => [index('tokens_account').on(t.accountId, t.purpose)],
  );

  const attempts = table('attempts', { id: id(), bucket: text('bucket').notNull(), at: time('at').notNull() }, (t) => [
    index('attempts_bucket').on(t.bucket, t.at),
    index('attempts_at').on(t.at),
  ]);

  const claims = table(
    'claims',
    {
      id: id(),
      importedId: int('imported_id')
        .notNull()
        .references(() => accounts.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      evidence: text('evidence').notNull(),
      state: text('state').$type<'open' | 'granted' | 'refused'>().notNull().default('open'),
      decidedBy: int('decided_by'),
      createdAt: time('created_at').notNull(),
      decidedAt: time('decided_at'),
    },
    (t) => [uniqueIndex('claims_pair').on(t.importedId, t.accountId), index('claims_state').on(t.state, t.id)],
  );

  const outbox = table(
    'outbox',
    {
      id: id(),
      recipient: text('recipient').notNull(),
      subject: text('subject').notNull(),
      body: text('body').notNull(),
      createdAt: time('created_at').notNull(),
      dueAt: time('due_at').notNull(),
      attempts: int('attempts').notNull().default(0),
      lastError: text('last_error'),
      sentAt: time('sent_at'),
    },
    (t) => [
      index('outbox_due')
        .on(t.dueAt)
        .where(sql`sent_at is null`),
    ],
  );

  const spaces = table(
    'spaces',
    {
      id: id(),
      slug: text('slug').notNull(),
      name: text('name').notNull(),
      kind: text('kind').$type<Kind>().notNull(),
      charter: text('charter').notNull(),
      threadCount: int('thread_count').notNull().default(0),
      postCount: int('post_count').notNull().default(0),
      version: int('version').notNull().default(1),
      source: text('source'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [uniqueIndex('spaces_slug').on(t.slug)],
  );

  const tags = table(
    'tags',
    {
      id: id(),
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      name: text('name').notNull(),
      threadCount: int('thread_count').notNull().default(0),
    },
    (t) => [uniqueIndex('tags_name').on(t.spaceId, t.name), index('tags_busy').on(t.spaceId, t.threadCount)],
  );

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
      participantCount: int('participant_count').notNull().default(1),
      needsAnswer: bool('needs_answer').notNull().default(false),
      /** Order of "Needs an answer", ascending; from rules/answers.ts. */
      needsKey: time('needs_key').notNull().default(0),
      visible: bool('visible').notNull().default(true),
      version: int('version').notNull().default(1),
      source: text('source'),
      externalId: text('external_id'),
      createdAt: time('created_at').notNull(),
      lastPostAt: time('last_post_at').notNull(),
    },
    (t) => [
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
      index('threads_author').on(t.authorId, t.createdAt),
      uniqueIndex('threads_external').on(t.source, t.externalId),
    ],
  );

  /** Whose answers helped in a space: accepted by askers, confirmed by others. */
  const helpers = table(
    'helpers',
    {
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      solved: int('solved').notNull().default(0),
      worked: int('worked').notNull().default(0),
    },
    (t) => [primaryKey({ columns: [t.spaceId, t.accountId] }), index('helpers_best').on(t.spaceId, t.solved, t.worked)],
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
    },
    (t) => [
      primaryKey({ columns: [t.threadId, t.tagId] }),
      index('thread_tags_feed').on(t.tagId, t.createdAt, t.threadId),
    ],
  );

  const posts = table(
    'posts',
    {
      id: id(),
      threadId: int('thread_id')
        .notNull()
        .references(() => threads.id),
      /** The top-level post this is a reply to; null for the opening and for top-level posts. */
      parentId: int('parent_id'),
      authorId: int('author_id').references(() => accounts.id),
      authorLabel: text('author_label'),
      kind: text('kind').$type<PostKind>().notNull(),
      number: int('number').notNull(),
      /** Place among the top-level posts (from rules/answers.ts), or among the replies to one post; ascending. */
      placeKey: int('place_key').notNull().default(0),
      markdown: text('markdown').notNull(),
      html: text('html').notNull(),
      acceptedAt: time('accepted_at'),
      workedCount: int('worked_count').notNull().default(0),
      helpfulCount: int('helpful_count').notNull().default(0),
      /** Helpful marks that came with an import and belong to nobody here. */
      importedHelpful: int('imported_helpful').notNull().default(0),
      replyCount: int('reply_count').notNull().default(0),
      revision: int('revision').notNull().default(1),
      source: text('source'),
      externalId: text('external_id'),
      createdAt: time('created_at').notNull(),
      editedAt: time('edited_at'),
      withdrawnAt: time('withdrawn_at'),
    },
    (t) => [
      uniqueIndex('posts_number').on(t.threadId, t.number),
      index('posts_place')
        .on(t.threadId, t.placeKey, t.number)
        .where(sql`parent_id is null`),
      index('posts_replies')
        .on(t.parentId, t.placeKey)
        .where(sql`parent_id is not null`),
      index('posts_author').on(t.authorId, t.createdAt, t.id),
      index('posts_participants').on(t.threadId, t.authorId),
      uniqueIndex('posts_external').on(t.source, t.externalId),
    ],
  );

  /** What a post said before an edit; the current text is in `posts`. */
  const revisions = table(
    'revisions',
    {
      postId: int('post_id')
        .notNull()
        .references(() => posts.id),
      number: int('number').notNull(),
      editorId: int('editor_id'),
      title: text('title'),
      tagNames: json('tag_names').$type<string[]>(),
      markdown: text('markdown').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.postId, t.number] })],
  );

  const marks = table(
    'marks',
    {
      postId: int('post_id')
        .notNull()
        .references(() => posts.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      kind: text('kind').$type<MarkKind>().notNull(),
      threadId: int('thread_id')
        .notNull()
        .references(() => threads.id),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.postId, t.kind, t.accountId] }), index('marks_mine').on(t.accountId, t.threadId)],
  );

  /** Answers to write requests that may be sent twice. */
  const onceKeys = table(
    'once_keys',
    {
      accountId: int('account_id').notNull(),
      key: text('key').notNull(),
      result: json('result').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.accountId, t.key] }), index('once_keys_at').on(t.at)],
  );

  return {
    settings,
    accounts,
    sessions,
    tokens,
    attempts,
    claims,
    outbox,
    spaces,
    tags,
    helpers,
    threads,
    threadTags,
    posts,
    revisions,
    marks,
    onceKeys,
  };
}

export type Tables = ReturnType<typeof define>;

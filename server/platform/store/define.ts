/** The schema, once, for both engines. Times are UTC milliseconds; every `version` only ever rises. */
import { sql } from 'drizzle-orm';
import type {
  ExceptionKind,
  FollowKind,
  Form,
  FormWords,
  InvitationReason,
  Kind,
  MarkKind,
  PostKind,
  RankFacts,
  ReportReason,
  Role,
  SpaceAccess,
  SpaceRole,
  ThreadDetails,
  ThreadState,
} from '../../../shared/words.ts';
import type { Kit } from './kit.ts';

export function define(kit: Kit) {
  const { table, id, int, real, time, text, bool, json, index, uniqueIndex, primaryKey } = kit;

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
      /** What the member declares: "Works for Acme". Shown with every post; it is no staff label. */
      affiliation: text('affiliation').notNull().default(''),
      /** Whether others may invite the member to questions. */
      invitable: bool('invitable').notNull().default(true),
      language: text('language'),
      theme: text('theme'),
      solvedCount: int('solved_count').notNull().default(0),
      workedCount: int('worked_count').notNull().default(0),
      helpfulCount: int('helpful_count').notNull().default(0),
      version: int('version').notNull().default(1),
      source: text('source'),
      externalId: text('external_id'),
      mergedInto: int('merged_into'),
      /** When an established member first spoke to this one or marked what they wrote; from rules/rank.ts. */
      heardAt: time('heard_at'),
      /** The person is gone; their posts stay without a name. */
      erasedAt: time('erased_at'),
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

  const mailQueue = table(
    'outbox',
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
      accountId: int('account_id'),
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
      index('outbox_due')
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

  const spaces = table(
    'spaces',
    {
      id: id(),
      slug: text('slug').notNull(),
      name: text('name').notNull(),
      kind: text('kind').$type<Kind>().notNull(),
      charter: text('charter').notNull(),
      /** Who may read it: everybody, whoever is signed in, or its members. */
      access: text('access').$type<SpaceAccess>().notNull().default('public'),
      /** Why an admin let the space be although it names a brand; public. */
      overrideReason: text('override_reason'),
      /** Which forms of thread it offers and in which words, where an admin changed that. */
      forms: json('forms').$type<FormWords>(),
      /** In how many hours rank fades by half here, where an admin changed that. */
      halfLifeHours: int('half_life_hours'),
      /** How long a question usually waits here for its first peer answer, milliseconds. */
      usualWait: time('usual_wait'),
      threadCount: int('thread_count').notNull().default(0),
      postCount: int('post_count').notNull().default(0),
      version: int('version').notNull().default(1),
      source: text('source'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [uniqueIndex('spaces_slug').on(t.slug)],
  );

  /** Who belongs to a space that is not open to everybody. */
  const memberships = table(
    'memberships',
    {
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      addedBy: int('added_by').references(() => accounts.id),
      createdAt: time('created_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.spaceId, t.accountId] }), index('memberships_account').on(t.accountId)],
  );

  /** Who holds an office in one space; offices for the whole forum are in `accounts.role`. */
  const spaceRoles = table(
    'space_roles',
    {
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      role: text('role').$type<SpaceRole>().notNull(),
      grantedBy: int('granted_by').references(() => accounts.id),
      grantedAt: time('granted_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.spaceId, t.accountId, t.role] }), index('space_roles_account').on(t.accountId)],
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
      /** The opening's, repeated for lists. */
      affiliation: text('affiliation'),
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
      earlyAccessBy: text('door_by').$type<'asker' | 'moderator'>(),
      earlyAccessReason: text('door_reason'),
      earlyAccessAt: time('door_at'),
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
      /** Order of "Among members", descending, with the forum's half-life and with the space's; null while nothing
       *  counts. From rules/rank.ts. */
      rankKey: real('rank_key'),
      spaceRankKey: real('space_rank_key'),
      /** What "Why here?" says of it. */
      rankFacts: json('rank_facts').$type<RankFacts>(),
      /** What accounts in their first days have added of the one that they may add together. */
      probationWeight: real('fresh_weight').notNull().default(0),
      needsAnswer: bool('needs_answer').notNull().default(false),
      /** Order of "Needs an answer", ascending; and when its next turn comes. From rules/needs.ts. */
      needsKey: time('needs_key').notNull().default(0),
      rotatesAt: time('needs_turn_at'),
      /** When it first stood among the first of "Needs an answer". */
      firstSeenAt: time('first_seen_at'),
      visible: bool('visible').notNull().default(true),
      /** When a moderator hid it, who, and why. */
      hiddenAt: time('hidden_at'),
      hiddenBy: int('hidden_by'),
      hiddenReason: text('hidden_reason'),
      /** Nothing more can be posted since then. */
      lockedAt: time('locked_at'),
      /** The thread that this one became part of; its address leads there. */
      movedToId: int('moved_to_id'),
      version: int('version').notNull().default(1),
      source: text('source'),
      externalId: text('external_id'),
      createdAt: time('created_at').notNull(),
      /** Of the last post by a member to a member: what staff write, and what is said to them, moves no thread. */
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
      index('threads_needs_turn')
        .on(t.rotatesAt)
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
      /** What the author declared when writing it. */
      affiliation: text('affiliation'),
      kind: text('kind').$type<PostKind>().notNull(),
      /** The member it was said to; null for what was said to nobody, to oneself or to staff. */
      toId: int('to_id'),
      /** Its author was in their first days, or unheard, when writing it; from rules/rank.ts. */
      isOnProbation: bool('is_fresh').notNull().default(false),
      /** A milestone's. */
      title: text('title'),
      number: int('number').notNull(),
      /** Place among the top-level posts (from rules/answers.ts), or among the replies to one post; ascending. */
      placeKey: int('place_key').notNull().default(0),
      markdown: text('markdown').notNull(),
      html: text('html').notNull(),
      acceptedAt: time('accepted_at'),
      /** When the asker said that this official note settled it. */
      settledAt: time('settled_at'),
      /** When it was said to be outdated. */
      outdatedAt: time('outdated_at'),
      workedCount: int('worked_count').notNull().default(0),
      /** Confirmations of the last year. */
      workedRecent: int('worked_recent').notNull().default(0),
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
      /** When a moderator hid it, who, and why. */
      hiddenAt: time('hidden_at'),
      hiddenBy: int('hidden_by'),
      hiddenReason: text('hidden_reason'),
    },
    (t) => [
      uniqueIndex('posts_number').on(t.threadId, t.number),
      index('posts_place')
        .on(t.threadId, t.placeKey, t.number)
        .where(sql`parent_id is null`),
      index('posts_replies')
        .on(t.parentId, t.placeKey)
        .where(sql`parent_id is not null`),
      index('posts_created').on(t.createdAt),
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
      /** Whoever set it was in their first days, or unheard. */
      isOnProbation: bool('is_fresh').notNull().default(false),
      at: time('at').notNull(),
      /** A mark that was taken back keeps its row and its time, and counts nowhere. */
      takenBackAt: time('taken_back_at'),
    },
    (t) => [
      primaryKey({ columns: [t.postId, t.kind, t.accountId] }),
      index('marks_mine').on(t.accountId, t.threadId),
      index('marks_thread').on(t.threadId, t.at),
      index('marks_at').on(t.at),
    ],
  );

  /** What a member wants to see in "Following". */
  const follows = table(
    'follows',
    {
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      kind: text('kind').$type<FollowKind>().notNull(),
      /** Of a space, a tag or an account. */
      targetId: int('target_id').notNull(),
      createdAt: time('created_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.accountId, t.kind, t.targetId] })],
  );

  /** Who takes part in a challenge. */
  const participants = table(
    'entries',
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
    (t) => [primaryKey({ columns: [t.threadId, t.accountId] }), index('entries_account').on(t.accountId)],
  );

  /** Pictures that members brought, already made anew by us; the file carries the name. */
  const pictures = table(
    'pictures',
    {
      id: id(),
      name: text('name').notNull(),
      ownerId: int('owner_id')
        .notNull()
        .references(() => accounts.id),
      postId: int('post_id').references(() => posts.id),
      /** From 1, in the order in which they are shown. */
      place: int('place').notNull().default(1),
      /** What it shows, in words. */
      alt: text('alt').notNull().default(''),
      width: int('width').notNull(),
      height: int('height').notNull(),
      bytes: int('bytes').notNull(),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      uniqueIndex('pictures_name').on(t.name),
      index('pictures_post').on(t.postId, t.place),
      index('pictures_owner').on(t.ownerId, t.createdAt),
    ],
  );

  /** What the health page shows of one week or month, in one space or (0) in the whole forum. */
  const healthPeriods = table(
    'health_periods',
    {
      spaceId: int('space_id').notNull(),
      unit: text('unit').$type<'week' | 'month'>().notNull(),
      /** The period's first moment. */
      start: time('start').notNull(),
      /** Nothing that may still happen changes it. */
      isFinal: bool('is_final').notNull().default(false),
      figures: json('figures').$type<Record<string, unknown>>().notNull(),
      computedAt: time('computed_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.spaceId, t.unit, t.start] })],
  );

  /** Answers to write requests that may be sent twice. */
  const idempotencyKeys = table(
    'once_keys',
    {
      accountId: int('account_id').notNull(),
      key: text('key').notNull(),
      /** Of what was sent; the same key with other content is another request. */
      contentHash: text('content_hash'),
      result: json('result').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.accountId, t.key] }), index('once_keys_at').on(t.at)],
  );

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
      state: text('state').$type<'proposed' | 'active' | 'ended'>().notNull().default('proposed'),
      proposedBy: int('proposed_by'),
      confirmedBy: int('confirmed_by'),
      confirmedAt: time('confirmed_at'),
      mailConfirmedAt: time('mail_confirmed_at'),
      /** Hashes of the two links that were sent: to confirm, and to end. */
      confirmHash: text('confirm_hash'),
      endHash: text('end_hash'),
      startedAt: time('started_at'),
      expiresAt: time('expires_at'),
      endedAt: time('ended_at'),
      endedBy: text('ended_by').$type<'admin' | 'brand' | 'member' | 'time' | 'erased'>(),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
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
      threadId: int('thread_id').notNull(),
      number: int('number').notNull(),
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
    (t) => [index('exceptions_brand').on(t.brandId, t.kind, t.at)],
  );

  /** What staff wrote and could not, or did not want to, send yet. */
  const drafts = table(
    'drafts',
    {
      id: id(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      /** Where it belongs: `thread:12`, `reply:34`, or `start`. */
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

  const reports = table(
    'reports',
    {
      id: id(),
      postId: int('post_id')
        .notNull()
        .references(() => posts.id),
      /** Null for a visitor, who leaves an address instead. */
      reporterId: int('reporter_id'),
      contact: text('contact'),
      reason: text('reason').$type<ReportReason>().notNull(),
      /** For those who decide, and nobody else. */
      evidence: text('evidence').notNull(),
      /** The reporter speaks for this brand: a conflict of interest. */
      brandId: int('brand_id'),
      state: text('state').$type<'open' | 'upheld' | 'dismissed'>().notNull().default('open'),
      decidedBy: int('decided_by'),
      decision: text('decision'),
      createdAt: time('created_at').notNull(),
      decidedAt: time('decided_at'),
    },
    (t) => [uniqueIndex('reports_once').on(t.postId, t.reporterId, t.reason), index('reports_state').on(t.state, t.id)],
  );

  /** Spaces that members would like to have. */
  const proposals = table(
    'proposals',
    {
      id: id(),
      proposerId: int('proposer_id').notNull(),
      name: text('name').notNull(),
      kind: text('kind').$type<Kind>().notNull(),
      charter: text('charter').notNull(),
      state: text('state').$type<'open' | 'granted' | 'refused'>().notNull().default('open'),
      decidedBy: int('decided_by'),
      reason: text('reason'),
      createdAt: time('created_at').notNull(),
      decidedAt: time('decided_at'),
    },
    (t) => [index('proposals_state').on(t.state, t.id)],
  );

  /** A question that was brought to a member who may know. */
  const invitations = table(
    'invitations',
    {
      id: id(),
      threadId: int('thread_id')
        .notNull()
        .references(() => threads.id),
      inviteeId: int('invitee_id')
        .notNull()
        .references(() => accounts.id),
      /** Null where Adda invited by itself. */
      inviterId: int('inviter_id').references(() => accounts.id),
      /** Why this member: facts that everybody can see. */
      because: json('because').$type<InvitationReason>(),
      /** The inviter's label, when they spoke for a brand. */
      label: text('label'),
      brandId: int('brand_id'),
      declinedAt: time('declined_at'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      uniqueIndex('invitations_pair').on(t.threadId, t.inviteeId),
      index('invitations_invitee').on(t.inviteeId, t.createdAt),
      index('invitations_inviter').on(t.inviterId, t.createdAt),
    ],
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
      /** JSON, kept as the text that was hashed. */
      facts: text('facts').notNull(),
      previous: text('previous').notNull(),
      hash: text('hash').notNull(),
    },
    (t) => [index('audit_log_brand').on(t.brandId, t.number), index('audit_log_actor').on(t.actorId, t.at)],
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

  return {
    settings,
    accounts,
    sessions,
    tokens,
    attempts,
    claims,
    mailQueue,
    events,
    tasks,
    spaces,
    memberships,
    spaceRoles,
    tags,
    helpers,
    threads,
    threadTags,
    posts,
    revisions,
    marks,
    idempotencyKeys,
    follows,
    participants,
    pictures,
    healthPeriods,
    brands,
    grants,
    postLabels,
    exceptions,
    drafts,
    thanks,
    reports,
    proposals,
    invitations,
    auditLog,
    jobRuns,
  };
}

export type Tables = ReturnType<typeof define>;

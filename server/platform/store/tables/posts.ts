/** Posts, what they said before, what members think of them, and their pictures. */
import { sql } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import {
  MARK_KINDS,
  POST_KINDS,
  POST_OPENERS,
  TRUST_STEPS,
  type HeldWhy,
  type MarkKind,
  type PostKind,
  type PostOpener,
  type Stake,
  type TrustStep,
} from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';
import type { ThreadsTables } from './threads.ts';

export function postsTables(
  kit: Kit,
  { accounts, threads }: Pick<PeopleTables & ThreadsTables, 'accounts' | 'threads'>,
) {
  const { table, id, int, time, text, bool, json, index, uniqueIndex, primaryKey, oneOf } = kit;

  const posts = table(
    'posts',
    {
      id: id(),
      threadId: int('thread_id')
        .notNull()
        .references(() => threads.id),
      /** The top-level post this is a reply to; null for the opening and for top-level posts. */
      parentId: int('parent_id').references((): AnySQLiteColumn => posts.id),
      authorId: int('author_id').references(() => accounts.id),
      authorLabel: text('author_label'),
      /** What the author declared when writing it. */
      affiliation: text('affiliation'),
      /** For which brands the author had spoken until shortly before. */
      stakes: json('stakes').$type<Stake[]>(),
      kind: text('kind').$type<PostKind>().notNull(),
      /** The member it was said to; null for what was said to nobody, to oneself or to staff. */
      toId: int('to_id').references(() => accounts.id),
      /** Its author was in their first days, or unheard, when writing it; from rules/rank.ts. */
      isOnProbation: bool('is_on_probation').notNull().default(false),
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
      hiddenBy: int('hidden_by').references(() => accounts.id),
      hiddenReason: text('hidden_reason'),
      /** When a moderator took its words and pictures away for good; it is hidden since then. */
      removedAt: time('removed_at'),
      /** Hidden since then until a moderator has looked; null for what stands, and for what a moderator hid. */
      heldAt: time('held_at'),
      /** Why a moderator should look, at what is held or at what was only flagged; null once one has. */
      heldWhy: json('held_why').$type<HeldWhy>(),
    },
    (t) => [
      oneOf('posts', 'kind', POST_KINDS),
      uniqueIndex('posts_number').on(t.threadId, t.number),
      index('posts_place')
        .on(t.threadId, t.placeKey, t.number)
        .where(sql`parent_id is null`),
      index('posts_replies')
        .on(t.parentId, t.placeKey)
        .where(sql`parent_id is not null`),
      index('posts_created').on(t.createdAt),
      index('posts_author').on(t.authorId, t.createdAt, t.id),
      index('posts_helped')
        .on(t.authorId, t.workedCount, t.id)
        .where(sql`worked_count > 0 or accepted_at is not null`),
      index('posts_participants').on(t.threadId, t.authorId),
      uniqueIndex('posts_external').on(t.source, t.externalId),
      index('posts_waiting')
        .on(t.id)
        .where(sql`held_why is not null`),
    ],
  );

  /** Where posts stood before they came into another thread: those addresses lead on. */
  const postPlaces = table(
    'post_places',
    {
      threadId: int('thread_id')
        .notNull()
        .references(() => threads.id),
      number: int('number').notNull(),
      postId: int('post_id')
        .notNull()
        .references(() => posts.id),
      /** What it was there, so that it can go back. */
      kind: text('kind').$type<PostKind>().notNull(),
      parentId: int('parent_id').references((): AnySQLiteColumn => posts.id),
      toId: int('to_id').references(() => accounts.id),
    },
    (t) => [
      oneOf('post_places', 'kind', POST_KINDS),
      primaryKey({ columns: [t.threadId, t.number] }),
      index('post_places_post').on(t.postId),
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
      /** Who replaced it; the name that an import brought along of an editor who has no account here ('' for none). */
      editorId: int('editor_id').references(() => accounts.id),
      editorLabel: text('editor_label'),
      /** What the editor declared, and what the forum says of them, when replacing this version. */
      affiliation: text('affiliation'),
      stakes: json('stakes').$type<Stake[]>(),
      title: text('title'),
      tagNames: json('tag_names').$type<string[]>(),
      markdown: text('markdown').notNull(),
      /** What each of its pictures showed, in words; null where nobody noted it. */
      pictures: json('pictures').$type<string[]>(),
      /** What its other files were called; null where nobody noted it. */
      files: json('files').$type<string[]>(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.postId, t.number] }), index('revisions_editor').on(t.editorId, t.at)],
  );

  /** Posts that others than their author may change. */
  const openPosts = table(
    'open_posts',
    {
      postId: int('post_id')
        .primaryKey()
        .references(() => posts.id),
      /** How far the forum has to trust whoever changes it. */
      openedTo: text('opened_to').$type<TrustStep>().notNull(),
      openedBy: text('opened_by').$type<PostOpener>().notNull(),
      openedAt: time('opened_at').notNull(),
    },
    () => [oneOf('open_posts', 'opened_to', TRUST_STEPS), oneOf('open_posts', 'opened_by', POST_OPENERS)],
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
      isOnProbation: bool('is_on_probation').notNull().default(false),
      at: time('at').notNull(),
      /** A mark that was taken back keeps its row and its time, and counts nowhere. */
      takenBackAt: time('taken_back_at'),
    },
    (t) => [
      oneOf('marks', 'kind', MARK_KINDS),
      primaryKey({ columns: [t.postId, t.kind, t.accountId] }),
      index('marks_mine').on(t.accountId, t.threadId),
      index('marks_thread').on(t.threadId, t.at),
      index('marks_at').on(t.at),
    ],
  );

  /** Pictures that members brought, already made anew by us; the file carries the name. */
  const pictures = table(
    'pictures',
    {
      id: id(),
      name: text('name').notNull(),
      /** Whoever brought it; nobody for that of an imported post without an account. */
      ownerId: int('owner_id').references(() => accounts.id),
      postId: int('post_id').references(() => posts.id),
      /** From 1, in the order in which they are shown. */
      place: int('place').notNull().default(1),
      /** What it shows, in words. */
      alt: text('alt').notNull().default(''),
      width: int('width').notNull(),
      height: int('height').notNull(),
      /** Of all its files. */
      bytes: int('bytes').notNull(),
      /** Whether a file of middle width lies beside the large and the small one. */
      hasMiddle: bool('has_middle').notNull().default(false),
      /** Whether a further file has it moving; the others stand still. */
      moves: bool('moves').notNull().default(false),
      /** What it looks like from afar, in nine colours of three digits each, row by row; '' where one sees through it. */
      colours: text('colours').notNull().default(''),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      uniqueIndex('pictures_name').on(t.name),
      index('pictures_post').on(t.postId, t.place),
      index('pictures_owner').on(t.ownerId, t.createdAt),
    ],
  );

  /** What lies where links lead that stand alone in a post of everybody's, as it was found last. */
  const linkPreviews = table(
    'link_previews',
    {
      id: id(),
      address: text('address').notNull(),
      host: text('host').notNull(),
      /** '' where nothing can be shown, or nobody looked yet. */
      title: text('title').notNull().default(''),
      line: text('line').notNull().default(''),
      isVideo: bool('is_video').notNull().default(false),
      /** The name of its picture's file, made anew by us. */
      picture: text('picture'),
      width: int('width').notNull().default(0),
      height: int('height').notNull().default(0),
      /** When it was looked at last, and when it is again. */
      lookedAt: time('looked_at'),
      dueAt: time('due_at').notNull(),
      heldUntil: time('held_until'),
      /** In a row. */
      failures: int('failures').notNull().default(0),
      problem: text('problem'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      uniqueIndex('link_previews_address').on(t.address),
      uniqueIndex('link_previews_picture').on(t.picture),
      index('link_previews_due').on(t.dueAt),
      index('link_previews_host').on(t.host, t.lookedAt),
    ],
  );

  /** Which posts hold them. */
  const postLinks = table(
    'post_links',
    {
      postId: int('post_id')
        .notNull()
        .references(() => posts.id),
      previewId: int('preview_id')
        .notNull()
        .references(() => linkPreviews.id),
    },
    (t) => [primaryKey({ columns: [t.postId, t.previewId] }), index('post_links_preview').on(t.previewId)],
  );

  return { posts, postPlaces, revisions, openPosts, marks, pictures, linkPreviews, postLinks };
}

export type PostsTables = ReturnType<typeof postsTables>;

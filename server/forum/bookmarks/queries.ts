/** What members keep of posts, for themselves alone. */
import { and, asc, count, desc, eq, isNotNull, lte, or, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { hasWords, postsFor, shownHtml } from '../../platform/audience/scope-queries.ts';
import { authorColumns } from '../../platform/authors/queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

export async function bookmarkOf(conn: Conn, accountId: number, postId: number) {
  const { bookmarks: b } = conn.t;
  const [row] = await conn.q
    .select({ note: b.note, remindAt: b.remindAt, createdAt: b.createdAt })
    .from(b)
    .where(and(eq(b.accountId, accountId), eq(b.postId, postId)));
  return row ?? null;
}

export type Bookmark = NonNullable<Awaited<ReturnType<typeof bookmarkOf>>>;

export async function countBookmarks(conn: Conn, accountId: number): Promise<number> {
  const { bookmarks: b } = conn.t;
  const [row] = await conn.q.select({ count: count() }).from(b).where(eq(b.accountId, accountId));
  return row!.count;
}

/** Keeps it as it is, where it is there already. */
export async function insertBookmark(tx: Tx, accountId: number, postId: number): Promise<void> {
  await tx.q.insert(tx.t.bookmarks).values({ accountId, postId, createdAt: tx.now }).onConflictDoNothing();
}

export async function updateBookmark(
  tx: Tx,
  accountId: number,
  postId: number,
  values: { note?: string; remindAt?: number | null },
): Promise<void> {
  const { bookmarks: b } = tx.t;
  await tx.q
    .update(b)
    .set(values)
    .where(and(eq(b.accountId, accountId), eq(b.postId, postId)))
    .returning({ postId: b.postId });
}

export async function deleteBookmark(tx: Tx, accountId: number, postId: number): Promise<void> {
  const { bookmarks: b } = tx.t;
  await tx.q
    .delete(b)
    .where(and(eq(b.accountId, accountId), eq(b.postId, postId)))
    .returning({ postId: b.postId });
}

/** @property before a moment and a post: those kept earlier */
export type Shown = { onlyReminders: boolean; before: { key: number; id: number } | null };

/** What a member keeps and may still read, the newest first. */
export async function bookmarksOf(conn: Conn, audience: Audience, accountId: number, shown: Shown, limit: number) {
  const { bookmarks: k, posts: p, threads: t, spaces: s, accounts: a, postLabels: l, brands: b, grants: g } = conn.t;
  const { before, onlyReminders } = shown;
  const isEarlier =
    before &&
    or(sql`${k.createdAt} < ${before.key}`, and(eq(k.createdAt, before.key), sql`${k.postId} < ${before.id}`));
  return conn.q
    .select({
      postId: k.postId,
      note: k.note,
      remindAt: k.remindAt,
      createdAt: k.createdAt,
      number: p.number,
      html: shownHtml(),
      authorLabel: p.authorLabel,
      thread: { id: t.id, slug: t.slug, title: t.title },
      language: s.language,
      ...authorColumns(conn.t, p),
    })
    .from(k)
    .innerJoin(p, eq(p.id, k.postId))
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .leftJoin(a, eq(a.id, p.authorId))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(b, eq(b.id, l.brandId))
    .leftJoin(g, eq(g.id, l.grantId))
    .where(
      and(
        eq(k.accountId, accountId),
        postsFor(conn, audience, 'readable'),
        hasWords(),
        onlyReminders ? isNotNull(k.remindAt) : undefined,
        isEarlier ?? undefined,
      ),
    )
    .orderBy(desc(k.createdAt), desc(k.postId))
    .limit(limit);
}

export type BookmarkRow = Awaited<ReturnType<typeof bookmarksOf>>[number];

/** Of whom a reminder is due, the longest first. */
export async function dueReminders(tx: Tx, limit: number) {
  const { bookmarks: k, posts: p, threads: t, accounts: a } = tx.t;
  return tx.q
    .select({
      accountId: k.accountId,
      postId: k.postId,
      threadId: t.id,
      spaceId: t.spaceId,
      wishes: { wish: a.mailWish, kinds: a.noticeWishes },
    })
    .from(k)
    .innerJoin(p, eq(p.id, k.postId))
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(a, eq(a.id, k.accountId))
    .where(lte(k.remindAt, tx.now))
    .orderBy(asc(k.remindAt), asc(k.accountId), asc(k.postId))
    .limit(limit);
}

export async function deleteBookmarksOf(tx: Tx, accountId: number): Promise<void> {
  const { bookmarks: b } = tx.t;
  await tx.q.delete(b).where(eq(b.accountId, accountId)).returning({ postId: b.postId });
}

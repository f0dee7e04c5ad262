import { and, count, desc, eq, getTableColumns, lt, max, not, or, sql } from 'drizzle-orm';
import type { MarkKind } from '../../../shared/words.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { isHidden, type Manner, postsFor } from '../../platform/audience/scope-queries.ts';
import type { Tables } from '../../platform/store/define.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { insertRow } from '../../platform/store/rows.ts';
import { searchIndex } from '../../platform/store/search.ts';
import { termsOf } from '../../platform/store/terms.ts';
import { authorColumns } from '../../platform/authors/queries.ts';
import { isStanding } from '../standing-queries.ts';
import type { DerivedOfPost } from './recount-queries.ts';

/** A post as it is kept, for those who change it; who may see it is asked in access.ts. */
export async function postById(conn: Conn, id: number) {
  const { posts: p, postLabels: l, openPosts: o } = conn.t;
  const [row] = await conn.q
    .select(columns(conn.t))
    .from(p)
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(o, eq(o.postId, p.id))
    .where(eq(p.id, id));
  return row ?? null;
}

const columns = (t: Tables) => ({
  ...getTableColumns(t.posts),
  isHidden: isHidden(t),
  openedTo: t.openPosts.openedTo,
  isLabelled: sql<boolean>`${t.postLabels.postId} is not null`.mapWith(Boolean),
});

/** A post, if it is there for this audience: by its id, or by its number in a thread. */
export async function postFor(
  conn: Conn,
  audience: Audience,
  by: { id: number } | { threadId: number; number: number },
  manner: Manner = 'readable',
) {
  const { posts: p, postLabels: l, threads: t, openPosts: o } = conn.t;
  const which = 'id' in by ? eq(p.id, by.id) : and(eq(p.threadId, by.threadId), eq(p.number, by.number));
  const [row] = await conn.q
    .select(columns(conn.t))
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(o, eq(o.postId, p.id))
    .where(and(which, postsFor(conn, audience, manner)));
  return row ?? null;
}

export type Post = NonNullable<Awaited<ReturnType<typeof postById>>>;
export type PostRow = Omit<Post, 'isLabelled' | 'isHidden' | 'openedTo'>;

/** When somebody last posted in a thread; null when they have not. */
export async function lastPostBy(conn: Conn, threadId: number, accountId: number): Promise<number | null> {
  const { posts: p } = conn.t;
  const [row] = await conn.q
    .select({ at: max(p.createdAt) })
    .from(p)
    .where(and(eq(p.threadId, threadId), eq(p.authorId, accountId)));
  return row?.at ?? null;
}

export async function insertPost(tx: Tx, values: Tx['t']['posts']['$inferInsert']) {
  return insertRow(tx, tx.t.posts, values);
}

/** Who wrote a post, for the thread that it begins. */
export const authorOf = ({ authorId, authorLabel, affiliation, stakes }: Post) => ({
  ...{ authorId, authorLabel, affiliation, stakes },
});

/** Changes what was said in a post; what is derived of it is written by recount.ts alone. */
export async function updatePost(
  tx: Tx,
  id: number,
  changes: Partial<Omit<Tx['t']['posts']['$inferInsert'], keyof DerivedOfPost>>,
) {
  const { posts: p } = tx.t;
  await tx.q.update(p).set(changes).where(eq(p.id, id)).returning({ id: p.id });
}

export async function insertRevision(tx: Tx, values: Tx['t']['revisions']['$inferInsert']) {
  await tx.q.insert(tx.t.revisions).values(values);
}

/** Forgets what a post said before. */
export async function deleteRevisions(tx: Tx, postId: number) {
  const { revisions: r } = tx.t;
  await tx.q.delete(r).where(eq(r.postId, postId)).returning({ number: r.number });
}

/** How long a post's earlier versions are, the newest first. @param before only those older than this number */
export async function revisionLengths(conn: Conn, postId: number, before: number, limit: number): Promise<number[]> {
  const { revisions: r } = conn.t;
  const rows = await conn.q
    .select({ letters: sql<number>`length(${r.markdown})`.mapWith(Number) })
    .from(r)
    .where(and(eq(r.postId, postId), lt(r.number, before)))
    .orderBy(desc(r.number))
    .limit(limit);
  return rows.map(({ letters }) => letters);
}

/** Rewrites what a post said before. */
export async function rewriteRevisions(tx: Tx, postId: number, rewrite: (markdown: string) => string): Promise<void> {
  const { revisions: r } = tx.t;
  const rows = await tx.q.select({ number: r.number, markdown: r.markdown }).from(r).where(eq(r.postId, postId));
  for (const { number, markdown: before } of rows) {
    const markdown = rewrite(before);
    const one = and(eq(r.postId, postId), eq(r.number, number));
    if (markdown !== before) await tx.q.update(r).set({ markdown }).where(one).returning({ number: r.number });
  }
}

/** Kept versions of a post, the newest first. @param before only those with a smaller number */
export async function revisionsOf(conn: Conn, postId: number, before: number, limit: number) {
  const { revisions: r, accounts: a } = conn.t;
  return conn.q
    .select({
      number: r.number,
      title: r.title,
      tagNames: r.tagNames,
      markdown: r.markdown,
      pictures: r.pictures,
      files: r.files,
      at: r.at,
      editorId: r.editorId,
      editorLabel: r.editorLabel,
      editorName: a.name,
      editorSlug: a.slug,
      affiliation: r.affiliation,
      stakes: r.stakes,
    })
    .from(r)
    .leftJoin(a, eq(a.id, r.editorId))
    .where(and(eq(r.postId, postId), lt(r.number, before)))
    .orderBy(desc(r.number))
    .limit(limit);
}

/** Who wrote those of these posts that are there for an audience. @param posts at least one */
export async function authorsOfPosts(
  conn: Conn,
  audience: Audience,
  posts: ({ id: number } | { threadId: number; number: number })[],
  manner: Manner = 'readable',
) {
  const { posts: p, threads: t, accounts: a, postLabels: l, brands: b, grants: g } = conn.t;
  const isOne = (post: (typeof posts)[number]) =>
    'id' in post ? eq(p.id, post.id) : and(eq(p.threadId, post.threadId), eq(p.number, post.number));
  return conn.q
    .select({
      ...{ postId: p.id, threadId: p.threadId, number: p.number, authorId: p.authorId, authorLabel: p.authorLabel },
      ...authorColumns(conn.t, p),
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .leftJoin(a, eq(a.id, p.authorId))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(b, eq(b.id, l.brandId))
    .leftJoin(g, eq(g.id, l.grantId))
    .where(and(or(...posts.map(isOne)), postsFor(conn, audience, manner)));
}

/** @property terms of its text, as `termsOf` cuts them in its space's language */
type Cut = { terms: string[]; language: string | null };

const searchTerms = ({ terms, language }: Cut, title: string, tagNames: readonly string[]) => ({
  title: termsOf(`${title} ${tagNames.join(' ')}`, language),
  body: terms,
});

/** Puts a post's words into the search index; an opening also carries its thread's title and tags. */
export const indexPost = (tx: Tx, postId: number, cut: Cut, title = '', tagNames: string[] = []) =>
  searchIndex(tx).put(tx, postId, searchTerms(cut, title, tagNames));

/** The same for a post that was never there. */
export const indexNewPost = (tx: Tx, postId: number, cut: Cut, title = '', tagNames: string[] = []) =>
  searchIndex(tx).putNew(tx, [{ postId, terms: searchTerms(cut, title, tagNames) }]);

export async function unindexPost(tx: Tx, postId: number) {
  await searchIndex(tx).remove(tx, postId);
}

type MarkKey = { postId: number; accountId: number; kind: MarkKind };

const isMark = (m: Tx['t']['marks'], { postId, accountId, kind }: MarkKey) =>
  and(
    eq(m.postId, postId),
    eq(m.kind, kind),
    // An acceptance is the asker's, also the one that they brought with them.
    kind === 'accept' ? undefined : eq(m.accountId, accountId),
  );

/**
 * Sets one mark. One that was taken back is there again with its first time: setting it anew is no news.
 * @returns null when it was set before
 */
export async function insertMark(
  tx: Tx,
  mark: Omit<Tx['t']['marks']['$inferInsert'], 'at' | 'takenBackAt'>,
): Promise<'new' | 'again' | null> {
  const { marks: m } = tx.t;
  const again = await tx.q
    .update(m)
    .set({ takenBackAt: null })
    .where(and(isMark(m, mark), eq(m.accountId, mark.accountId), not(isStanding(m))))
    .returning({ postId: m.postId });
  if (again.length > 0) return 'again';
  const rows = await tx.q
    .insert(m)
    .values({ ...mark, at: tx.now })
    .onConflictDoNothing()
    .returning({ postId: m.postId });
  return rows.length > 0 ? 'new' : null;
}

/** Takes one mark back; it keeps its row and its time, and nothing counts it. False when there was none. */
export async function takeBackMark(tx: Tx, mark: MarkKey): Promise<boolean> {
  const { marks: m } = tx.t;
  const rows = await tx.q
    .update(m)
    .set({ takenBackAt: tx.now })
    .where(and(isMark(m, mark), isStanding(m)))
    .returning({ postId: m.postId });
  return rows.length > 0;
}

export async function countMarks(conn: Conn, postId: number, kind: MarkKind): Promise<number> {
  const { marks: m } = conn.t;
  const [row] = await conn.q
    .select({ count: count() })
    .from(m)
    .where(and(eq(m.postId, postId), eq(m.kind, kind), isStanding(m)));
  return row!.count;
}

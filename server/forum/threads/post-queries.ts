import { actorAs, knowsWhetherOutdated, SPACE_MODERATOR } from '../../rules/roles.ts';
import { and, count, desc, eq, getTableColumns, gt, inArray, sql } from 'drizzle-orm';
import type { MarkKind } from '../../../shared/words.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { searchIndex } from '../../platform/store/search.ts';
import { termsOf } from '../search/terms.ts';
import { authorColumns } from '../../platform/authors/queries.ts';

export async function postById(conn: Conn, id: number) {
  const { posts: p, postLabels: l } = conn.t;
  const [row] = await conn.q
    .select({ ...getTableColumns(p), isLabelled: sql<boolean>`${l.postId} is not null`.mapWith(Boolean) })
    .from(p)
    .leftJoin(l, eq(l.postId, p.id))
    .where(eq(p.id, id));
  return row ?? null;
}

export type Post = NonNullable<Awaited<ReturnType<typeof postById>>>;
export type PostRow = Omit<Post, 'isLabelled'>;

export async function postByNumber(conn: Conn, threadId: number, number: number) {
  const { posts: p } = conn.t;
  const [row] = await conn.q
    .select()
    .from(p)
    .where(and(eq(p.threadId, threadId), eq(p.number, number)));
  return row ?? null;
}

export async function insertPost(tx: Tx, values: Tx['t']['posts']['$inferInsert']) {
  const [row] = await tx.q.insert(tx.t.posts).values(values).returning();
  return row!;
}

export async function updatePost(tx: Tx, id: number, changes: Partial<Tx['t']['posts']['$inferInsert']>) {
  const { posts: p } = tx.t;
  await tx.q.update(p).set(changes).where(eq(p.id, id)).returning({ id: p.id });
}

/** Whether a thread's post of this number was written for a brand. */
export async function isLabelled(conn: Conn, threadId: number, number: number): Promise<boolean> {
  const rows = await conn
    .prepared('is labelled', (q, { postLabels: l }) =>
      q
        .select({ id: l.postId })
        .from(l)
        .where(and(eq(l.threadId, sql.placeholder('threadId')), eq(l.number, sql.placeholder('number')))),
    )
    .execute({ threadId, number });
  return rows.length > 0;
}

/** Has this member a post in the thread already? */
export async function takesPart(conn: Conn, threadId: number, accountId: number): Promise<boolean> {
  const { posts: p } = conn.t;
  const rows = await conn.q
    .select({ id: p.id })
    .from(p)
    .where(and(eq(p.threadId, threadId), eq(p.authorId, accountId)))
    .limit(1);
  return rows.length > 0;
}

/** Whether the thread's first post is there to be answered. */
export async function openingIsVisible(conn: Conn, threadId: number): Promise<boolean> {
  const opening = await postByNumber(conn, threadId, 1);
  return opening?.withdrawnAt === null;
}

/** What the thread's derived columns must be, counted from its posts. */
export async function tally(conn: Conn, threadId: number, askerId: number | null) {
  const { posts: p, postLabels: l } = conn.t;
  const visible = sql`${p.withdrawnAt} is null`;
  const countOf = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(case when ${condition} then 1 end)`.mapWith(Number);
  const notAsker = askerId === null ? sql`true` : sql`(${p.authorId} is null or ${p.authorId} <> ${askerId})`;
  const saidTo = sql`(select x."post_id" from "post_labels" x where x."thread_id" = ${p.threadId}
    and case when ${p.parentId} is null then x."number" = 1 else x."post_id" = ${p.parentId} end)`;
  const [row] = await conn.q
    .select({
      top: countOf(sql`${p.parentId} is null and ${p.kind} <> 'opening'`),
      replies: countOf(sql`${p.parentId} is not null and ${visible}`),
      peerAnswers: countOf(sql`${p.kind} = 'answer' and ${visible} and ${notAsker}`),
      accepted: countOf(sql`${p.acceptedAt} is not null and ${p.outdatedAt} is null and ${visible}`),
      notes: countOf(sql`${p.kind} = 'note' and ${visible}`),
      settled: countOf(sql`${p.settledAt} is not null and ${visible}`),
      worked: sql<number>`coalesce(sum(case when ${visible} then ${p.workedCount} else 0 end), 0)`.mapWith(Number),
      participants: sql<number>`count(distinct coalesce(${p.authorId}, -${p.id}))`.mapWith(Number),
      visible: countOf(visible),
      visibleByOthers: countOf(sql`${visible} and ${p.kind} <> 'opening' and ${notAsker}`),
      openingVisible: countOf(sql`${p.kind} = 'opening' and ${visible}`),
      lastPostAt:
        sql<number>`max(case when ${p.kind} = 'opening' or (${visible} and ${l.postId} is null and ${saidTo} is null) then ${p.createdAt} end)`.mapWith(
          Number,
        ),
    })
    .from(p)
    .leftJoin(l, eq(l.postId, p.id))
    .where(eq(p.threadId, threadId));
  return row!;
}

export async function insertRevision(tx: Tx, values: Tx['t']['revisions']['$inferInsert']) {
  await tx.q.insert(tx.t.revisions).values(values);
}

export async function revisionsOf(conn: Conn, postId: number) {
  const { revisions: r, accounts: a } = conn.t;
  return conn.q
    .select({
      number: r.number,
      title: r.title,
      tagNames: r.tagNames,
      markdown: r.markdown,
      at: r.at,
      editorId: r.editorId,
      editorName: a.name,
      editorSlug: a.slug,
    })
    .from(r)
    .leftJoin(a, eq(a.id, r.editorId))
    .where(eq(r.postId, postId))
    .orderBy(desc(r.number));
}

/** Who wrote these posts. */
export async function authorsOfPosts(conn: Conn, ids: number[]) {
  const { posts: p, accounts: a, postLabels: l, brands: b, grants: g } = conn.t;
  return conn.q
    .select({ postId: p.id, authorLabel: p.authorLabel, ...authorColumns(conn.t, p) })
    .from(p)
    .leftJoin(a, eq(a.id, p.authorId))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(b, eq(b.id, l.brandId))
    .leftJoin(g, eq(g.id, l.grantId))
    .where(inArray(p.id, ids));
}

/** Puts a post's words into the search index; an opening also carries its thread's title and tags. */
export async function indexPost(tx: Tx, postId: number, text: string, title = '', tagNames: string[] = []) {
  await searchIndex(tx).put(tx, postId, { title: termsOf(`${title} ${tagNames.join(' ')}`), body: termsOf(text) });
}

export async function unindexPost(tx: Tx, postId: number) {
  await searchIndex(tx).remove(tx, postId);
}

type MarkKey = { postId: number; accountId: number; kind: MarkKind };

/** What was taken back keeps its row and its time under this kind, which nothing counts. */
const takenBack = (kind: MarkKind) => `un_${kind}` as MarkKind;

async function renameMark(tx: Tx, { postId, accountId, kind }: MarkKey, to: MarkKind): Promise<boolean> {
  const { marks: m } = tx.t;
  const rows = await tx.q
    .update(m)
    .set({ kind: to })
    .where(and(eq(m.postId, postId), eq(m.accountId, accountId), eq(m.kind, kind)))
    .returning({ postId: m.postId });
  return rows.length > 0;
}

/**
 * Sets one mark. One that was taken back is there again with its first time: setting it anew is no news.
 * @returns null when it was set before
 */
export async function insertMark(
  tx: Tx,
  mark: Omit<Tx['t']['marks']['$inferInsert'], 'at'>,
): Promise<'new' | 'again' | null> {
  const { marks: m } = tx.t;
  if (await renameMark(tx, { ...mark, kind: takenBack(mark.kind) }, mark.kind)) return 'again';
  const rows = await tx.q
    .insert(m)
    .values({ ...mark, at: tx.now })
    .onConflictDoNothing()
    .returning({ postId: m.postId });
  return rows.length > 0 ? 'new' : null;
}

/** Takes one mark back; false when there was none. */
export function takeBackMark(tx: Tx, mark: MarkKey): Promise<boolean> {
  return renameMark(tx, mark, takenBack(mark.kind));
}

export async function countMarks(
  conn: Conn,
  postId: number,
  kind: Tx['t']['marks']['$inferSelect']['kind'],
  since = 0,
): Promise<number> {
  const { marks: m } = conn.t;
  const [row] = await conn.q
    .select({ count: count() })
    .from(m)
    .where(and(eq(m.postId, postId), eq(m.kind, kind), gt(m.at, since)));
  return row!.count;
}

/** How many say that an answer is outdated: those who know (its author, the asker, moderators), and others. */
export async function whoSaysOutdated(
  conn: Conn,
  post: { id: number; authorId: number | null },
  { authorId: askerId, spaceId }: { authorId: number | null; spaceId: number },
) {
  const { marks: m, accounts: a, spaceRoles: r } = conn.t;
  const rows = await conn.q
    .select({ id: m.accountId, role: a.role, moderated: r.spaceId })
    .from(m)
    .innerJoin(a, eq(a.id, m.accountId))
    .leftJoin(r, and(eq(r.accountId, a.id), eq(r.spaceId, spaceId), eq(r.role, SPACE_MODERATOR)))
    .where(and(eq(m.postId, post.id), eq(m.kind, 'outdated')));
  const matter = { authorId: post.authorId, askerId, spaceId };
  const know = rows.filter(({ id, role, moderated }) =>
    knowsWhetherOutdated(actorAs(id, role, moderated === null ? [] : [moderated]), matter),
  );
  return { byThoseWhoKnow: know.length, byOthers: rows.length - know.length };
}

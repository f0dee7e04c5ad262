import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { isPublicPost, postsFor, readersOf } from '../../platform/audience/scope-queries.ts';
import { beginsWith, oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** Whoever can be told: nobody who is gone, and nobody whom an import brought along. */
const isToldOf = ({ t: { accounts: a } }: Conn) =>
  and(isNull(a.erasedAt), isNotNull(a.passwordHash), isNotNull(a.emailVerifiedAt));

/** Members whose pages have these addresses, of those who can be told. */
export async function membersBySlug(conn: Conn, slugs: readonly string[]) {
  const { accounts: a } = conn.t;
  return conn.q
    .select({ key: a.slug, id: a.id, name: a.name, slug: a.slug })
    .from(a)
    .where(and(oneOf(conn, a.slug, slugs), isToldOf(conn)));
}

/** Who wrote a reply, where they can be told and spoke for themselves; null for a post that is no reply. */
export async function writerOfReply(conn: Conn, threadId: number, postId: number) {
  const { accounts: a, posts: p, postLabels: l } = conn.t;
  const [row] = await conn.q
    .select({ id: a.id, slug: a.slug })
    .from(p)
    .innerJoin(a, eq(a.id, p.authorId))
    .leftJoin(l, eq(l.postId, p.id))
    .where(and(eq(p.id, postId), eq(p.threadId, threadId), isNotNull(p.parentId), isNull(l.postId), isToldOf(conn)));
  return row ?? null;
}

/** Names that begin so, of members who can be told. */
function isCalled(conn: Conn, key: string) {
  const { accounts: a } = conn.t;
  return and(beginsWith(conn, a.slug, key), isToldOf(conn));
}

/** Who wrote in a thread what this audience reads, by a name that begins so. */
export async function writersCalled(conn: Conn, audience: Audience, threadId: number, key: string, limit: number) {
  const { accounts: a, posts: p, threads: t } = conn.t;
  return conn.q
    .selectDistinct({ name: a.name, slug: a.slug })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(a, eq(a.id, p.authorId))
    .where(and(eq(p.threadId, threadId), postsFor(conn, audience, 'standing'), isCalled(conn, key)))
    .orderBy(a.slug)
    .limit(limit);
}

/** Members with a name that begins so. @param spaceId whom one names there reads it */
export async function membersCalled(conn: Conn, key: string, spaceId: number | null, limit: number) {
  const { accounts: a } = conn.t;
  return conn.q
    .select({ name: a.name, slug: a.slug })
    .from(a)
    .where(and(isCalled(conn, key), spaceId === null ? undefined : readersOf(spaceId, sql`"accounts"."id"`)))
    .orderBy(a.slug)
    .limit(limit);
}

/** Whom a post named when it was last written, under the words that it used. */
export async function keptMentions(conn: Conn, postId: number | null) {
  if (postId === null) return [];
  const { mentions: m, accounts: a } = conn.t;
  return conn.q
    .select({ key: m.slug, id: a.id, name: a.name, slug: a.slug })
    .from(m)
    .innerJoin(a, eq(a.id, m.accountId))
    .where(and(eq(m.postId, postId), isNull(a.erasedAt)));
}

/** Those of these accounts that wrote in a thread what others read there. */
export async function writersAmong(conn: Conn, threadId: number | null, ids: number[]): Promise<Set<number>> {
  if (threadId === null || ids.length === 0) return new Set();
  const { posts: p } = conn.t;
  const rows = await conn.q
    .selectDistinct({ id: p.authorId })
    .from(p)
    .where(and(eq(p.threadId, threadId), oneOf(conn, p.authorId, ids), isPublicPost()));
  return new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])));
}

export async function replaceMentions(tx: Tx, postId: number, rows: Tx['t']['mentions']['$inferInsert'][]) {
  const { mentions: m } = tx.t;
  await tx.q.delete(m).where(eq(m.postId, postId)).returning({ postId: m.postId });
  if (rows.length > 0) await tx.q.insert(m).values(rows);
}

/** Whom a post names. */
export async function mentionedIn(conn: Conn, postId: number): Promise<number[]> {
  const rows = await conn
    .prepared('mentioned in', (q, { mentions: m }) =>
      q
        .selectDistinct({ id: m.accountId })
        .from(m)
        .where(eq(m.postId, sql.placeholder('postId'))),
    )
    .execute({ postId });
  return rows.map(({ id }) => id);
}

export async function deleteMentionsOf(tx: Tx, accountId: number): Promise<void> {
  const { mentions: m } = tx.t;
  await tx.q.delete(m).where(eq(m.accountId, accountId)).returning({ postId: m.postId });
}

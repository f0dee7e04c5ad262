import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** Members whose pages have these addresses; nobody who is gone, and nobody whom an import brought along. */
export async function membersBySlug(conn: Conn, slugs: readonly string[]) {
  const { accounts: a } = conn.t;
  return conn.q
    .select({ key: a.slug, id: a.id, name: a.name, slug: a.slug })
    .from(a)
    .where(
      and(oneOf(conn, a.slug, slugs), isNull(a.erasedAt), isNotNull(a.passwordHash), isNotNull(a.emailVerifiedAt)),
    );
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

/** Those of these accounts that wrote in a thread. */
export async function writersAmong(conn: Conn, threadId: number | null, ids: number[]): Promise<Set<number>> {
  if (threadId === null || ids.length === 0) return new Set();
  const { posts: p } = conn.t;
  const rows = await conn.q
    .selectDistinct({ id: p.authorId })
    .from(p)
    .where(and(eq(p.threadId, threadId), oneOf(conn, p.authorId, ids)));
  return new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])));
}

export async function replaceMentions(tx: Tx, postId: number, rows: Tx['t']['mentions']['$inferInsert'][]) {
  const { mentions: m } = tx.t;
  await tx.q.delete(m).where(eq(m.postId, postId)).returning({ postId: m.postId });
  if (rows.length > 0) await tx.q.insert(m).values(rows);
}

/** Whom a post names. */
export async function mentionedIn(conn: Conn, postId: number): Promise<number[]> {
  const { mentions: m } = conn.t;
  const rows = await conn.q.selectDistinct({ id: m.accountId }).from(m).where(eq(m.postId, postId));
  return rows.map(({ id }) => id);
}

export async function deleteMentionsOf(tx: Tx, accountId: number): Promise<void> {
  const { mentions: m } = tx.t;
  await tx.q.delete(m).where(eq(m.accountId, accountId)).returning({ postId: m.postId });
}

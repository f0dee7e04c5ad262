import { and, eq } from 'drizzle-orm';
import { sawAuthors } from '../../platform/authors/queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** One thank-you a brand for a post; false when it was said already. */
export async function insertThanks(tx: Tx, values: Omit<Tx['t']['thanks']['$inferInsert'], 'at'>): Promise<boolean> {
  const { thanks: k } = tx.t;
  const rows = await tx.q
    .insert(k)
    .values({ ...values, at: tx.now })
    .onConflictDoNothing()
    .returning({ postId: k.postId });
  return rows.length > 0;
}

/** The thanks in a thread: by whom, with the label as it was. */
export async function thanksIn(conn: Conn, threadId: number) {
  const { thanks: k, posts: p, accounts: a, brands: b, grants: g } = conn.t;
  const rows = await conn.q
    .select({
      postId: k.postId,
      authorId: k.accountId,
      authorVersion: a.version,
      authorName: a.name,
      authorSlug: a.slug,
      label: k.label,
      labelBrandSlug: b.slug,
      speaks: g.id,
      at: k.at,
    })
    .from(k)
    .innerJoin(p, eq(p.id, k.postId))
    .innerJoin(a, eq(a.id, k.accountId))
    .leftJoin(b, eq(b.id, k.brandId))
    .leftJoin(g, and(eq(g.accountId, k.accountId), eq(g.brandId, k.brandId), eq(g.state, 'active')))
    .where(eq(p.threadId, threadId))
    .orderBy(k.at);
  return sawAuthors(conn, rows);
}

export type Thanks = Awaited<ReturnType<typeof thanksIn>>[number];

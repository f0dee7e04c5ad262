/** The posts of a thread as a moderator chooses among them. */
import { asc, eq } from 'drizzle-orm';
import { shownHtml } from '../../platform/audience/scope-queries.ts';
import { authorColumns } from '../../platform/authors/queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn } from '../../platform/store/store.ts';
import type { ActTarget } from '../../../shared/words.ts';

const CHOSEN_FROM = 500;

/** The first posts, in the order in which they were written. */
export async function postsToChoose(conn: Conn, threadId: number) {
  const { posts: p, accounts: a, postLabels: l, brands: b, grants: g } = conn.t;
  return conn.q
    .select({ id: p.id, number: p.number, authorLabel: p.authorLabel, html: shownHtml(), ...authorColumns(conn.t, p) })
    .from(p)
    .leftJoin(a, eq(a.id, p.authorId))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(b, eq(b.id, l.brandId))
    .leftJoin(g, eq(g.id, l.grantId))
    .where(eq(p.threadId, threadId))
    .orderBy(asc(p.number))
    .limit(CHOSEN_FROM + 1);
}

/** Which of these are there at all, in one question: what is not needs no transaction of its own. */
export async function knownAmong(conn: Conn, target: ActTarget, ids: number[]): Promise<Set<number>> {
  const table = { post: conn.t.posts, thread: conn.t.threads, member: conn.t.accounts }[target];
  const rows = await conn.q
    .select({ id: table.id })
    .from(table)
    .where(oneOf(conn, table.id, ids));
  return new Set(rows.map(({ id }) => id));
}

export type Chosen = Awaited<ReturnType<typeof postsToChoose>>[number];

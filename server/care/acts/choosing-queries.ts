/** The posts of a thread as a moderator chooses among them. */
import { asc, eq } from 'drizzle-orm';
import { shownHtml } from '../../platform/audience/scope-queries.ts';
import { authorColumns } from '../../platform/authors/queries.ts';
import type { Conn } from '../../platform/store/store.ts';

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

export type Chosen = Awaited<ReturnType<typeof postsToChoose>>[number];

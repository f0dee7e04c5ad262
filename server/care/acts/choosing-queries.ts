/** The posts of a thread as a moderator chooses among them. */
import { asc, eq } from 'drizzle-orm';
import type { Conn } from '../../platform/store/store.ts';
import { beginningOf } from '../../../shared/markdown.ts';
import type { Chosen } from './menu-view.ts';

const CHOSEN_FROM = 500;
const EXCERPT = 80;

/** The first posts after the opening, in the order in which they were written. */
export async function postsToChoose(conn: Conn, threadId: number): Promise<Chosen[]> {
  const { posts: p, accounts: a } = conn.t;
  const rows = await conn.q
    .select({ id: p.id, number: p.number, author: a.name, label: p.authorLabel, html: p.html })
    .from(p)
    .leftJoin(a, eq(a.id, p.authorId))
    .where(eq(p.threadId, threadId))
    .orderBy(asc(p.number))
    .limit(CHOSEN_FROM + 1);
  return rows
    .filter(({ number }) => number > 1)
    .map(({ id, number, author, label, html }) => ({
      ...{ id, number, author: author ?? label, excerpt: beginningOf(html, EXCERPT) },
    }));
}

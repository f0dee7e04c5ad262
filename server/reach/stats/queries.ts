import { eq, sql } from 'drizzle-orm';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import { postsFor, spacesFor, threadsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';

/** posts: every visible post, openings and replies included; answers: also an asker's own. */
export type Stats = {
  members: number;
  spaces: number;
  threads: number;
  questions: number;
  answers: number;
  accepted: number;
  replies: number;
  posts: number;
};

/** Counts of what everybody sees. */
export async function stats(conn: Conn): Promise<Stats> {
  const { accounts: a, spaces: s, threads: t, posts: p } = conn.t;
  const countOf = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(case when ${condition} then 1 end)`.mapWith(Number);
  const [people] = await conn.q.select({ members: countOf(sql`${a.mergedInto} is null`) }).from(a);
  const [places] = await conn.q
    .select({ spaces: sql<number>`count(*)`.mapWith(Number) })
    .from(s)
    .where(spacesFor(conn, EVERYBODY));
  const [talk] = await conn.q
    .select({ threads: countOf(sql`true`), questions: countOf(sql`${t.form} = 'question'`) })
    .from(t)
    .where(threadsFor(conn, EVERYBODY));
  const [words] = await conn.q
    .select({
      answers: countOf(sql`${p.kind} = 'answer'`),
      accepted: countOf(sql`${p.acceptedAt} is not null`),
      replies: countOf(sql`${p.kind} = 'reply'`),
      posts: sql<number>`count(*)`.mapWith(Number),
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(postsFor(conn, EVERYBODY));
  return { ...people!, ...places!, ...talk!, ...words! };
}

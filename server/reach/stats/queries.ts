import { sql } from 'drizzle-orm';
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

/** Counts of what is there and not withdrawn. */
export async function stats(conn: Conn): Promise<Stats> {
  const { accounts: a, spaces: s, threads: t, posts: p } = conn.t;
  const countOf = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(case when ${condition} then 1 end)`.mapWith(Number);
  const [people] = await conn.q.select({ members: countOf(sql`${a.mergedInto} is null`) }).from(a);
  const [places] = await conn.q.select({ spaces: sql<number>`count(*)`.mapWith(Number) }).from(s);
  const [talk] = await conn.q
    .select({ threads: countOf(sql`${t.visible}`), questions: countOf(sql`${t.visible} and ${t.form} = 'question'`) })
    .from(t);
  const [words] = await conn.q
    .select({
      answers: countOf(sql`${p.kind} = 'answer'`),
      accepted: countOf(sql`${p.acceptedAt} is not null`),
      replies: countOf(sql`${p.kind} = 'reply'`),
      posts: sql<number>`count(*)`.mapWith(Number),
    })
    .from(p)
    .where(sql`${p.withdrawnAt} is null`);
  return { ...people!, ...places!, ...talk!, ...words! };
}

/** Counts of the forum for those who run it; nobody's words or names are among them. */
import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import { countGivenUp } from '../../platform/events/queries.ts';
import type { Conn } from '../../platform/store/store.ts';

const DAY = 24 * 3_600_000;
const count = sql<number>`count(*)`.mapWith(Number);

/** @property tasks that wait or are being done @property posts of the last day @property held that wait for a moderator */
export type Counts = {
  members: number;
  joined: number;
  posts: number;
  held: number;
  cases: number;
  tasks: number;
  tasksGivenUp: number;
};

export async function countForum(conn: Conn, now: number): Promise<Counts> {
  const { accounts: a, posts: p, cases: c, tasks: k } = conn.t;
  const isMember = and(isNull(a.mergedInto), isNull(a.erasedAt), isNull(a.source));
  const [members] = await conn.q.select({ count }).from(a).where(isMember);
  const [joined] = await conn.q
    .select({ count })
    .from(a)
    .where(and(isMember, gt(a.createdAt, now - DAY)));
  const [posts] = await conn.q
    .select({ count })
    .from(p)
    .where(gt(p.createdAt, now - DAY));
  const [held] = await conn.q
    .select({ count })
    .from(p)
    .where(and(isNotNull(p.heldWhy), isNotNull(p.heldAt)));
  const [cases] = await conn.q.select({ count }).from(c).where(eq(c.state, 'open'));
  const [tasks] = await conn.q.select({ count }).from(k).where(isNull(k.gaveUpAt));
  return {
    ...{ members: members!.count, joined: joined!.count, posts: posts!.count, held: held!.count },
    ...{ cases: cases!.count, tasks: tasks!.count, tasksGivenUp: await countGivenUp(conn) },
  };
}

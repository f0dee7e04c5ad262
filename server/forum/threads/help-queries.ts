/**
 * What members have helped others with, everywhere and by space. Nothing else writes these counts. What is said in a
 * private space counts there only: a total that anybody reads would tell of it.
 */
import { isPublicPost, isToldOf } from '../../platform/audience/scope-queries.ts';
import { and, eq, sql } from 'drizzle-orm';
import { insertOrAdd, oneOf } from '../../platform/store/bulk.ts';
import type { Tx } from '../../platform/store/store.ts';

/** What posts come to; as `helpOf` in rules/post-state.ts. */
function sums({ t: { posts: p, threads: h } }: Tx) {
  const peers = sql`${h.authorId} is distinct from ${p.authorId}`;
  return {
    solved: sql<number>`count(case when ${p.acceptedAt} is not null and ${peers} then 1 end)`
      .mapWith(Number)
      .as('solved'),
    worked: sql<number>`coalesce(sum(${p.workedCount}), 0)`.mapWith(Number).as('worked'),
    helpful: sql<number>`coalesce(sum(${p.helpfulCount}), 0)`.mapWith(Number).as('helpful'),
  };
}

/** Counts anew what a member has helped with, everywhere and by space. */
export async function recountHelp(tx: Tx, accountId: number): Promise<void> {
  const { posts: p, threads: h, accounts: a, helpers: e } = tx.t;
  const rows = await tx.q
    .select({
      spaceId: h.spaceId,
      isTold: sql<boolean>`${isToldOf(h.spaceId)}`.mapWith(Boolean),
      ...sums(tx),
    })
    .from(p)
    .innerJoin(h, eq(h.id, p.threadId))
    .where(and(eq(p.authorId, accountId), isPublicPost()))
    .groupBy(h.spaceId);
  const told = rows.filter(({ isTold }) => isTold);
  const sum = (key: 'solved' | 'worked' | 'helpful') => told.reduce((total, row) => total + row[key], 0);
  await tx.q
    .update(a)
    .set({
      solvedCount: sum('solved'),
      workedCount: sum('worked'),
      helpfulCount: sum('helpful'),
      version: sql`${a.version} + 1`,
    })
    .where(eq(a.id, accountId))
    .returning({ id: a.id });
  await tx.q.delete(e).where(eq(e.accountId, accountId)).returning({ spaceId: e.spaceId });
  if (rows.length > 0)
    await tx.q.insert(e).values(rows.map(({ spaceId, solved, worked }) => ({ spaceId, accountId, solved, worked })));
}

/** Credits members with accepted answers that came in one go, for themselves and among the helpers of a space. */
export async function addSolved(tx: Tx, spaceId: number, solved: Map<number, number>): Promise<void> {
  const { accounts: a, helpers: h } = tx.t;
  const members = [...solved].sort(([one], [other]) => one - other);
  for (const count of new Set(solved.values())) {
    const ids = members.filter(([, n]) => n === count).map(([id]) => id);
    await tx.q
      .update(a)
      .set({ solvedCount: sql`${a.solvedCount} + ${count}`, version: sql`${a.version} + 1` })
      .where(and(oneOf(tx, a.id, ids), isToldOf(spaceId)))
      .returning({ id: a.id });
  }
  await insertOrAdd(
    tx,
    h,
    members.map(([accountId, count]) => ({ spaceId, accountId, solved: count, worked: 0 })),
    [h.spaceId, h.accountId],
    [h.solved],
  );
}

/** Adds to what a member has helped with in a space. */
export async function addToHelper(
  tx: Tx,
  spaceId: number,
  accountId: number,
  by: { solved?: number; worked?: number },
) {
  const { helpers: h } = tx.t;
  const solved = by.solved ?? 0;
  const worked = by.worked ?? 0;
  await tx.q
    .insert(h)
    .values({ spaceId, accountId, solved, worked })
    .onConflictDoUpdate({
      target: [h.spaceId, h.accountId],
      set: { solved: sql`${h.solved} + ${solved}`, worked: sql`${h.worked} + ${worked}` },
    });
}

/** Adds to what a member has helped with, for everybody to see where the space is. */
export async function addHelped(
  tx: Tx,
  spaceId: number,
  id: number,
  by: { solved?: number; worked?: number; helpful?: number },
) {
  const { accounts: a } = tx.t;
  await tx.q
    .update(a)
    .set({
      solvedCount: sql`${a.solvedCount} + ${by.solved ?? 0}`,
      workedCount: sql`${a.workedCount} + ${by.worked ?? 0}`,
      helpfulCount: sql`${a.helpfulCount} + ${by.helpful ?? 0}`,
      version: sql`${a.version} + 1`,
    })
    .where(and(eq(a.id, id), isToldOf(spaceId)))
    .returning({ id: a.id });
}

/** What was said in a space stops to count for everybody to see: the space becomes private. */
export async function hideHelpIn(tx: Tx, spaceId: number): Promise<void> {
  const { accounts: a, posts: p, threads: h } = tx.t;
  const there = tx.q
    .select({ ...sums(tx), authorId: p.authorId })
    .from(p)
    .innerJoin(h, eq(h.id, p.threadId))
    .where(and(eq(h.spaceId, spaceId), isPublicPost()))
    .groupBy(p.authorId)
    .as('there');
  await tx.q
    .update(a)
    .set({
      solvedCount: sql`${a.solvedCount} - ${there.solved}`,
      workedCount: sql`${a.workedCount} - ${there.worked}`,
      helpfulCount: sql`${a.helpfulCount} - ${there.helpful}`,
      version: sql`${a.version} + 1`,
    })
    .from(there)
    .where(and(eq(a.id, there.authorId), sql`${there.solved} + ${there.worked} + ${there.helpful} > 0`));
}

/** What members have helped others with, everywhere and by space. Nothing else writes these counts. */
import { isPublicPost } from '../../platform/audience/scope-queries.ts';
import { and, eq, sql } from 'drizzle-orm';
import { insertOrAdd, oneOf } from '../../platform/store/bulk.ts';
import type { Tx } from '../../platform/store/store.ts';

/** Counts anew what a member has helped with, everywhere and by space; as `helpOf` in rules/post-state.ts. */
export async function recountHelp(tx: Tx, accountId: number): Promise<void> {
  const { posts: p, threads: h, accounts: a, helpers: e } = tx.t;
  const peers = sql`${h.authorId} is distinct from ${p.authorId}`;
  const rows = await tx.q
    .select({
      spaceId: h.spaceId,
      solved: sql<number>`count(case when ${p.acceptedAt} is not null and ${peers} then 1 end)`.mapWith(Number),
      worked: sql<number>`coalesce(sum(${p.workedCount}), 0)`.mapWith(Number),
      helpful: sql<number>`coalesce(sum(${p.helpfulCount}), 0)`.mapWith(Number),
    })
    .from(p)
    .innerJoin(h, eq(h.id, p.threadId))
    .where(and(eq(p.authorId, accountId), isPublicPost()))
    .groupBy(h.spaceId);
  const sum = (key: 'solved' | 'worked' | 'helpful') => rows.reduce((total, row) => total + row[key], 0);
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
      .where(oneOf(tx, a.id, ids))
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

/** Adds to what a member has helped with. */
export async function addHelped(tx: Tx, id: number, by: { solved?: number; worked?: number; helpful?: number }) {
  const { accounts: a } = tx.t;
  await tx.q
    .update(a)
    .set({
      solvedCount: sql`${a.solvedCount} + ${by.solved ?? 0}`,
      workedCount: sql`${a.workedCount} + ${by.worked ?? 0}`,
      helpfulCount: sql`${a.helpfulCount} + ${by.helpful ?? 0}`,
      version: sql`${a.version} + 1`,
    })
    .where(eq(a.id, id))
    .returning({ id: a.id });
}

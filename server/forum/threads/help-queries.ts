/**
 * What members have helped others with, everywhere and by space. Nothing else writes these counts. What is said in a
 * private space counts there only: a total that anybody reads would tell of it.
 */
import { isPublicPost, isToldOf } from '../../platform/audience/scope-queries.ts';
import { and, eq, sql } from 'drizzle-orm';
import { insertOrAdd, oneOf } from '../../platform/store/bulk.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { Help } from '../../rules/post-state.ts';

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

/**
 * Adds to what members have helped with in a space, and everywhere for everybody to see where the space is. Members who
 * get the same are written at once.
 */
export async function addHelp(tx: Tx, spaceId: number, help: ReadonlyMap<number, Help>): Promise<void> {
  const { accounts: a, helpers: h } = tx.t;
  const alike = new Map<string, { by: Help; ids: number[] }>();
  for (const [id, by] of [...help].sort(([one], [other]) => one - other)) {
    const key = [by.solved, by.worked, by.helpful].join();
    if (key === '0,0,0') continue;
    if (!alike.has(key)) alike.set(key, { by, ids: [] });
    alike.get(key)!.ids.push(id);
  }
  for (const { by, ids } of alike.values())
    await tx.q
      .update(a)
      .set({
        solvedCount: sql`${a.solvedCount} + ${by.solved}`,
        workedCount: sql`${a.workedCount} + ${by.worked}`,
        helpfulCount: sql`${a.helpfulCount} + ${by.helpful}`,
        version: sql`${a.version} + 1`,
      })
      .where(and(ids.length === 1 ? eq(a.id, ids[0]!) : oneOf(tx, a.id, ids), isToldOf(spaceId)))
      .returning({ id: a.id });
  const helpers = [...alike.values()].filter(({ by }) => by.solved !== 0 || by.worked !== 0);
  await insertOrAdd(
    tx,
    h,
    helpers.flatMap(({ by: { solved, worked }, ids }) =>
      ids.map((accountId) => ({ spaceId, accountId, solved, worked })),
    ),
    [h.spaceId, h.accountId],
    [h.solved, h.worked],
  );
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

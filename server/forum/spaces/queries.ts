import { STAFF } from '../../rules/roles.ts';
import { and, asc, desc, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Conn, Tx } from '../../platform/store/store.ts';

export async function allSpaces(conn: Conn) {
  return conn.prepared('all spaces', (q, { spaces: s }) => q.select().from(s).orderBy(asc(s.name))).execute();
}

export async function spaceBySlug(conn: Conn, slug: string) {
  const [row] = await conn
    .prepared('space by slug', (q, { spaces: s }) =>
      q
        .select()
        .from(s)
        .where(eq(s.slug, sql.placeholder('slug'))),
    )
    .execute({ slug });
  return row ?? null;
}

/** How long a question usually waits in a space, milliseconds; null while nobody knows. */
export async function usualWaitOf(conn: Conn, id: number): Promise<number | null> {
  const { spaces: s } = conn.t;
  const [row] = await conn.q.select({ wait: s.usualWait }).from(s).where(eq(s.id, id));
  return row?.wait ?? null;
}

export type Space = NonNullable<Awaited<ReturnType<typeof spaceBySlug>>>;

export async function insertSpace(tx: Tx, values: Tx['t']['spaces']['$inferInsert']) {
  const [row] = await tx.q.insert(tx.t.spaces).values(values).returning();
  return row!;
}

export async function updateSpace(tx: Tx, id: number, changes: Partial<Tx['t']['spaces']['$inferInsert']>) {
  const { spaces: s } = tx.t;
  await tx.q
    .update(s)
    .set({ ...changes, version: sql`${s.version} + 1` })
    .where(eq(s.id, id))
    .returning({ id: s.id });
}

/** Adds to a space's counts. Its version moves with the event that this belongs to. */
export async function addToSpace(tx: Tx, id: number, by: { threads?: number; posts?: number }) {
  const { spaces: s } = tx.t;
  await tx.q
    .update(s)
    .set({
      threadCount: sql`${s.threadCount} + ${by.threads ?? 0}`,
      postCount: sql`${s.postCount} + ${by.posts ?? 0}`,
    })
    .where(eq(s.id, id))
    .returning({ id: s.id });
}

export async function busyTags(conn: Conn, spaceId: number, limit: number) {
  const { tags: g } = conn.t;
  return conn.q
    .select({ name: g.name, threadCount: g.threadCount })
    .from(g)
    .where(and(eq(g.spaceId, spaceId), gt(g.threadCount, 0)))
    .orderBy(desc(g.threadCount), asc(g.name))
    .limit(limit);
}

export async function tagByName(conn: Conn, spaceId: number, name: string) {
  const { tags: g } = conn.t;
  const [row] = await conn.q
    .select()
    .from(g)
    .where(and(eq(g.spaceId, spaceId), eq(g.name, name)));
  return row ?? null;
}

/** The ids of these tags of a space; the ones that are missing are made. Names in, in any order. */
export async function ensureTags(tx: Tx, spaceId: number, names: string[]): Promise<number[]> {
  if (names.length === 0) return [];
  const { tags: g } = tx.t;
  await tx.q
    .insert(g)
    .values([...names].sort().map((name) => ({ spaceId, name })))
    .onConflictDoNothing();
  const rows = await tx.q
    .select({ id: g.id })
    .from(g)
    .where(and(eq(g.spaceId, spaceId), inArray(g.name, names)));
  return rows.map((row) => row.id).sort((a, b) => a - b);
}

/** The members whose answers helped most in a space: accepted ones first, then confirmations. Staff are in no such list. */
export async function helpersOf(conn: Conn, spaceId: number, limit: number) {
  const { helpers: h, accounts: a } = conn.t;
  return conn.q
    .select({ id: a.id, version: a.version, name: a.name, slug: a.slug, solved: h.solved, worked: h.worked })
    .from(h)
    .innerJoin(a, eq(a.id, h.accountId))
    .where(and(eq(h.spaceId, spaceId), sql`${h.solved} + ${h.worked} > 0`, ne(a.role, STAFF), isNull(a.erasedAt)))
    .orderBy(desc(h.solved), desc(h.worked))
    .limit(limit);
}

export async function insertProposal(tx: Tx, values: Tx['t']['proposals']['$inferInsert']): Promise<number> {
  const [row] = await tx.q.insert(tx.t.proposals).values(values).returning({ id: tx.t.proposals.id });
  return row!.id;
}

/** Decides an open proposal; null when it is decided, or not there. */
export async function decideProposal(
  tx: Tx,
  id: number,
  decision: { state: 'granted' | 'refused'; decidedBy: number; reason: string },
) {
  const { proposals: p } = tx.t;
  const [row] = await tx.q
    .update(p)
    .set({ ...decision, decidedAt: tx.now })
    .where(and(eq(p.id, id), eq(p.state, 'open')))
    .returning();
  return row ?? null;
}

export async function openProposals(conn: Conn) {
  const { proposals: p, accounts: a } = conn.t;
  return conn.q
    .select({
      id: p.id,
      name: p.name,
      kind: p.kind,
      charter: p.charter,
      createdAt: p.createdAt,
      proposerId: p.proposerId,
      proposerName: a.name,
      proposerSlug: a.slug,
    })
    .from(p)
    .innerJoin(a, eq(a.id, p.proposerId))
    .where(eq(p.state, 'open'))
    .orderBy(asc(p.id));
}

export type Proposal = Awaited<ReturnType<typeof openProposals>>[number];

/** What became of a member's own proposals, newest first. */
export async function proposalsOf(conn: Conn, accountId: number) {
  const { proposals: p } = conn.t;
  return conn.q.select().from(p).where(eq(p.proposerId, accountId)).orderBy(desc(p.id)).limit(20);
}

import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** Makes a report; false when this member reported the post for this reason before. */
export async function insertReport(tx: Tx, values: Tx['t']['reports']['$inferInsert']): Promise<number | null> {
  const { reports: r } = tx.t;
  const rows = await tx.q.insert(r).values(values).onConflictDoNothing().returning({ id: r.id });
  return rows[0]?.id ?? null;
}

/** Whether a visitor's report waits already, word by word: it was sent twice. */
export async function isReported(
  conn: Conn,
  {
    postId,
    contact,
    reason,
    evidence,
  }: Pick<Conn['t']['reports']['$inferInsert'], 'postId' | 'contact' | 'reason' | 'evidence'>,
): Promise<boolean> {
  const { reports: r } = conn.t;
  const [row] = await conn.q
    .select({ id: r.id })
    .from(r)
    .where(
      and(
        ...[eq(r.postId, postId), eq(r.reason, reason), eq(r.evidence, evidence), eq(r.state, 'open')],
        contact === null || contact === undefined ? undefined : eq(r.contact, contact),
        sql`${r.reporterId} is null`,
      ),
    )
    .limit(1);
  return row !== undefined;
}

const columns = ({ reports: r, posts: p, threads: t, postLabels: l, accounts: a }: Conn['t']) => ({
  id: r.id,
  postId: r.postId,
  reporterId: r.reporterId,
  contact: r.contact,
  reason: r.reason,
  evidence: r.evidence,
  brandId: r.brandId,
  state: r.state,
  decision: r.decision,
  createdAt: r.createdAt,
  decidedAt: r.decidedAt,
  number: p.number,
  html: p.html,
  authorId: p.authorId,
  authorLabel: p.authorLabel,
  authorName: a.name,
  authorSlug: a.slug,
  affiliation: p.affiliation,
  stakes: p.stakes,
  label: l.label,
  labelBrand: l.brandName,
  labelBrandId: l.brandId,
  threadId: t.id,
  threadSlug: t.slug,
  title: t.title,
});

/** Reports that wait, the oldest first; or those decided last; in the spaces that the reader moderates. */
export async function reportsIn(conn: Conn, audience: Audience, state: 'open' | 'decided', limit: number) {
  const { moderates } = audience;
  const { reports: r, posts: p, threads: t, postLabels: l, accounts: a } = conn.t;
  const isOpen = state === 'open';
  return conn.q
    .select(columns(conn.t))
    .from(r)
    .innerJoin(p, eq(p.id, r.postId))
    .innerJoin(t, eq(t.id, p.threadId))
    .leftJoin(a, eq(a.id, p.authorId))
    .leftJoin(l, eq(l.postId, p.id))
    .where(
      and(
        isOpen ? eq(r.state, 'open') : ne(r.state, 'open'),
        moderates === 'all' ? undefined : inArray(t.spaceId, moderates),
        postsFor(conn, audience, 'readable'),
      ),
    )
    .orderBy(isOpen ? asc(r.id) : desc(r.decidedAt))
    .limit(limit);
}

export type Report = Awaited<ReturnType<typeof reportsIn>>[number];

/** A report that waits, with who wrote what it is about; null when it is decided or not there. */
export async function openReport(conn: Conn, id: number) {
  const { reports: r, posts: p, threads: t } = conn.t;
  const [row] = await conn.q
    .select({
      id: r.id,
      postId: r.postId,
      reporterId: r.reporterId,
      reason: r.reason,
      authorId: p.authorId,
      threadId: p.threadId,
      spaceId: t.spaceId,
      number: p.number,
    })
    .from(r)
    .innerJoin(p, eq(p.id, r.postId))
    .innerJoin(t, eq(t.id, p.threadId))
    .where(and(eq(r.id, id), eq(r.state, 'open')));
  return row ?? null;
}

/** Decides a report; false when somebody was faster. */
export async function decideReport(
  tx: Tx,
  id: number,
  changes: { state: 'upheld' | 'dismissed'; decidedBy: number; decision: string },
): Promise<boolean> {
  const { reports: r } = tx.t;
  const rows = await tx.q
    .update(r)
    .set({ ...changes, decidedAt: tx.now })
    .where(and(eq(r.id, id), eq(r.state, 'open')))
    .returning({ id: r.id });
  return rows.length > 0;
}

/** Shows on a post what its author should have said. */
export async function declareFor(tx: Tx, postId: number, affiliation: string) {
  const { posts: p } = tx.t;
  await tx.q.update(p).set({ affiliation }).where(eq(p.id, postId)).returning({ id: p.id });
}

/** Reports stay without their reporter; what a decided one was founded on goes. */
export async function forgetReporter(tx: Tx, accountId: number) {
  const { reports: r } = tx.t;
  await tx.q
    .update(r)
    .set({ reporterId: null, evidence: sql`case when ${r.state} = 'open' then ${r.evidence} else '' end` })
    .where(eq(r.reporterId, accountId))
    .returning({ id: r.id });
}

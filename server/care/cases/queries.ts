/** Cases and the reports in them, as they are written and decided. */
import { and, asc, count, desc, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { ABOUT_BRANDS, queueAt } from '../../rules/cases.ts';
import type { ActReason, SpaceAct } from '../../../shared/words.ts';
import type { OnMatter } from './matter.ts';
import type { Subject } from './subjects.ts';

export type CaseRow = Conn['t']['cases']['$inferSelect'];
export type ReportRow = Conn['t']['reports']['$inferSelect'];

const ofMatter = ({ cases: c }: Conn['t'], { kind, target, subjectId }: OnMatter) =>
  and(eq(c.kind, kind), eq(c.target, target), eq(c.subjectId, subjectId));

/** The case that waits about something; null where none does. */
export async function openCaseOf(conn: Conn, on: OnMatter): Promise<number | null> {
  const { cases: c } = conn.t;
  const [row] = await conn.q
    .select({ id: c.id })
    .from(c)
    .where(and(ofMatter(conn.t, on), eq(c.state, 'open')));
  return row?.id ?? null;
}

/** The post that began a thread, by itself or by its thread; null for any other post. */
export async function openingWith(conn: Conn, by: 'post' | 'thread', id: number) {
  const { posts: p } = conn.t;
  const [row] = await conn.q
    .select({ postId: p.id, threadId: p.threadId })
    .from(p)
    .where(and(eq(by === 'post' ? p.id : p.threadId, id), eq(p.number, 1)));
  return row ?? null;
}

export async function insertCase(tx: Tx, on: OnMatter, subject: Subject): Promise<number> {
  const { cases: c } = tx.t;
  const { spaceId, threadId, postId, authorId: accountId, text } = subject;
  const values = { ...on, spaceId, threadId, postId, accountId, text, queueAt: tx.now, createdAt: tx.now };
  const [row] = await tx.q.insert(c).values(values).returning({ id: c.id });
  return row!.id;
}

export async function caseById(conn: Conn, id: number): Promise<CaseRow | null> {
  const { cases: c } = conn.t;
  const [row] = await conn.q.select().from(c).where(eq(c.id, id));
  return row ?? null;
}

/** Where a case is by now: its post, or its thread, may have gone to another space or thread since. */
export async function placeOfCase(conn: Conn, { id, spaceId, threadId }: CaseRow) {
  const { cases: c, posts: p, threads: t, postLabels: l } = conn.t;
  const [row] = await conn.q
    .select({ spaceId: t.spaceId, threadId: t.id, isLabelled: sql<boolean>`${l.postId} is not null`.mapWith(Boolean) })
    .from(c)
    .leftJoin(p, or(eq(p.id, c.postId), and(eq(c.target, 'thread'), eq(p.threadId, c.threadId), eq(p.number, 1))))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(t, eq(t.id, sql`coalesce(${p.threadId}, ${c.threadId})`))
    .where(eq(c.id, id));
  return {
    spaceId: row?.spaceId ?? spaceId,
    threadId: row?.threadId ?? threadId,
    isLabelled: row?.isLabelled ?? false,
  };
}

/** What stands between one moderator and a case. */
export async function standingIn(conn: Conn, one: CaseRow, accountId: number) {
  const { cases: c, reports: r } = conn.t;
  const [said] = await conn.q
    .select({
      own: sql<number>`sum(case when ${r.reporterId} = ${accountId} then 1 else 0 end)`.mapWith(Number),
      brands: sql<number>`sum(case when ${inArray(r.reason, ABOUT_BRANDS as ActReason[])} then 1 else 0 end)`.mapWith(
        Number,
      ),
    })
    .from(r)
    .where(eq(r.caseId, one.id));
  const [before] = await conn.q
    .select({ id: c.id })
    .from(c)
    .where(and(ofMatter(conn.t, one), ne(c.id, one.id), eq(c.decidedBy, accountId)))
    .limit(1);
  return {
    hasReported: (said?.own ?? 0) > 0,
    isAboutBrands: (said?.brands ?? 0) > 0,
    hasDecided: before !== undefined,
  };
}

/** Sets how many reported it, and its place in the queue. */
export async function recountCase(tx: Tx, id: number): Promise<void> {
  const { cases: c, reports: r } = tx.t;
  const [row] = await tx.q
    .select({
      reporters: sql<number>`count(distinct ${r.reporterId}) + count(distinct ${r.contact})`.mapWith(Number),
      createdAt: sql<number>`min(${r.createdAt})`.mapWith(Number),
    })
    .from(r)
    .where(eq(r.caseId, id));
  // Who wants no name to be known, as the law lets them in one matter, is somebody still.
  const reportCount = Math.max(row!.reporters, 1);
  await tx.q
    .update(c)
    .set({ reportCount, queueAt: queueAt(row!.createdAt, reportCount) })
    .where(eq(c.id, id))
    .returning({ id: c.id });
}

/** Makes a report; null when this member reported the same for this reason before. */
export async function insertReport(tx: Tx, values: Tx['t']['reports']['$inferInsert']): Promise<number | null> {
  const { reports: r } = tx.t;
  const rows = await tx.q.insert(r).values(values).onConflictDoNothing().returning({ id: r.id });
  return rows[0]?.id ?? null;
}

type Said = { reporterId: number | null; reason: ActReason };

/** Did this member report the same thing for the same reason before, as it reads now? */
export async function hasSaid(conn: Conn, on: OnMatter, text: string, { reporterId, reason }: Said): Promise<boolean> {
  if (reporterId === null || on.kind === 'edit') return false;
  const { cases: c, reports: r } = conn.t;
  const rows = await conn.q
    .select({ id: r.id })
    .from(r)
    .innerJoin(c, eq(c.id, r.caseId))
    .where(and(ofMatter(conn.t, on), eq(c.text, text), eq(r.reporterId, reporterId), eq(r.reason, reason)))
    .limit(1);
  return rows.length > 0;
}

/** Whether a visitor's report waits already, word by word: it was sent twice. */
export async function isReported(
  conn: Conn,
  { contact, reason, evidence, ...on }: OnMatter & { contact: string | null; reason: ActReason; evidence: string },
): Promise<boolean> {
  const { cases: c, reports: r } = conn.t;
  const rows = await conn.q
    .select({ id: r.id })
    .from(r)
    .innerJoin(c, eq(c.id, r.caseId))
    .where(
      and(
        ...[ofMatter(conn.t, on), eq(r.reason, reason), eq(r.evidence, evidence), eq(r.state, 'open')],
        contact === null ? undefined : eq(r.contact, contact),
        sql`${r.reporterId} is null`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Takes a case, or gives it back; whether somebody else may was asked before. */
export async function setClaim(tx: Tx, id: number, claimedBy: number | null, claimedUntil: number | null) {
  const { cases: c } = tx.t;
  await tx.q.update(c).set({ claimedBy, claimedUntil }).where(eq(c.id, id)).returning({ id: c.id });
}

/** What was done about it: an act, or one of a space’s own. */
export type Done = { actId: number | null; spaceAct: SpaceAct | null };
export type Decided = { state: 'upheld' | 'dismissed'; decidedBy: number; decision: string };

/** Decides a case with the reports in it. @returns those */
export async function decideCase(tx: Tx, id: number, changes: Decided, done: Done): Promise<ReportRow[]> {
  const { cases: c, reports: r } = tx.t;
  const ended = { ...changes, decidedAt: tx.now };
  await tx.q
    .update(c)
    .set({ ...ended, ...done, claimedBy: null, claimedUntil: null })
    .where(eq(c.id, id))
    .returning({ id: c.id });
  return tx.q
    .update(r)
    .set(ended)
    .where(and(eq(r.caseId, id), eq(r.state, 'open')))
    .returning();
}

/** The reports of a case, the oldest first. */
export async function reportsOfCase(conn: Conn, caseId: number, limit: number): Promise<ReportRow[]> {
  const { reports: r } = conn.t;
  return conn.q.select().from(r).where(eq(r.caseId, caseId)).orderBy(asc(r.id)).limit(limit);
}

/** The reason that most gave, for who acts. */
export async function commonestReason(conn: Conn, caseId: number): Promise<ActReason | null> {
  const { reports: r } = conn.t;
  const [row] = await conn.q
    .select({ reason: r.reason })
    .from(r)
    .where(eq(r.caseId, caseId))
    .groupBy(r.reason)
    .orderBy(desc(count()), asc(r.reason))
    .limit(1);
  return row?.reason ?? null;
}

/** A report that waits; null when it is decided or not there. */
export async function openReport(conn: Conn, id: number): Promise<ReportRow | null> {
  const { reports: r } = conn.t;
  const [row] = await conn.q
    .select()
    .from(r)
    .where(and(eq(r.id, id), eq(r.state, 'open')));
  return row ?? null;
}

export async function reportById(conn: Conn, id: number) {
  const { reports: r, cases: c } = conn.t;
  const [row] = await conn.q.select({ report: r, of: c }).from(r).innerJoin(c, eq(c.id, r.caseId)).where(eq(r.id, id));
  return row ?? null;
}

/** Shows on a post what its author should have said. */
export async function declareFor(tx: Tx, postId: number, affiliation: string) {
  const { posts: p } = tx.t;
  await tx.q.update(p).set({ affiliation }).where(eq(p.id, postId)).returning({ id: p.id });
}

/**
 * Of what was removed for good nothing is kept beside it either: not how it read, not what reporters quoted of it.
 * @param threadId where the post began it
 */
export async function forgetText(tx: Tx, postId: number, threadId: number | null): Promise<void> {
  const { cases: c, reports: r, notices: n } = tx.t;
  const ofThread = threadId === null ? undefined : and(eq(c.target, 'thread'), eq(c.threadId, threadId));
  const gone = await tx.q
    .update(c)
    .set({ text: '' })
    .where(or(eq(c.postId, postId), ofThread))
    .returning({ id: c.id });
  for (const { id } of gone) {
    const said = await tx.q.update(r).set({ evidence: '' }).where(eq(r.caseId, id)).returning({ id: r.id });
    for (const one of said) await tx.q.update(n).set({ why: '' }).where(eq(n.reportId, one.id)).returning({ id: n.id });
  }
}

/** Rewrites how a post read when it was reported. */
export async function rewriteCaseText(tx: Tx, postId: number, rewrite: (text: string) => string): Promise<void> {
  const { cases: c } = tx.t;
  const rows = await tx.q.select({ id: c.id, text: c.text }).from(c).where(eq(c.postId, postId));
  for (const { id, text: before } of rows) {
    const text = rewrite(before);
    if (text !== before) await tx.q.update(c).set({ text }).where(eq(c.id, id)).returning({ id: c.id });
  }
}

/** Up to so many letters everything is added whole; then its core, up to the second figure: what is reported last is read, too. */
const CASE_LETTERS = { whole: 60_000, most: 240_000 };

/**
 * Adds to how a case reads what is reported of it later. @param core what is reported, without what stands around it
 * @returns whether it was, stands `there` already, or the case is `full`
 */
export async function appendToCase(
  tx: Tx,
  caseId: number,
  { text, core }: { text: string; core: string },
): Promise<'added' | 'there' | 'full'> {
  const { cases: c } = tx.t;
  const [row] = await tx.q.select({ text: c.text }).from(c).where(eq(c.id, caseId));
  const before = row?.text ?? '';
  const added = before.length + text.length > CASE_LETTERS.whole ? core : text;
  if (before.includes(added)) return 'there';
  if (before.length + added.length > CASE_LETTERS.most) return 'full';
  await tx.q
    .update(c)
    .set({ text: `${before}\n\n${added}` })
    .where(eq(c.id, caseId))
    .returning({ id: c.id });
  return 'added';
}

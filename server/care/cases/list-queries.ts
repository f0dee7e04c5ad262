/** Cases and reports as pages list them. */
import { and, asc, desc, eq, inArray, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { threadsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { ABOUT_BRANDS } from '../../rules/cases.ts';

/** @property isOnlyOne whether nobody else moderates: then they decide about a thing again, too */
export type Asking = { accountId: number; moderates: Audience['moderates']; hasStake: boolean; isOnlyOne: boolean };

/** Where a case is now. */
const placeOf = ({ cases: c, threads: t }: Conn['t']) => sql`coalesce(${t.spaceId}, ${c.spaceId})`;

/** The post that a case is about, or that began the thread that it is about. */
const isItsPost = ({ cases: c, posts: p }: Conn['t']) =>
  or(eq(p.id, c.postId), and(eq(c.target, 'thread'), eq(p.threadId, c.threadId), eq(p.number, 1)));

/** In the spaces that somebody moderates. A member, and a space itself, is the whole forum's matter. */
const isTheirs = (conn: Conn, moderates: Audience['moderates']): SQL | undefined =>
  moderates === 'all' ? undefined : and(inArray(placeOf(conn.t), moderates), ne(conn.t.cases.target, 'space'));

/** Nobody is offered a case in which they have a stake; as `whyNotDecideCase` says of one. */
export function isOffered(conn: Conn, { accountId, moderates, hasStake, isOnlyOne }: Asking): SQL | undefined {
  const { cases: c, postLabels: l } = conn.t;
  const brands = sql.join(
    ABOUT_BRANDS.map((reason) => sql`${reason}`),
    sql`, `,
  );
  return and(
    isTheirs(conn, moderates),
    sql`${c.accountId} is distinct from ${accountId}`,
    sql`not exists (select 1 from "reports" own where own."case_id" = ${c.id} and own."reporter_id" = ${accountId})`,
    hasStake
      ? sql`${l.postId} is null and not exists (select 1 from "reports" b where b."case_id" = ${c.id} and b."reason" in (${brands}))`
      : undefined,
    isOnlyOne
      ? undefined
      : sql`not exists (select 1 from "cases" d where d."kind" = ${c.kind} and d."target" = ${c.target}
          and d."subject_id" = ${c.subjectId} and d."id" <> ${c.id} and d."decided_by" = ${accountId})`,
  );
}

const columns = ({ cases: c, threads: t, posts: p, postLabels: l, accounts: a, spaces: s, acts: x }: Conn['t']) => ({
  of: c,
  /** Each reason once. */
  reasons: sql<string>`(select string_agg(d."reason", ',') from (select distinct r."reason" from "reports" r where r."case_id" = ${c.id}) d)`,
  isConflict:
    sql<boolean>`exists (select 1 from "reports" r where r."case_id" = ${c.id} and r."brand_id" is not null)`.mapWith(
      Boolean,
    ),
  claimer: sql<string | null>`(select who."name" from "accounts" who where who."id" = ${c.claimedBy})`,
  /** What was done about it. */
  actTarget: x.target,
  actVerb: x.verb,
  title: t.title,
  threadSlug: t.slug,
  threadId: t.id,
  number: p.number,
  /** Its post, or the one that began its thread. */
  openPostId: p.id,
  spaceId: s.id,
  spaceSlug: s.slug,
  spaceName: s.name,
  authorId: c.accountId,
  authorName: a.name,
  authorSlug: a.slug,
  authorLabel: p.authorLabel,
  affiliation: p.affiliation,
  stakes: p.stakes,
  label: l.label,
  labelBrand: l.brandName,
});

export const listed = (conn: Conn) => {
  const { cases: c, threads: t, posts: p, postLabels: l, accounts: a, spaces: s, acts: x } = conn.t;
  return conn.q
    .select(columns(conn.t))
    .from(c)
    .leftJoin(p, isItsPost(conn.t))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(t, eq(t.id, sql`coalesce(${p.threadId}, ${c.threadId})`))
    .leftJoin(a, eq(a.id, c.accountId))
    .leftJoin(s, eq(s.id, placeOf(conn.t)))
    .leftJoin(x, eq(x.id, c.actId));
};

/** Cases that wait for somebody, in their order. */
export async function casesFor(conn: Conn, asking: Asking, limit: number) {
  const { cases: c } = conn.t;
  return listed(conn)
    .where(and(eq(c.state, 'open'), isOffered(conn, asking)))
    .orderBy(asc(c.queueAt), asc(c.id))
    .limit(limit);
}

export type ListedCase = Awaited<ReturnType<typeof casesFor>>[number];

/** How many wait for somebody, and since when the oldest does. */
export async function waitingFor(conn: Conn, asking: Asking): Promise<{ count: number; oldestAt: number | null }> {
  const { cases: c, threads: t, posts: p, postLabels: l } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number), oldestAt: sql<number | null>`min(${c.createdAt})` })
    .from(c)
    .leftJoin(p, isItsPost(conn.t))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(t, eq(t.id, sql`coalesce(${p.threadId}, ${c.threadId})`))
    .where(and(eq(c.state, 'open'), isOffered(conn, asking)));
  return { count: row!.count, oldestAt: row!.oldestAt === null ? null : Number(row!.oldestAt) };
}

export async function listedCase(conn: Conn, id: number): Promise<ListedCase | null> {
  const [row] = await listed(conn).where(eq(conn.t.cases.id, id));
  return row ?? null;
}

/** Other cases about the same thing or the same person, the newest first, where somebody moderates. */
export async function earlierCases(
  conn: Conn,
  { id, accountId, target, subjectId }: { id: number; accountId: number | null; target: string; subjectId: number },
  moderates: Audience['moderates'],
  limit: number,
) {
  const { cases: c } = conn.t;
  const same = sql`(${c.target} = ${target} and ${c.subjectId} = ${subjectId})`;
  const about = accountId === null ? same : or(same, eq(c.accountId, accountId));
  return listed(conn)
    .where(and(ne(c.id, id), about, isTheirs(conn, moderates)))
    .orderBy(desc(c.id))
    .limit(limit);
}

/** Reports of a case with who made them, the oldest first. */
export async function saidInCase(conn: Conn, caseId: number, limit: number) {
  const { reports: r, accounts: a, notices: n } = conn.t;
  return conn.q
    .select({
      report: r,
      reporterName: a.name,
      reporterSlug: a.slug,
      noticeName: n.name,
      isNotice: sql<boolean>`${n.id} is not null`.mapWith(Boolean),
      isAbuse: sql<boolean>`coalesce(${n.isAbuse}, false)`.mapWith(Boolean),
    })
    .from(r)
    .leftJoin(a, eq(a.id, r.reporterId))
    .leftJoin(n, eq(n.reportId, r.id))
    .where(eq(r.caseId, caseId))
    .orderBy(asc(r.id))
    .limit(limit);
}

export type Said = Awaited<ReturnType<typeof saidInCase>>[number];

/** Open reports of posts for the API, the oldest first. */
export async function reportsFor(conn: Conn, asking: Asking, limit: number) {
  const { reports: r, cases: c, posts: p, postLabels: l, threads: t } = conn.t;
  return conn.q
    .select({
      ...{ id: r.id, caseId: r.caseId, postId: r.postId, reason: r.reason, evidence: r.evidence },
      ...{ brandId: r.brandId, createdAt: r.createdAt },
    })
    .from(r)
    .innerJoin(c, eq(c.id, r.caseId))
    .leftJoin(p, isItsPost(conn.t))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(t, eq(t.id, sql`coalesce(${p.threadId}, ${c.threadId})`))
    .where(and(eq(r.state, 'open'), isOffered(conn, asking)))
    .orderBy(asc(r.id))
    .limit(limit);
}

/** What a member reported, the newest first, with what became of it. */
export async function reportsBy(conn: Conn, accountId: number, before: number | null, limit: number) {
  const { reports: r, cases: c, acts: x } = conn.t;
  return conn.q
    .select({ report: r, of: c, act: { target: x.target, verb: x.verb } })
    .from(r)
    .innerJoin(c, eq(c.id, r.caseId))
    .leftJoin(x, eq(x.id, c.actId))
    .where(and(eq(r.reporterId, accountId), before === null ? undefined : lt(r.id, before)))
    .orderBy(desc(r.id))
    .limit(limit);
}

export type OwnReport = Awaited<ReturnType<typeof reportsBy>>[number];

/** Threads that reports name, for a reader. */
export async function threadsNamed(conn: Conn, audience: Audience, ids: number[]) {
  const { threads: t } = conn.t;
  return conn.q
    .select({ id: t.id, slug: t.slug, title: t.title })
    .from(t)
    .where(and(inArray(t.id, ids), threadsFor(conn, audience, 'readable')));
}

/** What moderators did, and what was said against it. */
import { and, asc, desc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import type { ActFacts } from '../../platform/store/tables/care.ts';
import { FORUM_OFFICES } from '../../rules/roles.ts';
import type { ActTarget, ActVerb, CaseTarget } from '../../../shared/words.ts';

type ActRow = Conn['t']['acts']['$inferSelect'];
export type { ActRow };

export async function insertAct(tx: Tx, values: Tx['t']['acts']['$inferInsert']): Promise<number> {
  const [row] = await tx.q.insert(tx.t.acts).values(values).returning({ id: tx.t.acts.id });
  return row!.id;
}

/** Notes under which number the log tells of an act, beside its facts. */
export async function noteEntry(tx: Tx, id: number, facts: ActFacts | undefined, log: number): Promise<void> {
  const { acts: x } = tx.t;
  await tx.q
    .update(x)
    .set({ facts: { ...facts, log } })
    .where(eq(x.id, id))
    .returning({ id: x.id });
}

export async function markUndone(tx: Tx, ids: number[], undoneById: number): Promise<void> {
  const { acts: x } = tx.t;
  if (ids.length > 0) await tx.q.update(x).set({ undoneById }).where(inArray(x.id, ids)).returning({ id: x.id });
}

/** Acts on the same thing with these verbs that stand. */
export async function standingActs(
  conn: Conn,
  on: { target: ActTarget; threadId: number | null; postId: number | null; accountId: number | null },
  verbs: ActVerb[],
): Promise<ActRow[]> {
  const { acts: x } = conn.t;
  const same =
    on.target === 'post'
      ? eq(x.postId, on.postId ?? 0)
      : on.target === 'thread'
        ? eq(x.threadId, on.threadId ?? 0)
        : eq(x.accountId, on.accountId ?? 0);
  return conn.q
    .select()
    .from(x)
    .where(and(eq(x.target, on.target), same, inArray(x.verb, verbs), isNull(x.undoneById)))
    .orderBy(desc(x.id));
}

/** Acts with the names that they are told with. */
const told = (conn: Conn) => {
  const { acts: x, threads: t, posts: p, spaces: s, accounts: a, appeals: b } = conn.t;
  // Posts that were put back stand in the thread that they were split off from.
  const cameFrom = sql`(
    select u."thread_id" from "acts" u where u."id" = ${x.undoesId} and u."verb" = 'split' and ${x.verb} = 'merge'
  )`;
  return conn.q
    .select({
      act: x,
      undoes: sql<ActVerb | null>`(select u."verb" from "acts" u where u."id" = ${x.undoesId})`,
      actorName: a.name,
      actorSlug: a.slug,
      title: t.title,
      placeId: t.id,
      threadSlug: t.slug,
      number: p.number,
      spaceName: s.name,
      spaceSlug: s.slug,
      appeal: b,
    })
    .from(x)
    .leftJoin(a, eq(a.id, x.actorId))
    .leftJoin(p, eq(p.id, x.postId))
    .leftJoin(t, eq(t.id, sql`coalesce(${p.threadId}, ${cameFrom}, ${x.threadId})`))
    .leftJoin(s, eq(s.id, x.spaceId))
    .leftJoin(b, eq(b.actId, x.id));
};

export async function actById(conn: Conn, id: number) {
  const [row] = await told(conn).where(eq(conn.t.acts.id, id));
  return row ?? null;
}

export type ToldAct = NonNullable<Awaited<ReturnType<typeof actById>>>;

/** Has the asker opened this thread again before? */
export async function hasDisputed(conn: Conn, threadId: number, accountId: number): Promise<boolean> {
  const { acts: x } = conn.t;
  const own = and(eq(x.threadId, threadId), eq(x.verb, 'reopen'), eq(x.actorId, accountId), eq(x.accountId, accountId));
  return (await conn.q.select({ id: x.id }).from(x).where(own).limit(1)).length > 0;
}

/** The newest act by which a post, or a thread, is hidden. */
export async function hidingAct(conn: Conn, on: { postId: number } | { threadId: number }): Promise<number | null> {
  const { acts: x } = conn.t;
  const what = 'postId' in on ? eq(x.postId, on.postId) : and(eq(x.threadId, on.threadId), eq(x.target, 'thread'));
  const [row] = await conn.q
    .select({ id: x.id })
    .from(x)
    .where(and(what, inArray(x.verb, ['hide', 'refuse', 'remove']), isNull(x.undoneById)))
    .orderBy(desc(x.id))
    .limit(1);
  return row?.id ?? null;
}

/** What was done to somebody by these verbs, the newest first. @param moderates only in these spaces */
export async function actsOn(
  conn: Conn,
  accountId: number,
  verbs: ActVerb[],
  before: number | null,
  limit: number,
  moderates: Audience['moderates'] = 'all',
) {
  const { acts: x } = conn.t;
  const since = before === null ? undefined : lt(x.id, before);
  const here = moderates === 'all' ? undefined : inArray(x.spaceId, moderates);
  return told(conn)
    .where(and(eq(x.accountId, accountId), inArray(x.verb, verbs), since, here))
    .orderBy(desc(x.id))
    .limit(limit);
}

/** What was done with a thread and its posts; the newest first. */
export async function actsIn(conn: Conn, threadId: number, limit: number) {
  const { acts: x } = conn.t;
  const merged = sql`${x.threadId} in (select m."id" from "threads" m where m."moved_to_id" = ${threadId})`;
  return told(conn)
    .where(or(eq(x.threadId, threadId), merged))
    .orderBy(desc(x.id))
    .limit(limit);
}

/** What was done with a thing since a moment, the newest first. */
export async function actsSince(
  conn: Conn,
  { target, subjectId }: { target: CaseTarget; subjectId: number },
  since: number,
  limit: number,
) {
  const { acts: x } = conn.t;
  const on = { post: x.postId, thread: x.threadId, member: x.accountId, space: x.spaceId }[target];
  const own = target === 'member' || target === 'space' ? eq(x.target, target as ActTarget) : undefined;
  return told(conn)
    .where(and(eq(on, subjectId), own, gte(x.createdAt, since)))
    .orderBy(desc(x.id))
    .limit(limit);
}

export async function insertAppeal(tx: Tx, values: Tx['t']['appeals']['$inferInsert']): Promise<number> {
  const [row] = await tx.q.insert(tx.t.appeals).values(values).returning({ id: tx.t.appeals.id });
  return row!.id;
}

export async function appealById(conn: Conn, id: number) {
  const { appeals: b, acts: x } = conn.t;
  const [row] = await conn.q.select({ appeal: b, act: x }).from(b).innerJoin(x, eq(x.id, b.actId)).where(eq(b.id, id));
  return row ?? null;
}

/** Decides an appeal; false when it is decided already. */
export async function decideAppeal(
  tx: Tx,
  id: number,
  changes: { state: 'upheld' | 'dismissed'; decidedBy: number; decision: string },
): Promise<boolean> {
  const { appeals: b } = tx.t;
  const rows = await tx.q
    .update(b)
    .set({ ...changes, decidedAt: tx.now })
    .where(and(eq(b.id, id), eq(b.state, 'open')))
    .returning({ id: b.id });
  return rows.length > 0;
}

/** Appeals that wait, the oldest first, in the spaces that the reader moderates. */
export async function openAppeals(conn: Conn, { moderates }: Audience, limit: number) {
  const { acts: x, appeals: b } = conn.t;
  const here = moderates === 'all' ? undefined : inArray(x.spaceId, moderates);
  return told(conn)
    .where(and(eq(b.state, 'open'), here))
    .orderBy(asc(b.id))
    .limit(limit);
}

/** Does somebody hold an office in the forum or in any space? */
export async function holdsOffice(conn: Conn, accountId: number): Promise<boolean> {
  const { accounts: a, spaceRoles: r } = conn.t;
  const [account] = await conn.q.select({ role: a.role }).from(a).where(eq(a.id, accountId));
  if (account && (FORUM_OFFICES as readonly string[]).includes(account.role)) return true;
  return (await conn.q.select({ id: r.spaceId }).from(r).where(eq(r.accountId, accountId)).limit(1)).length > 0;
}

/** The forum's reasons as far as they were changed. */
export async function changedReasons(conn: Conn) {
  const { actReasons: r } = conn.t;
  return conn.q.select().from(r).orderBy(asc(r.createdAt), asc(r.slug));
}

export async function putReason(tx: Tx, values: Omit<Tx['t']['actReasons']['$inferInsert'], 'createdAt'>) {
  const { actReasons: r } = tx.t;
  const { slug: _slug, ...changes } = values;
  await tx.q
    .insert(r)
    .values({ ...values, createdAt: tx.now })
    .onConflictDoUpdate({ target: r.slug, set: changes });
}

/** The hash of what opens a statement without an account. */
export async function setKey(tx: Tx, id: number, keyHash: string): Promise<void> {
  const { acts: x } = tx.t;
  await tx.q.update(x).set({ keyHash }).where(eq(x.id, id)).returning({ id: x.id });
}

/** Of somebody who is gone nothing says whose acts and appeals they were; what they wrote for others stays without a name. */
export async function forgetPerson(tx: Tx, accountId: number): Promise<void> {
  const { acts: x, appeals: b } = tx.t;
  await tx.q.update(b).set({ accountId: null, words: '' }).where(eq(b.accountId, accountId)).returning({ id: b.id });
  await tx.q.update(b).set({ decidedBy: null }).where(eq(b.decidedBy, accountId)).returning({ id: b.id });
  await tx.q.update(x).set({ accountId: null, note: '' }).where(eq(x.accountId, accountId)).returning({ id: x.id });
  await tx.q.update(x).set({ actorId: null }).where(eq(x.actorId, accountId)).returning({ id: x.id });
}

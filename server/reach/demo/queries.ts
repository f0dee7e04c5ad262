import { STAFF } from '../../rules/roles.ts';
import { and, eq, inArray, isNull, ne, notInArray, or, sql } from 'drizzle-orm';
import { isPublicPost } from '../../platform/audience/scope-queries.ts';
import { deleteLabelsOfSource } from '../../platform/store/examples.ts';
import { searchIndex } from '../../platform/store/search.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { forgetJoinLinksOf } from './join-link-queries.ts';
import { deleteMessagesOf } from './message-queries.ts';
import { deletePollsOf } from './poll-queries.ts';

type Source = Pick<Tx, 'q' | 't'>;

/** The accounts of a source, as far as nobody claimed them. */
const accountsOf = ({ q, t: { accounts: a } }: Source, source: string) =>
  q
    .select({ id: a.id })
    .from(a)
    .where(and(eq(a.source, source), isNull(a.passwordHash)));

/** What came with the source goes; what others began in its spaces stays. */
const threadsOf = ({ q, t: { threads: h } }: Source, source: string) =>
  q.select({ id: h.id }).from(h).where(eq(h.source, source));

/** Posts of others in the threads of a source. */
const othersIn = (conn: Source, source: string) => {
  const { posts: p } = conn.t;
  const isTheirs = or(isNull(p.authorId), notInArray(p.authorId, accountsOf(conn, source)));
  return and(inArray(p.threadId, threadsOf(conn, source)), isTheirs);
};

const count = sql<number>`count(*)`.mapWith(Number);

/** How much came with a source. */
export async function sizeOf(conn: Conn, source: string) {
  const { spaces: s, threads: h, posts: p } = conn.t;
  const [spaces] = await conn.q.select({ count }).from(s).where(eq(s.source, source));
  const [threads] = await conn.q.select({ count }).from(h).where(eq(h.source, source));
  const [posts] = await conn.q.select({ count }).from(p).where(eq(p.source, source));
  return { spaces: spaces!.count, threads: threads!.count, posts: posts!.count };
}

/** What others wrote into the threads of a source, by thread: it goes with them. */
export async function writtenInto(conn: Conn, source: string) {
  const { posts: p, threads: h } = conn.t;
  return conn.q
    .select({ id: h.id, slug: h.slug, title: h.title, posts: count })
    .from(p)
    .innerJoin(h, eq(h.id, p.threadId))
    .where(othersIn(conn, source))
    .groupBy(h.id, h.slug, h.title)
    .orderBy(h.id);
}

/** Threads that others began in the spaces of a source, and the spaces: these stay. */
export async function begunIn(conn: Conn, source: string) {
  const { threads: h, spaces: s } = conn.t;
  return conn.q
    .select({ id: h.id, slug: h.slug, title: h.title, spaceId: s.id })
    .from(h)
    .innerJoin(s, eq(s.id, h.spaceId))
    .where(and(eq(s.source, source), or(isNull(h.source), ne(h.source, source))))
    .orderBy(h.id);
}

/** Posts of others that go with the threads of a source, as far as they were of help. */
export async function helpIn(tx: Tx, source: string) {
  const { posts: p, threads: h } = tx.t;
  return tx.q
    .select({
      ...{ authorId: p.authorId, acceptedAt: p.acceptedAt, workedCount: p.workedCount, helpfulCount: p.helpfulCount },
      ...{ spaceId: h.spaceId, askerId: h.authorId },
    })
    .from(p)
    .innerJoin(h, eq(h.id, p.threadId))
    .where(and(othersIn(tx, source), isPublicPost()));
}

/** Deletes the cases about what goes, and what was said in them; others lose those who go. */
async function deleteCases(tx: Tx, source: string): Promise<void> {
  const { cases: c, reports: q, notices: n, spaces: s } = tx.t;
  const threadIds = threadsOf(tx, source);
  const accountIds = accountsOf(tx, source);
  const spaceIds = tx.q.select({ id: s.id }).from(s).where(eq(s.source, source));
  const about = or(
    inArray(c.threadId, threadIds),
    and(eq(c.target, 'member'), inArray(c.subjectId, accountIds)),
    and(eq(c.target, 'space'), inArray(c.subjectId, spaceIds)),
  );
  const caseIds = tx.q.select({ id: c.id }).from(c).where(about);
  const reportIds = tx.q.select({ id: q.id }).from(q).where(inArray(q.caseId, caseIds));
  await tx.q.delete(n).where(inArray(n.reportId, reportIds));
  await tx.q.delete(q).where(inArray(q.caseId, caseIds));
  await tx.q.delete(c).where(about);
  for (const column of ['reporterId', 'decidedBy'] as const)
    await tx.q
      .update(q)
      .set({ [column]: null })
      .where(inArray(q[column], accountIds));
  for (const column of ['accountId', 'claimedBy', 'decidedBy'] as const)
    await tx.q
      .update(c)
      .set({ [column]: null })
      .where(inArray(c[column], accountIds));
}

/** Nominations in its spaces and of its people, and what moderators noted about these. */
async function deleteNominations(tx: Tx, source: string): Promise<void> {
  const { nominations: x, nominationSeconds: y, ballots: b, personNotes: n, spaces: s } = tx.t;
  const spaceIds = tx.q.select({ id: s.id }).from(s).where(eq(s.source, source));
  const accountIds = accountsOf(tx, source);
  const gone = or(inArray(x.spaceId, spaceIds), inArray(x.nomineeId, accountIds));
  const ids = tx.q.select({ id: x.id }).from(x).where(gone);
  await tx.q.delete(y).where(or(inArray(y.nominationId, ids), inArray(y.accountId, accountIds)));
  await tx.q.delete(b).where(or(inArray(b.nominationId, ids), inArray(b.accountId, accountIds)));
  await tx.q.delete(x).where(gone);
  for (const column of ['nominatorId', 'objectorId'] as const)
    await tx.q
      .update(x)
      .set({ [column]: null })
      .where(inArray(x[column], accountIds));
  await tx.q.delete(n).where(or(inArray(n.accountId, accountIds), inArray(n.spaceId, spaceIds)));
  await tx.q.update(n).set({ authorId: null }).where(inArray(n.authorId, accountIds));
}

/** What moderators did with it and to its people, and what was said against that. */
async function deleteActs(tx: Tx, source: string): Promise<void> {
  const { acts: x, appeals: b, postPlaces: s, silences: n, posts: p } = tx.t;
  const threadIds = threadsOf(tx, source);
  const accountIds = accountsOf(tx, source);
  const postIds = tx.q.select({ id: p.id }).from(p).where(inArray(p.threadId, threadIds));
  const about = or(
    ...[inArray(x.threadId, threadIds), inArray(x.postId, postIds)],
    ...[inArray(x.accountId, accountIds), inArray(x.actorId, accountIds)],
  );
  const actIds = tx.q.select({ id: x.id }).from(x).where(about);
  await tx.q.delete(b).where(inArray(b.actId, actIds));
  await tx.q.update(b).set({ decidedBy: null }).where(inArray(b.decidedBy, accountIds));
  await tx.q.delete(x).where(about);
  await tx.q.delete(s).where(or(inArray(s.threadId, threadIds), inArray(s.postId, postIds)));
  await tx.q.delete(n).where(inArray(n.accountId, accountIds));
}

/** What was told of it, and to its people; how far it was read, and what of it is kept; whom it names. */
async function deleteTold(tx: Tx, source: string): Promise<void> {
  const { notifications: n, threadReads: r, mentions: m, follows: w, posts: p, bookmarks: k, pushDevices: d } = tx.t;
  const { savedSearches: q } = tx.t;
  const threadIds = threadsOf(tx, source);
  const accountIds = accountsOf(tx, source);
  const postIds = tx.q.select({ id: p.id }).from(p).where(inArray(p.threadId, threadIds));
  await tx.q
    .delete(n)
    .where(or(inArray(n.threadId, threadIds), inArray(n.accountId, accountIds), inArray(n.actorId, accountIds)));
  await tx.q.delete(r).where(or(inArray(r.threadId, threadIds), inArray(r.accountId, accountIds)));
  await tx.q.delete(k).where(or(inArray(k.postId, postIds), inArray(k.accountId, accountIds)));
  await tx.q.delete(d).where(inArray(d.accountId, accountIds));
  await tx.q.delete(q).where(inArray(q.accountId, accountIds));
  await tx.q.delete(m).where(or(inArray(m.postId, postIds), inArray(m.accountId, accountIds)));
  await tx.q.delete(w).where(and(eq(w.kind, 'thread'), inArray(w.targetId, threadIds)));
}

/** Deletes everything that hangs on threads. */
async function deleteThreads(tx: Tx, source: string): Promise<void> {
  const { threads: h, posts: p, marks: m, revisions: r, threadTags: x, threadLinks: l, exceptions: o } = tx.t;
  const { drafts: d, thanks: k, invitations: i, participants: y, pictures: z } = tx.t;
  const { waitingPosts: v, postFiles: f } = tx.t;
  const threadIds = threadsOf(tx, source);
  const accountIds = accountsOf(tx, source);
  await deleteCases(tx, source);
  const postIds = tx.q.select({ id: p.id }).from(p).where(inArray(p.threadId, threadIds));
  for (const { id } of await postIds) await searchIndex(tx).remove(tx, id);
  await tx.q.delete(m).where(or(inArray(m.threadId, threadIds), inArray(m.accountId, accountIds)));
  await deleteLabelsOfSource(tx, source);
  await tx.q.delete(o).where(inArray(o.postId, postIds));
  await tx.q.delete(k).where(or(inArray(k.postId, postIds), inArray(k.accountId, accountIds)));
  await deleteActs(tx, source);
  await deleteTold(tx, source);
  await deleteMessagesOf(tx, accountIds);
  await tx.q.delete(d).where(or(inArray(d.threadId, threadIds), inArray(d.accountId, accountIds)));
  await tx.q.delete(v).where(or(inArray(v.threadId, threadIds), inArray(v.accountId, accountIds)));
  await tx.q
    .delete(i)
    .where(or(inArray(i.threadId, threadIds), inArray(i.inviteeId, accountIds), inArray(i.inviterId, accountIds)));
  await tx.q.delete(y).where(or(inArray(y.threadId, threadIds), inArray(y.accountId, accountIds)));
  await tx.q.delete(z).where(or(inArray(z.postId, postIds), inArray(z.ownerId, accountIds)));
  await tx.q.delete(f).where(or(inArray(f.postId, postIds), inArray(f.ownerId, accountIds)));
  await tx.q.delete(r).where(inArray(r.postId, postIds));
  await tx.q.delete(tx.t.openPosts).where(inArray(tx.t.openPosts.postId, postIds));
  await deletePollsOf(tx, { postIds, accountIds });
  await tx.q.delete(tx.t.postLinks).where(inArray(tx.t.postLinks.postId, postIds));
  await tx.q.delete(x).where(inArray(x.threadId, threadIds));
  await tx.q.delete(l).where(or(inArray(l.fromId, threadIds), inArray(l.toId, threadIds)));
  await tx.q.delete(p).where(inArray(p.threadId, threadIds));
  // A thread that became part of one of these leads nowhere then.
  await tx.q.update(h).set({ movedToId: null }).where(inArray(h.movedToId, threadIds));
  await tx.q.delete(h).where(eq(h.source, source));
}

/** Deletes the spaces of a source but for those in which something is left: these are the forum's own from now on. */
async function deleteSpaces(tx: Tx, source: string): Promise<void> {
  const { spaces: s, threads: h, threadTags: x, tags: g, helpers: e, follows: w, memberships: u, spaceRoles: v } = tx.t;
  const used = tx.q.selectDistinct({ id: h.spaceId }).from(h);
  const all = await tx.q.select({ id: s.id }).from(s).where(eq(s.source, source));
  const ids = all.map(({ id }) => id);
  await tx.q
    .update(s)
    .set({ source: null })
    .where(and(eq(s.source, source), inArray(s.id, used)));
  const spaceIds = tx.q.select({ id: s.id }).from(s).where(eq(s.source, source));
  const accountIds = accountsOf(tx, source);
  const unused = notInArray(g.id, tx.q.selectDistinct({ id: x.tagId }).from(x));
  const tagIds = tx.q
    .select({ id: g.id })
    .from(g)
    .where(and(inArray(g.spaceId, ids), unused));
  await tx.q
    .delete(w)
    .where(
      or(
        inArray(w.accountId, accountIds),
        and(eq(w.kind, 'space'), inArray(w.targetId, spaceIds)),
        and(eq(w.kind, 'tag'), inArray(w.targetId, tagIds)),
        and(eq(w.kind, 'member'), inArray(w.targetId, accountIds)),
      ),
    );
  await tx.q.delete(g).where(and(inArray(g.spaceId, ids), unused));
  await tx.q.delete(e).where(or(inArray(e.spaceId, spaceIds), inArray(e.accountId, accountIds)));
  await tx.q.delete(u).where(or(inArray(u.spaceId, spaceIds), inArray(u.accountId, accountIds)));
  await tx.q.delete(v).where(or(inArray(v.spaceId, spaceIds), inArray(v.accountId, accountIds)));
  const { joinRequests: j, seconds: c, spaceTemplates: o } = tx.t;
  await tx.q.delete(o).where(inArray(o.spaceId, spaceIds));
  await tx.q.delete(tx.t.notifications).where(inArray(tx.t.notifications.spaceId, spaceIds));
  await tx.q.delete(j).where(or(inArray(j.spaceId, spaceIds), inArray(j.accountId, accountIds)));
  await tx.q.delete(c).where(inArray(c.accountId, accountIds));
  await deleteNominations(tx, source);
  await tx.q.delete(s).where(eq(s.source, source));
}

/** Deletes the brands of a source; whoever spoke for one is a member again. */
async function deleteBrands(tx: Tx, source: string): Promise<void> {
  const { accounts: a, brands: b, grants: n } = tx.t;
  const brandIds = tx.q.select({ id: b.id }).from(b).where(eq(b.source, source));
  const spoke = await tx.q.select({ id: n.accountId }).from(n).where(inArray(n.brandId, brandIds));
  await tx.q.delete(n).where(or(inArray(n.brandId, brandIds), inArray(n.accountId, accountsOf(tx, source))));
  for (const { id } of spoke)
    await tx.q
      .update(a)
      .set({ role: 'member' })
      .where(and(eq(a.id, id), eq(a.role, STAFF)));
  await tx.q.delete(b).where(eq(b.source, source));
}

/**
 * Deletes what came with a source: its threads with all that is in them, its spaces where nothing else is left, its
 * brands, and its accounts, which nobody can sign in to.
 */
export async function deleteSource(tx: Tx, source: string): Promise<void> {
  const { accounts: a, claims: c, posts: p, threads: h, postPlaces: s, revisions: r } = tx.t;
  await deleteThreads(tx, source);
  await deleteSpaces(tx, source);
  await deleteBrands(tx, source);
  const accountIds = accountsOf(tx, source);
  // What moderators made part of another thread, or a thread of its own, stays there, under the name that it had.
  for (const written of [p, h])
    await tx.q
      .update(written)
      .set({
        authorLabel: sql`(select "name" from "accounts" where "accounts"."id" = ${written.authorId})`,
        authorId: null,
      })
      .where(inArray(written.authorId, accountIds));
  for (const hidden of [p, h])
    await tx.q.update(hidden).set({ hiddenBy: null }).where(inArray(hidden.hiddenBy, accountIds));
  for (const said of [p, s]) await tx.q.update(said).set({ toId: null }).where(inArray(said.toId, accountIds));
  await tx.q.update(r).set({ editorId: null }).where(inArray(r.editorId, accountIds));
  await tx.q.delete(c).where(inArray(c.importedId, accountIds));
  await forgetJoinLinksOf(tx, accountIds);
  await tx.q.delete(a).where(inArray(a.id, accountIds));
}

const HOUR = 3_600_000;
/** The example's marks were set within some weeks after the posts, and not all in the moment when it was loaded. */
const SPREAD_HOURS = 900;
const ACCEPTED_AFTER = 30 * HOUR;

/** Gives marks on the posts of a source times that fit the posts. @returns the posts that were accepted */
export async function ageMarks(tx: Tx, source: string): Promise<{ postId: number; threadId: number }[]> {
  const { marks: m, posts: p } = tx.t;
  const written = sql`(select "created_at" from "posts" where "posts"."id" = ${m.postId})`;
  const later = sql`case when ${m.kind} = 'accept' then cast(${ACCEPTED_AFTER} as bigint)
    else cast((${m.accountId} * 37 + ${m.postId} * 11) % ${SPREAD_HOURS} + 1 as bigint) * ${HOUR} end`;
  const aged = await tx.q
    .update(m)
    .set({
      at: sql`case when ${written} + ${later} < ${tx.now} then ${written} + ${later} else ${tx.now} end`,
      isOnProbation: false,
    })
    .where(inArray(m.postId, tx.q.select({ id: p.id }).from(p).where(eq(p.source, source))))
    .returning({ postId: m.postId, threadId: m.threadId, kind: m.kind });
  return aged.filter(({ kind }) => kind === 'accept');
}

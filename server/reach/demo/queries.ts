import { STAFF } from '../../rules/roles.ts';
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { deleteLabelsOfSource } from '../../platform/store/examples.ts';
import { searchIndex } from '../../platform/store/search.ts';
import type { Tx } from '../../platform/store/store.ts';

/** Deletes the spaces of a source with everything in them, and its accounts, which nobody can sign in to. */
export async function deleteSource(tx: Tx, source: string): Promise<void> {
  const {
    spaces: s,
    threads: h,
    posts: p,
    marks: m,
    revisions: r,
    threadTags: x,
    threadLinks: l,
    tags: g,
    helpers: e,
    accounts: a,
    claims: c,
    exceptions: o,
    drafts: d,
    thanks: k,
    reports: q,
    invitations: i,
    brands: b,
    grants: n,
    follows: w,
    participants: y,
    pictures: z,
    memberships: u,
    spaceRoles: v,
  } = tx.t;
  const spaceIds = tx.q.select({ id: s.id }).from(s).where(eq(s.source, source));
  const threadIds = tx.q.select({ id: h.id }).from(h).where(inArray(h.spaceId, spaceIds));
  const postIds = tx.q.select({ id: p.id }).from(p).where(inArray(p.threadId, threadIds));
  const accountIds = tx.q
    .select({ id: a.id })
    .from(a)
    .where(and(eq(a.source, source), isNull(a.passwordHash)));
  for (const { id } of await postIds) await searchIndex(tx).remove(tx, id);
  await tx.q.delete(m).where(or(inArray(m.threadId, threadIds), inArray(m.accountId, accountIds)));
  await deleteLabelsOfSource(tx, source);
  await tx.q.delete(o).where(inArray(o.postId, postIds));
  await tx.q.delete(k).where(or(inArray(k.postId, postIds), inArray(k.accountId, accountIds)));
  await tx.q.delete(q).where(inArray(q.postId, postIds));
  await tx.q.delete(d).where(or(inArray(d.threadId, threadIds), inArray(d.accountId, accountIds)));
  await tx.q
    .delete(i)
    .where(or(inArray(i.threadId, threadIds), inArray(i.inviteeId, accountIds), inArray(i.inviterId, accountIds)));
  await tx.q.delete(y).where(or(inArray(y.threadId, threadIds), inArray(y.accountId, accountIds)));
  await tx.q.delete(z).where(or(inArray(z.postId, postIds), inArray(z.ownerId, accountIds)));
  const tagIds = tx.q.select({ id: g.id }).from(g).where(inArray(g.spaceId, spaceIds));
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
  await tx.q.delete(r).where(inArray(r.postId, postIds));
  await tx.q.delete(x).where(inArray(x.threadId, threadIds));
  await tx.q.delete(l).where(or(inArray(l.fromId, threadIds), inArray(l.toId, threadIds)));
  await tx.q.delete(p).where(inArray(p.threadId, threadIds));
  // A thread of another space that became part of one of these leads nowhere then.
  await tx.q.update(h).set({ movedToId: null }).where(inArray(h.movedToId, threadIds));
  await tx.q.delete(h).where(inArray(h.spaceId, spaceIds));
  await tx.q.delete(g).where(inArray(g.spaceId, spaceIds));
  await tx.q.delete(e).where(or(inArray(e.spaceId, spaceIds), inArray(e.accountId, accountIds)));
  await tx.q.delete(u).where(or(inArray(u.spaceId, spaceIds), inArray(u.accountId, accountIds)));
  await tx.q.delete(v).where(or(inArray(v.spaceId, spaceIds), inArray(v.accountId, accountIds)));
  await tx.q.delete(s).where(eq(s.source, source));
  await tx.q.delete(c).where(inArray(c.importedId, accountIds));
  const brandIds = tx.q.select({ id: b.id }).from(b).where(eq(b.source, source));
  const spoke = await tx.q.select({ id: n.accountId }).from(n).where(inArray(n.brandId, brandIds));
  await tx.q.delete(n).where(or(inArray(n.brandId, brandIds), inArray(n.accountId, accountIds)));
  // Whoever spoke for an example's brand is a member again.
  for (const { id } of spoke)
    await tx.q
      .update(a)
      .set({ role: 'member' })
      .where(and(eq(a.id, id), eq(a.role, STAFF)));
  await tx.q.delete(b).where(eq(b.source, source));
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

import {
  and,
  asc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  min,
  not,
  notInArray,
  or,
  sql,
} from 'drizzle-orm';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';

/** A post as far as its links matter; null where not everybody may read it. */
export async function linkingPost(conn: Conn, id: number) {
  const [row] = await conn
    .prepared('linking post', (q, { posts: p, threads: t, postLabels: l }) =>
      q
        .select({ html: p.html, stakes: p.stakes, labelOf: l.postId })
        .from(p)
        .innerJoin(t, eq(t.id, p.threadId))
        .leftJoin(l, eq(l.postId, p.id))
        .where(and(eq(p.id, sql.placeholder('id')), postsFor(conn, EVERYBODY, 'standing'))),
    )
    .execute({ id });
  if (!row) return null;
  const { labelOf, ...post } = row;
  return { ...post, isLabelled: labelOf !== null };
}

/** Makes the links that a post holds these. */
export async function setLinks(tx: Tx, postId: number, links: { address: string; host: string }[]): Promise<void> {
  const { linkPreviews: p, postLinks: l } = tx.t;
  // In one order, so that two posts with the same links do not wait for each other.
  const rows = links.toSorted((a, b) => (a.address < b.address ? -1 : 1));
  for (const row of rows)
    await tx.q
      .insert(p)
      .values({ ...row, dueAt: tx.now, createdAt: tx.now })
      .onConflictDoNothing();
  const addresses = rows.map(({ address }) => address);
  const held = await tx.q
    .select({ id: p.id })
    .from(p)
    .where(oneOf(tx, p.address, addresses));
  const ids = held.map(({ id }) => id);
  await tx.q
    .delete(l)
    .where(and(eq(l.postId, postId), not(oneOf(tx, l.previewId, ids))))
    .returning({ id: l.previewId });
  for (const previewId of ids) await tx.q.insert(l).values({ postId, previewId }).onConflictDoNothing();
}

/**
 * Takes some that are due, of each host the one that waits longest, so that no site is asked twice at once or twice in a
 * short while.
 */
export async function claimDue(tx: Tx, of: { limit: number; heldUntil: number; restMs: number }) {
  const { linkPreviews: p, postLinks: l } = tx.t;
  await oneAtATime(tx, 'link_previews');
  const busy = await tx.q
    .selectDistinct({ host: p.host })
    .from(p)
    .where(or(gt(p.heldUntil, tx.now), gt(p.lookedAt, tx.now - of.restMs)));
  const isHeld = exists(tx.q.select({ id: l.postId }).from(l).where(eq(l.previewId, p.id)));
  const hosts = busy.map(({ host }) => host);
  const isFree = hosts.length > 0 ? not(oneOf(tx, p.host, hosts)) : undefined;
  const due = await tx.q
    .select({ id: min(p.id), at: min(p.dueAt) })
    .from(p)
    .where(and(lte(p.dueAt, tx.now), or(isNull(p.heldUntil), lte(p.heldUntil, tx.now)), isFree, isHeld))
    .groupBy(p.host)
    .orderBy(asc(min(p.dueAt)))
    .limit(of.limit);
  return tx.q
    .update(p)
    .set({ heldUntil: of.heldUntil })
    .where(
      inArray(
        p.id,
        due.map(({ id }) => id!),
      ),
    )
    .returning();
}

export type DuePreview = Awaited<ReturnType<typeof claimDue>>[number];

/** Notes what came of looking. False where nobody holds it any more. */
export async function updatePreview(
  tx: Tx,
  id: number,
  values: Partial<Tx['t']['linkPreviews']['$inferInsert']>,
): Promise<boolean> {
  const { linkPreviews: p } = tx.t;
  const rows = await tx.q.update(p).set(values).where(eq(p.id, id)).returning({ id: p.id });
  return rows.length > 0;
}

/** The posts that hold one, at most so many. */
export async function postsHolding(conn: Conn, previewId: number, limit: number) {
  const { postLinks: l, posts: p, threads: t } = conn.t;
  return conn.q
    .select({ postId: p.id, threadId: t.id, spaceId: t.spaceId })
    .from(l)
    .innerJoin(p, eq(p.id, l.postId))
    .innerJoin(t, eq(t.id, p.threadId))
    .where(eq(l.previewId, previewId))
    .orderBy(asc(t.id), asc(p.id))
    .limit(limit);
}

/** Lets go of links in some posts that not everybody may read any more. @returns the last post looked at, null at the end */
export async function dropClosed(tx: Tx, after: number, limit: number): Promise<number | null> {
  const { postLinks: l, posts: p, threads: t } = tx.t;
  const rows = await tx.q
    .selectDistinct({ postId: l.postId })
    .from(l)
    .where(gt(l.postId, after))
    .orderBy(asc(l.postId))
    .limit(limit);
  const ids = rows.map(({ postId }) => postId);
  if (ids.length === 0) return null;
  const open = tx.q
    .select({ id: p.id })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(and(oneOf(tx, p.id, ids), postsFor(tx, EVERYBODY, 'standing')));
  await tx.q
    .delete(l)
    .where(and(oneOf(tx, l.postId, ids), notInArray(l.postId, open)))
    .returning({ id: l.postId });
  return ids.at(-1)!;
}

/** Forgets some that no post holds. @returns the names of their pictures, and how many went */
export async function deleteUnheld(tx: Tx, before: number, limit: number) {
  const { linkPreviews: p, postLinks: l } = tx.t;
  const isHeld = exists(tx.q.select({ id: l.postId }).from(l).where(eq(l.previewId, p.id)));
  const unheld = tx.q
    .select({ id: p.id })
    .from(p)
    .where(and(not(isHeld), lt(p.createdAt, before), or(isNull(p.heldUntil), lte(p.heldUntil, tx.now))))
    .limit(limit);
  const gone = await tx.q.delete(p).where(inArray(p.id, unheld)).returning({ picture: p.picture });
  return { count: gone.length, pictures: gone.flatMap(({ picture }) => picture ?? []) };
}

/** Those of these files that are a preview's picture. */
export async function knownPictures(conn: Conn, names: string[]): Promise<Set<string>> {
  const { linkPreviews: p } = conn.t;
  const rows = await conn.q
    .select({ name: sql<string>`${p.picture}` })
    .from(p)
    .where(and(isNotNull(p.picture), oneOf(conn, p.picture, names)));
  return new Set(rows.map(({ name }) => name));
}

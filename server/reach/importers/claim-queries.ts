import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** The claims that wait for an admin, oldest first. */
export async function openClaims(conn: Conn) {
  const { claims: c, accounts: a } = conn.t;
  const rows = await conn.q.select().from(c).where(eq(c.state, 'open')).orderBy(c.id);
  const ids = rows.flatMap((row) => [row.accountId, row.importedId]);
  const people =
    ids.length === 0
      ? []
      : await conn.q.select({ id: a.id, name: a.name, slug: a.slug }).from(a).where(inArray(a.id, ids));
  const byId = new Map(people.map((person) => [person.id, person]));
  return rows.map(({ id, accountId, importedId, evidence, createdAt }) => {
    const member = byId.get(accountId)!;
    const imported = byId.get(importedId)!;
    return {
      id,
      evidence,
      createdAt,
      memberName: member.name,
      memberSlug: member.slug,
      importedName: imported.name,
      importedSlug: imported.slug,
    };
  });
}

export type OpenClaim = Awaited<ReturnType<typeof openClaims>>[number];

export async function insertClaim(tx: Tx, values: { importedId: number; accountId: number; evidence: string }) {
  const { claims: c } = tx.t;
  await tx.q
    .insert(c)
    .values({ ...values, createdAt: tx.now })
    .onConflictDoUpdate({ target: [c.importedId, c.accountId], set: { evidence: values.evidence, state: 'open' } });
}

/** Decides an open claim; null when it is not open any more. */
export async function decideClaim(tx: Tx, id: number, state: 'granted' | 'refused', adminId: number) {
  const { claims: c } = tx.t;
  const [row] = await tx.q
    .update(c)
    .set({ state, decidedBy: adminId, decidedAt: tx.now })
    .where(and(eq(c.id, id), eq(c.state, 'open')))
    .returning();
  return row ?? null;
}

/** Gives everything one account wrote to another. @returns the threads that this touched */
export async function moveWritings(tx: Tx, from: number, to: number): Promise<number[]> {
  const { posts: p, threads: h, revisions: r, accounts: a, marks: m, pictures: f } = tx.t;
  const touched = await tx.q
    .selectDistinct({ id: p.threadId })
    .from(p)
    .where(or(inArray(p.authorId, [from, to]), eq(p.toId, from)));
  await tx.q.update(p).set({ authorId: to }).where(eq(p.authorId, from)).returning({ id: p.id });
  await tx.q.update(p).set({ toId: to }).where(eq(p.toId, from)).returning({ id: p.id });
  // What they said to themselves, under two names, was said to nobody.
  await tx.q
    .update(p)
    .set({ toId: null })
    .where(and(eq(p.authorId, to), eq(p.toId, to)))
    .returning({ id: p.id });
  await tx.q.update(h).set({ authorId: to }).where(eq(h.authorId, from)).returning({ id: h.id });
  await tx.q.update(r).set({ editorId: to }).where(eq(r.editorId, from)).returning({ postId: r.postId });
  await tx.q.update(f).set({ ownerId: to }).where(eq(f.ownerId, from)).returning({ id: f.id });
  // With the questions come the acceptances, which are their asker's to take back.
  await tx.q
    .update(m)
    .set({ accountId: to })
    .where(and(eq(m.accountId, from), eq(m.kind, 'accept')))
    .returning({ postId: m.postId });
  await tx.q.update(a).set({ mergedInto: to }).where(eq(a.id, from)).returning({ id: a.id });
  return touched.map((row) => row.id).sort((x, y) => x - y);
}

/** Takes away the marks that a member would now have on their own posts. @returns what they were on */
export async function deleteOwnMarks(tx: Tx, accountId: number) {
  const { marks: m, posts: p } = tx.t;
  const own = tx.q.select({ id: p.id }).from(p).where(eq(p.authorId, accountId));
  return tx.q
    .delete(m)
    .where(and(eq(m.accountId, accountId), inArray(m.kind, ['worked', 'helpful', 'me_too']), inArray(m.postId, own)))
    .returning({ postId: m.postId, kind: m.kind, threadId: m.threadId });
}

/** The post that was this one where it came from: `p12` of any import. Null when several imports have it. */
export async function importedPost(conn: Conn, externalId: string) {
  const { posts: p } = conn.t;
  const rows = await conn.q
    .select({ id: p.id, threadId: p.threadId, number: p.number })
    .from(p)
    .where(and(eq(p.externalId, externalId), isNotNull(p.source), sql`${p.source} like 'stackexchange:%'`))
    .limit(2);
  return rows.length === 1 ? rows[0]! : null;
}

export async function deleteClaimsOf(tx: Tx, accountId: number) {
  const { claims: c } = tx.t;
  await tx.q.delete(c).where(eq(c.accountId, accountId)).returning({ id: c.id });
}

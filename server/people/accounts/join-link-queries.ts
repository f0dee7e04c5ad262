/** Links by which people join, and who joined by which. */
import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { accountBy } from './queries.ts';

type NewRow = Pick<
  Tx['t']['joinLinks']['$inferInsert'],
  'secretHash' | 'madeBy' | 'note' | 'email' | 'uses' | 'expiresAt'
>;

/** @returns its number, and whether it is new: the same secret is the same link */
export async function insertJoinLink(tx: Tx, values: NewRow): Promise<{ id: number; isNew: boolean }> {
  const { joinLinks: l } = tx.t;
  const row = { ...values, usesLeft: values.uses, createdAt: tx.now };
  const [made] = await tx.q.insert(l).values(row).onConflictDoNothing({ target: l.secretHash }).returning({ id: l.id });
  if (made) return { id: made.id, isNew: true };
  const before = await joinLinkBy(tx, { secretHash: values.secretHash });
  return { id: before!.id, isNew: false };
}

export async function joinLinkBy(conn: Conn, by: { id: number } | { secretHash: string }) {
  const { joinLinks: l } = conn.t;
  const [row] = await conn.q
    .select()
    .from(l)
    .where('id' in by ? eq(l.id, by.id) : eq(l.secretHash, by.secretHash));
  return row ?? null;
}

/** Another secret is good for it from now on, and the one before no more. */
export async function keepJoinSecret(tx: Tx, id: number, secretHash: string): Promise<void> {
  const { joinLinks: l } = tx.t;
  await tx.q.update(l).set({ secretHash }).where(eq(l.id, id)).returning({ id: l.id });
}

/** Takes the address to which its letter goes; null where there is none, or no more. */
export async function takeAddressOf(tx: Tx, id: number): Promise<string | null> {
  const email = (await joinLinkBy(tx, { id }))?.email ?? null;
  const { joinLinks: l } = tx.t;
  if (email !== null) await tx.q.update(l).set({ email: null }).where(eq(l.id, id)).returning({ id: l.id });
  return email;
}

/** Takes one of its uses, while there is one: of two at once that want the last, one gets it. @returns whether it did */
export async function takeUse(tx: Tx, id: number): Promise<boolean> {
  const { joinLinks: l } = tx.t;
  const rows = await tx.q
    .update(l)
    .set({ usesLeft: sql`${l.usesLeft} - 1` })
    .where(and(eq(l.id, id), gt(l.usesLeft, 0), isNull(l.endedAt)))
    .returning({ id: l.id });
  return rows.length > 0;
}

/** Notes who joined by a link. */
export async function insertUse(tx: Tx, accountId: number, joinLinkId: number): Promise<void> {
  await tx.q.insert(tx.t.joinLinkUses).values({ accountId, joinLinkId, at: tx.now });
}

/** @returns whether it was not ended before */
export async function markEnded(tx: Tx, id: number): Promise<boolean> {
  const { joinLinks: l } = tx.t;
  const rows = await tx.q
    .update(l)
    .set({ endedAt: tx.now, email: null })
    .where(and(eq(l.id, id), isNull(l.endedAt)))
    .returning({ id: l.id });
  return rows.length > 0;
}

/** @property isOpen whether somebody may still ask to join by them @property before links made before this one */
export type WantedLinks = { isOpen: boolean; before: number | null };

/** The newest first. @param limit how many at most */
export async function listJoinLinks(conn: Conn, { isOpen, before }: WantedLinks, limit: number, now: number) {
  const { joinLinks: l, accounts: a } = conn.t;
  const state = isOpen
    ? and(gt(l.usesLeft, 0), isNull(l.endedAt), gt(l.expiresAt, now))
    : or(lte(l.usesLeft, 0), isNotNull(l.endedAt), lte(l.expiresAt, now));
  return conn.q
    .select({
      ...{ id: l.id, note: l.note, uses: l.uses, usesLeft: l.usesLeft },
      ...{ createdAt: l.createdAt, expiresAt: l.expiresAt, endedAt: l.endedAt, makerSlug: a.slug },
    })
    .from(l)
    .leftJoin(a, eq(a.id, l.madeBy))
    .where(and(state, before === null ? undefined : lt(l.id, before)))
    .orderBy(desc(l.id))
    .limit(limit);
}

export type ListedLink = Awaited<ReturnType<typeof listJoinLinks>>[number];

/** Who joined by these links and is still there, the newest first. */
export async function joinedBy(conn: Conn, ids: number[], limit: number) {
  const { joinLinkUses: u, accounts: a } = conn.t;
  if (ids.length === 0) return [];
  return conn.q
    .select({ joinLinkId: u.joinLinkId, slug: a.slug })
    .from(u)
    .innerJoin(a, eq(a.id, u.accountId))
    .where(and(inArray(u.joinLinkId, ids), isNull(a.erasedAt)))
    .orderBy(desc(u.at), desc(a.id))
    .limit(limit);
}

/**
 * What was noted about links that somebody made, or about one that was for them alone; an address that waits for its
 * letter. A note on a link for many is about all of them.
 */
export async function forgetNotesOf(tx: Tx, accountId: number): Promise<void> {
  const { joinLinks: l, joinLinkUses: u } = tx.t;
  const own = tx.q.select({ id: u.joinLinkId }).from(u).where(eq(u.accountId, accountId));
  const email = (await accountBy(tx, { id: accountId }))?.email;
  await tx.q
    .update(l)
    .set({ note: '', email: null })
    .where(or(eq(l.madeBy, accountId), and(inArray(l.id, own), eq(l.uses, 1)), email ? eq(l.email, email) : undefined))
    .returning({ id: l.id });
}

/** By which link somebody joined. */
export async function deleteUseOf(tx: Tx, accountId: number): Promise<void> {
  const { joinLinkUses: u } = tx.t;
  await tx.q.delete(u).where(eq(u.accountId, accountId)).returning({ id: u.accountId });
}

/** Who wants to join and has not yet shown that the address is theirs. */
import { and, desc, eq, gt, or } from 'drizzle-orm';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { accountBy } from './queries.ts';

const WAITS_MS = 24 * 3_600_000;

export async function insertSignUp(
  tx: Tx,
  values: { name: string; email: string; passwordHash: string; language: string; joinLinkId?: number | null },
): Promise<number> {
  const row = { ...values, createdAt: tx.now, expiresAt: tx.now + WAITS_MS };
  const [made] = await tx.q.insert(tx.t.signUps).values(row).returning({ id: tx.t.signUps.id });
  return made!.id;
}

export async function signUpById(conn: Conn, id: number) {
  const { signUps: s } = conn.t;
  const [row] = await conn.q.select().from(s).where(eq(s.id, id));
  return row ?? null;
}

export type SignUp = NonNullable<Awaited<ReturnType<typeof signUpById>>>;

/** Whoever waits under this link, while it is good. */
export async function signUpByLink(conn: Conn, linkHash: string, now: number): Promise<SignUp | null> {
  const { signUps: s } = conn.t;
  const [row] = await conn.q
    .select()
    .from(s)
    .where(and(eq(s.linkHash, linkHash), gt(s.expiresAt, now)));
  return row ?? null;
}

/** The last who wants to join with this address, or under this very name. */
export async function signUpOf(conn: Conn, who: string, now: number): Promise<SignUp | null> {
  const { signUps: s } = conn.t;
  const [row] = await conn.q
    .select()
    .from(s)
    .where(and(or(eq(s.email, who.toLowerCase()), eq(s.name, who)), gt(s.expiresAt, now)))
    .orderBy(desc(s.id))
    .limit(1);
  return row ?? null;
}

/** The link that was sent; one before it is good no more. */
export async function keepLink(tx: Tx, id: number, linkHash: string) {
  const { signUps: s } = tx.t;
  await tx.q.update(s).set({ linkHash }).where(eq(s.id, id)).returning({ id: s.id });
}

/** Nobody waits for this address any more. */
export async function deleteSignUps(tx: Tx, email: string) {
  const { signUps: s } = tx.t;
  await tx.q.delete(s).where(eq(s.email, email)).returning({ id: s.id });
}

/** Whatever waits for the address of somebody who is erased. */
export async function deleteSignUpsOf(tx: Tx, accountId: number) {
  const email = (await accountBy(tx, { id: accountId }))?.email;
  if (email) await deleteSignUps(tx, email);
}

/** Sessions and who they belong to. */
import { and, desc, eq, gt, inArray, notInArray, sql } from 'drizzle-orm';
import type { TokenScope } from '../../../shared/words.ts';
import { readerColumns } from '../audience/scope-queries.ts';
import type { Tables } from '../store/define.ts';
import type { Conn, Tx } from '../store/store.ts';

/** What pages, rules and actions need to know of a signed-in member. */
const viewerColumns = (t: Tables) => ({
  id: t.accounts.id,
  name: t.accounts.name,
  slug: t.accounts.slug,
  role: t.accounts.role,
  language: t.accounts.language,
  theme: t.accounts.theme,
  showsWriting: t.accounts.showsWriting,
  email: t.accounts.email,
  mailPausedAt: t.accounts.mailPausedAt,
  mailTimes: t.accounts.mailTimes,
  suspendedUntil: t.accounts.suspendedUntil,
  ...readerColumns(t),
});

/** Who is asking, also when the session's time is over. */
export async function viewerOfSession(conn: Conn, hash: string) {
  const [row] = await conn
    .prepared('viewer of session', (q, t) => {
      const { sessions: s, accounts: a } = t;
      return q
        .select({
          ...viewerColumns(t),
          scope: sql<TokenScope | null>`null`,
          sessionHash: s.hash,
          seenAt: s.seenAt,
          expiresAt: s.expiresAt,
        })
        .from(s)
        .innerJoin(a, eq(a.id, s.accountId))
        .where(eq(s.hash, sql.placeholder('hash')));
    })
    .execute({ hash });
  return row ?? null;
}

/** Who is signed in with these sessions, as far as they still stand; what pages need of them besides is not asked for. */
export async function readersOfSessions(conn: Conn, hashes: readonly string[], now: number) {
  const { sessions: s, accounts: a } = conn.t;
  return conn.q
    .select({ hash: s.hash, id: a.id, role: a.role, suspendedUntil: a.suspendedUntil, ...readerColumns(conn.t) })
    .from(s)
    .innerJoin(a, eq(a.id, s.accountId))
    .where(and(inArray(s.hash, [...hashes]), gt(s.expiresAt, now)));
}

export async function viewerOfToken(conn: Conn, hash: string, now: number) {
  const [row] = await conn
    .prepared('viewer of token', (q, t) => {
      const { tokens: k, accounts: a } = t;
      return q
        .select({
          ...viewerColumns(t),
          // A token of which nobody knows what it may do may only read.
          scope: sql<TokenScope>`coalesce(${k.scope}, 'read')`,
          sessionHash: sql<string>`''`,
          seenAt: k.createdAt,
        })
        .from(k)
        .innerJoin(a, eq(a.id, k.accountId))
        .where(and(eq(k.hash, sql.placeholder('hash')), eq(k.purpose, 'api'), gt(k.expiresAt, sql.placeholder('now'))));
    })
    .execute({ hash, now });
  return row ?? null;
}

export async function insertSession(tx: Tx, values: Tx['t']['sessions']['$inferInsert']) {
  await tx.q.insert(tx.t.sessions).values(values);
}

export async function touchSession(tx: Tx, hash: string, expiresAt: number) {
  const { sessions: s } = tx.t;
  await tx.q.update(s).set({ seenAt: tx.now, expiresAt }).where(eq(s.hash, hash)).returning({ hash: s.hash });
}

export async function deleteSession(tx: Tx, hash: string) {
  const { sessions: s } = tx.t;
  await tx.q.delete(s).where(eq(s.hash, hash)).returning({ hash: s.hash });
}

export async function deleteSessionsOf(tx: Tx, accountId: number) {
  const { sessions: s } = tx.t;
  await tx.q.delete(s).where(eq(s.accountId, accountId)).returning({ hash: s.hash });
}

/** Ends every session of everybody. @returns how many there were */
export async function endAllSessions(tx: Tx): Promise<number> {
  const { sessions: s } = tx.t;
  return (await tx.q.delete(s).returning({ hash: s.hash })).length;
}

/** Is this a browser in which the account was signed in before? */
export async function isKnownDevice(conn: Conn, hash: string, accountId: number): Promise<boolean> {
  const { knownDevices: d } = conn.t;
  const rows = await conn.q
    .select({ hash: d.hash })
    .from(d)
    .where(and(eq(d.hash, hash), eq(d.accountId, accountId)));
  return rows.length > 0;
}

export async function insertDevice(tx: Tx, values: Tx['t']['knownDevices']['$inferInsert']) {
  await tx.q.insert(tx.t.knownDevices).values(values);
}

/** Forgets the oldest browsers of an account beyond so many. */
export async function keepNewestDevices(tx: Tx, accountId: number, count: number) {
  const { knownDevices: d } = tx.t;
  const newest = tx.q
    .select({ hash: d.hash })
    .from(d)
    .where(eq(d.accountId, accountId))
    .orderBy(desc(d.expiresAt), d.hash)
    .limit(count);
  await tx.q
    .delete(d)
    .where(and(eq(d.accountId, accountId), notInArray(d.hash, newest)))
    .returning({ hash: d.hash });
}

export async function deleteDevicesOf(tx: Tx, accountId: number) {
  const { knownDevices: d } = tx.t;
  await tx.q.delete(d).where(eq(d.accountId, accountId)).returning({ hash: d.hash });
}

/** A browser that tells its member of things goes on doing so in the session that took the place of another. */
export async function carryPushDevice(tx: Tx, accountId: number, before: string, after: string) {
  const { pushDevices: d } = tx.t;
  await tx.q
    .update(d)
    .set({ sessionHash: after })
    .where(and(eq(d.sessionHash, before), eq(d.accountId, accountId)))
    .returning({ id: d.id });
}

/** Who may read and not speak. */
import { and, eq, gt, inArray, max, sql } from 'drizzle-orm';
import { AddaError } from '../../platform/errors.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { oneAtATime, withOthers } from '../../platform/store/transaction.ts';

/** Stands for every space. */
export const EVERYWHERE = 0;

const speechOf = (accountId: number) => `speech:${accountId}`;

/** Before somebody may speak no more: what they are about to say lands first, or is refused once this has landed. */
export const stopSpeech = (tx: Tx, accountId: number): Promise<void> => oneAtATime(tx, speechOf(accountId));

export async function setSilence(tx: Tx, accountId: number, spaceId: number, until: number): Promise<void> {
  await stopSpeech(tx, accountId);
  const { silences: s } = tx.t;
  await tx.q
    .insert(s)
    .values({ accountId, spaceId, until })
    .onConflictDoUpdate({ target: [s.accountId, s.spaceId], set: { until } });
}

/** @returns whether there was one that had not ended */
export async function deleteSilence(tx: Tx, accountId: number, spaceId: number): Promise<boolean> {
  const { silences: s } = tx.t;
  const gone = await tx.q
    .delete(s)
    .where(and(eq(s.accountId, accountId), eq(s.spaceId, spaceId)))
    .returning({ until: s.until });
  return gone.some(({ until }) => until > tx.now);
}

/** Until when somebody is silent in a space; null when they may speak. */
export async function silentUntil(conn: Conn, accountId: number, spaceId: number, now: number): Promise<number | null> {
  const { silences: s } = conn.t;
  const [row] = await conn.q
    .select({ until: max(s.until) })
    .from(s)
    .where(and(eq(s.accountId, accountId), inArray(s.spaceId, [EVERYWHERE, spaceId]), gt(s.until, now)));
  return row?.until ?? null;
}

/** The silences of somebody that have not ended, each with its space; null for everywhere. */
export async function silencesOf(conn: Conn, accountId: number, now: number) {
  const { silences: s, spaces } = conn.t;
  return conn.q
    .select({ spaceId: s.spaceId, until: s.until, slug: spaces.slug, name: spaces.name })
    .from(s)
    .leftJoin(spaces, eq(spaces.id, s.spaceId))
    .where(and(eq(s.accountId, accountId), gt(s.until, now)));
}

export type Silence = Awaited<ReturnType<typeof silencesOf>>[number];

/** Those of somebody that hold in a space. */
export const silencesIn = async (conn: Conn, accountId: number, spaceId: number, now: number): Promise<Silence[]> =>
  (await silencesOf(conn, accountId, now)).filter((one) => one.spaceId === EVERYWHERE || one.spaceId === spaceId);

/** Asked by whatever lets somebody speak in a space; it is so until the transaction has landed. @throws {AddaError} `silenced`, `suspended` */
export async function mustNotBeSilent(tx: Tx, accountId: number, spaceId: number): Promise<void> {
  const passed = withOthers(tx, speechOf(accountId));
  const asked = tx
    .prepared('speaks again', (q, { accounts: a }) =>
      q
        .select({
          suspended: a.suspendedUntil,
          silent: sql<number | null>`(select max(s."until") from "silences" s
            where s."account_id" = ${a.id} and s."space_id" in (${EVERYWHERE}, ${sql.placeholder('spaceId')}))`.mapWith(
            a.suspendedUntil,
          ),
        })
        .from(a)
        .where(eq(a.id, sql.placeholder('accountId'))),
    )
    .execute({ accountId, spaceId });
  const [[row]] = await Promise.all([asked, passed]);
  const wait = (until: number | null) => ({ retryAfter: Math.ceil(((until ?? 0) - tx.now) / 1_000) });
  const { suspended = null, silent = null } = row ?? {};
  if ((suspended ?? 0) > tx.now) throw new AddaError('suspended', wait(suspended));
  if ((silent ?? 0) > tx.now) throw new AddaError('silenced', wait(silent));
}

/** What somebody who is gone leaves of it. */
export async function deleteSilencesOf(tx: Tx, accountId: number): Promise<void> {
  await tx.q.delete(tx.t.silences).where(eq(tx.t.silences.accountId, accountId));
}

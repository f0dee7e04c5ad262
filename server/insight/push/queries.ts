/** The devices that members are told on, and what waits to be sent to them. */
import { and, asc, desc, eq, exists, gt, inArray, isNotNull, lt, lte, notExists, notInArray, sql } from 'drizzle-orm';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** A session that still stands, of the account that the device is of. */
function standingSession(conn: Conn, now: number) {
  const { pushDevices: d, sessions: s } = conn.t;
  return conn.q
    .select({ one: sql`1` })
    .from(s)
    .where(and(eq(s.hash, d.sessionHash), eq(s.accountId, d.accountId), gt(s.expiresAt, now)));
}

/** A member's devices, the newest first. */
export async function devicesOf(conn: Conn, accountId: number, now: number) {
  const { pushDevices: d, sessions: s } = conn.t;
  return conn.q
    .select({ id: d.id, endpoint: d.endpoint, userAgent: s.userAgent, createdAt: d.createdAt, sessionHash: s.hash })
    .from(d)
    .innerJoin(s, and(eq(s.hash, d.sessionHash), eq(s.accountId, d.accountId)))
    .where(and(eq(d.accountId, accountId), gt(s.expiresAt, now)))
    .orderBy(desc(d.createdAt), desc(d.id));
}

export type Device = Awaited<ReturnType<typeof devicesOf>>[number];

export async function deviceAt(conn: Conn, endpoint: string) {
  const { pushDevices: d } = conn.t;
  const [row] = await conn.q.select().from(d).where(eq(d.endpoint, endpoint));
  return row ?? null;
}

type NewDevice = Tx['t']['pushDevices']['$inferInsert'];

/** Puts a device in the place of the one that was at this address, or had this session. */
export async function putDevice(tx: Tx, values: Omit<NewDevice, 'createdAt'>): Promise<void> {
  const { pushDevices: d } = tx.t;
  await deleteDevices(tx, await idsWhere(tx, eq(d.endpoint, values.endpoint)));
  await deleteDevices(tx, await idsWhere(tx, eq(d.sessionHash, values.sessionHash)));
  await tx.q.insert(d).values({ ...values, createdAt: tx.now });
}

async function idsWhere(tx: Tx, where: ReturnType<typeof and>): Promise<number[]> {
  const { pushDevices: d } = tx.t;
  return (await tx.q.select({ id: d.id }).from(d).where(where)).map(({ id }) => id);
}

/** Forgets devices, and what waits for them. */
async function deleteDevices(tx: Tx, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  const { pushDevices: d, pushQueue: u } = tx.t;
  await tx.q.delete(u).where(inArray(u.deviceId, ids)).returning({ id: u.id });
  await tx.q.delete(d).where(inArray(d.id, ids)).returning({ id: d.id });
}

export async function deleteDevice(tx: Tx, accountId: number, id: number): Promise<void> {
  const { pushDevices: d } = tx.t;
  await deleteDevices(tx, await idsWhere(tx, and(eq(d.accountId, accountId), eq(d.id, id))));
}

export async function deleteDevicesOf(tx: Tx, accountId: number): Promise<void> {
  await deleteDevices(tx, await idsWhere(tx, eq(tx.t.pushDevices.accountId, accountId)));
}

/** Forgets all but the newest devices of a member. */
export async function keepNewestDevices(tx: Tx, accountId: number, count: number): Promise<void> {
  const { pushDevices: d } = tx.t;
  const newest = tx.q
    .select({ id: d.id })
    .from(d)
    .where(eq(d.accountId, accountId))
    .orderBy(desc(d.createdAt), desc(d.id))
    .limit(count);
  await deleteDevices(tx, await idsWhere(tx, and(eq(d.accountId, accountId), notInArray(d.id, newest))));
}

const DELETED_TOGETHER = 500;

/** Forgets devices in which nobody is signed in any more. */
export async function deleteSignedOut(tx: Tx): Promise<void> {
  const ids = await idsWhere(tx, notExists(standingSession(tx, tx.now)));
  for (let i = 0; i < ids.length; i += DELETED_TOGETHER) await deleteDevices(tx, ids.slice(i, i + DELETED_TOGETHER));
}

/** What is due, the first of each device: who has many that are slow keeps nobody else waiting. */
export async function duePushes(conn: Conn, now: number, limit: number) {
  const { pushQueue: u, pushDevices: d } = conn.t;
  const first = conn.q
    .select({ id: sql<number>`min(${u.id})`.as('first_id') })
    .from(u)
    .where(lte(u.dueAt, now))
    .groupBy(u.deviceId);
  return conn.q
    .select({
      id: u.id,
      deviceId: u.deviceId,
      accountId: d.accountId,
      notificationId: u.notificationId,
      attempts: u.attempts,
    })
    .from(u)
    .leftJoin(d, eq(d.id, u.deviceId))
    .where(inArray(u.id, first))
    .orderBy(asc(u.dueAt), asc(u.id))
    .limit(limit);
}

export type DuePush = Awaited<ReturnType<typeof duePushes>>[number];

/** Takes a message for sending, so that no other process sends it meanwhile. False when another has it. */
export async function claimPush(tx: Tx, { id, attempts }: DuePush, untilMs: number): Promise<boolean> {
  const { pushQueue: u } = tx.t;
  const rows = await tx.q
    .update(u)
    .set({ attempts: attempts + 1, dueAt: untilMs })
    .where(and(eq(u.id, id), eq(u.attempts, attempts), lte(u.dueAt, tx.now)))
    .returning({ id: u.id });
  return rows.length > 0;
}

/** A device in which its member is still signed in, with how they wish to be told; null where there is none. */
export async function deviceToTell(conn: Conn, id: number, now: number) {
  const { pushDevices: d, accounts: a } = conn.t;
  const [row] = await conn.q
    .select({
      id: d.id,
      accountId: d.accountId,
      endpoint: d.endpoint,
      keys: { p256dh: d.p256dh, auth: d.auth },
      language: a.language,
      kinds: a.pushKinds,
      times: a.mailTimes,
    })
    .from(d)
    .innerJoin(a, eq(a.id, d.accountId))
    .where(
      and(
        eq(d.id, id),
        exists(standingSession(conn, now)),
        sql`${a.erasedAt} is null`,
        sql`coalesce(${a.suspendedUntil}, 0) <= ${now}`,
      ),
    );
  return row ?? null;
}

/** How messages to devices go, in figures. */
export async function pushFigures(conn: Conn, now: number) {
  const { pushDevices: d, pushQueue: u } = conn.t;
  const countOf = sql<number>`count(*)`.mapWith(Number);
  const [devices] = await conn.q
    .select({ count: countOf })
    .from(d)
    .where(exists(standingSession(conn, now)));
  const [waiting] = await conn.q.select({ count: countOf }).from(u);
  const [retried] = await conn.q.select({ count: countOf }).from(u).where(isNotNull(u.lastError));
  return { devices: devices!.count, waiting: waiting!.count, retried: retried!.count };
}

export async function deletePush(tx: Tx, id: number): Promise<void> {
  const { pushQueue: u } = tx.t;
  await tx.q.delete(u).where(eq(u.id, id)).returning({ id: u.id });
}

export async function putOffPush(
  tx: Tx,
  id: number,
  later: { dueAt: number; attempts: number; lastError?: string },
): Promise<void> {
  const { pushQueue: u } = tx.t;
  await tx.q.update(u).set(later).where(eq(u.id, id)).returning({ id: u.id });
}

/** All that waits for a device waits until then, and no more of it than the newest. */
export async function putOffDevice(tx: Tx, deviceId: number, dueAt: number, most: number): Promise<void> {
  const { pushQueue: u } = tx.t;
  const newest = tx.q.select({ id: u.id }).from(u).where(eq(u.deviceId, deviceId)).orderBy(desc(u.id)).limit(most);
  await tx.q
    .delete(u)
    .where(and(eq(u.deviceId, deviceId), notInArray(u.id, newest)))
    .returning({ id: u.id });
  await tx.q
    .update(u)
    .set({ dueAt })
    .where(and(eq(u.deviceId, deviceId), lt(u.dueAt, dueAt)))
    .returning({ id: u.id });
}

/** Counts what a device's service refused for good; after so many in a row the device is forgotten. */
export async function countRefusal(tx: Tx, deviceId: number, most: number): Promise<void> {
  const { pushDevices: d } = tx.t;
  const [row] = await tx.q
    .update(d)
    .set({ refusals: sql`${d.refusals} + 1` })
    .where(eq(d.id, deviceId))
    .returning({ refusals: d.refusals });
  if (row && row.refusals >= most) await deleteDevices(tx, [deviceId]);
}

export async function forgetRefusals(tx: Tx, deviceId: number): Promise<void> {
  const { pushDevices: d } = tx.t;
  await tx.q
    .update(d)
    .set({ refusals: 0 })
    .where(and(eq(d.id, deviceId), gt(d.refusals, 0)))
    .returning({ id: d.id });
}

export const forgetDevice = (tx: Tx, id: number): Promise<void> => deleteDevices(tx, [id]);

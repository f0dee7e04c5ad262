/** How mail goes, in figures, for those who run the forum: no address is among them. */
import { and, asc, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { MAIL_RETRY } from '../../rules/retry.ts';
import type { Conn, Tx } from '../store/store.ts';

const waits = ({ t }: Conn) => and(isNull(t.mailQueue.sentAt), lt(t.mailQueue.attempts, MAIL_RETRY.tries));
/** It failed before; one that is tried for the first time has no error yet. */
const isRetried = (conn: Conn) =>
  and(waits(conn), gt(conn.t.mailQueue.attempts, 0), isNotNull(conn.t.mailQueue.lastError));
const countOf = sql<number>`count(*)`.mapWith(Number);

/** @returns `oldestAt`: when the letter was written that waits longest; held back until an hour that its reader chose or not */
export async function queueFigures(conn: Conn) {
  const { mailQueue: o, accounts: a } = conn.t;
  const [all] = await conn.q
    .select({ waiting: countOf, oldestAt: sql<number | null>`min(${o.createdAt})`.mapWith(o.createdAt) })
    .from(o)
    .where(waits(conn));
  const [retried] = await conn.q.select({ count: countOf }).from(o).where(isRetried(conn));
  const [paused] = await conn.q.select({ count: countOf }).from(a).where(isNotNull(a.mailPausedAt));
  return { ...all!, retried: retried!.count, paused: paused!.count };
}

/** Letters that failed and will be tried again, those first that are tried next. */
export async function retriedMail(conn: Conn, limit: number) {
  const { mailQueue: o } = conn.t;
  return conn.q
    .select({ id: o.id, template: o.template, tries: o.attempts, error: o.lastError, at: o.dueAt })
    .from(o)
    .where(isRetried(conn))
    .orderBy(asc(o.dueAt), asc(o.id))
    .limit(limit);
}

/** Lets go of every letter that was not sent. @returns how many there were */
export async function dropWaitingMail(tx: Tx): Promise<number> {
  const { mailQueue: o } = tx.t;
  return (await tx.q.delete(o).where(isNull(o.sentAt)).returning({ id: o.id })).length;
}

/** Tries a letter no more. False when it does not wait, or never failed. */
export async function giveUpMail(tx: Tx, id: number): Promise<boolean> {
  const { mailQueue: o } = tx.t;
  const given = await tx.q
    .update(o)
    .set({ attempts: MAIL_RETRY.tries })
    .where(and(eq(o.id, id), isRetried(tx)))
    .returning({ id: o.id });
  return given.length > 0;
}

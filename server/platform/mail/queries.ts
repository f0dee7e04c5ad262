import { and, asc, eq, gte, isNull, like, lt, lte, not, notInArray, sql } from 'drizzle-orm';
import { MAIL_RETRY } from '../../rules/retry.ts';
import type { Conn, Tx } from '../store/store.ts';
import type { Recipient } from './letters.ts';

/** The signal that letters wait. */
export const MAIL = 'mail';

/** Puts a letter into the mail queue, once for each event (where there is one) and recipient; it is written when it is sent. */
export async function enqueueMail(
  tx: Tx,
  letter: Recipient & { template: string; eventId: number | null },
): Promise<void> {
  await tx.q
    .insert(tx.t.mailQueue)
    .values({
      recipient: letter.to,
      template: letter.template,
      facts: letter.facts,
      language: letter.language ?? null,
      accountId: letter.accountId ?? null,
      eventId: letter.eventId,
      subject: '',
      body: letter.words ?? '',
      createdAt: tx.now,
      dueAt: letter.dueAt ?? tx.now,
    })
    .onConflictDoNothing();
  await tx.store.signal(tx, MAIL);
}

/** Takes back an account's letters of a kind that nobody has tried to send yet. @returns their facts */
export async function takeBackMail(tx: Tx, accountId: number, template: string): Promise<Record<string, number>[]> {
  const { mailQueue: o } = tx.t;
  const gone = await tx.q
    .delete(o)
    .where(and(eq(o.accountId, accountId), eq(o.template, template), isNull(o.sentAt), eq(o.attempts, 0)))
    .returning({ facts: o.facts });
  return gone.map(({ facts }) => facts as Record<string, number>);
}

/** Letters that are due, the oldest first. @param besides those that are not asked for: single ones, and all to a domain */
export async function dueMail(
  conn: Conn,
  now: number,
  limit: number,
  besides: { ids: readonly number[]; domains: readonly string[] } = { ids: [], domains: [] },
) {
  const { mailQueue: o } = conn.t;
  return conn.q
    .select()
    .from(o)
    .where(
      and(
        ...[isNull(o.sentAt), lte(o.dueAt, now), lt(o.attempts, MAIL_RETRY.tries)],
        besides.ids.length > 0 ? notInArray(o.id, [...besides.ids]) : undefined,
        ...besides.domains.map((domain) => not(like(sql`lower(${o.recipient})`, `%@${domain}`))),
      ),
    )
    .orderBy(asc(o.id))
    .limit(limit);
}

export type QueuedMail = Awaited<ReturnType<typeof dueMail>>[number];

/** Takes a letter for sending, so that no other process sends it meanwhile. False when another has it. */
export async function claimMail(tx: Tx, id: number, attempts: number, untilMs: number): Promise<boolean> {
  const { mailQueue: o } = tx.t;
  const taken = await tx.q
    .update(o)
    .set({ attempts: attempts + 1, dueAt: untilMs })
    .where(and(eq(o.id, id), eq(o.attempts, attempts), isNull(o.sentAt)))
    .returning({ id: o.id });
  return taken.length > 0;
}

/** A letter that went out keeps no text: links in it were secrets. */
export async function markSent(tx: Tx, id: number) {
  const { mailQueue: o } = tx.t;
  await tx.q.update(o).set({ sentAt: tx.now, body: '' }).where(eq(o.id, id)).returning({ id: o.id });
}

/** @param failed `claimed`: its number of tries as it was taken; one that was given up or begun anew meanwhile stays so */
export async function markFailed(
  tx: Tx,
  id: number,
  failed: { error: string; dueAt: number; attempts: number; claimed: number },
) {
  const { mailQueue: o } = tx.t;
  const { error, dueAt, attempts, claimed } = failed;
  await tx.q
    .update(o)
    .set({ lastError: error.slice(0, 500), dueAt, attempts })
    .where(and(eq(o.id, id), eq(o.attempts, claimed)))
    .returning({ id: o.id });
}

/** The language an account reads in now; null when it never said, or is not there. */
export async function languageOf(conn: Conn, accountId: number): Promise<string | null> {
  const { accounts: a } = conn.t;
  const [row] = await conn.q.select({ language: a.language }).from(a).where(eq(a.id, accountId));
  return row?.language ?? null;
}

const isGivenUp = ({ t }: Conn) => and(isNull(t.mailQueue.sentAt), gte(t.mailQueue.attempts, MAIL_RETRY.tries));

/** Letters that were tried for the last time, oldest first. */
export async function givenUpMail(conn: Conn, limit: number) {
  const { mailQueue: o } = conn.t;
  return conn.q
    .select({ id: o.id, template: o.template, tries: o.attempts, error: o.lastError, at: o.dueAt })
    .from(o)
    .where(isGivenUp(conn))
    .orderBy(asc(o.id))
    .limit(limit);
}

export async function countGivenUpMail(conn: Conn): Promise<number> {
  const { mailQueue: o } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(o)
    .where(isGivenUp(conn));
  return row!.count;
}

/** Begins a given-up letter anew. False when there is none. */
export async function retryMail(tx: Tx, id: number): Promise<boolean> {
  const { mailQueue: o } = tx.t;
  const again = await tx.q
    .update(o)
    .set({ attempts: 0, dueAt: tx.now })
    .where(and(eq(o.id, id), isGivenUp(tx)))
    .returning({ id: o.id });
  if (again.length > 0) await tx.store.signal(tx, MAIL);
  return again.length > 0;
}

import { and, asc, eq, isNull, lte } from 'drizzle-orm';
import type { Conn, Tx } from '../store/store.ts';

/** @property sender whose letter it is, where it is not the forum's own */
export type Letter = { to: string; subject: string; text: string; sender?: string };

/** Puts a letter into the mailQueue: it goes out if, and only if, the transaction lands. */
export async function enqueueMail(tx: Tx, letter: Letter) {
  await tx.q.insert(tx.t.mailQueue).values({
    recipient: letter.to,
    subject: letter.subject,
    body: letter.text,
    sender: letter.sender ?? null,
    createdAt: tx.now,
    dueAt: tx.now,
  });
}

export async function dueMail(conn: Conn, now: number, limit: number) {
  const { mailQueue: o } = conn.t;
  return conn.q
    .select()
    .from(o)
    .where(and(isNull(o.sentAt), lte(o.dueAt, now)))
    .orderBy(asc(o.id))
    .limit(limit);
}

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

export async function markFailed(tx: Tx, id: number, error: string) {
  const { mailQueue: o } = tx.t;
  await tx.q
    .update(o)
    .set({ lastError: error.slice(0, 500) })
    .where(eq(o.id, id))
    .returning({ id: o.id });
}

/** Conversations: who takes part; what is said is written here, and read in reading-queries.ts. */
import { and, desc, eq, inArray, isNotNull, isNull, lt, max, ne, sql } from 'drizzle-orm';
import { READING } from '../../rules/messages.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';

/** Until the transaction ends, nobody else writes into a conversation, comes into it or leaves it. */
export const lockConversation = (tx: Tx, id: number): Promise<void> => oneAtATime(tx, `conversation:${id}`);

/** The same of two people who may have none yet. */
export const lockPair = (tx: Tx, one: number, other: number): Promise<void> =>
  oneAtATime(tx, `messages:${Math.min(one, other)}:${Math.max(one, other)}`);

export async function participantIn(conn: Conn, conversationId: number, accountId: number) {
  const { conversationParticipants: p } = conn.t;
  const [row] = await conn.q
    .select()
    .from(p)
    .where(and(eq(p.conversationId, conversationId), eq(p.accountId, accountId)));
  return row ?? null;
}

export async function insertConversation(tx: Tx): Promise<number> {
  const { conversations: c } = tx.t;
  const [row] = await tx.q.insert(c).values({ createdAt: tx.now, lastAt: tx.now }).returning({ id: c.id });
  return row!.id;
}

export type NewParticipant = Tx['t']['conversationParticipants']['$inferInsert'];

/** Brings somebody in; who refused or left before comes as if for the first time. */
export async function putParticipant(tx: Tx, values: NewParticipant): Promise<void> {
  const { conversationParticipants: p } = tx.t;
  const { state, addedBy, addedAt, sinceId = 0, readId = 0, acceptedAt = null } = values;
  await tx.q
    .insert(p)
    .values(values)
    .onConflictDoUpdate({
      target: [p.conversationId, p.accountId],
      set: { state, addedBy, addedAt, sinceId, readId, ...(acceptedAt !== null && { acceptedAt }) },
    });
}

export async function updateParticipant(
  tx: Tx,
  conversationId: number,
  accountId: number,
  values: Partial<Pick<NewParticipant, 'state' | 'acceptedAt' | 'readId'>>,
): Promise<void> {
  const { conversationParticipants: p } = tx.t;
  await tx.q
    .update(p)
    .set(values)
    .where(and(eq(p.conversationId, conversationId), eq(p.accountId, accountId)))
    .returning({ id: p.accountId });
}

/** Written out: within a condition the bare name would be another table's. */
const OWN_ID = sql`"conversation_participants"."conversation_id"`;

/** The newest conversation of just these two that neither has left, or in which the other was asked and has not accepted; null for none. */
export async function conversationOfTwo(conn: Conn, one: number, other: number): Promise<number | null> {
  const { conversationParticipants: p } = conn.t;
  const rows = await conn.q
    .select({ id: p.conversationId })
    .from(p)
    .where(
      and(
        eq(p.accountId, one),
        sql`exists (select 1 from "conversation_participants" y where y."conversation_id" = ${OWN_ID}
          and y."account_id" = ${other} and (y."state" in ('requested', 'refused')
            or (y."state" <> 'left' and ${ne(p.state, 'left')})))`,
        sql`(select count(*) from "conversation_participants" y where y."conversation_id" = ${OWN_ID}) = 2`,
      ),
    )
    .orderBy(desc(p.conversationId))
    .limit(1);
  return rows[0]?.id ?? null;
}

export async function insertMessage(tx: Tx, values: Omit<Tx['t']['messages']['$inferInsert'], 'createdAt'>) {
  const { messages: m, conversations: c } = tx.t;
  const [row] = await tx.q
    .insert(m)
    .values({ ...values, createdAt: tx.now })
    .returning({ id: m.id });
  await tx.q.update(c).set({ lastAt: tx.now }).where(eq(c.id, values.conversationId)).returning({ id: c.id });
  return row!.id;
}

export async function setMessageHtml(tx: Tx, id: number, html: string): Promise<void> {
  const { messages: m } = tx.t;
  await tx.q.update(m).set({ html }).where(eq(m.id, id)).returning({ id: m.id });
}

type Changed = Partial<
  Pick<Tx['t']['messages']['$inferInsert'], 'markdown' | 'html' | 'earlier' | 'changedAt' | 'takenBackAt'>
>;

export async function updateMessage(tx: Tx, id: number, values: Changed): Promise<void> {
  const { messages: m } = tx.t;
  await tx.q.update(m).set(values).where(eq(m.id, id)).returning({ id: m.id });
}

/** What messages said before they were changed, of all that were sent before this. */
export async function deleteEarlier(tx: Tx, before: number): Promise<void> {
  const { messages: m } = tx.t;
  await tx.q
    .update(m)
    .set({ earlier: null })
    .where(and(isNotNull(m.earlier), lt(m.createdAt, before)))
    .returning({ id: m.id });
}

/** The id of the newest message, 0 where nothing was said. */
export async function newestIn(conn: Conn, conversationId: number): Promise<number> {
  const { messages: m } = conn.t;
  const [row] = await conn.q
    .select({ id: max(m.id) })
    .from(m)
    .where(eq(m.conversationId, conversationId));
  return row?.id ?? 0;
}

/** Conversations to which somebody was asked by this person, and said nothing yet. */
export async function requestsBy(conn: Conn, accountId: number, askedBy: number): Promise<number[]> {
  const { conversationParticipants: p } = conn.t;
  const rows = await conn.q
    .select({ id: p.conversationId })
    .from(p)
    .where(and(eq(p.accountId, accountId), eq(p.state, 'requested'), eq(p.addedBy, askedBy)));
  return rows.map(({ id }) => id);
}

export async function countRequests(conn: Conn, accountId: number): Promise<number> {
  const { conversationParticipants: p } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(p)
    .where(and(eq(p.accountId, accountId), eq(p.state, 'requested')));
  return row!.count;
}

/** A conversation that nobody reads any more goes with all that was said in it. @returns whether it went */
export async function emptyWhereUnread(tx: Tx, conversationId: number): Promise<boolean> {
  const { conversations: c, conversationParticipants: p, messages: m } = tx.t;
  const readers = await tx.q
    .select({ id: p.accountId })
    .from(p)
    .where(and(eq(p.conversationId, conversationId), inArray(p.state, READING)))
    .limit(1);
  if (readers.length > 0) return false;
  await tx.q.delete(m).where(eq(m.conversationId, conversationId)).returning({ id: m.id });
  await tx.q.update(c).set({ lastAt: c.createdAt }).where(eq(c.id, conversationId)).returning({ id: c.id });
  return true;
}

/** What somebody who is gone said goes; that something was said stays, for those who answered it. */
export async function emptyMessagesOf(tx: Tx, accountId: number): Promise<void> {
  const { messages: m } = tx.t;
  await tx.q
    .update(m)
    .set({ authorId: null, markdown: '', html: '', earlier: null })
    .where(eq(m.authorId, accountId))
    .returning({ id: m.id });
}

/** They take part in nothing any more; conversations in which nobody is left lose their words. */
export async function deleteParticipantsOf(tx: Tx, accountId: number): Promise<void> {
  const { conversationParticipants: p } = tx.t;
  const gone = await tx.q.delete(p).where(eq(p.accountId, accountId)).returning({ id: p.conversationId });
  await tx.q.update(p).set({ addedBy: null }).where(eq(p.addedBy, accountId));
  for (const { id } of gone) await emptyWhereUnread(tx, id);
}

/** Who is to be told of a message: those in the conversation who have not read it. */
export async function toTellOf(conn: Conn, conversationId: number, messageId: number): Promise<number[]> {
  const { conversationParticipants: p } = conn.t;
  const rows = await conn.q
    .select({ id: p.accountId })
    .from(p)
    .where(and(eq(p.conversationId, conversationId), eq(p.state, 'accepted'), lt(p.readId, messageId)));
  return rows.map(({ id }) => id);
}

/** Whether somebody speaks for a brand in a message. */
export async function isLabelled(conn: Conn, messageId: number): Promise<boolean> {
  const { messages: m } = conn.t;
  const rows = await conn.q
    .select({ id: m.id })
    .from(m)
    .where(and(eq(m.id, messageId), isNull(m.label)));
  return rows.length === 0;
}

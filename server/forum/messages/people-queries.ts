/** People of conversations: what one is to another, whom one blocked, from whom one takes messages. */
import { and, eq, exists, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import type { MessagesFrom } from '../../../shared/words.ts';

/** Accounts by the last part of their addresses, with what they are to the one who would write. */
export async function recipientsBy(conn: Conn, senderId: number, slugs: readonly string[]) {
  const { accounts: a, follows: f, blocks: b, messageWishes: w } = conn.t;
  const row = sql`"accounts"."id"`;
  const accepted = sql<boolean>`exists (select 1 from "conversation_participants" x
    join "conversation_participants" y on y."conversation_id" = x."conversation_id"
    where x."account_id" = ${row} and x."accepted_at" is not null and y."account_id" = ${senderId}
      and y."accepted_at" is not null)`;
  const follows = conn.q
    .select({ id: f.targetId })
    .from(f)
    .where(and(eq(f.accountId, row), eq(f.kind, 'member'), eq(f.targetId, senderId), ne(f.level, 'muted')));
  const blocks = conn.q
    .select({ id: b.blockedId })
    .from(b)
    .where(and(eq(b.accountId, row), eq(b.blockedId, senderId)));
  const isBlocked = sql`exists (select 1 from "blocks" z where z."account_id" = ${senderId} and z."blocked_id" = ${row})`;
  return (
    conn.q
      .select({
        id: a.id,
        name: a.name,
        slug: a.slug,
        isThere:
          sql<boolean>`${and(isNull(a.erasedAt), isNotNull(a.passwordHash), isNotNull(a.emailVerifiedAt))}`.mapWith(
            Boolean,
          ),
        takesFrom: sql<MessagesFrom>`coalesce(${w.takesFrom}, 'everyone')`,
        follows: sql<boolean>`${exists(follows)}`.mapWith(Boolean),
        hasAccepted: accepted.mapWith(Boolean),
        blocks: sql<boolean>`${exists(blocks)}`.mapWith(Boolean),
        isBlocked: sql<boolean>`${isBlocked}`.mapWith(Boolean),
      })
      .from(a)
      .leftJoin(w, eq(w.accountId, a.id))
      // Whose address is not confirmed is not there for anybody, as on their page.
      .where(and(inArray(a.slug, [...slugs]), isNull(a.erasedAt), or(isNull(a.email), isNotNull(a.emailVerifiedAt))))
  );
}

export type RecipientRow = Awaited<ReturnType<typeof recipientsBy>>[number];

export async function takesFromOf(conn: Conn, accountId: number): Promise<MessagesFrom> {
  const { messageWishes: w } = conn.t;
  const [row] = await conn.q.select({ takesFrom: w.takesFrom }).from(w).where(eq(w.accountId, accountId));
  return row?.takesFrom ?? 'everyone';
}

export async function putTakesFrom(tx: Tx, accountId: number, takesFrom: MessagesFrom): Promise<void> {
  const { messageWishes: w } = tx.t;
  await tx.q.insert(w).values({ accountId, takesFrom }).onConflictDoUpdate({ target: w.accountId, set: { takesFrom } });
}

/** Those whom somebody blocked, by name. */
export async function blockedBy(conn: Conn, accountId: number) {
  const { blocks: b, accounts: a } = conn.t;
  return conn.q
    .select({ id: a.id, name: a.name, slug: a.slug, at: b.createdAt })
    .from(b)
    .innerJoin(a, eq(a.id, b.blockedId))
    .where(and(eq(b.accountId, accountId), isNull(a.erasedAt)))
    .orderBy(a.name, a.id);
}

export async function countBlocks(conn: Conn, accountId: number): Promise<number> {
  const { blocks: b } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(b)
    .where(eq(b.accountId, accountId));
  return row!.count;
}

/** Blocking twice is blocking once. */
export async function insertBlock(tx: Tx, accountId: number, blockedId: number): Promise<void> {
  await tx.q.insert(tx.t.blocks).values({ accountId, blockedId, createdAt: tx.now }).onConflictDoNothing();
}

export async function deleteBlock(tx: Tx, accountId: number, blockedId: number): Promise<void> {
  const { blocks: b } = tx.t;
  await tx.q
    .delete(b)
    .where(and(eq(b.accountId, accountId), eq(b.blockedId, blockedId)))
    .returning({ id: b.blockedId });
}

/** Whom of these somebody blocked, and who of them blocked them. */
export async function blocksAmong(conn: Conn, accountId: number, others: readonly number[]) {
  const { blocks: b } = conn.t;
  const own = await conn.q
    .select({ id: b.blockedId })
    .from(b)
    .where(and(eq(b.accountId, accountId), oneOf(conn, b.blockedId, others)));
  const theirs = await conn.q
    .select({ id: b.accountId })
    .from(b)
    .where(and(eq(b.blockedId, accountId), oneOf(conn, b.accountId, others)));
  return { isBlocked: new Set(own.map(({ id }) => id)), blocks: new Set(theirs.map(({ id }) => id)) };
}

/** What somebody who is gone leaves of it. */
export async function deleteBlocksOf(tx: Tx, accountId: number): Promise<void> {
  const { blocks: b } = tx.t;
  await tx.q.delete(b).where(eq(b.accountId, accountId));
  await tx.q.delete(b).where(eq(b.blockedId, accountId));
}

export async function deleteMessageWishesOf(tx: Tx, accountId: number): Promise<void> {
  const { messageWishes: w } = tx.t;
  await tx.q.delete(w).where(eq(w.accountId, accountId)).returning({ id: w.accountId });
}

/** Offices as the database knows them at this moment: the forum's in the account, a space's in rows of their own. */
import { and, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { type Actor, actorAs, FORUM_OFFICES, SPACE_MODERATOR } from '../../rules/roles.ts';
import type { TokenScope } from '../../../shared/words.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** Until the transaction ends nobody else gives this account an office, or lets it speak for a brand. */
export function lockOffices(tx: Tx, accountId: number): Promise<void> {
  return oneAtATime(tx, `offices:${accountId}`);
}

/** The spaces that somebody moderates besides what their role in the forum says. */
export async function spacesModeratedBy(conn: Conn, accountId: number): Promise<number[]> {
  const rows = await conn
    .prepared('spaces moderated by', (q, { spaceRoles: r }) =>
      q
        .select({ id: r.spaceId })
        .from(r)
        .where(and(eq(r.accountId, sql.placeholder('accountId')), eq(r.role, SPACE_MODERATOR))),
    )
    .execute({ accountId });
  return rows.map(({ id }) => id);
}

/**
 * Who acts, asked in the transaction that writes: role and offices as they are now, whatever they were when the
 * request came; a token's scope is what it was. Null for those who are gone.
 */
export async function actorOf(
  conn: Conn,
  { id: accountId, scope = null }: { id: number; scope?: TokenScope | null },
): Promise<Actor> {
  const [row] = await conn
    .prepared('role of', (q, { accounts: a }) =>
      q
        .select({ role: a.role })
        .from(a)
        .where(and(eq(a.id, sql.placeholder('accountId')), isNull(a.erasedAt))),
    )
    .execute({ accountId });
  return row ? { ...actorAs(accountId, row.role, await spacesModeratedBy(conn, accountId)), scope } : null;
}

/** Is there anybody else who moderates a space, or the forum, than these two? */
export async function isOtherModerator(conn: Conn, spaceId: number | null, besides: number[], now: number) {
  const { accounts: a, spaceRoles: r } = conn.t;
  const here = conn.q
    .select({ id: r.accountId })
    .from(r)
    .where(and(eq(r.spaceId, spaceId ?? 0), eq(r.role, SPACE_MODERATOR)));
  const rows = await conn.q
    .select({ id: a.id })
    .from(a)
    .where(
      and(
        or(inArray(a.role, FORUM_OFFICES), inArray(a.id, here)),
        isNull(a.erasedAt),
        or(isNull(a.suspendedUntil), lt(a.suspendedUntil, now)),
        ...besides.map((id) => ne(a.id, id)),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Makes somebody moderator of a space; twice is once. */
export async function insertSpaceModerator(tx: Tx, spaceId: number, accountId: number, grantedBy: number | null) {
  const { spaceRoles: r } = tx.t;
  await tx.q
    .insert(r)
    .values({ spaceId, accountId, role: SPACE_MODERATOR, grantedBy, grantedAt: tx.now })
    .onConflictDoNothing();
}

export async function deleteSpaceModerator(tx: Tx, spaceId: number, accountId: number) {
  const { spaceRoles: r } = tx.t;
  await tx.q.delete(r).where(and(eq(r.spaceId, spaceId), eq(r.accountId, accountId), eq(r.role, SPACE_MODERATOR)));
}

/** Offices of somebody who is gone go; those that they gave stay, without saying who gave them. */
export async function deleteOfficesOf(tx: Tx, accountId: number) {
  const { spaceRoles: r } = tx.t;
  await tx.q.delete(r).where(eq(r.accountId, accountId));
  await tx.q.update(r).set({ grantedBy: null }).where(eq(r.grantedBy, accountId));
}

/** The same for belonging to a space that is not open to everybody. */
export async function deleteMembershipsOf(tx: Tx, accountId: number) {
  const { memberships: m } = tx.t;
  await tx.q.delete(m).where(eq(m.accountId, accountId));
  await tx.q.update(m).set({ addedBy: null }).where(eq(m.addedBy, accountId));
}

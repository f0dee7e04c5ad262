/** Sessions and who they belong to. */
import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { FORUM_OFFICES, SPACE_MODERATOR } from '../../rules/roles.ts';
import type { Tables } from '../store/define.ts';
import type { Conn, Tx } from '../store/store.ts';

/** What pages, rules and actions need to know of a signed-in member. */
const viewerColumns = ({ accounts: a }: Tables) => ({
  id: a.id,
  name: a.name,
  slug: a.slug,
  role: a.role,
  language: a.language,
  theme: a.theme,
  email: a.email,
  /** Ids, joined by commas, of spaces that are not open to everybody and that they may read. */
  closedSpaces: sql<string | null>`(select string_agg(cast(c."id" as text), ',') from "spaces" c
    where c."access" <> 'public' and (c."access" = 'members' or ${inArray(a.role, FORUM_OFFICES)}
      or exists (select 1 from "memberships" m where m."space_id" = c."id" and m."account_id" = ${a.id})
      or exists (select 1 from "space_roles" r where r."space_id" = c."id" and r."account_id" = ${a.id})))`,
  /** Ids, joined by commas, of the spaces that they moderate besides the forum. */
  moderatedSpaces: sql<string | null>`(select string_agg(cast(r."space_id" as text), ',') from "space_roles" r
    where r."account_id" = ${a.id} and r."role" = ${SPACE_MODERATOR})`,
});

/** Who is asking. */
export async function viewerOfSession(conn: Conn, hash: string, now: number) {
  const [row] = await conn
    .prepared('viewer of session', (q, t) => {
      const { sessions: s, accounts: a } = t;
      return q
        .select({
          ...viewerColumns(t),
          sessionHash: s.hash,
          seenAt: s.seenAt,
        })
        .from(s)
        .innerJoin(a, eq(a.id, s.accountId))
        .where(and(eq(s.hash, sql.placeholder('hash')), gt(s.expiresAt, sql.placeholder('now'))));
    })
    .execute({ hash, now });
  return row ?? null;
}

export async function viewerOfToken(conn: Conn, hash: string, now: number) {
  const { tokens: k, accounts: a } = conn.t;
  const [row] = await conn.q
    .select({
      ...viewerColumns(conn.t),
      sessionHash: sql<string>`''`,
      seenAt: k.createdAt,
    })
    .from(k)
    .innerJoin(a, eq(a.id, k.accountId))
    .where(and(eq(k.hash, hash), eq(k.purpose, 'api'), or(isNull(k.expiresAt), gt(k.expiresAt, now))));
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

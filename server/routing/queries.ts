import { and, desc, eq, gt, inArray, isNull, ne, notInArray, or, sql } from 'drizzle-orm';
import type { Conn, Tx } from '../store/store.ts';

/**
 * Members who may know: whose answers helped in the space, the most helpful first. Not those who are in the
 * thread, who were invited to it, who had enough invitations this week, or who want none.
 */
export async function helpersFor(
  conn: Conn,
  thread: { id: number; spaceId: number },
  limits: { since: number; perMember: number },
  limit: number,
) {
  const { helpers: h, accounts: a, posts: p, invitations: i } = conn.t;
  const takesPart = conn.q
    .select({ id: p.authorId })
    .from(p)
    .where(and(eq(p.threadId, thread.id), sql`${p.authorId} is not null`));
  const invited = conn.q.select({ id: i.inviteeId }).from(i).where(eq(i.threadId, thread.id));
  const busy = conn.q
    .select({ id: i.inviteeId })
    .from(i)
    .where(gt(i.createdAt, limits.since))
    .groupBy(i.inviteeId)
    .having(sql`count(*) >= ${limits.perMember}`);
  const [answered, lastAt] = [
    sql<number>`(select count(*) from "posts" x join "threads" y on y."id" = x."thread_id" where x."author_id" = ${a.id} and y."space_id" = ${thread.spaceId} and x."kind" = 'answer' and x."withdrawn_at" is null)`.mapWith(
      Number,
    ),
    sql<number | null>`(select max(x."created_at") from "posts" x where x."author_id" = ${a.id})`.mapWith(Number),
  ];
  return conn.q
    .select({
      id: a.id,
      name: a.name,
      slug: a.slug,
      affiliation: a.affiliation,
      solved: h.solved,
      worked: h.worked,
      answered,
      lastAt,
    })
    .from(h)
    .innerJoin(a, eq(a.id, h.accountId))
    .where(
      and(
        eq(h.spaceId, thread.spaceId),
        ne(a.role, 'staff'),
        isNull(a.erasedAt),
        isNull(a.mergedInto),
        or(isNull(a.source), sql`${a.passwordHash} is not null`, eq(a.source, 'demo')),
        sql`${a.invitable}`,
        notInArray(a.id, takesPart),
        notInArray(a.id, invited),
        notInArray(a.id, busy),
      ),
    )
    .orderBy(desc(h.solved), desc(h.worked), a.id)
    .limit(limit);
}

export type Helper = Awaited<ReturnType<typeof helpersFor>>[number];

/** Members by id who may be invited at all. */
export async function invitees(conn: Conn, ids: number[]) {
  const { accounts: a } = conn.t;
  return conn.q
    .select({ id: a.id, name: a.name, email: a.email, emailVerifiedAt: a.emailVerifiedAt, language: a.language })
    .from(a)
    .where(and(inArray(a.id, ids), ne(a.role, 'staff'), isNull(a.erasedAt), sql`${a.invitable}`));
}

/** When a member was invited since a moment. */
export async function invitedAt(conn: Conn, inviteeId: number, since: number): Promise<number[]> {
  const { invitations: i } = conn.t;
  const rows = await conn.q
    .select({ at: i.createdAt })
    .from(i)
    .where(and(eq(i.inviteeId, inviteeId), gt(i.createdAt, since)));
  return rows.map((row) => row.at);
}

/** False when the member was invited to the thread before. */
export async function insertInvitation(tx: Tx, values: Tx['t']['invitations']['$inferInsert']): Promise<boolean> {
  const { invitations: i } = tx.t;
  const rows = await tx.q.insert(i).values(values).onConflictDoNothing().returning({ id: i.id });
  return rows.length > 0;
}

/** A member's invitations that still stand, newest first, with the inviter's label as it was. */
export async function invitationsOf(conn: Conn, inviteeId: number, limit: number) {
  const { invitations: i, threads: t, spaces: s, accounts: a, brands: b } = conn.t;
  return conn.q
    .select({
      id: i.id,
      createdAt: i.createdAt,
      threadId: t.id,
      threadSlug: t.slug,
      title: t.title,
      state: t.state,
      spaceName: s.name,
      spaceSlug: s.slug,
      spaceKind: s.kind,
      authorName: a.name,
      authorSlug: a.slug,
      label: i.label,
      labelBrand: b.name,
      labelBrandSlug: b.slug,
    })
    .from(i)
    .innerJoin(t, eq(t.id, i.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .innerJoin(a, eq(a.id, i.inviterId))
    .leftJoin(b, eq(b.id, i.brandId))
    .where(and(eq(i.inviteeId, inviteeId), isNull(i.declinedAt), sql`${t.visible}`))
    .orderBy(desc(i.createdAt), desc(i.id))
    .limit(limit);
}

export type Invitation = Awaited<ReturnType<typeof invitationsOf>>[number];

export async function declineInvitation(tx: Tx, inviteeId: number, id: number): Promise<boolean> {
  const { invitations: i } = tx.t;
  const rows = await tx.q
    .update(i)
    .set({ declinedAt: tx.now })
    .where(and(eq(i.id, id), eq(i.inviteeId, inviteeId)))
    .returning({ id: i.id });
  return rows.length > 0;
}

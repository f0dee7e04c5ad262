import { and, desc, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { ASKING_FORMS } from '../../rules/thread-forms.ts';
import { STAFF } from '../../rules/roles.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import { type Audience, audienceOfSpace } from '../../platform/audience/audience.ts';
import { alongVisible, readersOf, threadsFor, isPublicPost } from '../../platform/audience/scope-queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import type { Tables } from '../../platform/store/define.ts';

/** Members who can be invited to a space at all: they are here and may read it, they are not staff, and they want it. */
const canBeInvited = ({ accounts: a }: Tables, spaceId: number) =>
  and(
    ne(a.role, STAFF),
    isNull(a.erasedAt),
    isNull(a.mergedInto),
    // Those whom an import brought along have no way to hear of it.
    or(isNull(a.source), isNotNull(a.passwordHash), eq(a.source, 'demo')),
    sql`${a.invitable}`,
    readersOf(spaceId, sql`${a.id}`),
  );

/** The space's newest questions, and of others those with these ids. */
export async function questionsOf(conn: Conn, spaceId: number, limit: number, others: number[]) {
  const { threads: t } = conn.t;
  const columns = { id: t.id, createdAt: t.createdAt, title: t.title, tagNames: t.tagNames, authorId: t.authorId };
  const asks = and(
    eq(t.spaceId, spaceId),
    inArray(t.form, ASKING_FORMS),
    alongVisible(conn.t),
    threadsFor(conn, audienceOfSpace(spaceId)),
  );
  const newest = await conn.q.select(columns).from(t).where(asks).orderBy(desc(t.createdAt), desc(t.id)).limit(limit);
  const known = new Set(newest.map(({ id }) => id));
  const missing = others.filter((id) => !known.has(id));
  const older =
    missing.length === 0
      ? []
      : await conn.q
          .select(columns)
          .from(t)
          .where(and(asks, oneOf(conn, t.id, missing)));
  return { newest, older };
}

export type PastQuestion = Awaited<ReturnType<typeof questionsOf>>['newest'][number];

/** The answers to these questions by members who can be invited, and are neither in the thread nor invited to it. */
export async function answersTo(
  conn: Conn,
  threadIds: number[],
  forThread: { id: number; spaceId: number; authorId: number | null },
) {
  const { accounts: a, posts: p, invitations: i } = conn.t;
  const takesPart = conn.q
    .select({ id: p.authorId })
    .from(p)
    .where(and(eq(p.threadId, forThread.id), isNotNull(p.authorId)));
  const invited = conn.q.select({ id: i.inviteeId }).from(i).where(eq(i.threadId, forThread.id));
  return conn.q
    .select({
      memberId: a.id,
      threadId: p.threadId,
      at: p.createdAt,
      helped:
        sql`(${p.acceptedAt} is not null or ${p.workedCount} > 0 or ${p.helpfulCount} + ${p.importedHelpful} > 0)`.mapWith(
          Boolean,
        ),
    })
    .from(p)
    .innerJoin(a, eq(a.id, p.authorId))
    .where(
      and(
        oneOf(conn, p.threadId, threadIds),
        eq(p.kind, 'answer'),
        isPublicPost(),
        canBeInvited(conn.t, forThread.spaceId),
        forThread.authorId === null ? undefined : ne(a.id, forThread.authorId),
        sql`${a.id} not in ${takesPart}`,
        sql`${a.id} not in ${invited}`,
      ),
    );
}

/** The invitations of these members since a moment; open is one to a question that still needs an answer. */
export async function invitationsTo(conn: Conn, memberIds: number[], since: number) {
  const { invitations: i, threads: t } = conn.t;
  return conn.q
    .select({
      memberId: i.inviteeId,
      at: i.createdAt,
      isOpen: sql`(${i.declinedAt} is null and ${t.needsAnswer})`.mapWith(Boolean),
    })
    .from(i)
    .innerJoin(t, eq(t.id, i.threadId))
    .where(and(oneOf(conn, i.inviteeId, memberIds), gt(i.createdAt, since)));
}

/** How many invitations each member had in a space since a moment that Adda sent by itself. */
export async function sentByItself(conn: Conn, spaceId: number, since: number): Promise<Map<number, number>> {
  const { invitations: i, threads: t } = conn.t;
  const rows = await conn.q
    .select({ id: i.inviteeId, count: sql<number>`count(*)`.mapWith(Number) })
    .from(i)
    .innerJoin(t, eq(t.id, i.threadId))
    .where(and(eq(t.spaceId, spaceId), isNull(i.inviterId), gt(i.createdAt, since)))
    .groupBy(i.inviteeId);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Members by id who may be invited at all, with what a letter and a list need to know of them. */
export async function invitees(conn: Conn, spaceId: number, ids: number[]) {
  const { accounts: a } = conn.t;
  return conn.q
    .select({
      id: a.id,
      name: a.name,
      slug: a.slug,
      affiliation: a.affiliation,
      accountStakes: a.stakes,
      email: a.email,
      emailVerifiedAt: a.emailVerifiedAt,
      language: a.language,
    })
    .from(a)
    .where(and(inArray(a.id, ids), canBeInvited(conn.t, spaceId)))
    .orderBy(a.id);
}

export type Invitee = Awaited<ReturnType<typeof invitees>>[number];

/** When a member was invited since a moment, and for which brands. */
export async function invitedSince(conn: Conn, inviteeId: number, since: number) {
  const { invitations: i } = conn.t;
  const rows = await conn.q
    .select({ at: i.createdAt, brandId: i.brandId })
    .from(i)
    .where(and(eq(i.inviteeId, inviteeId), gt(i.createdAt, since)));
  return rows;
}

/** False when the member was invited to the thread before. */
export async function insertInvitation(tx: Tx, values: Tx['t']['invitations']['$inferInsert']): Promise<number | null> {
  const { invitations: i } = tx.t;
  const rows = await tx.q.insert(i).values(values).onConflictDoNothing().returning({ id: i.id });
  return rows[0]?.id ?? null;
}

/** What the letter of an invitation is written from; null when it was declined, or its question is not to be seen. */
export async function invitationToWrite(conn: Conn, id: number) {
  const { invitations: i, threads: t, spaces: s, accounts: a, brands: b } = conn.t;
  const [row] = await conn.q
    .select({
      invitation: { because: i.because, label: i.label, inviterId: i.inviterId, inviteeId: i.inviteeId },
      thread: { id: t.id, slug: t.slug, title: t.title },
      spaceName: s.name,
      inviteeName: a.name,
      brandName: b.name,
    })
    .from(i)
    .innerJoin(t, eq(t.id, i.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .innerJoin(a, eq(a.id, i.inviteeId))
    .leftJoin(b, eq(b.id, i.brandId))
    .where(and(eq(i.id, id), isNull(i.declinedAt)));
  return row ?? null;
}

/** A member's invitations that still stand, newest first, with the inviter's label as it was. */
export async function invitationsOf(conn: Conn, audience: Audience, inviteeId: number, limit: number) {
  const { invitations: i, threads: t, spaces: s, accounts: a, brands: b } = conn.t;
  return conn.q
    .select({
      id: i.id,
      createdAt: i.createdAt,
      inviterId: i.inviterId,
      because: i.because,
      threadId: t.id,
      threadSlug: t.slug,
      title: t.title,
      form: t.form,
      state: t.state,
      closedAt: t.closedAt,
      closeReason: t.closeReason,
      spaceName: s.name,
      spaceSlug: s.slug,
      spaceKind: s.kind,
      authorName: a.name,
      authorSlug: a.slug,
      affiliation: a.affiliation,
      accountStakes: a.stakes,
      label: i.label,
      labelBrand: b.name,
      labelBrandSlug: b.slug,
    })
    .from(i)
    .innerJoin(t, eq(t.id, i.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .leftJoin(a, eq(a.id, i.inviterId))
    .leftJoin(b, eq(b.id, i.brandId))
    .where(and(eq(i.inviteeId, inviteeId), isNull(i.declinedAt), threadsFor(conn, audience)))
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

/** The invitations that somebody got. */
export async function deleteInvitationsOf(tx: Tx, inviteeId: number) {
  const { invitations: i } = tx.t;
  await tx.q.delete(i).where(eq(i.inviteeId, inviteeId)).returning({ id: i.id });
}

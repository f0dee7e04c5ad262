/** What is said in conversations, as one who takes part may read it. */
import { and, asc, desc, eq, gt, inArray, lt, max, or, type SQL, sql } from 'drizzle-orm';
import { READING } from '../../rules/messages.ts';
import { FORUM_OFFICES } from '../../rules/roles.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn } from '../../platform/store/store.ts';
import type { ParticipantState } from '../../../shared/words.ts';

/** Nothing is shown of those whom the reader blocked, but what they say in an office of the whole forum. */
const isShownTo = ({ t: { messages: m } }: Conn, readerId: number): SQL =>
  or(
    inArray(m.role, FORUM_OFFICES),
    sql`not exists (select 1 from "blocks" z where z."account_id" = ${readerId} and z."blocked_id" = ${m.authorId})`,
  )!;

/** Whoever is only asked reads what they were asked with: the first word of the conversation, where it came with them. */
const isFirstSaid = ({ t: { messages: m } }: Conn): SQL =>
  sql`${m.id} = (select min(f."id") from "messages" f where f."conversation_id" = ${m.conversationId})`;

const columns = ({ messages: m, accounts: a, brands: b, grants: g }: Conn['t']) => ({
  id: m.id,
  conversationId: m.conversationId,
  authorId: m.authorId,
  role: m.role,
  markdown: m.markdown,
  html: m.html,
  createdAt: m.createdAt,
  changedAt: m.changedAt,
  takenBackAt: m.takenBackAt,
  earlier: m.earlier,
  brandId: m.brandId,
  authorName: a.name,
  authorSlug: a.slug,
  authorRole: a.role,
  authorPicture: a.picture,
  authorLabel: sql<string | null>`null`,
  affiliation: a.affiliation,
  stakes: sql<null>`null`,
  accountStakes: a.stakes,
  label: m.label,
  labelBrand: m.brandName,
  labelBrandNow: b.name,
  labelBrandSlug: b.slug,
  labelEndedAt: g.endedAt,
});

const selecting = (conn: Conn) => {
  const { messages: m, accounts: a, brands: b, grants: g } = conn.t;
  return conn.q
    .select(columns(conn.t))
    .from(m)
    .leftJoin(a, eq(a.id, m.authorId))
    .leftJoin(b, eq(b.id, m.brandId))
    .leftJoin(g, eq(g.id, m.grantId));
};

/** @property after, before ids of messages: those said since, or earlier */
export type Range = { after?: number; before?: number };
type Reading = { conversationId: number; accountId: number; sinceId: number; state: ParticipantState };

/** What one who takes part may read, the newest of it first; with `after` the oldest first. */
export async function messagesFor(conn: Conn, reader: Reading, { after, before }: Range, limit: number) {
  const { messages: m } = conn.t;
  return selecting(conn)
    .where(
      and(
        eq(m.conversationId, reader.conversationId),
        gt(m.id, Math.max(reader.sinceId, after ?? 0)),
        before === undefined ? undefined : lt(m.id, before),
        reader.state === 'accepted' ? undefined : isFirstSaid(conn),
        isShownTo(conn, reader.accountId),
      ),
    )
    .orderBy(after === undefined ? desc(m.id) : asc(m.id))
    .limit(limit);
}

export type MessageRow = Awaited<ReturnType<typeof messagesFor>>[number];

/** Those among the newest messages, up to one, of which an open page may show what they said before. */
export async function changedFor(conn: Conn, reader: Reading, upTo: number, limit: number): Promise<MessageRow[]> {
  const newest = await messagesFor(conn, reader, { before: upTo + 1 }, limit);
  return newest.filter(({ changedAt, takenBackAt }) => changedAt !== null || takenBackAt !== null).toReversed();
}

/** Whether a message is the one that its conversation began with. */
export async function wasFirstSaid(conn: Conn, { id }: Pick<MessageRow, 'id'>): Promise<boolean> {
  const { messages: m } = conn.t;
  const rows = await conn.q
    .select({ id: m.id })
    .from(m)
    .where(and(eq(m.id, id), isFirstSaid(conn)));
  return rows.length > 0;
}

/** A message as one who takes part may read it; null for all others. */
export async function messageFor(conn: Conn, accountId: number, id: number): Promise<MessageRow | null> {
  const { messages: m, conversationParticipants: p } = conn.t;
  const [row] = await selecting(conn)
    .innerJoin(
      p,
      and(
        eq(p.conversationId, m.conversationId),
        eq(p.accountId, accountId),
        inArray(p.state, READING),
        lt(p.sinceId, m.id),
        or(eq(p.state, 'accepted'), isFirstSaid(conn)),
      ),
    )
    .where(and(eq(m.id, id), isShownTo(conn, accountId)));
  return row ?? null;
}

/** Conversations in which somebody is, or to which they are asked; the last spoken in first, before a cursor. */
export async function conversationsOf(
  conn: Conn,
  accountId: number,
  state: ParticipantState,
  before: { key: number; id: number } | null,
  limit: number,
) {
  const { conversationParticipants: p, conversations: c, messages: m } = conn.t;
  const isNew = and(
    eq(m.conversationId, p.conversationId),
    sql`${m.id} > ${p.readId}`,
    sql`${m.id} > ${p.sinceId}`,
    sql`${m.authorId} is distinct from ${accountId}`,
    state === 'accepted' ? undefined : isFirstSaid(conn),
    isShownTo(conn, accountId),
  );
  return conn.q
    .select({
      id: c.id,
      lastAt: c.lastAt,
      sinceId: p.sinceId,
      unread: sql<number>`(select count(*) from ${m} where ${isNew})`.mapWith(Number),
    })
    .from(p)
    .innerJoin(c, eq(c.id, p.conversationId))
    .where(
      and(
        eq(p.accountId, accountId),
        eq(p.state, state),
        before ? or(lt(c.lastAt, before.key), and(eq(c.lastAt, before.key), lt(c.id, before.id))) : undefined,
      ),
    )
    .orderBy(desc(c.lastAt), desc(c.id))
    .limit(limit);
}

/** The newest message of each of these that somebody who takes part may read. */
export async function newestOfEach(conn: Conn, accountId: number, conversationIds: readonly number[]) {
  const { messages: m, conversationParticipants: p } = conn.t;
  if (conversationIds.length === 0) return [];
  const newest = conn.q
    .select({ id: max(m.id) })
    .from(m)
    .innerJoin(p, and(eq(p.conversationId, m.conversationId), eq(p.accountId, accountId)))
    .where(
      and(
        oneOf(conn, m.conversationId, conversationIds),
        sql`${m.id} > ${p.sinceId}`,
        or(eq(p.state, 'accepted'), isFirstSaid(conn)),
        isShownTo(conn, accountId),
      ),
    )
    .groupBy(m.conversationId);
  return selecting(conn).where(inArray(m.id, newest));
}

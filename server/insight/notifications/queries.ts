/** What a member was told, as far as it is still there for them. */
import { and, type Column, desc, eq, inArray, isNull, ne, notInArray, or, sql, type SQL } from 'drizzle-orm';
import { MESSAGE_REASONS, type NotificationReason } from '../../../shared/words.ts';
import { READING } from '../../rules/messages.ts';
import { FORUM_OFFICES } from '../../rules/roles.ts';
import { pollAskedIn } from '../../forum/threads/poll-queries.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { hasWords, postsFor, threadsFor } from '../../platform/audience/scope-queries.ts';
import type { Unread } from '../../platform/layout/shell.ts';
import type { Conn } from '../../platform/store/store.ts';

/** The thread that it is about: of a post, the one in which the post is now. */
const threadNow = ({ t: { notifications: n, posts: p } }: Conn): SQL<number> =>
  sql<number>`coalesce(${p.threadId}, ${n.threadId})`;

/** Whoever left a conversation, or blocked who spoke there, is told nothing of it any more; an office reaches them all the same. */
function isHeard({ t: { notifications: n } }: Conn): SQL {
  return sql`exists (select 1 from "conversation_participants" z where z."conversation_id" = ${n.refId}
      and z."account_id" = ${n.accountId} and ${inArray(sql`z."state"`, READING)})
    and not exists (select 1 from "blocks" z join "accounts" y on y."id" = z."blocked_id" where z."account_id" = ${n.accountId}
      and z."blocked_id" = ${n.actorId} and ${notInArray(sql`y."role"`, [...FORUM_OFFICES])})`;
}

/** What was thrown away, posted after all, or has another time is no matter any more. */
function isStillUnposted({ t: { notifications: n } }: Conn): SQL {
  return sql`exists (select 1 from "waiting_posts" z where z."id" = ${n.refId} and z."account_id" = ${n.accountId}
    and z."due_at" is null)`;
}

/** What is there: posts that have words, threads that may be read, conversations in which one is, and what is about none of them. */
function isThere(conn: Conn, audience: Audience): SQL {
  const { notifications: n } = conn.t;
  return and(
    isNull(n.untoldAt),
    or(notInArray(n.reason, [...MESSAGE_REASONS]), isHeard(conn)),
    or(ne(n.reason, 'not_posted'), isStillUnposted(conn)),
    or(isNull(n.threadId), threadsFor(conn, audience, 'readable')),
    or(isNull(n.postId), and(postsFor(conn, audience, 'readable'), hasWords())),
  )!;
}

/** How many different things a member has not read, counted up to a bound. */
export async function countUnread(conn: Conn, audience: Audience, accountId: number, most: number): Promise<Unread> {
  const { notifications: n, posts: p, threads: t } = conn.t;
  const unread = conn.q
    .selectDistinct({ key: n.groupKey })
    .from(n)
    .leftJoin(p, eq(p.id, n.postId))
    .leftJoin(t, eq(t.id, threadNow(conn)))
    .where(and(eq(n.accountId, accountId), isNull(n.readAt), isThere(conn, audience)))
    .limit(most)
    .as('unread');
  const ofMessages = sql<number>`coalesce(sum(case when ${unread.key} like 'message%' then 1 else 0 end), 0)`;
  const [row] = await conn.q
    .select({ all: sql<number>`count(*)`.mapWith(Number), messages: ofMessages.mapWith(Number) })
    .from(unread);
  return row!;
}

/** @property mailedAt of those that the letter of this moment says @property id of a single one */
export type Filter = {
  unread: boolean;
  reasons: readonly NotificationReason[] | null;
  threadId?: number;
  conversationId?: number;
  mailedAt?: number;
  id?: number;
};

/** A member's newest, before a cursor. */
export async function notificationsOf(
  conn: Conn,
  audience: Audience,
  accountId: number,
  { unread, reasons, threadId, conversationId, mailedAt, id }: Filter,
  before: number | null,
  limit: number,
) {
  const {
    notifications: n,
    posts: p,
    threads: t,
    spaces: s,
    accounts: a,
    postLabels: l,
    brands: b,
    grants: g,
    messages: x,
    savedSearches: q,
    waitingPosts: w,
  } = conn.t;
  // Whoever speaks for a brand does so in all that they say there; who came later reads nothing that was said before.
  const said = sql`(select max(y."id") from "messages" y join "conversation_participants" z
    on z."conversation_id" = y."conversation_id" and z."account_id" = ${n.accountId} and y."id" > z."since_id"
    where y."conversation_id" = ${n.refId} and y."author_id" = ${n.actorId})`;
  const either = (ofPost: Column, ofMessage: Column) => sql`coalesce(${ofPost}, ${ofMessage})`;
  return conn.q
    .select({
      id: n.id,
      reason: n.reason,
      groupKey: n.groupKey,
      actorId: n.actorId,
      refId: n.refId,
      createdAt: n.createdAt,
      readAt: n.readAt,
      thread: { id: t.id, slug: t.slug, title: t.title },
      post: { id: p.id, number: p.number, html: p.html, poll: pollAskedIn(conn.t) },
      message: { html: x.html },
      search: { query: q.query },
      waiting: { refusal: w.refusal },
      space: { id: s.id, slug: s.slug, name: s.name, language: s.language },
      author: {
        authorName: a.name,
        authorSlug: a.slug,
        authorLabel: sql<string | null>`null`,
        affiliation: a.affiliation,
        accountStakes: a.stakes,
        stakes: sql<null>`null`,
        label: sql<string | null>`${either(l.label, x.label)}`,
        labelBrand: sql<string | null>`${either(l.brandName, x.brandName)}`,
        labelBrandNow: b.name,
        labelBrandSlug: b.slug,
        labelEndedAt: g.endedAt,
      },
    })
    .from(n)
    .leftJoin(p, eq(p.id, n.postId))
    .leftJoin(t, eq(t.id, threadNow(conn)))
    .leftJoin(s, eq(s.id, sql`coalesce(${t.spaceId}, ${n.spaceId})`))
    .leftJoin(a, eq(a.id, n.actorId))
    .leftJoin(l, and(eq(l.postId, n.postId), eq(p.authorId, n.actorId)))
    .leftJoin(x, and(inArray(n.reason, MESSAGE_REASONS), eq(x.id, said)))
    .leftJoin(q, and(eq(n.reason, 'search'), eq(q.id, n.refId), eq(q.accountId, n.accountId)))
    .leftJoin(w, and(eq(n.reason, 'not_posted'), eq(w.id, n.refId), eq(w.accountId, n.accountId)))
    .leftJoin(b, eq(b.id, either(l.brandId, x.brandId)))
    .leftJoin(g, eq(g.id, either(l.grantId, x.grantId)))
    .where(
      and(
        eq(n.accountId, accountId),
        isThere(conn, audience),
        unread ? isNull(n.readAt) : undefined,
        reasons ? inArray(n.reason, [...reasons]) : undefined,
        threadId === undefined ? undefined : eq(n.threadId, threadId),
        conversationId === undefined ? undefined : and(eq(n.refId, conversationId), inArray(n.reason, MESSAGE_REASONS)),
        mailedAt === undefined ? undefined : eq(n.mailedAt, mailedAt),
        id === undefined ? undefined : eq(n.id, id),
        before === null ? undefined : sql`${n.id} < ${before}`,
      ),
    )
    .orderBy(desc(n.id))
    .limit(limit);
}

export type NotificationRow = Awaited<ReturnType<typeof notificationsOf>>[number];

/** What members were told, and whether they have read it. */
import { and, eq, inArray, isNotNull, isNull, lt, lte, notInArray, or, sql } from 'drizzle-orm';
import type { Wishes } from '../../rules/notice-wishes.ts';
import { type Hearing, PUSHED_AFTER } from '../../rules/notifications.ts';
import { FORUM_OFFICES } from '../../rules/roles.ts';
import { isPublicPost, readersOf } from '../audience/scope-queries.ts';
import { insertAll, insertNew, oneOf } from '../store/bulk.ts';
import type { Conn, Tx } from '../store/store.ts';
import type { Telling } from './kinds.ts';

/** Written out: within a condition the bare name would be another table's. */
const OWN_ID = sql`"accounts"."id"`;

type Muting = Record<'thread' | 'space' | 'member', number | null> & { tag: readonly number[] };

/** Who of these muted one of those. @param among ids as JSON */
async function mutedBy(tx: Tx, among: string, of: Muting): Promise<Set<number>> {
  const rows = await tx
    .prepared('muted by', (q, { follows: f }) => {
      const is = (kind: keyof Muting) => and(eq(f.kind, kind), oneOf(tx, f.targetId, sql.placeholder(kind)));
      return q
        .select({ id: f.accountId })
        .from(f)
        .where(
          and(
            oneOf(tx, f.accountId, sql.placeholder('among')),
            eq(f.level, 'muted'),
            or(is('thread'), is('space'), is('tag'), is('member')),
          ),
        );
    })
    .execute({
      among,
      ...Object.fromEntries(
        Object.entries(of).map(([kind, ids]) => [kind, JSON.stringify([ids].flat().filter((id) => id !== null))]),
      ),
    });
  return new Set(rows.map(({ id }) => id));
}

/** Who of these blocked somebody. @param among ids as JSON */
async function blockedBy(tx: Tx, among: string, actorId: number): Promise<Set<number>> {
  const rows = await tx
    .prepared('blocked by', (q, { accounts: a, blocks: b }) =>
      q
        .select({ id: b.accountId })
        .from(b)
        .innerJoin(a, eq(a.id, b.blockedId))
        // An office of the whole forum cannot be blocked: who holds one now may have been before.
        .where(
          and(
            eq(b.blockedId, sql.placeholder('actorId')),
            notInArray(a.role, [...FORUM_OFFICES]),
            oneOf(tx, b.accountId, sql.placeholder('among')),
          ),
        ),
    )
    .execute({ among, actorId });
  return new Set(rows.map(({ id }) => id));
}

/** What is known of those who might be told; nobody who is gone, or has not shown yet that their address is theirs. */
export async function hearingOf(
  tx: Tx,
  actorId: number | null,
  { threadId, spaceId, tagIds = [] }: Pick<Telling, 'threadId' | 'spaceId' | 'tagIds'>,
  ids: number[],
): Promise<Map<number, Pick<Hearing, 'isMuted' | 'isBlocked' | 'maySee' | 'takesPart'> & { wishes: Wishes }>> {
  if (ids.length === 0) return new Map();
  const among = JSON.stringify(ids);
  const asking = tx
    .prepared(`hearing of ${spaceId === null ? 'all' : 'readers'}`, (q, { accounts: a }) =>
      q
        .select({
          id: a.id,
          wishes: { wish: a.mailWish, kinds: a.noticeWishes },
          maySee: (spaceId === null
            ? sql<boolean>`1 = 1`
            : sql<boolean>`${readersOf(sql.placeholder('spaceId'), OWN_ID)}`
          ).mapWith(Boolean),
          takesPart:
            sql<boolean>`exists (select 1 from "posts" p where p."thread_id" = ${sql.placeholder('threadId')} and p."author_id" = ${OWN_ID} and ${isPublicPost('p')})`.mapWith(
              Boolean,
            ),
        })
        .from(a)
        .where(
          and(
            oneOf(tx, a.id, sql.placeholder('among')),
            ...[isNull(a.erasedAt), isNotNull(a.passwordHash), isNotNull(a.emailVerifiedAt)],
          ),
        ),
    )
    .execute({ among, spaceId, threadId });
  const [people, isMuted, isBlocked] = await Promise.all([
    asking,
    mutedBy(tx, among, { thread: threadId, space: spaceId, tag: tagIds, member: actorId }),
    actorId === null ? new Set<number>() : blockedBy(tx, among, actorId),
  ]);
  return new Map(
    people.map(({ id, ...known }) => [id, { ...known, isMuted: isMuted.has(id), isBlocked: isBlocked.has(id) }]),
  );
}

type Row = Tx['t']['notifications']['$inferInsert'];

/** The signal that members have something new to read, or less: the ids of their accounts. */
export const TOLD = 'told';
/** More ids do not fit into one signal. */
const IDS_A_SIGNAL = 500;

/** Open pages of these members look again. */
export async function signalTold(tx: Tx, accountIds: readonly number[]): Promise<void> {
  const ids = [...new Set(accountIds)];
  for (let i = 0; i < ids.length; i += IDS_A_SIGNAL) await tx.store.signal(tx, TOLD, ids.slice(i, i + IDS_A_SIGNAL));
}

/** Who was told of a post, or of something in a thread, and has not read it. */
export async function unreadReadersOf(conn: Conn, of: { postId: number } | { threadId: number }): Promise<number[]> {
  const { notifications: n } = conn.t;
  const rows = await conn.q
    .selectDistinct({ id: n.accountId })
    .from(n)
    .where(and(isNull(n.readAt), 'postId' in of ? eq(n.postId, of.postId) : eq(n.threadId, of.threadId)));
  return rows.map(({ id }) => id);
}

/** What was told is said on the devices of those who have some, a little later. */
async function queuePushes(tx: Tx, ids: number[]): Promise<void> {
  const { notifications: n, pushDevices: d, pushQueue: u } = tx.t;
  const due = await tx.q
    .select({ deviceId: d.id, notificationId: n.id, dueAt: sql<number>`${tx.now + PUSHED_AFTER}`.mapWith(Number) })
    .from(n)
    .innerJoin(d, eq(d.accountId, n.accountId))
    .where(oneOf(tx, n.id, ids));
  await insertAll(tx, u, due);
}

/** One act is told to one person once. */
export async function insertNotifications(tx: Tx, rows: Row[]): Promise<void> {
  const fresh = await insertNew(tx, tx.t.notifications, rows);
  if (fresh.length === 0) return;
  await queuePushes(tx, fresh);
  await signalTold(
    tx,
    rows.map(({ accountId }) => accountId),
  );
}

/** Which of a member's are meant. @property until the newest of them: what came later is not */
export type ToRead = { ids?: number[]; until?: number; reasons?: readonly Row['reason'][]; refId?: number };

export async function markRead(tx: Tx, accountId: number, { ids, until, reasons, refId }: ToRead): Promise<number> {
  const { notifications: n } = tx.t;
  const rows = await tx.q
    .update(n)
    .set({ readAt: tx.now })
    .where(
      and(
        eq(n.accountId, accountId),
        isNull(n.readAt),
        ids ? oneOf(tx, n.id, ids) : undefined,
        until === undefined ? undefined : lte(n.id, until),
        reasons ? inArray(n.reason, [...reasons]) : undefined,
        refId === undefined ? undefined : eq(n.refId, refId),
      ),
    )
    .returning({ id: n.id });
  if (rows.length > 0) await signalTold(tx, [accountId]);
  return rows.length;
}

/** What a member was told of these posts is read: they were shown them. */
export async function markPostsRead(tx: Tx, accountId: number, postIds: number[]): Promise<number> {
  const { notifications: n } = tx.t;
  const rows = await tx.q
    .update(n)
    .set({ readAt: tx.now })
    .where(and(eq(n.accountId, accountId), isNull(n.readAt), oneOf(tx, n.postId, postIds)))
    .returning({ id: n.id });
  if (rows.length > 0) await signalTold(tx, [accountId]);
  return rows.length;
}

/**
 * What one did to a post is told no more, as it was taken back; or again, without another letter or message.
 * @returns whether it had been told
 */
export async function setUntold(
  tx: Tx,
  { postId, actorId, reason }: { postId: number; actorId: number; reason: Row['reason'] },
  isUntold: boolean,
): Promise<boolean> {
  const { notifications: n } = tx.t;
  const rows = await tx.q
    .update(n)
    .set({ untoldAt: isUntold ? tx.now : null })
    .where(and(eq(n.postId, postId), eq(n.actorId, actorId), eq(n.reason, reason)))
    .returning({ accountId: n.accountId });
  await signalTold(
    tx,
    rows.map(({ accountId }) => accountId),
  );
  return rows.length > 0;
}

/** What a saved search found is told no more. */
export async function untellSearch(tx: Tx, accountId: number, searchId: number): Promise<void> {
  const { notifications: n } = tx.t;
  await tx.q
    .update(n)
    .set({ untoldAt: tx.now })
    .where(and(eq(n.accountId, accountId), eq(n.reason, 'search'), eq(n.refId, searchId)))
    .returning({ id: n.id });
  await signalTold(tx, [accountId]);
}

export async function deleteNotificationsOf(tx: Tx, accountId: number): Promise<void> {
  const { notifications: n } = tx.t;
  await tx.q.delete(n).where(eq(n.accountId, accountId)).returning({ id: n.id });
}

/** What was read long ago goes, and what nobody read for longer; some of it at a time. @returns how many went */
export async function deleteOld(tx: Tx, before: { read: number; unread: number }, limit: number): Promise<number> {
  const { notifications: n } = tx.t;
  const old = tx.q
    .select({ id: n.id })
    .from(n)
    .where(and(lt(n.createdAt, before.read), or(isNotNull(n.readAt), lt(n.createdAt, before.unread))))
    .limit(limit);
  const gone = await tx.q.delete(n).where(inArray(n.id, old)).returning({ id: n.id });
  return gone.length;
}

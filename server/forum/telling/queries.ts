/** Who might be told of a post or a mark. */
import { and, asc, eq, gt, ne, notInArray, sql } from 'drizzle-orm';
import { isPublicPost, threadIsStanding } from '../../platform/audience/scope-queries.ts';
import type { Piece } from '../../platform/notifications/kinds.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn } from '../../platform/store/store.ts';

/** A post with what decides who is told of it; null where nobody may read it but its author and moderators. */
export async function postToTell(conn: Conn, postId: number) {
  const [row] = await conn
    .prepared('post to tell', (q, { posts: p, threads: t, postLabels: l }) =>
      q
        .select({
          id: p.id,
          authorId: p.authorId,
          kind: p.kind,
          html: p.html,
          isEdited: sql<boolean>`${p.revision} > 1`.mapWith(Boolean),
          parentAuthorId: sql<number | null>`(select up."author_id" from "posts" up where up."id" = ${p.parentId})`,
          threadId: t.id,
          form: t.form,
          threadAuthorId: t.authorId,
          spaceId: t.spaceId,
          isForBrand: sql<boolean>`${l.postId} is not null`.mapWith(Boolean),
        })
        .from(p)
        .innerJoin(t, eq(t.id, p.threadId))
        .leftJoin(l, eq(l.postId, p.id))
        .where(and(eq(p.id, sql.placeholder('postId')), isPublicPost(), threadIsStanding(conn.t))),
    )
    .execute({ postId });
  return row ?? null;
}

export async function authorOf(conn: Conn, postId: number): Promise<number | null> {
  const { posts: p } = conn.t;
  const [row] = await conn.q.select({ authorId: p.authorId }).from(p).where(eq(p.id, postId));
  return row?.authorId ?? null;
}

export type PostToTell = NonNullable<Awaited<ReturnType<typeof postToTell>>>;

/** Those of a piece, and one more where there are others, who follow something and want to be told of everything there. */
export async function followersOfAll(
  conn: Conn,
  kind: 'thread' | 'space' | 'tag' | 'member',
  targetId: number,
  { after, limit }: Piece,
): Promise<number[]> {
  const rows = await conn
    .prepared(`followers of all ${kind}`, (q, { follows: f }) =>
      q
        .select({ id: f.accountId })
        .from(f)
        .where(
          and(
            ...[eq(f.kind, kind), eq(f.targetId, sql.placeholder('targetId'))],
            ...[eq(f.level, 'all'), gt(f.accountId, sql.placeholder('after'))],
          ),
        )
        .orderBy(asc(f.accountId))
        .limit(sql.placeholder('limit')),
    )
    .execute({ targetId, after, limit: limit + 1 });
  return rows.map(({ id }) => id);
}

/** Those of these who were told of a post by another event: what was edited at once is told by whichever came first. */
export async function toldByOthers(
  conn: Conn,
  { id, threadId }: Pick<PostToTell, 'id' | 'threadId'>,
  eventId: number,
  accountIds: number[],
): Promise<Set<number>> {
  if (accountIds.length === 0) return new Set();
  const rows = await conn
    .prepared('told by others', (q, { notifications: n }) =>
      q
        .selectDistinct({ id: n.accountId })
        .from(n)
        .where(
          and(
            eq(n.threadId, sql.placeholder('threadId')),
            oneOf(conn, n.accountId, sql.placeholder('among')),
            eq(n.postId, sql.placeholder('postId')),
            ne(n.eventId, sql.placeholder('eventId')),
            notInArray(n.reason, ['accepted', 'worked', 'helpful']),
          ),
        ),
    )
    .execute({ threadId, among: JSON.stringify(accountIds), postId: id, eventId });
  return new Set(rows.map((row) => row.id));
}

/** Who was told of a post already. */
export async function toldOf(conn: Conn, postId: number): Promise<Set<number>> {
  const { notifications: n } = conn.t;
  const rows = await conn.q
    .selectDistinct({ id: n.accountId })
    .from(n)
    .where(and(eq(n.postId, postId), ne(n.reason, 'helpful'), ne(n.reason, 'worked')));
  return new Set(rows.map(({ id }) => id));
}

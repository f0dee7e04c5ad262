/** The marks that stand on posts, as far as they count. */
import { and, eq, sql } from 'drizzle-orm';
import { ME_TOO_RECENT_MS, RECENT_MS } from '../../rules/answers.ts';
import { type Marks, NO_MARKS, type SaidOutdated } from '../../rules/post-state.ts';
import type { MarkKind } from '../../../shared/words.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn } from '../../platform/store/store.ts';
import { actorAs, knowsWhetherOutdated, SPACE_MODERATOR } from '../../rules/roles.ts';
import { isStanding } from '../standing-queries.ts';

/** Who says of answers that they are outdated, and whether they know; by answer. All of them are in one space. */
async function saidOutdated(conn: Conn, posts: readonly MarkedPost[]): Promise<Map<number, SaidOutdated[]>> {
  const byId = new Map(posts.map((post) => [post.id, post]));
  if (byId.size === 0) return new Map();
  const { marks: m, accounts: a, spaceRoles: r } = conn.t;
  const moderates = and(eq(r.accountId, a.id), eq(r.spaceId, posts[0]!.spaceId), eq(r.role, SPACE_MODERATOR));
  const rows = await conn.q
    .select({ postId: m.postId, id: m.accountId, role: a.role, moderated: r.spaceId, at: m.at })
    .from(m)
    .innerJoin(a, eq(a.id, m.accountId))
    .leftJoin(r, moderates)
    .where(and(oneOf(conn, m.postId, [...byId.keys()]), eq(m.kind, 'outdated'), isStanding(m)));
  const said = new Map<number, SaidOutdated[]>();
  for (const { postId, id, role, moderated, at } of rows) {
    const knows = knowsWhetherOutdated(actorAs(id, role, moderated === null ? [] : [moderated]), byId.get(postId)!);
    said.set(postId, [...(said.get(postId) ?? []), { at, knows }]);
  }
  return said;
}

/** A post with who may know about it. @property askerId who began its thread */
export type MarkedPost = { id: number; authorId: number | null; askerId: number | null; spaceId: number };

/** The marks that stand on posts of one thread, by post. */
export async function marksOnAll(conn: Conn, posts: MarkedPost[], now: number): Promise<Map<number, Marks>> {
  const { marks: m } = conn.t;
  const askerId = posts[0]?.askerId ?? null;
  const isRecent = sql`(${m.kind} = 'me_too' and ${m.at} > ${now - ME_TOO_RECENT_MS}) or (${m.kind} <> 'me_too' and ${m.at} > ${now - RECENT_MS})`;
  // What came in from another thread was accepted there, by whoever asked there.
  const isTheirs =
    askerId === null ? undefined : sql`(${m.kind} not in ('accept', 'settled') or ${m.accountId} = ${askerId})`;
  const ids = posts.map(({ id }) => id);
  const rows = await conn.q
    .select({
      postId: m.postId,
      kind: m.kind,
      all: sql<number>`count(*)`.mapWith(Number),
      recent: sql<number>`count(case when ${isRecent} then 1 end)`.mapWith(Number),
      first: sql<number>`min(${m.at})`.mapWith(Number),
    })
    .from(m)
    .where(and(ids.length === 1 ? eq(m.postId, ids[0]!) : oneOf(conn, m.postId, ids), isStanding(m), isTheirs))
    .groupBy(m.postId, m.kind);
  const byPost = new Map<number, Map<MarkKind, (typeof rows)[number]>>();
  for (const row of rows) byPost.set(row.postId, (byPost.get(row.postId) ?? new Map()).set(row.kind, row));
  const said = await saidOutdated(
    conn,
    posts.filter(({ id }) => byPost.get(id)?.has('outdated')),
  );
  const marksOf = (id: number): Marks => {
    const of = (kind: MarkKind) => byPost.get(id)?.get(kind);
    return {
      ...NO_MARKS,
      acceptedAt: of('accept')?.first ?? null,
      settledAt: of('settled')?.first ?? null,
      outdated: said.get(id) ?? [],
      worked: of('worked')?.all ?? 0,
      workedRecent: of('worked')?.recent ?? 0,
      helpful: of('helpful')?.all ?? 0,
      meToo: of('me_too')?.all ?? 0,
      meTooRecent: of('me_too')?.recent ?? 0,
    };
  };
  return new Map(ids.map((id) => [id, marksOf(id)]));
}

/** The marks that stand on a post. */
export const marksOn = async (conn: Conn, post: MarkedPost, now: number): Promise<Marks> =>
  (await marksOnAll(conn, [post], now)).get(post.id)!;

/** The posts of threads that have marks of a member on them. */
export async function markedBy(conn: Conn, accountId: number, threadIds: number[]) {
  const { marks: m } = conn.t;
  return conn.q
    .selectDistinct({ postId: m.postId, threadId: m.threadId })
    .from(m)
    .where(and(eq(m.accountId, accountId), oneOf(conn, m.threadId, threadIds), isStanding(m)));
}

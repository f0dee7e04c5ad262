import { and, eq, isNotNull, or, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { threadsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';

/** Questions that nobody has answered and whose peers-first window is over, or open by a door; longest waiting first. */
export async function waitingQuestions(conn: Conn, audience: Audience, createdBefore: number, limit: number) {
  const { threads: t, spaces: s } = conn.t;
  return conn.q
    .select({
      id: t.id,
      slug: t.slug,
      title: t.title,
      createdAt: t.createdAt,
      earlyAccessBy: t.earlyAccessBy,
      noteCount: t.noteCount,
      spaceId: s.id,
      spaceName: s.name,
      spaceSlug: s.slug,
      spaceKind: s.kind,
    })
    .from(t)
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(
      and(
        sql`${t.needsAnswer}`,
        threadsFor(conn, audience),
        or(sql`${t.createdAt} <= ${createdBefore}`, isNotNull(t.earlyAccessBy)),
      ),
    )
    .orderBy(t.needsKey, t.id)
    .limit(limit);
}

export type Waiting = Awaited<ReturnType<typeof waitingQuestions>>[number];

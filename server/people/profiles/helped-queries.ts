/** What a member has done for others, and what they began themselves, for their page. */
import { and, desc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor, spacesFor, threadsFor } from '../../platform/audience/scope-queries.ts';
import type { honoursOf } from '../../rules/honours.ts';
import type { Conn } from '../../platform/store/store.ts';

/** The spaces in which most of a member's answers were accepted or worked. */
export async function spacesHelped(conn: Conn, audience: Audience, accountId: number, limit: number) {
  const { helpers: h, spaces: s } = conn.t;
  return conn.q
    .select({ slug: s.slug, name: s.name, kind: s.kind, solved: h.solved, worked: h.worked })
    .from(h)
    .innerJoin(s, eq(s.id, h.spaceId))
    .where(and(eq(h.accountId, accountId), or(gt(h.solved, 0), gt(h.worked, 0)), spacesFor(conn, audience)))
    .orderBy(desc(h.solved), desc(h.worked))
    .limit(limit);
}

/** A member's answers that were accepted or worked for others, those that did for most first. */
export async function answersThatWorked(conn: Conn, audience: Audience, accountId: number, limit: number) {
  const { posts: p, threads: t, spaces: s, postLabels: l } = conn.t;
  return conn.q
    .select({
      ...{ number: p.number, acceptedAt: p.acceptedAt, workedCount: p.workedCount },
      ...{ threadId: t.id, threadSlug: t.slug, title: t.title, tagNames: t.tagNames },
      ...{ spaceSlug: s.slug, spaceLanguage: s.language },
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .leftJoin(l, eq(l.postId, p.id))
    .where(
      and(
        eq(p.authorId, accountId),
        or(sql`${p.workedCount} > 0`, isNotNull(p.acceptedAt)),
        eq(p.kind, 'answer'),
        isNull(p.outdatedAt),
        isNull(l.postId),
        postsFor(conn, audience),
      ),
    )
    .orderBy(desc(p.workedCount), desc(p.id))
    .limit(limit);
}

/** What a member began, the newest first. */
export async function begunBy(conn: Conn, audience: Audience, accountId: number, limit: number) {
  const { threads: t, spaces: s } = conn.t;
  return conn.q
    .select({
      ...{ id: t.id, slug: t.slug, title: t.title, form: t.form, state: t.state, createdAt: t.createdAt },
      ...{ closedAt: t.closedAt, closeReason: t.closeReason, spaceLanguage: s.language },
    })
    .from(t)
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(and(eq(t.authorId, accountId), threadsFor(conn, audience)))
    .orderBy(desc(t.createdAt))
    .limit(limit);
}

export type Helped = {
  honours: ReturnType<typeof honoursOf>;
  spaces: Awaited<ReturnType<typeof spacesHelped>>;
  answers: Awaited<ReturnType<typeof answersThatWorked>>;
  begun: Awaited<ReturnType<typeof begunBy>>;
};

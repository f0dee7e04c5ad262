import { and, asc, eq, gt } from 'drizzle-orm';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { authorColumns } from '../../platform/authors/queries.ts';

/** Public posts after an id, in the order of their ids, with their threads. */
export async function postsAfter(conn: Conn, id: number, limit: number) {
  const { posts: p, threads: t, spaces: s, accounts: a, postLabels: l, brands: b, grants: g } = conn.t;
  return conn.q
    .select({
      id: p.id,
      number: p.number,
      kind: p.kind,
      parentId: p.parentId,
      markdown: p.markdown,
      createdAt: p.createdAt,
      editedAt: p.editedAt,
      acceptedAt: p.acceptedAt,
      settledAt: p.settledAt,
      authorId: p.authorId,
      authorLabel: p.authorLabel,
      labelledAt: l.at,
      threadId: t.id,
      title: t.title,
      form: t.form,
      state: t.state,
      closedAt: t.closedAt,
      closeReason: t.closeReason,
      tagNames: t.tagNames,
      spaceSlug: s.slug,
      ...authorColumns(conn.t, p),
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .leftJoin(a, eq(a.id, p.authorId))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(b, eq(b.id, l.brandId))
    .leftJoin(g, eq(g.id, l.grantId))
    .where(and(gt(p.id, id), postsFor(conn, EVERYBODY)))
    .orderBy(asc(p.id))
    .limit(limit);
}

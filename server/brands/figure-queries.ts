/** What brands and their staff did, in figures for those who run the forum. */
import { and, desc, eq, gt, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { STAFF } from '../rules/roles.ts';
import { oneOf } from '../platform/store/bulk.ts';
import type { Conn } from '../platform/store/store.ts';

const count = sql<number>`count(*)`.mapWith(Number);
const countIf = (condition: ReturnType<typeof sql>) =>
  sql<number>`count(case when ${condition} then 1 end)`.mapWith(Number);

/** Posts of each of these brands since a moment, with those since a later one, and what became of the notes among them. */
export async function postsOfBrands(conn: Conn, ids: number[], since: { window: number; day: number }) {
  const { postLabels: l, posts: p } = conn.t;
  return conn.q
    .select({
      brandId: l.brandId,
      posts: countIf(sql`${l.at} > ${since.window}`),
      notes: countIf(sql`${l.at} > ${since.window} and ${eq(p.kind, 'note')}`),
      worked: countIf(sql`${l.at} > ${since.window} and ${or(isNotNull(p.settledAt), gt(p.workedCount, 0))}`),
      today: countIf(sql`${l.at} > ${since.day}`),
    })
    .from(l)
    .innerJoin(p, eq(p.id, l.postId))
    .where(and(oneOf(conn, l.brandId, ids), gt(l.at, Math.min(since.window, since.day))))
    .groupBy(l.brandId);
}

/** When the grants began that these brands have now. */
export async function activeGrants(conn: Conn, ids: number[]): Promise<{ brandId: number; startedAt: number }[]> {
  const { grants: g } = conn.t;
  const rows = await conn.q
    .select({ brandId: g.brandId, startedAt: g.startedAt })
    .from(g)
    .where(and(oneOf(conn, g.brandId, ids), eq(g.state, 'active')));
  return rows.map(({ brandId, startedAt }) => ({ brandId, startedAt: startedAt ?? 0 }));
}

/** How often a limit refused each brand since a moment. */
export async function refusalsOfBrands(conn: Conn, since: number) {
  const { auditLog: l } = conn.t;
  return conn.q
    .select({ brandId: l.brandId, refused: count })
    .from(l)
    .where(and(eq(l.kind, 'limit_hit'), gt(l.at, since)))
    .groupBy(l.brandId);
}

/** What members declare of themselves, the most frequent first, with how many do. */
export async function declaredTexts(conn: Conn, limit: number) {
  const { accounts: a } = conn.t;
  return conn.q
    .select({ text: a.affiliation, count })
    .from(a)
    .where(and(sql`${a.affiliation} <> ''`, ne(a.role, STAFF), isNull(a.erasedAt)))
    .groupBy(a.affiliation)
    .orderBy(desc(count), a.affiliation)
    .limit(limit);
}

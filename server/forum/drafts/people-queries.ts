/** Who takes part in conversations: asked for what is said there, and for what somebody is writing to them. */
import { and, asc, eq } from 'drizzle-orm';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn } from '../../platform/store/store.ts';

/** Everybody who takes part, or did, in the order in which they came; with the brand for which they speak now. */
export async function participantsOf(conn: Conn, conversationIds: readonly number[]) {
  const { conversationParticipants: p, accounts: a, grants: g, brands: b } = conn.t;
  return conn.q
    .select({
      conversationId: p.conversationId,
      accountId: p.accountId,
      state: p.state,
      addedBy: p.addedBy,
      addedAt: p.addedAt,
      sinceId: p.sinceId,
      id: a.id,
      name: a.name,
      slug: a.slug,
      role: a.role,
      picture: a.picture,
      affiliation: a.affiliation,
      accountStakes: a.stakes,
      brandName: b.name,
      brandSlug: b.slug,
    })
    .from(p)
    .innerJoin(a, eq(a.id, p.accountId))
    .leftJoin(g, and(eq(g.accountId, a.id), eq(g.state, 'active')))
    .leftJoin(b, eq(b.id, g.brandId))
    .where(oneOf(conn, p.conversationId, conversationIds))
    .orderBy(asc(p.conversationId), asc(p.addedAt), asc(p.accountId));
}

export type ParticipantRow = Awaited<ReturnType<typeof participantsOf>>[number];

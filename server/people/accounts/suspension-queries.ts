/** The reasons of a suspension. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Conn } from '../../platform/store/store.ts';

/** Why an account was suspended last, where nobody took that back. @property ownReason the name of a reason that an admin wrote */
export async function standingSuspension(conn: Conn, accountId: number) {
  const { acts: x, actReasons: r } = conn.t;
  const [act] = await conn.q
    .select({ reason: x.reason, ownReason: r.name, rule: x.rule, note: x.note })
    .from(x)
    .leftJoin(r, eq(r.slug, x.reason))
    .where(and(eq(x.accountId, accountId), eq(x.verb, 'suspend'), isNull(x.undoneById)))
    .orderBy(desc(x.id))
    .limit(1);
  return act ?? null;
}

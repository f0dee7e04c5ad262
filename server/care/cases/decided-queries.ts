/** Cases that were decided, for who looks through them. */
import { and, desc, eq, lt, ne, or } from 'drizzle-orm';
import type { Conn } from '../../platform/store/store.ts';
import type { CaseKind, CaseTarget } from '../../../shared/words.ts';
import { type Asking, isOffered, listed, type ListedCase } from './list-queries.ts';

export const DECISIONS = ['upheld', 'dismissed'] as const;

/** Empty for any. @property mine only what whoever asks decided */
export type DecidedFilter = {
  decision: (typeof DECISIONS)[number] | '';
  kind: CaseKind | '';
  target: CaseTarget | '';
  mine: boolean;
};
const ANY: DecidedFilter = { decision: '', kind: '', target: '', mine: false };

/** The newest first, as far as somebody may know of them. @param after the last one on the page before: when it was decided, and its id */
export async function casesDecided(
  conn: Conn,
  asking: Asking,
  limit: number,
  { decision, kind, target, mine }: DecidedFilter = ANY,
  after: { key: number; id: number } | null = null,
): Promise<ListedCase[]> {
  const { cases: c } = conn.t;
  const filter = and(
    decision === '' ? ne(c.state, 'open') : eq(c.state, decision),
    kind === '' ? undefined : eq(c.kind, kind),
    target === '' ? undefined : eq(c.target, target),
    mine ? eq(c.decidedBy, asking.accountId) : undefined,
  );
  const further = after && or(lt(c.decidedAt, after.key), and(eq(c.decidedAt, after.key), lt(c.id, after.id)));
  // Whoever decided about a thing before may read what was decided since.
  return listed(conn)
    .where(and(filter, further ?? undefined, isOffered(conn, { ...asking, isOnlyOne: true })))
    .orderBy(desc(c.decidedAt), desc(c.id))
    .limit(limit);
}

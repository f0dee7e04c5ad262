/** What the trust in somebody is made of; the rule is in rules/trust.ts. */
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Conn } from '../../platform/store/store.ts';
import { type Trust, trustOf } from '../../rules/trust.ts';
import type { ActVerb } from '../../../shared/words.ts';

/** What is done against somebody; a word that was said is no case. */
const AGAINST: ActVerb[] = ['hide', 'refuse', 'remove', 'silence', 'suspend'];

/** When the last act against somebody was done that nobody took back. */
async function lastCaseAt(conn: Conn, accountId: number): Promise<number | null> {
  const { acts: x } = conn.t;
  const [row] = await conn.q
    .select({ at: x.createdAt })
    .from(x)
    .where(and(eq(x.accountId, accountId), inArray(x.verb, AGAINST), isNull(x.undoneById)))
    .orderBy(desc(x.id))
    .limit(1);
  return row?.at ?? null;
}

/** @property trust null for brand staff, who gather none */
export type Known = { trust: Trust | null; createdAt: number };

/** How far the forum trusts somebody now. */
export async function trustIn(conn: Conn, accountId: number, now: number): Promise<Known> {
  const { accounts: a } = conn.t;
  const [row] = await conn.q
    .select({
      role: a.role,
      createdAt: a.createdAt,
      heardAt: a.heardAt,
      solved: a.solvedCount,
      worked: a.workedCount,
      helpful: a.helpfulCount,
    })
    .from(a)
    .where(eq(a.id, accountId));
  if (!row) return { trust: null, createdAt: now };
  const { role, createdAt, heardAt, solved, worked, helpful } = row;
  const facts = { role, createdAt, heardAt, marks: solved + worked + helpful };
  const trust = trustOf({ ...facts, lastCaseAt: await lastCaseAt(conn, accountId) }, now);
  return { trust, createdAt };
}

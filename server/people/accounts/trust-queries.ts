/** What the trust in somebody is made of; the rule is in rules/trust.ts. */
import { askedOnce } from '../../platform/store/asked-once.ts';
import { eq, sql } from 'drizzle-orm';
import type { Tables } from '../../platform/store/define.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { Conn } from '../../platform/store/store.ts';
import { type Trust, trustOf } from '../../rules/trust.ts';
import type { ActVerb } from '../../../shared/words.ts';

/** What is done against somebody; a word that was said is no case. */
const AGAINST: ActVerb[] = ['hide', 'refuse', 'remove', 'silence', 'suspend'];

/** What the trust of each account of a statement is made of. */
export const trustColumns = ({ accounts: a }: Pick<Tables, 'accounts'>) => ({
  role: a.role,
  createdAt: a.createdAt,
  heardAt: a.heardAt,
  marks: sql<number>`${a.solvedCount} + ${a.workedCount} + ${a.helpfulCount}`.mapWith(Number),
  /** When the last act against them was done that nobody took back. */
  lastCaseAt: sql<number | null>`(select x."created_at" from "acts" x where x."account_id" = ${sql`${a.id}`}
    and x."undone_by_id" is null and x."verb" in (${sql.join(
      AGAINST.map((verb) => sql`${verb}`),
      sql`, `,
    )}) order by x."id" desc limit 1)`.mapWith(a.createdAt),
});

/** @property trust null for brand staff, who gather none */
export type Known = { trust: Trust | null; createdAt: number };

/** How far the forum trusts somebody now. */
export async function trustIn(conn: Conn, accountId: number, now: number): Promise<Known> {
  const [row] = await conn
    .prepared('trust in', (q, t) =>
      q
        .select(trustColumns(t))
        .from(t.accounts)
        .where(eq(t.accounts.id, sql.placeholder('accountId'))),
    )
    .execute({ accountId });
  return row ? { trust: trustOf(row, now), createdAt: row.createdAt } : { trust: null, createdAt: now };
}

/** The same, asked once in a transaction in which nothing changes it. */
export const trustOnce = (conn: Conn, accountId: number, now: number): Promise<Known> =>
  askedOnce(conn, `trust in ${accountId}`, () => trustIn(conn, accountId, now));

/** Lets a page know how far the forum trusts its viewer, so that it offers nothing that they may not use yet. */
export async function noteTrust(ctx: Ctx): Promise<void> {
  if (!ctx.viewer || ctx.trustStep !== undefined) return;
  const { trust } = await trustIn(ctx.adda.store.read, ctx.viewer.id, Date.now());
  ctx.trustStep = trust?.step ?? null;
}

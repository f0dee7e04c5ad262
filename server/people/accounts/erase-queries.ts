/** What is left of a person outside of their account: letters to them, tries under their address. */
import { and, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/store/store.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { accountBy } from './queries.ts';
import { mailboxKey } from './tries.ts';

/** Letters to somebody, at every address that the forum knows of them; what waits is not sent any more. */
export async function deleteMailOf(tx: Tx, accountId: number) {
  const { mailQueue: o, tokens: k, accounts: a, grants: g } = tx.t;
  const own = tx.q
    .select({ address: a.email })
    .from(a)
    .where(and(eq(a.id, accountId), isNotNull(a.email)));
  const linked = tx.q
    .select({ address: k.email })
    .from(k)
    .where(and(eq(k.accountId, accountId), isNotNull(k.email)));
  const atBrands = tx.q.select({ address: g.address }).from(g).where(eq(g.accountId, accountId));
  await tx.q
    .delete(o)
    .where(
      or(
        eq(o.accountId, accountId),
        inArray(o.recipient, own),
        inArray(o.recipient, linked),
        inArray(o.recipient, atBrands),
      ),
    );
}

const endsWith = (column: unknown, text: string): SQL =>
  sql`${column} like ${`%:${text.replace(/[\\%_]/g, '\\$&')}`} escape ${'\\'}`;

/** Tries that were counted under their address or their number. */
export async function deleteTriesOf(tx: Tx, accountId: number) {
  const { attempts: t } = tx.t;
  const email = (await accountBy(tx, { id: accountId }))?.email;
  const ends = [String(accountId), ...(email ? [email, hashSecret(email), mailboxKey(email)] : [])];
  await tx.q.delete(t).where(or(...ends.map((end) => endsWith(t.bucket, end))));
}

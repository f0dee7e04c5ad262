import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Conn } from '../../platform/store/store.ts';

/** Brand and product names, for whoever asks whether something imitates or names one. */
export async function namesOfBrands(conn: Conn) {
  const brands = await conn
    .prepared('names of brands', (q, { brands: b }) => q.select({ name: b.name, products: b.products }).from(b))
    .execute();
  return brands.map(({ name, products }) => ({ name, products: products.map((product) => product.name) }));
}

/** Has this account ever activity for a brand, or until after a moment? */
export async function everSpoke(conn: Conn, accountId: number, until = 0): Promise<boolean> {
  const { grants: g } = conn.t;
  const rows = await conn.q
    .select({ id: g.id })
    .from(g)
    .where(
      and(eq(g.accountId, accountId), isNotNull(g.startedAt), sql`coalesce(${g.endedAt}, ${g.startedAt}) >= ${until}`),
    )
    .limit(1);
  return rows.length > 0;
}

import { ADMIN } from '../rules/roles.ts';
import { and, asc, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Conn, Tx } from '../platform/store/store.ts';

export async function allBrands(conn: Conn) {
  return conn.prepared('all brands', (q, { brands: b }) => q.select().from(b).orderBy(asc(b.name))).execute();
}

export async function brandBy(conn: Conn, by: { id: number } | { slug: string }) {
  const { brands: b } = conn.t;
  const [row] = await conn.q
    .select()
    .from(b)
    .where('id' in by ? eq(b.id, by.id) : eq(b.slug, by.slug));
  return row ?? null;
}

export type Brand = NonNullable<Awaited<ReturnType<typeof brandBy>>>;

/** What admins say of a brand. */
export const saidOf = ({
  name,
  slug,
  domains,
  products,
  contact,
}: Pick<Brand, 'name' | 'slug' | 'domains' | 'products' | 'contact'>) => ({
  ...{ name, slug, domains, products, contact },
});

export async function insertBrand(tx: Tx, values: Tx['t']['brands']['$inferInsert']) {
  const [row] = await tx.q.insert(tx.t.brands).values(values).returning();
  return row!;
}

export async function updateBrand(tx: Tx, id: number, changes: Partial<Tx['t']['brands']['$inferInsert']>) {
  const { brands: b } = tx.t;
  await tx.q.update(b).set(changes).where(eq(b.id, id)).returning({ id: b.id });
}

/**
 * Who somebody speaks for, asked in the transaction that writes: role and declared affiliation as they are now.
 * Null for those who are gone: what they sent before does not outlive them.
 */
export async function standingOf(conn: Conn, accountId: number) {
  const [row] = await conn
    .prepared('standing of', (q, { accounts: a, grants: g, brands: b }) =>
      q
        .select({
          role: a.role,
          name: a.name,
          affiliation: a.affiliation,
          stakes: a.stakes,
          createdAt: a.createdAt,
          heardAt: a.heardAt,
          grantId: g.id,
          startedAt: g.startedAt,
          expiresAt: g.expiresAt,
          brandId: b.id,
          brandName: b.name,
          brandSlug: b.slug,
          domains: b.domains,
        })
        .from(a)
        .leftJoin(g, and(eq(g.accountId, a.id), eq(g.state, 'active')))
        .leftJoin(b, eq(b.id, g.brandId))
        .where(and(eq(a.id, sql.placeholder('accountId')), isNull(a.erasedAt))),
    )
    .execute({ accountId });
  return row ?? null;
}

const grantColumns = (t: Conn['t']) => ({
  id: t.grants.id,
  brandId: t.grants.brandId,
  accountId: t.grants.accountId,
  address: t.grants.address,
  state: t.grants.state,
  proposedBy: t.grants.proposedBy,
  confirmedBy: t.grants.confirmedBy,
  confirmedAt: t.grants.confirmedAt,
  mailConfirmedAt: t.grants.mailConfirmedAt,
  startedAt: t.grants.startedAt,
  expiresAt: t.grants.expiresAt,
  endedAt: t.grants.endedAt,
  endedBy: t.grants.endedBy,
  createdAt: t.grants.createdAt,
  name: t.accounts.name,
  slug: t.accounts.slug,
  brandName: t.brands.name,
  brandSlug: t.brands.slug,
  brandDomains: t.brands.domains,
  brandContact: t.brands.contact,
});

export async function grantsOf(conn: Conn, brandId: number) {
  const { grants: g, accounts: a, brands: b } = conn.t;
  return conn.q
    .select(grantColumns(conn.t))
    .from(g)
    .innerJoin(a, eq(a.id, g.accountId))
    .innerJoin(b, eq(b.id, g.brandId))
    .where(eq(g.brandId, brandId))
    .orderBy(desc(g.id));
}

export type Grant = Awaited<ReturnType<typeof grantsOf>>[number];

export async function grantBy(
  conn: Conn,
  by: { id: number } | { confirmHash: string } | { endHash: string } | { openOf: number },
) {
  const { grants: g, accounts: a, brands: b } = conn.t;
  const where =
    'id' in by
      ? eq(g.id, by.id)
      : 'confirmHash' in by
        ? eq(g.confirmHash, by.confirmHash)
        : 'endHash' in by
          ? eq(g.endHash, by.endHash)
          : and(eq(g.accountId, by.openOf), ne(g.state, 'ended'));
  const [row] = await conn.q
    .select(grantColumns(conn.t))
    .from(g)
    .innerJoin(a, eq(a.id, g.accountId))
    .innerJoin(b, eq(b.id, g.brandId))
    .where(where);
  return row ?? null;
}

export async function insertGrant(tx: Tx, values: Tx['t']['grants']['$inferInsert']): Promise<number> {
  const [row] = await tx.q.insert(tx.t.grants).values(values).returning({ id: tx.t.grants.id });
  return row!.id;
}

export async function updateGrant(tx: Tx, id: number, changes: Partial<Tx['t']['grants']['$inferInsert']>) {
  const { grants: g } = tx.t;
  await tx.q.update(g).set(changes).where(eq(g.id, id)).returning({ id: g.id });
}

/** For which brands an account spoke. */
export async function stakesOf(conn: Conn, accountId: number) {
  const { accounts: a } = conn.t;
  const [row] = await conn.q.select({ stakes: a.stakes }).from(a).where(eq(a.id, accountId));
  return row?.stakes ?? null;
}

/** Writes what an account declares to the posts that showed it, before the account declares something else. */
export async function keepAffiliation(tx: Tx, accountId: number, affiliation: string) {
  if (!affiliation) return;
  const { posts: p, threads: t } = tx.t;
  await tx.q
    .update(p)
    .set({ affiliation })
    .where(and(eq(p.authorId, accountId), isNull(p.affiliation)));
  await tx.q
    .update(t)
    .set({ affiliation })
    .where(and(eq(t.authorId, accountId), isNull(t.affiliation)));
}

/** Active grants whose time is over. */
export async function overdueGrants(conn: Conn, now: number): Promise<number[]> {
  const { grants: g } = conn.t;
  const rows = await conn.q
    .select({ id: g.id })
    .from(g)
    .where(and(eq(g.state, 'active'), sql`${g.expiresAt} <= ${now}`));
  return rows.map((row) => row.id);
}

/** How many other admins with a password there are: somebody who could confirm. */
export async function otherAdmins(conn: Conn, actorId: number): Promise<number> {
  const { accounts: a } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(a)
    .where(and(eq(a.role, ADMIN), ne(a.id, actorId)));
  return row!.count;
}

/** Takes the addresses out of somebody's grants. */
export async function forgetAddresses(tx: Tx, accountId: number) {
  const { grants: g } = tx.t;
  await tx.q.update(g).set({ address: '' }).where(eq(g.accountId, accountId));
}

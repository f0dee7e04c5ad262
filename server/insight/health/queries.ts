/** What is kept of each period. The pages read nothing else. */
import { and, asc, desc, eq, getTableColumns, gte, lt, sql } from 'drizzle-orm';
import type { Unit } from '../../rules/health.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** `spaceId` of what is counted over the whole forum. */
export const FORUM = 0;

/** When all periods were last counted; 0 while that is still to be done. */
export const REBUILT_KEY = 'health_rebuilt_at';

export type KeptPeriod = Conn['t']['healthPeriods']['$inferSelect'];

/** The newest periods of a scope that begin before a moment, the newest first. */
export async function newestPeriods(
  conn: Conn,
  spaceId: number,
  unit: Unit,
  before: number,
  limit: number,
): Promise<KeptPeriod[]> {
  const p = sql.placeholder;
  return conn
    .prepared('health newest', (q, { healthPeriods: h }) =>
      q
        .select()
        .from(h)
        .where(and(eq(h.spaceId, p('spaceId')), eq(h.unit, p('unit')), lt(h.start, p('before'))))
        .orderBy(desc(h.start))
        .limit(p('limit')),
    )
    .execute({ spaceId, unit, before, limit });
}

/** The same of weeks and months at once, each as many. */
export async function newestOfEach(conn: Conn, spaceId: number, before: number, limit: number): Promise<KeptPeriod[]> {
  const p = sql.placeholder;
  return conn
    .prepared('health newest of each', (q, { healthPeriods: h }) => {
      const ranked = q
        .select({
          ...getTableColumns(h),
          place: sql<number>`row_number() over (partition by ${h.unit} order by ${h.start} desc)`.as('place'),
        })
        .from(h)
        .where(and(eq(h.spaceId, p('spaceId')), lt(h.start, p('before'))))
        .as('ranked');
      return q
        .select()
        .from(ranked)
        .where(sql`${ranked.place} <= ${p('limit')}`)
        .orderBy(desc(ranked.start));
    })
    .execute({ spaceId, before, limit });
}

/** All periods of a scope from one moment to another, the oldest first. */
export async function periodsIn(conn: Conn, spaceId: number, unit: Unit, from: number, to: number) {
  const { healthPeriods: h } = conn.t;
  return conn.q
    .select()
    .from(h)
    .where(and(eq(h.spaceId, spaceId), eq(h.unit, unit), gte(h.start, from), lt(h.start, to)))
    .orderBy(asc(h.start));
}

/**
 * When the figures were counted, null where they never were or not to the end; and a text that is another one whenever
 * the figures are: they are kept some periods at a time, and each time the forum has more of them, or some of them as
 * of another moment.
 */
export async function countState(conn: Conn): Promise<{ at: number | null; version: string }> {
  const [row] = await conn
    .prepared('health counted', (q, { healthPeriods: h, settings: s }) =>
      q
        .select({
          kept: sql<number>`count(*)`,
          sum: sql<string | null>`cast(sum(${h.computedAt}) as text)`,
          at: sql<
            string | number | null
          >`(select n.computed_at from ${h} n where n.space_id = ${FORUM} and n.unit = 'month' order by n.start desc limit 1)`,
          rebuilt: sql<string | null>`(select cast(${s.value} as text) from ${s} where ${s.key} = ${REBUILT_KEY})`,
        })
        .from(h)
        .where(eq(h.spaceId, sql`${FORUM}`)),
    )
    .execute();
  const { kept = 0, sum = null, at = null, rebuilt = null } = row ?? {};
  const isWhole = at !== null && rebuilt !== null && rebuilt !== '0';
  return { at: isWhole ? Number(at) : null, version: `${kept}|${sum}|${isWhole}` };
}

/** Where counting goes on: the oldest period of the forum that may still change; null where none is kept. */
export async function oldestOpen(conn: Conn, unit: Unit): Promise<number | null> {
  const { healthPeriods: h } = conn.t;
  const [row] = await conn.q
    .select({ start: sql<number | null>`min(${h.start})` })
    .from(h)
    .where(and(eq(h.spaceId, FORUM), eq(h.unit, unit), sql`not ${h.isFinal}`));
  return row?.start === null || row?.start === undefined ? null : Number(row.start);
}

/** Puts what was counted in the place of what was kept of these periods. */
export async function replacePeriods(tx: Tx, unit: Unit, from: number, to: number, rows: KeptPeriod[]): Promise<void> {
  const { healthPeriods: h } = tx.t;
  await tx.q.delete(h).where(and(eq(h.unit, unit), gte(h.start, from), lt(h.start, to)));
  const BATCH = 200;
  for (let at = 0; at < rows.length; at += BATCH) await tx.q.insert(h).values(rows.slice(at, at + BATCH));
}

/** Forgets everything before the first period that there is, or (without one) everything. */
export async function forgetBefore(tx: Tx, unit: Unit, first: number): Promise<void> {
  const { healthPeriods: h } = tx.t;
  await tx.q.delete(h).where(and(eq(h.unit, unit), lt(h.start, first)));
}

/** The brands as they are now. */
export async function brandsById(conn: Conn): Promise<Map<number, { slug: string; name: string }>> {
  const rows = await conn
    .prepared('health brands', (q, { brands: b }) => q.select({ id: b.id, slug: b.slug, name: b.name }).from(b))
    .execute();
  return new Map(rows.map(({ id, ...brand }) => [id, brand]));
}

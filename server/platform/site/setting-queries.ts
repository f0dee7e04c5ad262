/** What admins changed in the settings: kept with each change, and never changed itself. */
import { and, desc, eq, inArray, lt, max } from 'drizzle-orm';
import type { SettingChange, SettingValue } from '../../rules/settings.ts';
import type { Conn, Tx } from '../store/store.ts';

/** Who changes something. @property undoes the change that is taken back by it */
export type ChangedBy = { actorId: number | null; undoes?: number };

export async function insertSettingChanges(tx: Tx, changes: SettingChange[], { actorId, undoes }: ChangedBy) {
  if (changes.length === 0) return;
  const common = { accountId: actorId, undoes: undoes ?? null, at: tx.now };
  await tx.q.insert(tx.t.settingChanges).values(changes.map((change) => ({ ...change, ...common })));
}

const columns = ({ t: { settingChanges: c, accounts: a } }: Conn) => ({
  ...{ id: c.id, key: c.key, before: c.before, after: c.after, at: c.at, undoes: c.undoes },
  ...{ actorName: a.name, actorSlug: a.slug },
});
type Row = { before: unknown; after: unknown };
const asValues = <R extends Row>(row: R) => ({
  ...row,
  before: row.before as SettingValue,
  after: row.after as SettingValue,
});

/** Changes, newest first: of one setting, or of all. */
export async function settingHistory(
  conn: Conn,
  { key, before, limit }: { key?: string; before?: number; limit: number },
) {
  const { settingChanges: c, accounts: a } = conn.t;
  const rows = await conn.q
    .select(columns(conn))
    .from(c)
    .leftJoin(a, eq(a.id, c.accountId))
    .where(and(key === undefined ? undefined : eq(c.key, key), before === undefined ? undefined : lt(c.id, before)))
    .orderBy(desc(c.id))
    .limit(limit);
  return rows.map(asValues);
}

export type PastChange = Awaited<ReturnType<typeof settingHistory>>[number];

/** The newest change of each setting that was ever changed. */
export async function newestChanges(conn: Conn): Promise<Map<string, PastChange>> {
  const { settingChanges: c, accounts: a } = conn.t;
  const newest = conn.q
    .select({ id: max(c.id) })
    .from(c)
    .groupBy(c.key);
  const rows = await conn.q
    .select(columns(conn))
    .from(c)
    .leftJoin(a, eq(a.id, c.accountId))
    .where(inArray(c.id, newest));
  return new Map(rows.map((row) => [row.key, asValues(row)]));
}

export async function settingChangeById(conn: Conn, id: number): Promise<PastChange | null> {
  const { settingChanges: c, accounts: a } = conn.t;
  const [row] = await conn.q.select(columns(conn)).from(c).leftJoin(a, eq(a.id, c.accountId)).where(eq(c.id, id));
  return row ? asValues(row) : null;
}

/** Whatever a setting of text was at any time. */
export async function valuesEverOf(conn: Conn, key: string): Promise<Set<string>> {
  const { settingChanges: c } = conn.t;
  const rows = await conn.q.select({ before: c.before, after: c.after }).from(c).where(eq(c.key, key));
  return new Set(rows.flatMap(({ before, after }) => [before, after]).filter((one) => typeof one === 'string'));
}

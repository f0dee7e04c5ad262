/**
 * What a page was read from. Queries that return what others may change note it as they return it, so that
 * whoever keeps the page knows what to ask for later; on a connection that keeps no notes, noting does nothing.
 */
import type { Conn } from './store.ts';

const TABLES = ['accounts', 'threads', 'spaces'] as const;
type Noted = (typeof TABLES)[number];

export type Seen = {
  /** The version of each row, by table and id. */
  versions: Record<Noted, Map<number, number>>;
  /** The moment from which the clock alone makes it another page, UTC milliseconds. */
  until: number;
};

/** The same connection, which notes what its queries return. */
export function noting(conn: Conn): Conn & { seen: Seen } {
  const versions = { accounts: new Map(), threads: new Map(), spaces: new Map() };
  return { ...conn, seen: { versions, until: Infinity } };
}

/** Notes that a row was returned, as it was in this version. Of two versions the older counts: the page may show it. */
export function saw(conn: Conn, table: Noted, id: number | null, version: number | null): void {
  if (!conn.seen || id === null || version === null) return;
  const noted = conn.seen.versions[table];
  noted.set(id, Math.min(version, noted.get(id) ?? version));
}

/** Notes a moment at which what was read will look different, unless it is over. */
export function changesAt(conn: Conn, moment: number | null): void {
  if (!conn.seen || moment === null || moment <= Date.now()) return;
  conn.seen.until = Math.min(conn.seen.until, moment);
}

/** The versions that were seen. They only rise, so that their sums change when any of them does. */
export function versionsSeen({ versions }: Seen): string {
  return TABLES.map((table) => [...versions[table].values()].reduce((a, b) => a + b, 0)).join();
}

/** What `versionsSeen` would say if the rows were read now, in one query. */
export async function versionsNow(conn: Conn, { versions }: Seen): Promise<string> {
  const tables = TABLES.filter((table) => versions[table].size > 0);
  const sums = tables.map((table, i) => {
    const ids =
      conn.engine === 'sqlite'
        ? 'select value from json_each(?)'
        : `select value::integer from json_array_elements_text($${i + 1}::text::json)`;
    return `(select coalesce(sum("version"), 0) from "${table}" where "id" in (${ids})) as "${table}"`;
  });
  if (sums.length === 0) return TABLES.map(() => 0).join();
  const lists = tables.map((table) => JSON.stringify([...versions[table].keys()]));
  const [row] = await conn.raw<Partial<Record<Noted, number>>>(`select ${sums.join(', ')}`, lists);
  return TABLES.map((table) => Number(row![table] ?? 0)).join();
}

/** A row's place in a map of numbers; such maps grow by doubling. */
const BYTES_A_ROW = 48;

/** About how much memory the notes take. */
export function bytesOf({ versions }: Seen): number {
  return TABLES.reduce((sum, table) => sum + versions[table].size, 0) * BYTES_A_ROW;
}

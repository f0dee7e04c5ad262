import type { Conn } from './store.ts';

/** Bytes that the database takes, with what it holds free. */
export async function databaseBytes(conn: Conn): Promise<number> {
  const asked =
    conn.engine === 'postgres'
      ? 'select pg_database_size(current_database()) as bytes'
      : 'select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()';
  const [row] = await conn.raw<{ bytes: number | string }>(asked);
  return Number(row?.bytes ?? 0);
}

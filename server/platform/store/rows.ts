/** One row written by a statement that is built once for the columns it has: what every post does costs no building. */
import { eq, getTableName, sql, type Column, type Table } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from './store.ts';

type Values = Record<string, unknown>;

/** What stands in the statement: an empty column as null itself, since its encoder would make something of it. */
function placeholders(row: Values): { shape: string; values: Values } {
  const given = Object.entries(row).filter(([, value]) => value !== undefined);
  return {
    shape: given.map(([key, value]) => (value === null ? `${key}=null` : key)).join(' '),
    values: Object.fromEntries(given.map(([key, value]) => [key, value === null ? sql`null` : sql.placeholder(key)])),
  };
}

/** Inserts a row. @returns it as it is kept */
export async function insertRow<T extends Table>(tx: Tx, table: T, row: T['$inferInsert']): Promise<T['$inferSelect']> {
  const { shape, values } = placeholders(row);
  const [kept] = await tx
    .prepared(`insert into ${getTableName(table)} ${shape}`, (q) =>
      q
        .insert(table as unknown as SQLiteTable)
        .values(values as never)
        .returning(),
    )
    .execute(row);
  return kept!;
}

/** Sets columns of the row with this `id`. */
export async function updateRow<T extends Table & { id: Column }>(
  tx: Tx,
  table: T,
  id: number,
  columns: Partial<T['$inferInsert']>,
): Promise<void> {
  const { shape, values } = placeholders(columns);
  await tx
    .prepared(`update ${getTableName(table)} ${shape}`, (q) =>
      q
        .update(table as unknown as SQLiteTable)
        .set(values as never)
        .where(eq(table.id, sql.placeholder('ofRow')))
        .returning({ id: table.id as never }),
    )
    .execute({ ...columns, ofRow: id });
}

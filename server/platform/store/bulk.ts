/** Many rows at once with one statement text, whatever their number: no statement is prepared per count. */
import { getTableColumns, getTableName, type Placeholder, sql, type Column, type SQL, type Table } from 'drizzle-orm';
import type { Conn, Tx } from './store.ts';

type Returned = { id: number; external_id: string | null };

/** The column is one of these values, or of those that a placeholder brings as JSON; the list travels as one parameter. */
export function oneOf(conn: Conn, column: Column, values: readonly (string | number)[] | Placeholder): SQL {
  const list = Array.isArray(values) ? JSON.stringify(values) : values;
  if (conn.engine === 'sqlite') return sql`${column} in (select value from json_each(${list}))`;
  const type = column.dataType === 'number' ? sql.raw('::bigint') : sql.raw('');
  return sql`${column} in (select value${type} from json_array_elements_text(${list}::text::json))`;
}

/** Sorts behind all that begins like what it is put to, by bytes. */
const LAST = '\u{10ffff}';

/**
 * Whether a column begins so, to the letter. SQLite walks its index, which sorts by bytes; how PostgreSQL's sorts is the
 * database's own choice, and it compares.
 */
export function beginsWith(conn: Conn, column: Column, begin: string): SQL {
  if (conn.engine === 'postgres') return sql`${column} ^@ ${begin}`;
  return sql`(${column} >= ${begin} and ${column} < ${begin + LAST})`;
}

const quoted = (name: string) => `"${name}"`;

/** The columns that rows have, all of them the same. */
function columnsOf(table: Table, row: object): { key: string; column: Column; name: string }[] {
  const all = getTableColumns(table);
  return Object.keys(row).map((key) => ({ key, column: all[key]!, name: quoted(all[key]!.name) }));
}

/** Rows as one JSON value, and how PostgreSQL reads them from it: no limit of parameters, one round trip. */
function asRecords(columns: ReturnType<typeof columnsOf>, rows: object[]): { from: string; json: string } {
  const typed = columns.map(({ column, name }) => `${name} ${column.getSQLType()}`).join(', ');
  const data = rows.map((row) =>
    Object.fromEntries(columns.map(({ key, column }) => [column.name, (row as Record<string, unknown>)[key] ?? null])),
  );
  return { from: `json_to_recordset($1::text::json) as x (${typed})`, json: JSON.stringify(data) };
}

/**
 * Inserts rows that all have the same properties. PostgreSQL gets them as one JSON value; SQLite repeats a prepared
 * statement.
 * @param then what follows the values, such as `on conflict … do update …`
 */
async function insertRows<Row>(tx: Tx, table: Table, rows: object[], then: string): Promise<Row[]> {
  const first = rows[0];
  if (!first) return [];
  const columns = columnsOf(table, first);
  const names = columns.map(({ name }) => name).join(', ');
  const into = `insert into ${quoted(getTableName(table))} (${names})`;
  if (tx.engine === 'sqlite') {
    const statement = `${into} values (${columns.map(() => '?').join(', ')}) ${then}`;
    const results: Row[] = [];
    for (const row of rows) results.push(...(await tx.raw<Row>(statement, driverValues(columns, row))));
    return results;
  }
  const { from, json } = asRecords(columns, rows);
  return tx.raw<Row>(`${into} select ${names} from ${from} ${then}`, [json]);
}

/**
 * Sets columns of rows that are there; as with `insertRows`, all have the same properties.
 * @param key the column by which they are found, which each of them has
 */
export async function updateAll<T extends Table>(
  tx: Tx,
  table: T,
  key: Column,
  rows: Partial<T['$inferInsert']>[],
): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = columnsOf(table, first).filter(({ column }) => column.name !== key.name);
  const found = columnsOf(table, first).filter(({ column }) => column.name === key.name);
  const [name, by] = [quoted(getTableName(table)), quoted(key.name)];
  if (tx.engine === 'sqlite') {
    const statement = `update ${name} set ${columns.map((one) => `${one.name} = ?`).join(', ')} where ${by} = ?`;
    for (const row of rows) await tx.raw(statement, driverValues([...columns, ...found], row));
    return;
  }
  const { from, json } = asRecords([...columns, ...found], rows);
  const set = columns.map((one) => `${one.name} = x.${one.name}`).join(', ');
  await tx.raw(`update ${name} set ${set} from ${from} where ${name}.${by} = x.${by}`, [json]);
}

const driverValues = (columns: ReturnType<typeof columnsOf>, row: object): unknown[] =>
  columns.map(({ key, column }) => driverValue(column, (row as Record<string, unknown>)[key]));

function driverValue(column: Column, value: unknown): unknown {
  return value === null || value === undefined ? null : column.mapToDriverValue(value);
}

/** Inserts rows that have an external id; returns the new id of each. */
export async function insertExternal<T extends Table>(
  tx: Tx,
  table: T,
  rows: T['$inferInsert'][],
): Promise<Map<string, number>> {
  const made = await insertRows<Returned>(tx, table, rows, 'returning id, external_id');
  return new Map(made.map((row) => [row.external_id!, row.id]));
}

/** Inserts rows; where `target` holds a row already, `sums` are added to it. */
export async function insertOrAdd<T extends Table>(
  tx: Tx,
  table: T,
  rows: T['$inferInsert'][],
  target: Column[],
  sums: Column[],
): Promise<void> {
  const name = quoted(getTableName(table));
  const set = sums.map(
    (column) => `${quoted(column.name)} = ${name}.${quoted(column.name)} + excluded.${quoted(column.name)}`,
  );
  await insertRows(
    tx,
    table,
    rows,
    `on conflict (${target.map((column) => quoted(column.name)).join(', ')}) do update set ${set.join(', ')}`,
  );
}

/** Inserts rows; where `target` holds a row with less in `greatest`, that takes it over, with the columns `along`. */
export async function insertGreatest<T extends Table>(
  tx: Tx,
  table: T,
  rows: T['$inferInsert'][],
  target: Column[],
  greatest: Column,
  along: Column[],
): Promise<void> {
  const names = (columns: Column[]) => columns.map((column) => quoted(column.name));
  const set = names([greatest, ...along]).map((name) => `${name} = excluded.${name}`);
  const [most] = names([greatest]);
  await insertRows(
    tx,
    table,
    rows,
    `on conflict (${names(target).join(', ')}) do update set ${set.join(', ')}
     where excluded.${most} > ${quoted(getTableName(table))}.${most}`,
  );
}

/** Inserts rows that are not there yet. */
export async function insertAll<T extends Table>(tx: Tx, table: T, rows: T['$inferInsert'][]): Promise<void> {
  await insertRows(tx, table, rows, '');
}

/** Inserts rows where no other with the same unique values is. @returns the ids of those that were new */
export async function insertNew<T extends Table>(tx: Tx, table: T, rows: T['$inferInsert'][]): Promise<number[]> {
  const fresh = await insertRows<{ id: number }>(tx, table, rows, 'on conflict do nothing returning id');
  return fresh.map(({ id }) => Number(id));
}

/**
 * The two kits that turn one table definition into real tables of each engine.
 * `pg` is cast to the type of `sqlite`, so that all queries are written and checked once.
 */
import { type SQL, sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check as pgCheck,
  customType,
  doublePrecision,
  index as pgIndex,
  integer as pgInteger,
  pgTable,
  primaryKey as pgKey,
  text as pgText,
  uniqueIndex as pgUnique,
} from 'drizzle-orm/pg-core';
import { check, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** The condition in the database's words: the column holds one of these, or nothing. Words of ours need no escaping. */
const among = (column: string, words: readonly string[]): SQL =>
  sql.raw(`"${column}" in (${words.map((word) => `'${word}'`).join(', ')})`);

export const sqliteKit = {
  table: sqliteTable,
  /** A whole-number key that the database hands out and never reuses. */
  id: () => integer('id').primaryKey({ autoIncrement: true }),
  int: (name: string) => integer(name),
  /** A moment: UTC milliseconds. */
  time: (name: string) => integer(name),
  /** A number with 53 bits, the same on both engines. */
  real: (name: string) => real(name),
  text: (name: string) => text(name),
  bool: (name: string) => integer(name, { mode: 'boolean' }),
  json: (name: string) => text(name, { mode: 'json' }),
  index,
  uniqueIndex,
  primaryKey,
  /** The table takes only these words in the column. */
  oneOf: (table: string, column: string, words: readonly string[]) =>
    check(`${table}_${column}_known`, among(column, words)),
};

export type Kit = typeof sqliteKit;

/** The driver parses what it reads. Drizzle's own column would parse a text once more, and make a number of "5.2". */
const parsedJson = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => value,
});

export const pgKit = {
  table: pgTable,
  id: () => pgInteger('id').primaryKey().generatedByDefaultAsIdentity(),
  int: (name: string) => pgInteger(name),
  time: (name: string) => bigint(name, { mode: 'number' }),
  real: (name: string) => doublePrecision(name),
  text: (name: string) => pgText(name),
  bool: (name: string) => boolean(name),
  json: (name: string) => parsedJson(name),
  index: pgIndex,
  uniqueIndex: pgUnique,
  primaryKey: pgKey,
  oneOf: (table: string, column: string, words: readonly string[]) =>
    pgCheck(`${table}_${column}_known`, among(column, words)),
} as unknown as Kit;

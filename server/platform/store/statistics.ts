/** What a database knows of its own rows, by which it chooses how to find them. */
import type { Store } from './store.ts';

/** Rows of an index that SQLite looks at; PostgreSQL takes a sample by itself. */
const ROWS_LOOKED_AT = 400;
/** All tables, those that have grown or were never looked at. */
const WHAT_HAS_GROWN = 0x10002;

/** Looks at the rows again, where it is worth it: some milliseconds, however many there are. */
export async function refreshStatistics(store: Store): Promise<void> {
  await store.write(async (tx) => {
    if (tx.engine === 'postgres') return void (await tx.raw('analyze (skip_locked)'));
    await tx.raw(`pragma analysis_limit = ${ROWS_LOOKED_AT}`);
    await tx.raw(`pragma optimize = ${WHAT_HAS_GROWN}`);
  });
}

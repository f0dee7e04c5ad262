/** The condition under which a mark counts. */
import { isNull, type SQL, sql } from 'drizzle-orm';
import type { Tables } from '../platform/store/define.ts';

/** The mark stands: it was not taken back. @param m the marks, or another name for them in the statement */
export function isStanding(m: Tables['marks'] | string): SQL {
  return typeof m === 'string' ? sql`${sql.identifier(m)}.taken_back_at is null` : isNull(m.takenBackAt);
}

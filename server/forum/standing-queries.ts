/** The two conditions under which something counts: a post that everybody may read, a mark that was not taken back. */
import { and, isNull, type SQL, sql } from 'drizzle-orm';
import type { Tables } from '../platform/store/define.ts';

/** As `isPublic` in rules/thread-state.ts. @param p the posts, or another name for them in the statement */
export function isPublicPost(p: Tables['posts'] | string): SQL {
  if (typeof p === 'string') {
    const name = sql.identifier(p);
    return sql`${name}.withdrawn_at is null and ${name}.hidden_at is null`;
  }
  return and(isNull(p.withdrawnAt), isNull(p.hiddenAt))!;
}

/** The mark stands: it was not taken back. @param m the marks, or another name for them in the statement */
export function isStanding(m: Tables['marks'] | string): SQL {
  return typeof m === 'string' ? sql`${sql.identifier(m)}.taken_back_at is null` : isNull(m.takenBackAt);
}

/** Posts that wait for their time, or could not be posted at it. */
import type { ErrorCode, FieldFault } from '../../../../shared/faults.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';
import type { ThreadsTables } from './threads.ts';

/** Why something was not posted: as its author would have been told beside the form. */
export type Refusal = { code: ErrorCode; faults?: FieldFault[]; retryAfter?: number; sum?: Sum };
type Sum = { used: number; limit: number; of?: number; hours?: number; text?: string };

export function waitingTables(
  kit: Kit,
  { accounts, threads }: Pick<PeopleTables & ThreadsTables, 'accounts' | 'threads'>,
) {
  const { table, id, int, time, json, index } = kit;

  const waitingPosts = table(
    'waiting_posts',
    {
      id: id(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      /** Into which it goes; null for one that begins a thread. */
      threadId: int('thread_id').references(() => threads.id),
      /** What its form had. */
      values: json('values').$type<Record<string, unknown>>().notNull(),
      /** Null for what waits no longer: it was refused, or its author took the time away. */
      dueAt: time('due_at'),
      refusal: json('refusal').$type<Refusal>(),
      /** Each change has another: what was read before it is not posted any more. */
      changedAt: time('changed_at').notNull(),
    },
    (t) => [index('waiting_posts_account').on(t.accountId), index('waiting_posts_due').on(t.dueAt)],
  );

  return { waitingPosts };
}

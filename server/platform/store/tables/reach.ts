/** Imported accounts that members claim. */
import { REQUEST_STATES, type RequestState } from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';

export function reachTables(kit: Kit, { accounts }: Pick<PeopleTables, 'accounts'>) {
  const { table, id, int, time, text, index, uniqueIndex, oneOf } = kit;

  const claims = table(
    'claims',
    {
      id: id(),
      importedId: int('imported_id')
        .notNull()
        .references(() => accounts.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      evidence: text('evidence').notNull(),
      state: text('state').$type<RequestState>().notNull().default('open'),
      decidedBy: int('decided_by').references(() => accounts.id),
      createdAt: time('created_at').notNull(),
      decidedAt: time('decided_at'),
    },
    (t) => [
      oneOf('claims', 'state', REQUEST_STATES),
      uniqueIndex('claims_pair').on(t.importedId, t.accountId),
      index('claims_state').on(t.state, t.id),
    ],
  );

  return { claims };
}

export type ReachTables = ReturnType<typeof reachTables>;

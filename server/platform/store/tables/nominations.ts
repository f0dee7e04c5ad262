/** Moderators whom the members of a space elect: who is proposed, who supports it, who votes; and moderators' notes. */
import { sql } from 'drizzle-orm';
import { NOMINATION_STATES, type NominationState } from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';
import type { SpacesTables } from './spaces.ts';

export function nominationTables(
  kit: Kit,
  { accounts, spaces }: Pick<PeopleTables & SpacesTables, 'accounts' | 'spaces'>,
) {
  const { table, id, int, time, text, bool, index, uniqueIndex, primaryKey, oneOf } = kit;

  const nominations = table(
    'nominations',
    {
      id: id(),
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      /** Both are null for somebody who is gone. */
      nomineeId: int('nominee_id').references(() => accounts.id),
      nominatorId: int('nominator_id').references(() => accounts.id),
      why: text('why').notNull(),
      state: text('state').$type<NominationState>().notNull().default('proposed'),
      /** So many others have to support it before there is a vote. */
      secondsNeeded: int('seconds_needed').notNull(),
      acceptedAt: time('accepted_at'),
      /** Since when there is a vote; null before. */
      votingAt: time('voting_at'),
      /** When it lapses or, once there is a vote, when that ends. */
      endsAt: time('ends_at').notNull(),
      /** How many could vote when the vote began. */
      entitled: int('entitled'),
      /** Counted at the end, and then nobody's vote is kept. */
      yes: int('yes'),
      no: int('no'),
      /** The admin who objected, and why: public. */
      objectorId: int('objector_id').references(() => accounts.id),
      objection: text('objection').notNull().default(''),
      createdAt: time('created_at').notNull(),
      decidedAt: time('decided_at'),
    },
    (t) => [
      oneOf('nominations', 'state', NOMINATION_STATES),
      uniqueIndex('nominations_open')
        .on(t.spaceId, t.nomineeId)
        .where(sql`state in ('proposed', 'voting')`),
      index('nominations_space').on(t.spaceId, t.id),
      index('nominations_due').on(t.state, t.endsAt),
      index('nominations_nominee').on(t.nomineeId),
      index('nominations_nominator').on(t.nominatorId),
    ],
  );

  /** Who supports a nomination. */
  const nominationSeconds = table(
    'nomination_seconds',
    {
      nominationId: int('nomination_id')
        .notNull()
        .references(() => nominations.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.nominationId, t.accountId] }),
      index('nomination_seconds_account').on(t.accountId),
    ],
  );

  /** Votes that are not counted yet. */
  const ballots = table(
    'ballots',
    {
      nominationId: int('nomination_id')
        .notNull()
        .references(() => nominations.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      isYes: bool('is_yes').notNull(),
    },
    (t) => [primaryKey({ columns: [t.nominationId, t.accountId] }), index('ballots_account').on(t.accountId)],
  );

  /** What moderators note about somebody, for each other only. */
  const personNotes = table(
    'person_notes',
    {
      id: id(),
      /** About whom. */
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      /** Null for somebody who is gone. */
      authorId: int('author_id').references(() => accounts.id),
      /** Where it happened: those who moderate there read it; null for those of the whole forum. */
      spaceId: int('space_id').references(() => spaces.id),
      words: text('words').notNull(),
      createdAt: time('created_at').notNull(),
    },
    (t) => [index('person_notes_account').on(t.accountId, t.id), index('person_notes_author').on(t.authorId)],
  );

  return { nominations, nominationSeconds, ballots, personNotes };
}

export type NominationTables = ReturnType<typeof nominationTables>;

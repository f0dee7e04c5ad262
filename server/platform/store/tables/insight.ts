/** What the health page shows, and questions that were brought to members. */
import { HEALTH_UNITS, type HealthUnit, type InvitationReason } from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';
import type { ThreadsTables } from './threads.ts';

export function insightTables(
  kit: Kit,
  { accounts, threads }: Pick<PeopleTables & ThreadsTables, 'accounts' | 'threads'>,
) {
  const { table, id, int, time, text, bool, json, index, uniqueIndex, primaryKey, oneOf } = kit;

  /** What the health page shows of one week or month, in one space or (0) in the whole forum. */
  const healthPeriods = table(
    'health_periods',
    {
      spaceId: int('space_id').notNull(),
      unit: text('unit').$type<HealthUnit>().notNull(),
      /** The period's first moment. */
      start: time('start').notNull(),
      /** Nothing that may still happen changes it. */
      isFinal: bool('is_final').notNull().default(false),
      figures: json('figures').$type<Record<string, unknown>>().notNull(),
      computedAt: time('computed_at').notNull(),
    },
    (t) => [oneOf('health_periods', 'unit', HEALTH_UNITS), primaryKey({ columns: [t.spaceId, t.unit, t.start] })],
  );

  /** A question that was brought to a member who may know. */
  const invitations = table(
    'invitations',
    {
      id: id(),
      threadId: int('thread_id')
        .notNull()
        .references(() => threads.id),
      inviteeId: int('invitee_id')
        .notNull()
        .references(() => accounts.id),
      /** Null where Adda invited by itself. */
      inviterId: int('inviter_id').references(() => accounts.id),
      /** Why this member: facts that everybody can see. */
      because: json('because').$type<InvitationReason>(),
      /** The inviter's label, when they spoke for a brand. */
      label: text('label'),
      brandId: int('brand_id'),
      declinedAt: time('declined_at'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      uniqueIndex('invitations_pair').on(t.threadId, t.inviteeId),
      index('invitations_invitee').on(t.inviteeId, t.createdAt),
      index('invitations_inviter').on(t.inviterId, t.createdAt),
    ],
  );

  return { healthPeriods, invitations };
}

export type InsightTables = ReturnType<typeof insightTables>;

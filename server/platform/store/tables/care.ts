/** Reports, and the log of what was done in office. */
import { REPORT_REASONS, REPORT_STATES, type ReportReason, type ReportState } from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';
import type { PostsTables } from './posts.ts';

export function careTables(kit: Kit, { accounts, posts }: Pick<PeopleTables & PostsTables, 'accounts' | 'posts'>) {
  const { table, id, int, time, text, bool, index, uniqueIndex, oneOf } = kit;

  const reports = table(
    'reports',
    {
      id: id(),
      postId: int('post_id')
        .notNull()
        .references(() => posts.id),
      /** Null for a visitor, who leaves an address instead. */
      reporterId: int('reporter_id').references(() => accounts.id),
      contact: text('contact'),
      reason: text('reason').$type<ReportReason>().notNull(),
      /** For those who decide, and nobody else. */
      evidence: text('evidence').notNull(),
      /** The reporter speaks for this brand: a conflict of interest. */
      brandId: int('brand_id'),
      state: text('state').$type<ReportState>().notNull().default('open'),
      decidedBy: int('decided_by').references(() => accounts.id),
      decision: text('decision'),
      createdAt: time('created_at').notNull(),
      decidedAt: time('decided_at'),
    },
    (t) => [
      oneOf('reports', 'reason', REPORT_REASONS),
      oneOf('reports', 'state', REPORT_STATES),
      uniqueIndex('reports_once').on(t.postId, t.reporterId, t.reason),
      index('reports_state').on(t.state, t.id),
    ],
  );

  /** What was done in office, each entry chained to the one before it by its hash. */
  const auditLog = table(
    'audit_log',
    {
      /** Without gaps, from 1. */
      number: int('number').primaryKey(),
      at: time('at').notNull(),
      kind: text('kind').notNull(),
      actorId: int('actor_id'),
      brandId: int('brand_id'),
      isPublic: bool('is_public').notNull(),
      /** JSON, kept as the text that was hashed. */
      facts: text('facts').notNull(),
      previous: text('previous').notNull(),
      hash: text('hash').notNull(),
    },
    (t) => [index('audit_log_brand').on(t.brandId, t.number), index('audit_log_actor').on(t.actorId, t.at)],
  );

  return { reports, auditLog };
}

export type CareTables = ReturnType<typeof careTables>;

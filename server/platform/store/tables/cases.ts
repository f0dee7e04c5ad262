/** What members and visitors report, gathered into cases; and notices of what is unlawful. */
import {
  ACT_REASONS,
  CASE_KINDS,
  CASE_TARGETS,
  REPORT_STATES,
  type ActReason,
  type CaseKind,
  type CaseTarget,
  type ReportState,
  type SpaceAct,
} from '../../../../shared/words.ts';
import { sql } from 'drizzle-orm';
import type { Kit } from '../kit.ts';
import type { CareTables } from './care.ts';
import type { PeopleTables } from './people.ts';
import type { PostsTables } from './posts.ts';
import type { SpacesTables } from './spaces.ts';
import type { ThreadsTables } from './threads.ts';

/** What members propose: that it was asked before, in another thread; another title, other tags. */
export type Proposal = { threadId?: number; title?: string; tags?: string[] };

type Others = PeopleTables & PostsTables & ThreadsTables & SpacesTables & CareTables;

export function caseTables(
  kit: Kit,
  { accounts, posts, threads, spaces, acts }: Pick<Others, 'accounts' | 'posts' | 'threads' | 'spaces' | 'acts'>,
) {
  const { table, id, int, time, text, bool, json, index, uniqueIndex, oneOf } = kit;

  /** One matter that waits for a decision, or was decided: all that is reported of one thing meanwhile. */
  const cases = table(
    'cases',
    {
      id: id(),
      kind: text('kind').$type<CaseKind>().notNull().default('conduct'),
      target: text('target').$type<CaseTarget>().notNull(),
      /** The id of what it is about: of a post, a thread, an account, a space. */
      subjectId: int('subject_id').notNull(),
      /** Where it was; null for a member. A post or a thread may have gone elsewhere since. */
      spaceId: int('space_id').references(() => spaces.id),
      threadId: int('thread_id').references(() => threads.id),
      postId: int('post_id').references(() => posts.id),
      /** Whom it concerns. */
      accountId: int('account_id').references(() => accounts.id),
      /** As it read when it was first reported. */
      text: text('text').notNull().default(''),
      state: text('state').$type<ReportState>().notNull().default('open'),
      /** How many have reported it, and the moment by which it stands in the queue: earlier for each of them. */
      reportCount: int('report_count').notNull().default(0),
      queueAt: time('queue_at').notNull(),
      /** Who looks at it, and until when nobody else decides. */
      claimedBy: int('claimed_by').references(() => accounts.id),
      claimedUntil: time('claimed_until'),
      decidedBy: int('decided_by').references(() => accounts.id),
      decision: text('decision'),
      /** What was done about it. */
      actId: int('act_id').references(() => acts.id),
      spaceAct: text('space_act').$type<SpaceAct>(),
      createdAt: time('created_at').notNull(),
      decidedAt: time('decided_at'),
    },
    (t) => [
      oneOf('cases', 'kind', CASE_KINDS),
      oneOf('cases', 'target', CASE_TARGETS),
      oneOf('cases', 'state', REPORT_STATES),
      uniqueIndex('cases_open')
        .on(t.kind, t.target, t.subjectId)
        .where(sql`state = 'open'`),
      index('cases_queue').on(t.state, t.queueAt, t.id),
      index('cases_subject').on(t.target, t.subjectId, t.id),
      index('cases_account').on(t.accountId, t.id),
      index('cases_decided').on(t.decidedAt),
    ],
  );

  const reports = table(
    'reports',
    {
      id: id(),
      caseId: int('case_id')
        .notNull()
        .references(() => cases.id),
      /** Where it is about a post. */
      postId: int('post_id').references(() => posts.id),
      /** Null for a visitor, who leaves an address instead. */
      reporterId: int('reporter_id').references(() => accounts.id),
      contact: text('contact'),
      /** In which a visitor is written to. */
      language: text('language'),
      reason: text('reason').$type<ActReason>().notNull(),
      /** For those who decide, and nobody else. */
      evidence: text('evidence').notNull(),
      proposal: json('proposal').$type<Proposal>(),
      /** The reporter speaks for this brand: a conflict of interest. */
      brandId: int('brand_id'),
      state: text('state').$type<ReportState>().notNull().default('open'),
      decidedBy: int('decided_by').references(() => accounts.id),
      decision: text('decision'),
      createdAt: time('created_at').notNull(),
      decidedAt: time('decided_at'),
    },
    (t) => [
      oneOf('reports', 'reason', ACT_REASONS),
      oneOf('reports', 'state', REPORT_STATES),
      uniqueIndex('reports_once').on(t.caseId, t.reporterId, t.reason),
      index('reports_state').on(t.state, t.id),
      index('reports_reporter').on(t.reporterId, t.id),
    ],
  );

  /** Somebody says that something is unlawful (Regulation (EU) 2022/2065, Article 16). It counts once its letter is followed. */
  const notices = table(
    'notices',
    {
      id: id(),
      target: text('target').$type<CaseTarget>().notNull(),
      subjectId: int('subject_id').notNull(),
      /** Its address in this forum. */
      address: text('address').notNull(),
      why: text('why').notNull(),
      /** Both may be left out where children are abused. */
      name: text('name'),
      email: text('email'),
      isAbuse: bool('is_abuse').notNull().default(false),
      language: text('language'),
      /** Opens it for who sent it; only its hash is kept. */
      linkHash: text('link_hash'),
      /** The report that it became; null before, and where what it is about had gone by then. */
      reportId: int('report_id').references(() => reports.id),
      createdAt: time('created_at').notNull(),
      expiresAt: time('expires_at').notNull(),
      confirmedAt: time('confirmed_at'),
    },
    (t) => [
      oneOf('notices', 'target', CASE_TARGETS),
      index('notices_link').on(t.linkHash),
      index('notices_report').on(t.reportId),
      index('notices_confirmed').on(t.confirmedAt),
    ],
  );
  return { cases, reports, notices };
}

/** The queue of cases, their pages and decisions; what became of one's own reports. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { page } from '../../platform/http/routes.ts';
import { Id, Nullable, ReportReasonWord } from '../../platform/http/schemas.ts';
import { words } from '../acts/fields.ts';
import { reportsFor } from '../cases/list-queries.ts';
import { CASE_TARGETS, REPORT_STATES } from '../../../shared/words.ts';
import { askingAs } from './asking.ts';
import { CaseOut, caseOut } from './case-out.ts';
import { ownReports, ownReportsView } from './own-reports.ts';
import { queue } from './queue.ts';
import { queueView } from './views.ts';

const SHOWN = 50;

const ReportOut = Type.Object({
  id: Type.Integer(),
  caseId: Type.Integer(),
  postId: Nullable(Type.Integer()),
  reason: ReportReasonWord,
  evidence: Type.String(),
  conflict: Type.Boolean({ description: 'The reporter speaks for a brand.' }),
  createdAt: Type.Integer(),
});

export function moderationRoutes(app: FastifyInstance): void {
  const Flash = Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) });
  page(app, {
    path: '/moderation',
    who: 'moderator',
    query: Flash,
    load: (ctx) => queue(ctx),
    view: queueView,
    api: {
      path: '/api/v1/cases',
      summary: 'Cases that wait for you, in their order; none in which you have a stake',
      tag: 'moderation',
      response: Type.Object({
        waiting: Type.Integer(),
        oldestAt: Nullable(Type.Integer()),
        cases: Type.Array(CaseOut),
      }),
      json: ({ open, waiting }, ctx) => ({
        ...{ waiting: waiting.count, oldestAt: waiting.oldestAt },
        cases: open.map((one) => caseOut(one, ctx.viewer!.id)),
      }),
    },
  });
  page(app, {
    path: '/moderation/reports',
    who: 'moderator',
    load: async (ctx) => reportsFor(ctx.adda.store.read, await askingAs(ctx), SHOWN),
    view: () => ({ redirect: '/moderation' }),
    api: {
      path: '/api/v1/reports',
      summary: 'Reports that wait, for moderators without a stake in them',
      tag: 'moderation',
      response: Type.Object({ reports: Type.Array(ReportOut) }),
      json: (reports) => ({
        reports: reports.map(({ brandId, ...report }) => ({ ...report, conflict: brandId !== null })),
      }),
    },
  });
  page(app, {
    path: '/reports',
    who: 'member',
    query: Type.Object({ before: Type.Optional(Id) }),
    load: (ctx, { query }) => ownReports(ctx, query.before ?? null),
    view: ownReportsView,
    api: {
      path: '/api/v1/reports/mine',
      summary: 'What became of your reports, newest first',
      tag: 'moderation',
      response: Type.Object({
        reports: Type.Array(
          Type.Object({
            ...{ id: Type.Integer(), target: words(CASE_TARGETS), subjectId: Type.Integer() },
            ...{ reason: ReportReasonWord, state: words(REPORT_STATES), decision: Nullable(Type.String()) },
            createdAt: Type.Integer(),
          }),
        ),
        next: Nullable(Type.Integer()),
      }),
      json: ({ list, next }) => ({
        next,
        reports: list.map(({ own: { report, of } }) => ({
          ...{ id: report.id, target: of.target, subjectId: of.subjectId, reason: report.reason },
          ...{ state: report.state, decision: report.decision, createdAt: report.createdAt },
        })),
      }),
    },
  });
}

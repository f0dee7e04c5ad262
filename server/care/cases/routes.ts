/** Where a post, a thread, a member or a space is reported, and another title is proposed. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState, refusedForm, splitTags, type Values } from '../../platform/http/form-state.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import {
  Done,
  Id,
  IdempotencyKey,
  IdParams,
  Line,
  ReportReasonWord,
  TagList,
  Text,
} from '../../platform/http/schemas.ts';
import { wordsFor } from '../../platform/site/queries.ts';
import { authorOfProfile } from '../../people/profiles/author.ts';
import { profileOf } from '../../people/profiles/queries.ts';
import { findThreads, threadNamed } from '../../forum/search/thread-picker.ts';
import { type Space, spaceById } from '../../forum/spaces/queries.ts';
import { threadToRead } from '../../forum/threads/access.ts';
import { ownSilences } from '../../people/accounts/silenced-view.ts';
import type { Content } from '../../rules/cases.ts';
import { crossesBorder } from '../../rules/moderation.ts';
import type { CaseTarget } from '../../../shared/words.ts';
import { proposeEdit } from './propose.ts';
import { report } from './report.ts';
import { proposeView, type ReportPage, reportView, thankYouView } from './report-view.ts';
import { type Subject, subjectToReport } from './subjects.ts';

type Params = { id?: number; name?: string; slug?: string };
type At = { page: string; api: string; params: Type.TSchema; content(params: Params): Content };

const NameParams = Type.Object({ name: Type.String({ maxLength: 200 }) });
const SpaceParams = Type.Object({ slug: Type.String({ maxLength: 200 }) });

const AT: Record<CaseTarget, At> = {
  post: {
    ...{ page: '/p/:id/report', api: '/api/v1/posts/:id/reports', params: IdParams },
    content: ({ id }) => ({ target: 'post', id: id! }),
  },
  thread: {
    ...{ page: '/t/:id/report', api: '/api/v1/threads/:id/reports', params: IdParams },
    content: ({ id }) => ({ target: 'thread', id: id! }),
  },
  member: {
    ...{ page: '/u/:name/report', api: '/api/v1/members/:name/reports', params: NameParams },
    content: ({ name }) => ({ target: 'member', slug: name! }),
  },
  space: {
    ...{ page: '/s/:slug/report', api: '/api/v1/spaces/:slug/reports', params: SpaceParams },
    content: ({ slug }) => ({ target: 'space', slug: slug! }),
  },
};

async function reportPage(ctx: Ctx, at: At, params: Params, values: Values = {}): Promise<ReportPage> {
  const conn = ctx.adda.store.read;
  const subject = await subjectToReport(conn, ctx.audience, at.content(params));
  const profile = subject.target === 'member' ? await profileOf(conn, subject.slug) : null;
  const member = profile && authorOfProfile(wordsFor(ctx.site), profile);
  const path = at.page.replace(/:\w+/, encodeURIComponent(String(params.id ?? params.name ?? params.slug)));
  return { subject, path, member, found: await foundFor(ctx, subject, values) };
}

/** Where it may have been asked before: threads that whoever reads this one reads, too. */
async function foundFor(ctx: Ctx, { threadId, spaceId }: Subject, values: Values) {
  const space = threadId === null ? null : await spaceById(ctx.adda.store.read, spaceId!);
  const isOffered = (other: Space) => !crossesBorder(other, space!);
  return space && findThreads(ctx, values, { besides: threadId!, isOffered });
}

const Said = Type.Object({
  ...{ reason: ReportReasonWord, evidence: Text, contact: Type.Optional(Line) },
  threadId: Type.Optional(Type.Union([Type.Integer(), Line])),
  ...{ found: Type.Optional(Id), preview: Type.Optional(Type.String({ maxLength: 10 })) },
});

function reportRoutes(app: FastifyInstance, target: CaseTarget): void {
  const at = AT[target];
  page(app, {
    path: at.page,
    who: 'visitor',
    params: at.params,
    load: (ctx, { params }) => reportPage(ctx, at, params as Params),
    view: (ctx, data) => reportView(ctx, data, blankForm()),
  });
  action(app, {
    path: at.page,
    who: 'visitor',
    params: at.params,
    body: Said,
    run: (ctx, { params, body: { threadId, found, reason, evidence, contact } }) => {
      const other = String(threadId ?? '') === '' ? {} : { threadId: threadNamed(threadId, found) };
      const said = { reason, evidence, ...(contact !== undefined && { contact }) };
      const input = { ...said, ...other, language: ctx.lang };
      return report(ctx.adda, ctx.viewer, at.content(params as Params), input, ctx.from);
    },
    done: (ctx, subject) => thankYouView(ctx, subject),
    redraw: async (ctx, { params, values, error }) =>
      reportView(ctx, await reportPage(ctx, at, params as Params, values), refusedForm(ctx, values, error)),
    api: {
      path: at.api,
      summary: `Report a ${target}; the evidence is for those who decide`,
      tag: 'moderation',
      status: 201,
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

function proposalRoutes(app: FastifyInstance): void {
  const found = async (ctx: Ctx, id: number) => ({
    subject: await subjectToReport(ctx.adda.store.read, ctx.audience, { target: 'thread', id }),
    thread: await threadToRead(ctx.adda.store.read, ctx.audience, id),
  });
  const view = async (ctx: Ctx, { subject }: { subject: Subject }, form: FormState) =>
    proposeView(ctx, subject, await ownSilences(ctx, subject.spaceId!), form);
  page(app, {
    path: '/t/:id/propose',
    who: 'member',
    params: IdParams,
    load: async (ctx, { params }) => {
      const { subject, thread } = await found(ctx, params.id);
      return view(ctx, { subject }, blankForm({ title: thread.title, tags: thread.tagNames }));
    },
    view: (_ctx, drawn) => drawn,
  });
  action(app, {
    path: '/t/:id/propose',
    who: 'member',
    params: IdParams,
    body: Type.Object({ title: Line, tags: Type.Optional(TagList), evidence: Text, idempotencyKey: IdempotencyKey }),
    run: (ctx, { params, body: { title, tags, evidence } }) =>
      proposeEdit(ctx.adda, ctx.viewer, params.id, { title, tags: splitTags(tags), evidence }),
    done: (_ctx, thread) => `${threadPath(thread)}?flash=reported`,
    redraw: async (ctx, { params, values, error }) =>
      view(ctx, await found(ctx, params.id), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/threads/:id/proposals',
      summary: 'Propose another title or other tags; a moderator decides',
      tag: 'moderation',
      status: 201,
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

export function caseRoutes(app: FastifyInstance): void {
  for (const target of Object.keys(AT) as CaseTarget[]) reportRoutes(app, target);
  proposalRoutes(app);
}

/** An address for each act, as a page and in the API; the pages where one chooses; taking acts back. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm, type Values } from '../../platform/http/form-state.ts';
import { memberPath, postPath } from '../../platform/http/paths.ts';
import { action, apiRead, page } from '../../platform/http/routes.ts';
import { Id, IdParams } from '../../platform/http/schemas.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { findThreads } from '../../forum/search/thread-picker.ts';
import { type Space, spaceById } from '../../forum/spaces/queries.ts';
import { threadToRead, wordsToRead } from '../../forum/threads/access.ts';
import { whyNotAddTo } from '../../rules/memberships.ts';
import { crossesBorder, whyNotMergeInto } from '../../rules/moderation.ts';
import { nameSlug } from '../../rules/names.ts';
import { ACT_TARGETS, type ActTarget } from '../../../shared/words.ts';
import type { Act } from './act.ts';
import { proposedIn } from '../cases/proposed.ts';
import { ALL_ACTS } from './all.ts';
import { memberChoice, postChoice, threadChoice } from './choices.ts';
import { ActOut, actOut, inputOf, schemaOf, Why } from './fields.ts';
import { type ActPage, actView } from './form-view.ts';
import { type Menu, menuView } from './menu-view.ts';
import { actsIn, actsOn } from './queries.ts';
import { givenReasons } from './reasons.ts';
import { postsRepeating } from './repeating.ts';
import { type Acted, doAct } from './run.ts';
import { idOn, memberSubject, type Params, postSubject, subjectOf, threadSubject } from './subjects.ts';

const DONE_SHOWN = 50;
const NameParams = Type.Object({ name: Type.String({ maxLength: 200 }) });

/** Where the browser goes then: from a case on to the next one. */
function after({ target, threadId, facts }: Acted, { id = 0, name = '' }: Params, caseId?: number): string {
  if (caseId !== undefined) return '/moderation?flash=decided';
  if (target === 'member') return `${memberPath(nameSlug(name))}/moderate?flash=acted`;
  return target === 'post' ? `/p/${id}/moderate?flash=acted` : `/t/${Number(facts?.into ?? threadId)}?flash=acted`;
}

type Query = { posts?: number[]; case?: number; report?: number };

/** What a form begins with: for an edit, the text as it is; from a case, what was reported and proposed there. */
async function beginsWith(ctx: Ctx, act: Act, given: Params, { case: caseId, report, ...query }: Query) {
  const own = await textOf(ctx, act, given, query);
  if (caseId === undefined) return own;
  const proposed = await proposedIn(ctx.adda.store.read, ctx.viewer, { caseId, report }, act);
  return blankForm({ ...own.values, ...proposed, caseId });
}

async function textOf(ctx: Ctx, act: Act, { id = 0 }: Params, query: Record<string, unknown>) {
  const conn = ctx.adda.store.read;
  if (act.target === 'post' && act.verb === 'edit') {
    // What its author took back is nobody's to read.
    const { post } = await wordsToRead(conn, ctx.audience, id);
    return blankForm({ body: post.markdown, revision: post.revision });
  }
  if (act.verb !== 'retitle') return blankForm(query);
  const { title, tagNames, form } = await threadToRead(conn, ctx.audience, id);
  return blankForm({ title, tags: tagNames, form });
}

const AT: Record<ActTarget, { page: string; api: string }> = {
  post: { page: '/p/:id/moderate', api: '/api/v1/posts/:id' },
  thread: { page: '/t/:id/moderate', api: '/api/v1/threads/:id' },
  member: { page: '/u/:name/moderate', api: '/api/v1/members/:name' },
};

/** What the page of an act shows besides its form: what repeats a post and stays, the threads that words may mean. */
async function shownOf(ctx: Ctx, act: Act, given: Params, values: Values = {}): Promise<ActPage> {
  const shown = { act, reasons: await givenReasons(ctx.adda.store.read), repeated: [], found: null };
  if (act.target === 'post' && act.verb === 'remove') {
    const { post, thread, subject } = await postSubject(ctx, given.id!);
    return { ...shown, subject, repeated: await postsRepeating(ctx, post, thread) };
  }
  if (!act.wants?.includes('threadId')) return { ...shown, subject: await subjectOf(ctx, act.target, given) };
  const { thread, subject } = await threadSubject(ctx, given.id!);
  const from = (await spaceById(ctx.adda.store.read, thread.space.id))!;
  const isOffered = (to: Space) =>
    whyNotAddTo(to) === null &&
    (act.verb === 'merge' ? whyNotMergeInto(ctx.viewer, from, to) === null : !crossesBorder(to, from));
  return { ...shown, subject, found: await findThreads(ctx, values, { besides: thread.id, isOffered }) };
}

function actRoutes(app: FastifyInstance, act: Act): void {
  const { target, verb } = act;
  const params = target === 'member' ? NameParams : IdParams;
  const path = `${AT[target].page}/${verb}`;
  page(app, {
    path,
    who: 'moderator',
    params,
    query: Type.Object({
      posts: Type.Optional(Type.Array(Id, { maxItems: 1_000 })),
      ...{ case: Type.Optional(Id), report: Type.Optional(Id) },
    }),
    load: async (ctx, input) => ({
      shown: await shownOf(ctx, act, input.params as Params),
      form: await beginsWith(ctx, act, input.params as Params, input.query as Query),
    }),
    view: (ctx, { shown, form }) => actView(ctx, shown, form),
  });
  action(app, {
    path,
    who: 'moderator',
    params,
    body: Type.Object({ ...schemaOf(act), ...Why, caseId: Type.Optional(Id) }),
    async run(ctx, input) {
      const given = input.params as Params;
      const done = await doAct(
        ctx.adda,
        ctx.viewer,
        { target, verb, id: await idOn(ctx, target, given) },
        inputOf(input.body),
      );
      return { done, given, caseId: input.body.caseId };
    },
    done: (_ctx, { done, given, caseId }) => after(done, given, caseId),
    redraw: async (ctx, { params: given, values, error }) =>
      actView(ctx, await shownOf(ctx, act, given as Params, values), refusedForm(ctx, values, error)),
    api: {
      path: `${AT[target].api}/${verb}`,
      summary: `Moderation: ${verb} a ${target}`,
      tag: 'moderation',
      response: ActOut,
      json: ({ done }) => actOut(done),
    },
  });
}

/** Where one acts on whoever wrote it; null for oneself, and for who is gone. */
async function authorPath(ctx: Ctx, authorId: number | null): Promise<string | null> {
  if (authorId === null || authorId === ctx.viewer?.id) return null;
  const author = await accountBy(ctx.adda.store.read, { id: authorId });
  return author?.erasedAt === null ? `${memberPath(author.slug)}/moderate` : null;
}

async function menuOf(ctx: Ctx, target: ActTarget, given: Params): Promise<Menu> {
  const conn = ctx.adda.store.read;
  const reasons = await givenReasons(conn);
  if (target === 'member') {
    const { member, subject } = await memberSubject(ctx, given.name ?? '');
    const everything = [...new Set(ALL_ACTS.map(({ verb }) => verb))];
    return {
      ...{ title: ctx.m.acts.memberTitle(subject.title), subject, reasons, several: null },
      person: member.id === ctx.viewer?.id ? null : `/moderation/people/${encodeURIComponent(member.slug)}`,
      author: null,
      choices: [await memberChoice(ctx, member, subject.title)],
      done: await actsOn(conn, member.id, everything, null, DONE_SHOWN, ctx.audience.moderates),
    };
  }
  if (target === 'thread') {
    const { thread, subject } = await threadSubject(ctx, given.id!);
    return {
      ...{ title: ctx.m.acts.threadTitle, subject, reasons, several: `${subject.path}/posts`, person: null },
      author: await authorPath(ctx, thread.authorId),
      choices: [await threadChoice(ctx, thread)],
      done: await actsIn(conn, thread.id, DONE_SHOWN),
    };
  }
  const { post, thread, subject } = await postSubject(ctx, given.id!);
  return {
    ...{ title: ctx.m.acts.title, subject, reasons, several: `/t/${thread.id}/moderate/posts`, person: null },
    author: await authorPath(ctx, post.authorId),
    choices: [await postChoice(ctx, post, thread.space.id), await threadChoice(ctx, thread)],
    done: (await actsIn(conn, thread.id, DONE_SHOWN)).filter(
      ({ act }) => act.postId === post.id || act.target === 'thread',
    ),
  };
}

/** What stays where a post is removed for good, as its page lists it. */
function repeatsRoute(app: FastifyInstance): void {
  apiRead(app, {
    who: 'moderator',
    params: IdParams,
    async load(ctx, { params }) {
      const { post, thread } = await postSubject(ctx, params.id);
      return postsRepeating(ctx, post, thread);
    },
    api: {
      path: '/api/v1/posts/:id/repeats',
      summary: 'Posts that say again what a post says, without a link to it: they stay when it is removed for good',
      tag: 'moderation',
      response: Type.Object({
        posts: Type.Array(
          Type.Object({
            id: Type.Integer(),
            number: Type.Integer(),
            threadId: Type.Integer(),
            title: Type.String(),
            url: Type.String(),
          }),
        ),
      }),
      json: (posts) => ({
        posts: posts.map(({ id, number, threadId, slug, title }) => ({
          ...{ id, number, threadId, title, url: postPath({ id: threadId, slug }, number) },
        })),
      }),
    },
  });
}

export function moderateRoutes(app: FastifyInstance): void {
  for (const act of ALL_ACTS) actRoutes(app, act);
  repeatsRoute(app);
  for (const target of ACT_TARGETS)
    page(app, {
      path: AT[target].page,
      who: 'moderator',
      params: target === 'member' ? NameParams : IdParams,
      query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
      load: (ctx, { params }) => menuOf(ctx, target, params as Params),
      view: menuView,
    });
}

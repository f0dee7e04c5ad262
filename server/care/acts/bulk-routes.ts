/** Several posts at once: chosen on a page of their thread, or named in a call of the API. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Id, IdParams, IdempotencyKey } from '../../platform/http/schemas.ts';
import { sentenceOf } from '../../platform/http/sentences.ts';
import { type ActVerb, POST_ACTS } from '../../../shared/words.ts';
import { doActs } from './bulk.ts';
import { postsToChoose } from './choosing-queries.ts';
import { Why, words } from './fields.ts';
import { type BulkPage, bulkView, BULK_VERBS } from './menu-view.ts';
import { givenReasons } from './reasons.ts';
import { threadSubject } from './subjects.ts';

async function bulkPage(ctx: Ctx, id: number, result: BulkPage['result']): Promise<BulkPage> {
  const { subject } = await threadSubject(ctx, id);
  const conn = ctx.adda.store.read;
  return {
    subject,
    posts: (await postsToChoose(conn, id)).filter(({ number }) => number > 1),
    reasons: await givenReasons(conn),
    result,
  };
}

export function bulkRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/t/:id/moderate/posts',
    who: 'moderator',
    params: IdParams,
    load: (ctx, { params }) => bulkPage(ctx, params.id, null),
    view: (ctx, data) => bulkView(ctx, data),
  });
  action(app, {
    path: '/t/:id/moderate/posts',
    who: 'moderator',
    params: IdParams,
    body: Type.Object({
      ...{ posts: Type.Optional(Type.Array(Id, { maxItems: 1_000 })), verb: words(BULK_VERBS) },
      ...Why,
    }),
    async run(ctx, { params: { id }, body: { posts = [], verb, ...input } }) {
      await threadSubject(ctx, id);
      // The new thread needs a title.
      if (verb === 'split') return `/t/${id}/moderate/split?${posts.map((post) => `posts=${post}`).join('&')}`;
      const outcomes = await doActs(ctx.adda, ctx.viewer, { target: 'post', verb, ids: posts }, input);
      const refused = outcomes.flatMap((one) =>
        one.error ? { id: one.id, sentence: sentenceOf(one.error, ctx.m) } : [],
      );
      return bulkView(ctx, await bulkPage(ctx, id, { done: outcomes.length - refused.length, refused }));
    },
    done: (_ctx, next) => next,
    redraw: async (ctx, { params, values, error }) =>
      bulkView(ctx, await bulkPage(ctx, params.id, null), refusedForm(ctx, values, error)),
  });
  action(app, {
    path: '/moderation/bulk',
    who: 'moderator',
    body: Type.Object({
      ...{ verb: words(POST_ACTS), posts: Type.Array(Id, { maxItems: 1_000 }) },
      ...{ reason: Why.reason, note: Why.note, idempotencyKey: IdempotencyKey },
    }),
    run: (ctx, { body: { verb, posts, ...input } }) =>
      doActs(ctx.adda, ctx.viewer, { target: 'post', verb: verb as ActVerb, ids: posts }, input),
    done: () => '/moderation?flash=acted',
    api: {
      path: '/api/v1/moderation/bulk',
      summary: 'One act on up to 1,000 posts; what is refused is said of each',
      tag: 'moderation',
      response: Type.Object({
        outcomes: Type.Array(Type.Object({ id: Type.Integer(), code: Type.Union([Type.String(), Type.Null()]) })),
      }),
      json: (outcomes) => ({ outcomes: outcomes.map(({ id, code }) => ({ id, code })) }),
    },
  });
}

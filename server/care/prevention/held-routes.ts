/** Held posts, and raid mode, for moderators. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, HeldOut, Id, Line, IdempotencyKey, Nothing, Text } from '../../platform/http/schemas.ts';
import { postPath } from '../../platform/http/paths.ts';
import { RAID_DAYS, RAID_HOURS } from '../../rules/prevention.ts';
import { setRaid } from './actions.ts';
import { type HeldQueue, heldQueue, judge } from './held.ts';
import { heldView } from './held-view.ts';

const Numbers = (list: readonly number[]) => Type.Union(list.map((value) => Type.Literal(value)));

/** The ids of posts that are chosen together, as they stood on the page. */
const Group = Type.String({ maxLength: 12_000, pattern: '^[0-9]{1,9}(,[0-9]{1,9}){0,999}$' });
const LISTED = 50;
const oldest = ({ groups }: HeldQueue) =>
  groups
    .flat()
    .sort((one, other) => one.id - other.id)
    .slice(0, LISTED);

const Waiting = Type.Object({
  ...{ id: Type.Integer(), url: Type.String(), title: Type.String(), html: Type.String(), createdAt: Type.Integer() },
  ...{ why: HeldOut, words: Type.Array(Type.String()), score: Type.Union([Type.Integer(), Type.Null()]) },
});

export function heldRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/moderation/held',
    who: 'moderator',
    load: (ctx) => heldQueue(ctx, 'all'),
    view: (ctx, queue) => heldView(ctx, queue, null),
    api: {
      path: '/api/v1/moderation/held',
      summary: 'Posts that wait for a moderator, the oldest 50, and the newest 20 that were only flagged; with why',
      tag: 'moderation',
      response: Type.Object({ count: Type.Integer(), held: Type.Array(Waiting), flagged: Type.Array(Waiting) }),
      json(queue) {
        const out = ({
          id,
          threadId,
          threadSlug,
          number,
          title,
          html,
          createdAt,
          heldWhy,
        }: (typeof queue.flagged)[number]) => ({
          ...{ id, url: postPath({ id: threadId, slug: threadSlug }, number), title, html, createdAt },
          ...heldWhy!,
        });
        return { count: queue.count, held: oldest(queue).map(out), flagged: queue.flagged.map(out) };
      },
    },
  });
  action(app, {
    path: '/moderation/held',
    who: 'moderator',
    body: Type.Object({
      ...{ posts: Type.Optional(Type.Array(Id, { maxItems: 1_000 })), idempotencyKey: IdempotencyKey },
      groups: Type.Optional(Type.Array(Group, { maxItems: 1_000 })),
      verb: Type.Union([Type.Literal('approve'), Type.Literal('refuse'), Type.Literal('spam')]),
      ...{ reason: Type.Optional(Line), note: Type.Optional(Text) },
    }),
    async run(ctx, { body: { posts = [], groups = [], idempotencyKey: _key, ...body } }) {
      const chosen = [...posts, ...groups.flatMap((ids) => ids.split(',').map(Number))];
      const outcome = await judge(ctx, { ...body, posts: chosen });
      return outcome.refused.length === 0
        ? '/moderation/held?flash=acted'
        : heldView(ctx, await heldQueue(ctx, 'all'), outcome);
    },
    done: (_ctx, next) => next,
    redraw: async (ctx, { values, error }) =>
      heldView(ctx, await heldQueue(ctx, 'all'), null, refusedForm(ctx, values, error)),
  });
  action(app, {
    path: '/moderation/raid',
    who: 'moderator',
    body: Type.Object({ hours: Numbers(RAID_HOURS), days: Numbers(RAID_DAYS) }),
    run: (ctx, { body }) => setRaid(ctx.adda, ctx.viewer, body),
    done: () => '/moderation?flash=saved',
    api: {
      path: '/api/v1/moderation/raid',
      summary: 'Switch raid mode on for some hours; accounts younger than so many days are held',
      tag: 'moderation',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/moderation/raid/end',
    who: 'moderator',
    body: Nothing,
    run: (ctx) => setRaid(ctx.adda, ctx.viewer, null),
    done: () => '/moderation?flash=saved',
    api: {
      path: '/api/v1/moderation/raid/end',
      summary: 'Switch raid mode off',
      tag: 'moderation',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

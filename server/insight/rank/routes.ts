import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { page } from '../../platform/http/routes.ts';
import { IdParams } from '../../platform/http/schemas.ts';
import { keyAt, rankOf, worthAt } from '../../rules/rank.ts';
import { isRanked } from '../../rules/thread-state.ts';
import { listedThread } from '../../forum/threads/access.ts';
import { halfLifeOf } from '../../forum/rank/rank.ts';
import { eventsOf, halfLifeHoursOf, namesOf, notCounted } from '../../forum/rank/queries.ts';
import { rankingView, whyView } from './views.ts';

/** Terms shown on one page, the latest first; a thread may have thousands. */
const TERMS_SHOWN = 100;

/** Everything that a thread's rank is made of, and what each part is worth now. */
async function rankAccount(ctx: Ctx, id: number) {
  const conn = ctx.adda.store.read;
  const thread = await listedThread(conn, ctx.audience, id);
  const now = Date.now();
  const halfLife = halfLifeOf(await halfLifeHoursOf(conn, thread.space.id));
  const events = isRanked(thread) ? (await eventsOf(conn, [id])).get(id) : undefined;
  const { rank, terms } = rankOf(events ?? [], halfLife);
  const latest = terms.toReversed().slice(0, TERMS_SHOWN);
  const people = await namesOf(conn, [
    ...new Set(latest.flatMap(({ from, to }) => (to === null ? [from] : [from, to]))),
  ]);
  return {
    thread,
    halfLife,
    now,
    count: terms.length,
    worth: rank.spaceKey === null ? 0 : keyAt(rank.spaceKey, now, halfLife),
    terms: latest.map((term) => ({ ...term, worth: worthAt(term, now, halfLife) })),
    people: new Map(people.map((person) => [person.id, person])),
    notes: (await notCounted(conn, id)).notes,
  };
}

export type RankAccount = Awaited<ReturnType<typeof rankAccount>>;

const TermOut = Type.Object({
  kind: Type.String(),
  from: Type.Integer(),
  to: Type.Union([Type.Integer(), Type.Null()]),
  at: Type.Integer({ description: 'UTC milliseconds' }),
  weight: Type.Number({ description: 'When it happened.' }),
  worth: Type.Number({ description: 'Now.' }),
});

export function rankRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/t/:id/why',
    who: 'anyone',
    params: IdParams,
    load: (ctx, { params }) => rankAccount(ctx, params.id),
    view: whyView,
    api: {
      path: '/api/v1/threads/:id/why',
      summary: 'Everything that the rank of a thread is made of',
      tag: 'threads',
      response: Type.Object({
        halfLifeHours: Type.Number(),
        worth: Type.Number({ description: 'The sum of all terms, now.' }),
        count: Type.Integer(),
        terms: Type.Array(TermOut),
      }),
      json: ({ halfLife, worth, count, terms }) => ({ halfLifeHours: halfLife / 3_600_000, worth, count, terms }),
    },
  });
  page(app, { path: '/how-ranking-works', who: 'anyone', load: async () => null, view: rankingView });
}

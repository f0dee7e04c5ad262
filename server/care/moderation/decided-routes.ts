/** Looking through cases that were decided: those that one could have decided, as in the queue. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { page } from '../../platform/http/routes.ts';
import { Cursor, Nullable, readCursor } from '../../platform/http/schemas.ts';
import { peopleNamed } from '../../people/profiles/named.ts';
import { CASE_KINDS, CASE_TARGETS } from '../../../shared/words.ts';
import { words } from '../acts/fields.ts';
import { askingAs } from './asking.ts';
import { casesDecided, type DecidedFilter, DECISIONS } from '../cases/decided-queries.ts';
import { CaseOut, caseOut } from './case-out.ts';
import { slugsOf } from './case-page.ts';
import { type DecidedPage, decidedView } from './decided-view.ts';

const PER_PAGE = 30;

/** One of these; empty where a form was sent without a choice. */
const oneOrNone = <T extends string>(list: readonly T[]) => Type.Optional(words<T | ''>(['', ...list]));

const Asked = Type.Object({
  ...{ decision: oneOrNone(DECISIONS), kind: oneOrNone(CASE_KINDS), target: oneOrNone(CASE_TARGETS) },
  ...{ mine: Type.Optional(Type.Boolean({ description: 'Only those that you decided' })), after: Cursor },
});

async function load(ctx: Ctx, { after, ...asked }: Partial<DecidedFilter> & { after?: string }): Promise<DecidedPage> {
  const conn = ctx.adda.store.read;
  const filter = { decision: '', kind: '', target: '', mine: false, ...asked } as const;
  const rows = await casesDecided(conn, await askingAs(ctx), PER_PAGE + 1, filter, readCursor(after));
  const list = rows.slice(0, PER_PAGE);
  const last = list.at(-1)?.of;
  return {
    ...{ filter, list, isFirst: after === undefined },
    people: await peopleNamed(ctx, slugsOf(list)),
    next: last && rows.length > PER_PAGE ? `${last.decidedAt}-${last.id}` : null,
  };
}

const DecidedOut = Type.Object({
  ...CaseOut.properties,
  decision: Type.String({ description: 'Why, as who reported it read it; empty where an act says it' }),
  decidedAt: Type.Integer(),
  decidedByYou: Type.Boolean(),
});

export function decidedRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/moderation/decided',
    who: 'moderator',
    query: Asked,
    load: (ctx, { query }) => load(ctx, query),
    view: decidedView,
    api: {
      path: '/api/v1/cases/decided',
      summary: 'Cases that were decided, the newest first; of those only that you could have decided',
      tag: 'moderation',
      response: Type.Object({ cases: Type.Array(DecidedOut), next: Nullable(Type.String()) }),
      json: ({ list, next }, ctx) => ({
        next,
        cases: list.map((one) => ({
          ...caseOut(one, ctx.viewer!.id),
          ...{ decision: one.of.decision ?? '', decidedAt: one.of.decidedAt ?? 0 },
          decidedByYou: one.of.decidedBy === ctx.viewer!.id,
        })),
      }),
    },
  });
}

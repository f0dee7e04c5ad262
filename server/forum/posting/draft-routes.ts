/** Drafts: kept while one types, listed, removed. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, DraftAt, FormWord, Id, Line, Nullable, Text } from '../../platform/http/schemas.ts';
import { dropDraft, saveDraft } from '../drafts/drafts.ts';
import { BEGINNING, beginningsOf, draftsOf } from '../drafts/queries.ts';
import { waitingOf } from '../drafts/waiting-queries.ts';
import { keptWith } from '../files/actions.ts';
import { broughtJson, BroughtOut } from '../files/schemas.ts';
import { allSpaces } from '../spaces/queries.ts';
import type { AuthorFacts } from '../../platform/authors/author-line.ts';
import { threadsNamedTyped } from '../cards/cards.ts';
import { START_PLACE } from '../../rules/beginnings.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { saysOnlyTemplate } from './again.ts';
import { answeredBy, draftPath, draftPlace, spokenTo } from './draft-places.ts';
import { draftsView } from './draft-views.ts';
import { waitingJson, WaitingListOut } from './waiting-json.ts';

const Place = Type.String({
  maxLength: 40,
  pattern: '^[!-~]*$',
  description:
    '`start` or `start:2` to `start:99` (of threads that are begun), `thread:ID`, `reply:ID`, `edit:ID` or `poll:ID` (of a post), `message:new` or `message:new:2` to `message:new:99` (of messages that begin a conversation), `message:ID` (of a conversation), `waiting:ID`.',
});

const Ids = Type.Optional(
  Type.Array(Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 }), {
    maxItems: 20,
    description: 'Of a change that takes all out: 0.',
  }),
);

/** What forms of posts hold. */
const Fields = {
  body: Type.Optional(Text),
  title: Type.Optional(Line),
  to: Type.Optional(Line),
  tags: Type.Optional(Line),
  space: Type.Optional(Line),
  form: Type.Optional(FormWord),
  goal: Type.Optional(Line),
  wanted: Type.Optional(Line),
  startsOn: Type.Optional(Line),
  endsOn: Type.Optional(Line),
  pollQuestion: Type.Optional(Line),
  pollChoices: Type.Optional(Text),
  pollMost: Type.Optional(Line),
  pollEndsOn: Type.Optional(Line),
  opensAt: Type.Optional(Line),
  minutes: Type.Optional(Line),
  affiliation: Type.Optional(Line),
  parentId: Type.Optional(Id),
  revision: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  changedAt: Type.Optional(Type.Integer({ minimum: 0, description: 'Of what waits: the version that is changed.' })),
  pictureIds: Ids,
  fileIds: Ids,
};

const Typed = Type.Object(Fields);
const DraftOut = Type.Object({
  place: Type.String(),
  url: Type.String(),
  title: Nullable(Type.String({ description: 'Of its thread, or of the one that it begins.' })),
  at: Type.Integer(),
  // With `place`: those that it names and that stand nowhere yet.
  ...BroughtOut,
  values: Type.Object(
    {},
    {
      additionalProperties: true,
      description: `With \`place\` all fields of its form; in the list the first ${BEGINNING} letters of \`title\` and \`body\`.`,
    },
  ),
});

type Values = Type.Static<typeof Typed>;

/** What somebody wrote: what only says what its space asks for is no text of theirs. */
async function written(ctx: Ctx, place: string, values: Values): Promise<Values> {
  const { space, form, body } = values;
  if (!START_PLACE.test(place) || !space || !form || !body || body.length > LIMITS.body.max) return values;
  return (await saysOnlyTemplate(ctx, { space, form, body })) ? { ...values, body: '' } : values;
}

export function draftRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/drafts',
    who: 'member',
    query: Type.Object({
      place: Type.Optional(Place),
      writer: Type.Optional(Id),
      flash: Type.Optional(Type.String({ maxLength: 40 })),
    }),
    async load(ctx, { query: { place, writer } }) {
      // In a tab that was left open somebody else may be signed in by now.
      if (writer !== undefined && writer !== ctx.viewer!.id) throw new AddaError('not_signed_in');
      const conn = ctx.adda.store.read;
      const drafts =
        place === undefined
          ? await beginningsOf(conn, ctx.audience, ctx.viewer!.id)
          : await draftsOf(conn, ctx.audience, ctx.viewer!.id, place);
      // In a place is one.
      const named = place === undefined ? undefined : drafts[0]?.values;
      const waiting = place === undefined ? await waitingOf(conn, ctx.audience, ctx.viewer!.id) : [];
      const spaces = waiting.some(({ threadId }) => threadId === null) ? await allSpaces(conn, ctx.audience) : [];
      const answered = await answeredBy(ctx, drafts);
      const spoken = place === undefined ? await spokenTo(ctx, drafts) : new Map<number, AuthorFacts[]>();
      const isWhole = place !== undefined;
      const titles = await threadsNamedTyped(
        conn,
        ctx.audience,
        drafts.map(({ values }) => String(values.body ?? '')),
      );
      return {
        drafts,
        isWhole,
        spoken,
        titles,
        waiting,
        spaces,
        answered,
        kept: await keptWith(conn, ctx.viewer, named),
      };
    },
    view: (ctx, data) => draftsView(ctx, data),
    api: {
      path: '/api/v1/drafts',
      summary:
        'What one wrote and has not sent yet, newest first: how each begins, or with `place` all of that one; and what waits for its time',
      tag: 'posts',
      response: Type.Object({ drafts: Type.Array(DraftOut), waiting: WaitingListOut }),
      json: ({ drafts, answered, kept, waiting }) => ({
        waiting: waiting.map(waitingJson),
        drafts: drafts.map((draft) => ({
          ...{ place: draft.place, url: draftPath(draft, answered), at: draft.at, values: draft.values },
          ...broughtJson(kept),
          title: draft.title ?? (draft.values.title === undefined ? null : String(draft.values.title)),
        })),
      }),
    },
  });

  action(app, {
    path: '/drafts',
    who: 'member',
    method: 'PUT',
    body: Type.Object({
      place: Place,
      base: Type.Optional(
        Type.Integer({ minimum: 0, description: 'When the draft was kept that this one goes on from.' }),
      ),
      ...Fields,
    }),
    async run(ctx, { body: { place, base = null, ...values } }) {
      const where = await draftPlace(ctx, place);
      return saveDraft(ctx.adda, ctx.viewer, { ...where, values: await written(ctx, place, values), base });
    },
    done: () => '/drafts',
    api: {
      path: '/api/v1/drafts',
      summary:
        'Keep what is being written; without words nothing is kept. `stale_draft` comes with what was kept meanwhile',
      tag: 'posts',
      response: Type.Object({ at: Nullable(Type.Integer()) }),
      json: (at) => ({ at }),
    },
  });

  action(app, {
    path: '/drafts/remove',
    who: 'member',
    body: Type.Object({
      place: Place,
      draftAt: DraftAt,
      fromList: Type.Optional(Type.Boolean({ description: 'Pressed in the list, which is shown again.' })),
    }),
    run: async (ctx, { body: { place, draftAt, fromList = false } }) => {
      const [draft] = await draftsOf(ctx.adda.store.read, ctx.audience, ctx.viewer!.id, place);
      await dropDraft(ctx.adda, ctx.viewer, { place, at: draftAt });
      return fromList || !draft ? '/drafts?flash=draft-dropped' : draftPath(draft);
    },
    done: (_ctx, path) => path,
    api: {
      path: '/api/v1/drafts/remove',
      summary: 'Remove a draft',
      tag: 'posts',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

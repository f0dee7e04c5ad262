/** The form that begins a conversation; several that were begun are kept beside each other. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState, refusedForm, splitTags } from '../../platform/http/form-state.ts';
import type { Html } from '../../platform/http/html.ts';
import { action, page } from '../../platform/http/routes.ts';
import { DraftAt, IdempotencyKey, Line, TagList, Text } from '../../platform/http/schemas.ts';
import { ownSilences } from '../../people/accounts/silenced-view.ts';
import { beginningFor, FIRST_MESSAGE, MESSAGE_PLACE, placeAgain } from '../../rules/beginnings.ts';
import { beginningOf } from '../drafts/begun.ts';
import { keepBegun } from '../drafts/drafts.ts';
import { beginConversation } from './actions.ts';
import { towards } from './page.ts';
import { sentAt, sentOut, SentOut } from './sent.ts';
import { newView } from './views.ts';

const MessagePlace = Type.String({ maxLength: 14, pattern: MESSAGE_PLACE.source });

/** The form that begins a conversation. */
const NewFields = {
  body: Text,
  /** What was kept of it while it was typed, and when: gone once it is sent. */
  draft: Type.Optional(MessagePlace),
  draftAt: DraftAt,
  idempotencyKey: IdempotencyKey,
};
type Kept = { draft?: string; draftAt?: number | '' };
const keptAs = ({ draft = FIRST_MESSAGE, draftAt }: Kept) => ({ place: draft, at: draftAt || null });

/** That form as it was sent. */
async function newAgain(ctx: Ctx, form: FormState): Promise<Html> {
  const begun = await beginningOf(ctx, FIRST_MESSAGE, (starts) => placeAgain(starts, form.values.draft, FIRST_MESSAGE));
  return newView(ctx, { silences: await ownSilences(ctx), begun, whyNot: null }, form);
}

/** From one that is begun to another: what was typed so far is kept beside it. */
function besideRoute(app: FastifyInstance): void {
  action(app, {
    path: '/messages/beside',
    who: 'member',
    body: Type.Object({
      ...NewFields,
      to: Type.Optional(Line),
      goOn: Type.Union([MessagePlace, Type.Literal('new')]),
    }),
    async run(ctx, { body: { to = '', body, goOn, ...form } }) {
      const { place, at } = keptAs(form);
      await keepBegun(ctx.adda, ctx.viewer, { place, base: at, values: { to, body } }, FIRST_MESSAGE);
      return { goOn };
    },
    done: (_ctx, { goOn }) => `/messages/new?draft=${goOn}`,
    redraw: (ctx, { values, error }) => newAgain(ctx, refusedForm(ctx, values, error)),
  });
}

export function newConversation(app: FastifyInstance): void {
  besideRoute(app);
  page(app, {
    path: '/messages/new',
    who: 'member',
    query: Type.Object({
      to: Type.Optional(Line),
      /** Go on with one that was begun; `new`: none. */
      draft: Type.Optional(Type.Union([MessagePlace, Type.Literal('new')])),
      flash: Type.Optional(Type.String({ maxLength: 40 })),
    }),
    load: async (ctx, { query: { to = '', draft: meant } }) => {
      const begun = await beginningOf(
        ctx,
        FIRST_MESSAGE,
        (starts) => beginningFor(starts, { to }, meant, FIRST_MESSAGE),
        meant === 'new',
      );
      return { silences: await ownSilences(ctx), begun, values: { to }, ...(await towards(ctx, to)) };
    },
    view: (ctx, { goOnIn, values, ...data }) =>
      goOnIn === null ? newView(ctx, data, blankForm(values)) : { redirect: `/messages/${goOnIn}` },
  });
  action(app, {
    path: '/messages',
    who: 'member',
    body: Type.Object({ ...NewFields, to: TagList, preview: Type.Optional(Type.String({ maxLength: 10 })) }),
    run: (ctx, { body: { to, body, ...form } }) =>
      beginConversation(ctx.adda, ctx.viewer, { to: splitTags(to), body, kept: keptAs(form) }),
    done: (_ctx, sent) => sentAt(sent),
    redraw: (ctx, { values, error }) => newAgain(ctx, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/messages',
      summary: 'Write to members, one or a few. Who never accepted a message of yours is asked first',
      tag: 'messages',
      status: 201,
      response: SentOut,
      json: sentOut,
    },
  });
}

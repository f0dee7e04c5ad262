import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Nothing } from '../../platform/http/schemas.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';
import { MAIL_WISHES } from '../../../shared/words.ts';
import { endMailBy, ofSignedLink, wishMail } from './mail.ts';
import { mailWishView, noMailView } from './mail-views.ts';

const Hour = Type.Integer({ minimum: 0, maximum: 23 });
const Wish = Type.Union(MAIL_WISHES.map((wish) => Type.Literal(wish)));
const Zone = Type.String({ maxLength: 100, description: 'An IANA time zone, such as Asia/Dhaka' });
/** A form sends what nobody chose as nothing. */
const MaybeHour = Type.Optional(Type.Union([Hour, Type.Literal('')]));
const Wishes = Type.Object({
  wish: Wish,
  hour: Type.Optional(Hour),
  zone: Type.Optional(Zone),
  quietFrom: MaybeHour,
  quietTo: MaybeHour,
});

async function wishesOf({ adda, viewer }: Ctx) {
  const account = await accountBy(adda.store.read, { id: viewer!.id });
  const { hour, zone, quiet } = account?.mailTimes ?? USUAL_MAIL_TIMES;
  return { wish: account?.mailWish ?? 'never', hour, zone, quietFrom: quiet?.from, quietTo: quiet?.to };
}

const chosen = (hour: Static<typeof MaybeHour> | undefined) => (hour === '' ? undefined : hour);

const TokenParams = Type.Object({ token: Type.String({ maxLength: 200 }) });

export function mailRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/notifications/mail',
    who: 'member',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: wishesOf,
    view: (ctx, wishes) => mailWishView(ctx, blankForm(wishes)),
    api: {
      path: '/api/v1/notifications/mail',
      summary: 'Which letters you get of what you have not read, and when',
      tag: 'notifications',
      response: Type.Object({
        wish: Wish,
        hour: Hour,
        zone: Type.String(),
        quietFrom: Type.Optional(Hour),
        quietTo: Type.Optional(Hour),
      }),
      json: (wishes) => wishes,
    },
  });
  action(app, {
    path: '/notifications/mail',
    who: 'member',
    method: 'PUT',
    body: Wishes,
    run: (ctx, { body: { quietFrom, quietTo, ...body } }) =>
      wishMail(ctx.adda, ctx.viewer, { ...body, quietFrom: chosen(quietFrom), quietTo: chosen(quietTo) }),
    done: () => '/notifications/mail?flash=saved',
    redraw: async (ctx, { values, error }) => mailWishView(ctx, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/notifications/mail',
      summary: 'Letters of what you have not read: at_once, daily, weekly or never; at which hour, and when none',
      tag: 'notifications',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  page(app, {
    path: '/mail/off/:token',
    who: 'anyone',
    params: TokenParams,
    load: async (ctx, { params }) => (await ofSignedLink(ctx.adda, params.token), params),
    view: (ctx, { token }) => noMailView(ctx, token),
  });
  action(app, {
    path: '/mail/off/:token',
    who: 'anyone',
    params: TokenParams,
    isSigned: true,
    body: Nothing,
    run: (ctx, { params }) => endMailBy(ctx.adda, params.token),
    done: (ctx) => noMailView(ctx, null),
  });
}

import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Nothing } from '../../platform/http/schemas.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';
import { channelsOf } from '../../rules/notice-wishes.ts';
import {
  MAIL_WISHES,
  NOTICE_KINDS,
  type NoticeChannel,
  type NoticeKind,
  type NoticeWishes,
} from '../../../shared/words.ts';
import { mailWishView } from './mail-views.ts';
import { keepZone, resumeMail, wishMail } from './wishes.ts';

const Hour = Type.Integer({ minimum: 0, maximum: 23 });
const Wish = Type.Union(MAIL_WISHES.map((wish) => Type.Literal(wish)));
const Zone = Type.String({ maxLength: 100, description: 'An IANA time zone, such as Asia/Dhaka' });
/** A form sends what nobody chose as nothing. */
const MaybeHour = Type.Optional(Type.Union([Hour, Type.Literal('')]));
/** A kind that nobody chose anything for is as their letters are. */
const ofKind = (kind: NoticeKind) =>
  Type.Optional(Type.Union([...channelsOf(kind), '' as const].map((channel) => Type.Literal(channel))));
const Kinds = Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, ofKind(kind)])) as Record<
  NoticeKind,
  ReturnType<typeof ofKind>
>;
const Wishes = Type.Object({
  wish: Wish,
  hour: Type.Optional(Hour),
  zone: Type.Optional(Zone),
  quietFrom: MaybeHour,
  quietTo: MaybeHour,
  ...Kinds,
});

async function wishesOf({ adda, viewer }: Ctx) {
  const account = await accountBy(adda.store.read, { id: viewer!.id });
  const { hour, zone, quiet } = account?.mailTimes ?? USUAL_MAIL_TIMES;
  const kinds = account?.noticeWishes ?? {};
  const pausedAt = account?.mailPausedAt ?? undefined;
  const wishes = {
    wish: account?.mailWish ?? 'never',
    hour,
    zone,
    quietFrom: quiet?.from,
    quietTo: quiet?.to,
    pausedAt,
    ...kinds,
  };
  return { wishes, isNew: !account?.mailTimes };
}

/** What was chosen for single kinds. */
function kindsIn(body: { [kind in NoticeKind]?: NoticeChannel | '' }): NoticeWishes {
  const kinds: NoticeWishes = {};
  for (const kind of NOTICE_KINDS) {
    const channel = body[kind];
    if (channel) kinds[kind] = channel;
  }
  return kinds;
}

const chosen = (hour: Static<typeof MaybeHour> | undefined) => (hour === '' ? undefined : hour);

export function mailRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/notifications/mail',
    who: 'member',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: wishesOf,
    view: (ctx, { wishes, isNew }) => mailWishView(ctx, blankForm(wishes), isNew),
    api: {
      path: '/api/v1/notifications/mail',
      summary:
        'How you are told: which letters you get of what you have not read, and when; what you chose for single kinds',
      tag: 'notifications',
      response: Type.Object({
        wish: Wish,
        hour: Hour,
        zone: Type.String(),
        quietFrom: Type.Optional(Hour),
        quietTo: Type.Optional(Hour),
        pausedAt: Type.Optional(
          Type.Integer({
            description:
              'UTC milliseconds; since then no letters of these kinds are sent, because the address refused them',
          }),
        ),
        ...Kinds,
      }),
      json: ({ wishes }) => wishes,
    },
  });
  action(app, {
    path: '/notifications/mail',
    who: 'member',
    method: 'PUT',
    body: Wishes,
    run: (ctx, { body }) =>
      wishMail(ctx.adda, ctx.viewer, {
        ...{ wish: body.wish, hour: body.hour, zone: body.zone },
        ...{ quietFrom: chosen(body.quietFrom), quietTo: chosen(body.quietTo), kinds: kindsIn(body) },
      }),
    done: () => '/notifications/mail?flash=saved',
    redraw: async (ctx, { values, error }) => mailWishView(ctx, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/notifications/mail',
      summary:
        'How you are told: letters at_once, daily, weekly or never, and when; for each kind of thing none, page, digest or at_once',
      tag: 'notifications',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/notifications/zone',
    who: 'member',
    body: Type.Object({ zone: Zone }),
    run: (ctx, { body }) => keepZone(ctx.adda, ctx.viewer, body.zone),
    done: () => '/notifications/mail',
    api: {
      path: '/api/v1/notifications/zone',
      summary: 'The time zone that you are in, kept where you have chosen no times for letters yet',
      tag: 'notifications',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/notifications/mail/resume',
    who: 'member',
    body: Nothing,
    run: (ctx) => resumeMail(ctx.adda, ctx.viewer),
    done: () => '/notifications/mail?flash=saved',
    api: {
      path: '/api/v1/notifications/mail/resume',
      summary: 'Try your address again, after it refused letters and none were sent any more',
      tag: 'notifications',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

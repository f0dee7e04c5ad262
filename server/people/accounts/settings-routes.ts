/** What members set for themselves, in person: nothing of it is for tokens. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { refusedForm, type Values } from '../../platform/http/form-state.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { IdempotencyKey, Line, Password, Text } from '../../platform/http/schemas.ts';
import { clearSession, setSession } from '../../platform/sessions/cookie.ts';
import { saveProfile, showWriting } from './actions.ts';
import { changeEmail } from './address.ts';
import { eraseOwn } from './erase.ts';
import { createOwnToken, endApiToken } from './manage.ts';
import { changePassword } from './passwords.ts';
import { settingsOf } from './settings.ts';
import { type SettingsForm, settingsView } from './settings-view.ts';

/** The page again, with what was typed in one of its forms. */
const refused =
  (which: SettingsForm) =>
  async (ctx: Ctx, { values, error }: { values: Values; error: AddaError | null }) =>
    settingsView(ctx, { ...(await settingsOf(ctx)), refused: { which, form: refusedForm(ctx, values, error) } });

export function settingsRoutes(app: FastifyInstance): void {
  tokenRoutes(app);
  page(app, { path: '/settings', who: 'self', load: settingsOf, view: settingsView });
  action(app, {
    path: '/settings/profile',
    who: 'self',
    body: Type.Object({ name: Line, bio: Text, affiliation: Type.Optional(Line) }),
    run: (ctx, { body }) => saveProfile(ctx.adda, ctx.viewer!, body),
    done: (_ctx, { slug }) => `${memberPath(slug)}?flash=saved`,
    redraw: refused('profile'),
  });
  action(app, {
    path: '/settings/writing',
    who: 'self',
    body: Type.Object({ shows: Type.Optional(Type.Boolean()) }),
    run: (ctx, { body }) => showWriting(ctx.adda, ctx.viewer!, body.shows ?? false),
    done: () => '/settings?flash=saved',
  });
  action(app, {
    path: '/settings/email',
    who: 'self',
    body: Type.Object({ email: Line, current: Password }),
    run: (ctx, { body }) => changeEmail(ctx.adda, ctx.viewer!, body, ctx.from),
    done: () => '/settings?flash=email-sent',
    redraw: refused('email'),
  });
  action(app, {
    path: '/settings/password',
    who: 'self',
    body: Type.Object({ current: Password, password: Password }),
    run: (ctx, { body }) => changePassword(ctx.adda, ctx.viewer!, body, ctx.from),
    done(ctx, opened, reply) {
      setSession(ctx.adda, reply, opened);
      return '/settings?flash=password-changed';
    },
    redraw: refused('password'),
  });
  action(app, {
    path: '/settings/erase',
    who: 'self',
    body: Type.Object({ current: Password }),
    run: (ctx, { body }) => eraseOwn(ctx.adda, ctx.viewer!, body, ctx.from),
    done(ctx, _result, reply) {
      clearSession(ctx.adda, reply);
      return '/?flash=erased';
    },
    redraw: refused('erase'),
  });
}

function tokenRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/settings/tokens',
    who: 'self',
    body: Type.Object({
      label: Line,
      scope: Line,
      days: Line,
      current: Password,
      idempotencyKey: IdempotencyKey,
    }),
    run: async (ctx, { body }) => ({
      ...(await createOwnToken(ctx.adda, ctx.viewer!, body, ctx.from)),
      data: await settingsOf(ctx),
    }),
    done: (ctx, { token, data }) => settingsView(ctx, { ...data, newToken: token }),
    redraw: refused('tokens'),
  });
  action(app, {
    path: '/settings/tokens/end',
    who: 'self',
    body: Type.Object({ hash: Line }),
    run: (ctx, { body }) => endApiToken(ctx.adda, ctx.viewer!, body.hash),
    done: () => '/settings?flash=saved#tokens',
  });
}

import type { FastifyInstance, FastifyReply } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import { type Ctx, LANGUAGE_COOKIE, THEME_COOKIE } from '../../platform/http/context.ts';
import { blankForm, localPath, refusedForm } from '../../platform/http/form-state.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, LanguageWord, Line, Nothing, Text, ThemeWord } from '../../platform/http/schemas.ts';
import { clearSession, setSession } from '../../platform/sessions/cookie.ts';
import * as actions from './actions.ts';
import { eraseOwn } from './erase.ts';
import * as manage from './manage.ts';
import { accountBy, apiTokensOf } from './queries.ts';
import * as views from './views.ts';

const YEAR_S = 365 * 24 * 3_600;
const SecretParams = Type.Object({ secret: Type.String({ maxLength: 100, pattern: '^[\\w-]+$' }) });
const NextQuery = Type.Object({ next: Type.Optional(Line) });

/** A password as it was typed; the form parser must not trim it. */
const Password = Type.String({ maxLength: 1_000 });

async function settings(ctx: Ctx): Promise<views.SettingsData> {
  if (!ctx.viewer) throw new AddaError('not_signed_in');
  const account = await accountBy(ctx.adda.store.read, { id: ctx.viewer.id });
  if (!account) throw new AddaError('not_found');
  return { account, tokens: await apiTokensOf(ctx.adda.store.read, account.id) };
}

export function accountRoutes(app: FastifyInstance): void {
  signInRoutes(app);
  passwordRoutes(app);
  settingsRoutes(app);
  tokenRoutes(app);
}

const startSession = (ctx: Ctx, reply: FastifyReply, session: string, next: string) => {
  setSession(ctx.adda, reply, session);
  return next;
};

function signInRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/sign-in',
    who: 'visitor',
    query: NextQuery,
    load: async (_ctx, { query }) => query,
    view: (ctx, query) =>
      ctx.viewer ? { redirect: localPath(query.next, '/') } : views.signInView(ctx, blankForm(query)),
  });
  action(app, {
    path: '/sign-in',
    who: 'visitor',
    body: Type.Object({ who: Line, password: Password, next: Type.Optional(Line) }),
    run: async (ctx, { body }) => ({
      ...(await actions.signIn(ctx.adda, body, ctx.from)),
      next: localPath(body.next, '/'),
    }),
    done: (ctx, { session, next }, reply) => startSession(ctx, reply, session, next),
    redraw: async (ctx, { values, error }) => views.signInView(ctx, refusedForm(ctx, values, error)),
  });
  action(app, {
    path: '/sign-out',
    who: 'visitor',
    body: Nothing,
    run: async (ctx) => (ctx.viewer ? actions.signOut(ctx.adda, ctx.viewer) : undefined),
    done(ctx, _result, reply) {
      clearSession(ctx.adda, reply);
      return '/?flash=signed-out';
    },
  });
  page(app, {
    path: '/sign-up',
    who: 'visitor',
    load: async () => null,
    view: (ctx) => (ctx.viewer ? { redirect: '/' } : views.signUpView(ctx, blankForm())),
  });
  action(app, {
    path: '/sign-up',
    who: 'visitor',
    body: Type.Object({ name: Line, email: Line, password: Password }),
    run: async (ctx, { body }) => {
      await actions.signUp(ctx.adda, body, ctx.from);
      return body.email;
    },
    done: (ctx, email) => views.checkMailView(ctx, ctx.m.accounts.checkMailText(email)),
    redraw: async (ctx, { values, error }) => views.signUpView(ctx, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/accounts',
      summary: 'Join; a letter with a link follows',
      tag: 'accounts',
      status: 202,
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  page(app, {
    path: '/verify/:secret',
    who: 'visitor',
    params: SecretParams,
    load: async (_ctx, { params }) => params.secret,
    view: (ctx, secret) => views.verifyView(ctx, secret, blankForm()),
  });
  action(app, {
    path: '/verify/:secret',
    who: 'visitor',
    params: SecretParams,
    body: Nothing,
    run: (ctx, { params }) => actions.verifyEmail(ctx.adda, params.secret, ctx.from),
    done: (ctx, { session }, reply) => startSession(ctx, reply, session, '/?flash=welcome'),
    redraw: async (ctx, { params, values, error }) =>
      views.verifyView(ctx, params.secret, refusedForm(ctx, values, error)),
  });
}

function passwordRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/forgot',
    who: 'visitor',
    load: async () => null,
    view: (ctx) => views.forgotView(ctx, blankForm()),
  });
  action(app, {
    path: '/forgot',
    who: 'visitor',
    body: Type.Object({ email: Line }),
    run: async (ctx, { body }) => {
      await actions.forgotPassword(ctx.adda, body, ctx.from);
      return body.email;
    },
    done: (ctx, email) => views.checkMailView(ctx, ctx.m.accounts.maybeMailText(email)),
    redraw: async (ctx, { values, error }) => views.forgotView(ctx, refusedForm(ctx, values, error)),
  });
  page(app, {
    path: '/reset/:secret',
    who: 'visitor',
    params: SecretParams,
    load: async (_ctx, { params }) => params.secret,
    view: (ctx, secret) => views.resetView(ctx, secret, blankForm()),
  });
  action(app, {
    path: '/reset/:secret',
    who: 'visitor',
    params: SecretParams,
    body: Type.Object({ password: Password }),
    run: (ctx, { params, body }) => actions.resetPassword(ctx.adda, params.secret, body.password, ctx.from),
    done: (ctx, { session }, reply) => startSession(ctx, reply, session, '/?flash=password-changed'),
    redraw: async (ctx, { params, values, error }) =>
      views.resetView(ctx, params.secret, refusedForm(ctx, values, error)),
  });
}

function settingsRoutes(app: FastifyInstance): void {
  page(app, { path: '/settings', who: 'member', load: settings, view: views.settingsView });
  action(app, {
    path: '/settings/profile',
    who: 'member',
    body: Type.Object({ name: Line, bio: Text, affiliation: Type.Optional(Line) }),
    run: (ctx, { body }) => actions.saveProfile(ctx.adda, ctx.viewer!, body),
    done: (_ctx, { slug }) => `${memberPath(slug)}?flash=saved`,
    redraw: async (ctx, { values, error }) =>
      views.settingsView(ctx, {
        ...(await settings(ctx)),
        refused: { which: 'profile', form: refusedForm(ctx, values, error) },
      }),
  });
  action(app, {
    path: '/settings/email',
    who: 'member',
    body: Type.Object({ email: Line }),
    run: (ctx, { body }) => actions.changeEmail(ctx.adda, ctx.viewer!, body),
    done: () => '/settings?flash=email-sent',
    redraw: async (ctx, { values, error }) =>
      views.settingsView(ctx, {
        ...(await settings(ctx)),
        refused: { which: 'email', form: refusedForm(ctx, values, error) },
      }),
  });
  action(app, {
    path: '/settings/password',
    who: 'member',
    body: Type.Object({ current: Password, password: Password }),
    run: (ctx, { body }) => actions.changePassword(ctx.adda, ctx.viewer!, body, ctx.from),
    done: (ctx, { session }, reply) => startSession(ctx, reply, session, '/settings?flash=password-changed'),
    redraw: async (ctx, { values, error }) =>
      views.settingsView(ctx, {
        ...(await settings(ctx)),
        refused: { which: 'password', form: refusedForm(ctx, values, error) },
      }),
  });
  action(app, {
    path: '/settings/erase',
    who: 'member',
    body: Type.Object({ current: Password }),
    run: (ctx, { body }) => eraseOwn(ctx.adda, ctx.viewer!, body),
    done(ctx, _result, reply) {
      clearSession(ctx.adda, reply);
      return '/?flash=erased';
    },
    redraw: async (ctx, { values, error }) =>
      views.settingsView(ctx, {
        ...(await settings(ctx)),
        refused: { which: 'erase', form: refusedForm(ctx, values, error) },
      }),
  });
  action(app, {
    path: '/preferences',
    who: 'visitor',
    body: Type.Object({
      language: Type.Optional(LanguageWord),
      theme: Type.Optional(ThemeWord),
      next: Type.Optional(Line),
    }),
    run: async (ctx, { body }) => {
      const chosen = { language: body.language ?? ctx.lang, theme: body.theme ?? ctx.theme };
      if (ctx.viewer) await actions.savePreferences(ctx.adda, ctx.viewer, chosen);
      return { ...chosen, next: localPath(body.next, '/') };
    },
    done(_ctx, { language, theme, next }, reply) {
      const options = { path: '/', maxAge: YEAR_S, sameSite: 'lax', httpOnly: true } as const;
      void reply.setCookie(LANGUAGE_COOKIE, language, options).setCookie(THEME_COOKIE, theme, options);
      return next;
    },
  });
}

function tokenRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/settings/tokens',
    who: 'member',
    body: Type.Object({ label: Line }),
    run: async (ctx, { body }) => ({
      ...(await manage.createApiToken(ctx.adda, ctx.viewer!.id, body.label)),
      data: await settings(ctx),
    }),
    done: (ctx, { token, data }) => views.settingsView(ctx, { ...data, newToken: token }),
  });
  action(app, {
    path: '/settings/tokens/end',
    who: 'member',
    body: Type.Object({ hash: Line }),
    run: (ctx, { body }) => manage.endApiToken(ctx.adda, ctx.viewer!, body.hash),
    done: () => '/settings?flash=saved#tokens',
  });
}

/** Joining, signing in, passwords and addresses, as forms. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import Type from 'typebox';
import { AddaError, type ErrorCode } from '../../platform/errors.ts';
import { type Ctx, LANGUAGE_COOKIE, LIST_COOKIE, THEME_COOKIE } from '../../platform/http/context.ts';
import { blankForm, localPath, refusedForm } from '../../platform/http/form-state.ts';
import { doMeant, forgetJoining, forgetMeant, noteJoining } from '../../platform/http/meant.ts';
import { sentenceOf } from '../../platform/http/sentences.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Line, Nothing, Password } from '../../platform/http/schemas.ts';
import { clearSession, setSession } from '../../platform/sessions/cookie.ts';
import type { Opened } from '../../platform/sessions/sessions.ts';
import { LIST_LOOKS, THEMES } from '../../../shared/words.ts';
import { savePreferences } from './actions.ts';
import { takeAddressBack, wayBack } from './address.ts';
import { whyNotAskToJoin } from './join-links.ts';
import { confirmLink, linkState, signUp } from './joining.ts';
import { forgotPassword, resetPassword } from './passwords.ts';
import { signIn, signOut } from './signing-in.ts';
import { mustNotBeTrapped, signAgain, signDrawn } from './sign-up-trap.ts';
import { suspensionOf } from './suspension.ts';
import * as views from './views.ts';

const YEAR_S = 365 * 24 * 3_600;
const SecretParams = Type.Object({ secret: Type.String({ maxLength: 100, pattern: '^[\\w-]+$' }) });
const NextQuery = Type.Object({ next: Type.Optional(Line) });
const CodeLine = Type.Optional(
  Type.String({ maxLength: 100, description: 'The code of a join link, where one is needed.' }),
);

/** Refusals that no other words in the form would change. */
const ON_LINKS = new Set<ErrorCode>(['join_link_needed', 'join_link_over']);

export function accountRoutes(app: FastifyInstance): void {
  signInRoutes(app);
  passwordRoutes(app);
  wayBackRoutes(app);
  preferenceRoutes(app);
}

const startSession = (ctx: Ctx, reply: FastifyReply, opened: Opened, next: string) => {
  setSession(ctx.adda, reply, opened);
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
    async run(ctx, { body }) {
      const opened = await signIn(ctx.adda, body, ctx.from);
      return { opened, next: await doMeant(ctx.adda, ctx.meant, opened.accountId, localPath(body.next, '/')) };
    },
    done(ctx, { opened, next }, reply) {
      if (ctx.meant) forgetMeant(ctx.adda, reply);
      return startSession(ctx, reply, opened, next);
    },
    redraw: async (ctx, { values, error }) =>
      views.signInView(
        ctx,
        refusedForm(ctx, values, error),
        // Said only where the password was right.
        error?.code === 'suspended' ? await suspensionOf(ctx.adda.store.read, String(values.who), ctx.askedAt) : null,
      ),
  });
  action(app, {
    path: '/sign-out',
    who: 'visitor',
    body: Nothing,
    run: async (ctx) => (ctx.viewer ? signOut(ctx.adda, ctx.viewer) : undefined),
    done(ctx, _result, reply) {
      clearSession(ctx.adda, reply);
      return '/?flash=signed-out';
    },
  });
  page(app, {
    path: '/sign-up',
    who: 'visitor',
    query: Type.Object({ next: Type.Optional(Line), link: CodeLine }),
    load: async (ctx, { query: { next, link = '' } }) => ({
      ...{ next, link, drawn: await signDrawn(ctx.adda, Date.now()) },
      no: await whyNotAskToJoin(ctx.adda.store.read, link, Date.now()),
    }),
    view(ctx, { next, link, drawn, no }) {
      if (ctx.viewer) return { redirect: localPath(next, '/') };
      const form = blankForm({ next, joinLink: link });
      return no ? views.notInvitedView(ctx, sentenceOf(new AddaError(no), ctx.m)) : views.signUpView(ctx, form, drawn);
    },
  });
  action(app, {
    path: '/sign-up',
    who: 'visitor',
    body: Type.Object({
      ...{ name: Line, email: Line, password: Password },
      joinLink: CodeLine,
      ...{ drawn: Type.Optional(Line), website: Type.Optional(Line), next: Type.Optional(Line) },
    }),
    run: async (ctx, { body }) => {
      // Scripts say that they are scripts by the address that they call.
      const isScript = ctx.here.startsWith('/api/');
      if (!isScript) await mustNotBeTrapped(ctx.adda, body);
      await signUp(ctx.adda, body, ctx.from, isScript ? null : (body.drawn ?? ''));
      return { email: body.email, next: body.next && localPath(body.next, '/') };
    },
    done(ctx, { email, next }, reply) {
      if (next) noteJoining(ctx.adda, reply, email, next);
      return views.checkMailView(ctx, ctx.m.accounts.checkMailText(email));
    },
    async redraw(ctx, { values, error }) {
      if (error && ON_LINKS.has(error.code)) return views.notInvitedView(ctx, sentenceOf(error, ctx.m));
      const drawn = await signAgain(ctx.adda, values.drawn, Date.now());
      return views.signUpView(ctx, refusedForm(ctx, values, error), drawn);
    },
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
    load: async (ctx, { params }) => ({ ...params, link: await linkState(ctx.adda, params.secret, ctx.viewer) }),
    view: (ctx, { secret, link }) => views.verifyView(ctx, secret, link, blankForm()),
  });
  action(app, {
    path: '/verify/:secret',
    who: 'visitor',
    params: SecretParams,
    body: Type.Object({ password: Type.Optional(Password), name: Type.Optional(Line) }),
    async run(ctx, { params, body }) {
      const opened = await confirmLink(ctx.adda, params.secret, body, ctx.viewer, ctx.from).catch(async (error) => {
        // Pressed twice, a button did what it was pressed for.
        const link = await linkState(ctx.adda, params.secret, ctx.viewer);
        if (link.state !== 'done') throw error;
        return null;
      });
      if (opened === null) return { opened, next: null };
      const from = ctx.joiningFrom(opened.email);
      return { opened, next: from && (await doMeant(ctx.adda, ctx.meant, opened.accountId, from)) };
    },
    done(ctx, { opened, next }, reply) {
      if (opened === null) return views.verifyView(ctx, '', { state: 'done' }, blankForm());
      if (ctx.meant) forgetMeant(ctx.adda, reply);
      if (next) forgetJoining(ctx.adda, reply);
      return startSession(ctx, reply, opened, next ?? '/welcome?flash=welcome');
    },
    redraw: async (ctx, { params, values, error }) => {
      const link = await linkState(ctx.adda, params.secret, ctx.viewer);
      return views.verifyView(ctx, params.secret, link, refusedForm(ctx, values, error));
    },
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
      await forgotPassword(ctx.adda, body, ctx.from);
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
    run: (ctx, { params, body }) => resetPassword(ctx.adda, params.secret, body.password, ctx.from),
    done: (ctx, opened, reply) => startSession(ctx, reply, opened, '/?flash=password-changed'),
    redraw: async (ctx, { params, values, error }) =>
      views.resetView(ctx, params.secret, refusedForm(ctx, values, error)),
  });
}

function wayBackRoutes(app: FastifyInstance): void {
  const draw = async (ctx: Ctx, secret: string, form = blankForm()) =>
    views.wayBackView(ctx, secret, await wayBack(ctx.adda, secret), form);
  page(app, {
    path: '/address/back/:secret',
    who: 'visitor',
    params: SecretParams,
    load: (ctx, { params }) => draw(ctx, params.secret),
    view: (_ctx, drawn) => drawn,
  });
  action(app, {
    path: '/address/back/:secret',
    who: 'visitor',
    params: SecretParams,
    body: Nothing,
    run: (ctx, { params }) => takeAddressBack(ctx.adda, params.secret, ctx.from),
    done(ctx, { reset }, reply) {
      clearSession(ctx.adda, reply);
      return `/reset/${reset}?flash=address-back`;
    },
  });
}

function preferenceRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/preferences',
    who: 'visitor',
    body: Type.Object({
      language: Type.Optional(Line),
      theme: Type.Optional(Line),
      list: Type.Optional(Line),
      next: Type.Optional(Line),
    }),
    run: async (ctx, { body }) => {
      // A switch of a page that is older than the forum's languages leaves all as it was.
      const chosen = {
        language: ctx.site.languages.find((one) => one === body.language) ?? ctx.lang,
        theme: THEMES.find((one) => one === body.theme) ?? ctx.theme,
      };
      if (ctx.viewer) await savePreferences(ctx.adda, ctx.viewer, chosen);
      // How dense a list reads well is a matter of the screen: each browser keeps its own.
      const list = LIST_LOOKS.find((one) => one === body.list) ?? ctx.listLook;
      return { ...chosen, list, next: localPath(body.next, '/') };
    },
    done(_ctx, { language, theme, list, next }, reply) {
      const options = { path: '/', maxAge: YEAR_S, sameSite: 'lax', httpOnly: true } as const;
      void reply
        .setCookie(LANGUAGE_COOKIE, language, options)
        .setCookie(THEME_COOKIE, theme, options)
        .setCookie(LIST_COOKIE, list, options);
      return next;
    },
  });
}

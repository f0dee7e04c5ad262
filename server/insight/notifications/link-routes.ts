/** Signed links in letters: whoever holds one need not sign in. To open one changes nothing; a press does. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { inLanguage } from '../../platform/http/context.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Nothing } from '../../platform/http/schemas.ts';
import { ENDED_LETTERS } from '../../rules/notice-wishes.ts';
import { muteView, mutedView, offDoneView, offView, onAgainView, unmutedView } from './link-views.ts';
import { endLettersBy, muteBy, ofMuteLink, ofOffLink, resumeLettersBy, unmuteBy } from './links.ts';

const TokenParams = Type.Object({ token: Type.String({ maxLength: 200 }) });
/** Without a word it is as the link says: so a mailbox ends it by itself (RFC 8058). */
const What = Type.Object({ what: Type.Optional(Type.Union(ENDED_LETTERS.map((what) => Type.Literal(what)))) });

export function linkRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/mail/off/:token',
    who: 'anyone',
    params: TokenParams,
    load: async (ctx, { params }) => ({ ...params, link: await ofOffLink(ctx.adda, params.token) }),
    view: (ctx, { link, token }) => offView(inLanguage(ctx, link.account.language), link, token),
  });
  action(app, {
    path: '/mail/off/:token',
    who: 'anyone',
    params: TokenParams,
    isSigned: true,
    body: What,
    run: (ctx, { params, body }) => endLettersBy(ctx.adda, params.token, body.what),
    done: (ctx, ended) => offDoneView(inLanguage(ctx, ended.account.language), ended),
  });
  action(app, {
    path: '/mail/on/:token',
    who: 'anyone',
    params: TokenParams,
    body: Nothing,
    run: (ctx, { params }) => resumeLettersBy(ctx.adda, params.token),
    done: (ctx, { id, language }) => onAgainView(inLanguage(ctx, language), id),
  });
  muteRoutes(app);
}

function muteRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/mail/mute/:token',
    who: 'anyone',
    params: TokenParams,
    load: async (ctx, { params }) => ({ ...params, link: await ofMuteLink(ctx.adda, params.token) }),
    view: (ctx, { link, token }) => muteView(inLanguage(ctx, link.account.language), link, token),
  });
  action(app, {
    path: '/mail/mute/:token',
    who: 'anyone',
    params: TokenParams,
    body: Nothing,
    run: (ctx, { params }) => muteBy(ctx.adda, params.token),
    done: (ctx, link) => mutedView(inLanguage(ctx, link.account.language), link),
  });
  action(app, {
    path: '/mail/unmute/:token',
    who: 'anyone',
    params: TokenParams,
    body: Nothing,
    run: (ctx, { params }) => unmuteBy(ctx.adda, params.token),
    done: (ctx, link) => unmutedView(inLanguage(ctx, link.account.language), link),
  });
}

/** Errors as calm pages, or as problem+json for those who asked for JSON. */
import { USUAL_FILES } from '../../rules/files.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Adda } from '../adda.ts';
import { AddaError } from '../errors.ts';
import type { Assets } from '../http/assets.ts';
import { readPast } from '../http/connections.ts';
import { type Ctx, makeContext } from '../http/context.ts';
import { isForLater, noteUnavailable, sendProblem, toAddaError } from '../http/errors.ts';
import { isForTrust, type Values, valuesOf } from '../http/form-state.ts';
import { REDRAWN_LETTERS } from '../http/sizes.ts';
import { lettersIn } from '../../../shared/text.ts';
import { html, type Html } from '../http/html.ts';
import { wantsJson } from '../http/routes.ts';
import { sendHtml } from '../http/send-html.ts';
import { sentenceOf } from '../http/sentences.ts';
import { USUAL_PREVENTION } from '../../rules/prevention.ts';
import { LANGUAGES } from '../../../shared/words.ts';
import { trustLink } from './fields.ts';
import { shell } from './shell.ts';
import { icon } from './parts.ts';
import { againForm, hasText, typedText } from './again-view.ts';

/** Also when the error came before anybody knew who asks, or when the database cannot say. */
export function contextOf(adda: Adda, assets: Assets, request: FastifyRequest): Ctx {
  if (request.ctx) return request.ctx;
  const unknownSite = {
    name: 'Adda',
    languages: [...LANGUAGES],
    isSetUp: true,
    hasDemo: false,
    startedAt: null,
    hasBrands: false,
    staffLimits: {},
    operator: null,
    formerOperator: null,
    joining: 'open' as const,
    healthFor: 'moderators' as const,
    pages: {},
    prevention: USUAL_PREVENTION,
    hasCards: false,
    ...{ tagline: '', logo: null, accent: '', accentDark: '' },
    files: { ...USUAL_FILES, kinds: [] },
    raid: null,
    closedSpaces: {},
    version: 0,
  };
  const known = Object.assign(request, { cookies: request.cookies ?? {} });
  return { ...makeContext(adda, assets, unknownSite, null, known), isBare: true };
}

/** What was typed into a form whose page is not there to have it. Nobody brings words of theirs here from elsewhere. */
function typedIn(request: FastifyRequest, error: AddaError): Values | null {
  const isForm = request.method === 'POST' && request.routeOptions.config.refuses;
  if (!isForm || error.code === 'foreign_origin') return null;
  const values = valuesOf(request.body);
  if (lettersIn(values) > REDRAWN_LETTERS) return null;
  return isForLater(error) || hasText(values) ? values : null;
}

/** Refusals after which the same may be done when it is sent again. */
const maySendAgain = (error: AddaError): boolean =>
  isForLater(error) || ['not_signed_in', 'too_many', 'unexpected'].includes(error.code);

/** What was typed, to be sent again where that may help, or to be copied. */
function typedPart(ctx: Ctx, error: AddaError, typed: Values): Html {
  const { accounts, errorPages } = ctx.m;
  if (!maySendAgain(error)) return typedText(ctx, typed);
  return againForm(ctx, typed, error.code === 'not_signed_in' ? accounts.signedOut : errorPages.typed);
}

/** An empty table, a closed circle, a knot. */
function drawingOf(status: number): string {
  if (status >= 500) return 'kind-problem';
  return status === 403 || status === 401 ? 'kind-belief' : 'logo';
}

function errorPage(ctx: Ctx, error: AddaError, requestId: string, typed: Values | null) {
  const { m } = ctx;
  const pages: Record<string, { title: string; text: string }> = m.errorPages as never;
  const words = pages[error.code] ?? { title: m.errorPages.other.title, text: sentenceOf(error, m) };
  return shell(ctx, {
    title: words.title,
    className: 'error-page',
    noIndex: true,
    body: html`${icon(ctx, drawingOf(error.status), '')}
<p class="error-page__code">${ctx.m.number(error.status)}</p>
<h1>${words.title}</h1>
<p>${['too_many', 'too_large'].includes(error.code) ? sentenceOf(error, m) : words.text}</p>
${isForTrust(error.code) && html`<p>${trustLink(ctx)}</p>`}
${typed && typedPart(ctx, error, typed)}
${error.status >= 500 && html`<p class="muted">${m.errorPages.requestId(requestId)}</p>`}
<p class="buttons">
  <a class="button${typed ? '' : ' button--primary'}" href="/">${m.errorPages.home}</a>
  <a class="button" href="/search">${m.shell.search}</a>
</p>`,
  });
}

export function setErrorPages(app: FastifyInstance, adda: Adda, assets: Assets): void {
  function answer(error: AddaError, request: FastifyRequest, reply: FastifyReply) {
    const ctx = contextOf(adda, assets, request);
    const { movedTo, movedToNumber } = error.details;
    if (movedTo !== undefined && ['GET', 'HEAD'].includes(request.method)) {
      const page = movedToNumber === undefined ? `/t/${movedTo}` : `/t/${movedTo}/-/${movedToNumber}`;
      // What was merged can be parted again: no browser keeps it.
      return reply.redirect(request.url.startsWith('/api/') ? `/api/v1/threads/${movedTo}` : page, 307);
    }
    if (wantsJson(request)) return sendProblem(request, reply, error, ctx.m);
    if (error.code === 'not_signed_in' && request.method === 'GET') {
      return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303);
    }
    if (error.details.retryAfter) void reply.header('retry-after', error.details.retryAfter);
    return sendHtml(request, reply.code(error.status), errorPage(ctx, error, request.id, typedIn(request, error)));
  }

  app.setErrorHandler((thrown, request, reply) => {
    const error = toAddaError(thrown, request);
    // The framework would close the connection at once, and the sender see that instead of an answer.
    if (request.raw.complete === false && reply.getHeader('connection') === 'close') {
      void reply.removeHeader('connection');
      readPast(request.raw);
    }
    if (error.code === 'unexpected') request.log.error({ err: thrown }, 'unexpected failure');
    else if (error.code === 'unavailable') noteUnavailable(request, thrown);
    return answer(error, request, reply);
  });
  app.setNotFoundHandler((request, reply) => answer(new AddaError('not_found'), request, reply));
}

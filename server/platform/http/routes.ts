/**
 * The two shapes of a route. A page: load, then view or JSON. An action: check the edge, run, then 303 to
 * where the result is seen, or JSON; what is refused is drawn again with all that was typed.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Adda } from '../adda.ts';
import { AddaError, type ErrorCode } from '../errors.ts';
import { asRefusal } from './errors.ts';
import { answeredOnce, once } from '../idempotency/idempotency.ts';
import { inputSent, keyedRequest, withSentKey } from './keyed-request.ts';
import type { Site } from '../site/queries.ts';
import type { RouteRule } from '../../rules/roles.ts';
import { drawPreview, plainPreview, type Previewed } from './draw-preview.ts';
import type { Ctx } from './context.ts';
import { noteFlash } from './flash.ts';
import { type Meant, noteMeant } from './meant.ts';
import type { Html } from './html.ts';
import { sendHtml, sendView } from './send-html.ts';
import { formLimit } from './sizes.ts';
import { drawableValues, type Values } from './form-state.ts';
import { authorize, checkRequest, checkWrite, fillBody, maySee, type Received, receiving } from './request-checks.ts';
import type { Upload } from './multipart.ts';
import type { PartsCache } from './common-parts.ts';
import type { DataCache } from './data-cache.ts';
import type { PageCache } from './page-cache.ts';

declare module 'fastify' {
  interface FastifyRequest {
    ctx: Ctx;
    /** What was said with files, by which the same content is known again: their bytes, and not how they are kept. */
    content?: object;
    /** Why it is refused, found before its route: the route says so, with the form and what was typed. */
    refusal: AddaError | null;
  }
  interface FastifyContextConfig {
    who?: RouteRule;
    /** Whether its address says by itself that it was asked for: a signed link. */
    isSigned?: boolean;
    /** Whether the route itself answers `request.refusal`. */
    refuses?: boolean;
  }
  interface FastifyInstance {
    pageCache: PageCache;
    dataCache: DataCache;
    partsCache: PartsCache;
    /** The site as it is now. */
    siteNow: () => Promise<Site>;
  }
}

type Api<R> = { path: string; summary: string; tag: string; response: TSchema; json(result: R, ctx: Ctx): unknown };

/** What every page is, wherever its data come from. */
export type PageShape<P extends TSchema, Q extends TSchema, D> = {
  path: string;
  who: RouteRule;
  params?: P;
  query?: Q;
  /** Adds what only this viewer sees, and refuses what they may not. Never changes the data it is given. */
  forViewer?(ctx: Ctx, data: D): Promise<D>;
  view(ctx: Ctx, data: D): Html | { redirect: string };
  contentType?: string;
  api?: Api<D>;
};

export type Page<P extends TSchema, Q extends TSchema, D> = PageShape<P, Q, D> & {
  load(ctx: Ctx, input: { params: Static<P>; query: Static<Q> }): Promise<D>;
};

export type Action<P extends TSchema, B extends TSchema, R> = {
  path: string;
  who: RouteRule;
  params?: P;
  body: B;
  /** The API's method, where it is not POST. */
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  run(ctx: Ctx, input: { params: Static<P>; body: Static<B> }): Promise<R>;
  /** Where the browser goes next, or the page that it gets. */
  done(ctx: Ctx, result: R, reply: FastifyReply): string | Html;
  /** What it answers is a secret, which is kept nowhere: sent again under one key, it sees to itself that it is done once. */
  isSecret?: boolean;
  /** Its address is signed: it need not come from our own pages. */
  isSigned?: boolean;
  /** Takes the files that came with a form, and says what goes into the body instead of them. */
  receive?(ctx: Ctx, uploads: Upload[]): Promise<Received>;
  /** How what it has will look; without it, its text alone. */
  preview?(ctx: Ctx, input: { values: Values }): Promise<Previewed>;
  /** What a visitor means by it: done once they have signed in. Without it they are only told that they must. */
  meant?(ctx: Ctx, input: { params: Static<P>; body: Static<B> }): Promise<Meant>;
  /** The form again, with its faults, or (without an error) with a preview; without it a refusal is an error page. */
  redraw?(ctx: Ctx, input: { params: Static<P>; values: Values; error: AddaError | null }): Promise<Html>;
  api?: Omit<Api<R>, 'response'> & { response: TSchema; status?: number };
};

export function wantsJson(request: FastifyRequest): boolean {
  // Who opens a socket cannot be led to a page.
  if (request.ws || request.url.startsWith('/api/')) return true;
  return (request.headers.accept ?? '').startsWith('application/json');
}

/** Refusals that say nothing about what was typed. */
const NEVER_REDRAWN = new Set<ErrorCode>(['not_found', 'forbidden', 'in_person', 'token_scope']);

export const VARY = 'accept-encoding, accept-language, cookie';

export const inputOf = (request: FastifyRequest): { params: any; query: any } => ({
  params: request.params,
  query: request.query,
});

/** Registers a page that is read for each who asks and, where it has one, its JSON twin under /api/v1. */
export function page<P extends TSchema, Q extends TSchema, D>(app: FastifyInstance, route: Page<P, Q, D>): void {
  addPage(app, route, (request) => route.load(request.ctx, inputOf(request)));
}

/**
 * Registers a page whose data come from `load`.
 * @param first may answer by itself, and says whether it has; otherwise the page is drawn for who asks
 */
export function addPage<P extends TSchema, Q extends TSchema, D>(
  app: FastifyInstance,
  route: PageShape<P, Q, D>,
  load: (request: FastifyRequest) => Promise<D>,
  first?: (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>,
): void {
  const schema = { ...(route.params && { params: route.params }), ...(route.query && { querystring: route.query }) };

  async function dataFor(request: FastifyRequest): Promise<D> {
    authorize(route.who, request.ctx, false);
    checkRequest(request);
    const data = await load(request);
    return route.forViewer ? route.forViewer(request.ctx, data) : data;
  }

  app.get(
    route.path,
    { schema: { ...schema, hide: true } as object, attachValidation: true, config: { who: route.who } },
    async (request, reply) => {
      if (await first?.(request, reply)) return reply;
      return sendView(request, reply, route.view(request.ctx, await dataFor(request)), route.contentType);
    },
  );

  if (route.api) addApi(app, { ...route, api: route.api }, dataFor);
}

function addApi<P extends TSchema, Q extends TSchema, D>(
  app: FastifyInstance,
  { params, query, who, api }: Pick<PageShape<P, Q, D>, 'params' | 'query' | 'who'> & { api: Api<D> },
  dataFor: (request: FastifyRequest) => Promise<D>,
): void {
  const schema = { ...(params && { params }), ...(query && { querystring: query }) };
  app.get(
    api.path,
    {
      schema: { ...schema, summary: api.summary, tags: [api.tag], response: { 200: api.response } } as object,
      attachValidation: true,
      config: { who },
    },
    async (request, reply) => {
      const data = await dataFor(request);
      void reply.header('cache-control', 'no-store').header('vary', VARY);
      return api.json(data, request.ctx);
    },
  );
}

/** Registers what only the API reads, and scripts of our pages by it. */
export function apiRead<P extends TSchema, Q extends TSchema, D>(
  app: FastifyInstance,
  route: Pick<Page<P, Q, D>, 'params' | 'query' | 'who' | 'load'> & { api: Api<D> },
): void {
  addApi(app, route, async (request) => {
    authorize(route.who, request.ctx, false);
    checkRequest(request);
    return route.load(request.ctx, inputOf(request));
  });
}

/** Whether a visitor pressed something well-formed on one of our own pages. */
function isVisitors(error: unknown, request: FastifyRequest): boolean {
  const isWell = !request.refusal && !request.validationError && !wantsJson(request);
  return isWell && error instanceof AddaError && error.code === 'not_signed_in';
}

/** What is too long to be drawn again is not looked at further. @throws {AddaError} `too_large` */
const mustBeDrawable = async ({ body }: FastifyRequest) => void drawableValues(body);

/** Registers a form's POST and, where it has one, its twin under /api/v1. */
export function action<P extends TSchema, B extends TSchema, R>(app: FastifyInstance, route: Action<P, B, R>): void {
  const schema = { ...(route.params && { params: route.params }), body: route.body };
  const inputFor = (request: FastifyRequest) => (route.isSecret ? withSentKey(request) : inputSent(request)) as any;
  const perform = (request: FastifyRequest, adda: Adda) => route.run({ ...request.ctx, adda }, inputFor(request));
  const run = (request: FastifyRequest) => {
    const { adda } = request.ctx;
    checkWrite(request, route.who);
    const keyed = route.api && !route.isSecret ? keyedRequest(request, route.path, false) : null;
    return keyed ? once(adda, keyed, (stepwise) => perform(request, stepwise)) : perform(request, adda);
  };

  const read = (isStrict: boolean) => (route.receive ? receiving(route, route.receive, isStrict) : fillBody);

  app.post(
    route.path,
    {
      schema: { ...schema, hide: true } as object,
      attachValidation: true,
      bodyLimit: formLimit((route.body as { properties?: object }).properties ?? {}),
      preValidation: [read(false), mustBeDrawable],
      config: { who: route.who, refuses: true, ...(route.isSigned && { isSigned: true }) },
    },
    async (request, reply) => {
      let result: R;
      const values = drawableValues(request.body);
      const params = request.params as Static<P>;
      if (values.preview && route.redraw && !request.validationError && !request.refusal) {
        authorize(route.who, request.ctx, true);
        const error = await drawPreview(request, route.preview ?? plainPreview, values);
        if (error) void reply.code(error.status);
        return sendHtml(request, reply, await route.redraw(request.ctx, { params, values, error }));
      }
      try {
        result = await run(request);
      } catch (thrown) {
        // Where the database only reads, the form is drawn with it.
        const error = asRefusal(request, thrown);
        if (route.meant && isVisitors(error, request)) {
          const meant = await route.meant(request.ctx, { params, body: request.body as Static<B> });
          noteMeant(request.ctx.adda, reply, meant);
          return reply.redirect(`/sign-in?next=${encodeURIComponent(meant.next)}`, 303);
        }
        if (
          !(error instanceof AddaError) ||
          !route.redraw ||
          request.ctx.isBare ||
          wantsJson(request) ||
          NEVER_REDRAWN.has(error.code) ||
          !maySee(route.who, request.ctx)
        )
          throw error;
        // Where the form itself is not there for them, what was refused is still refused for its first reason.
        const again = await route.redraw(request.ctx, { params, values, error }).catch((other: unknown) => {
          throw request.refusal ?? (error.code === 'not_signed_in' ? error : asRefusal(request, other));
        });
        if (error.details.retryAfter) void reply.header('retry-after', error.details.retryAfter);
        return sendHtml(request, reply.code(error.status), again);
      }
      const next = route.done(request.ctx, result, reply);
      if (wantsJson(request))
        return reply.header('cache-control', 'no-store').send(route.api ? route.api.json(result, request.ctx) : {});
      if (typeof next !== 'string') return sendHtml(request, reply, next);
      noteFlash(reply, next);
      return reply.redirect(next, 303);
    },
  );

  const { api } = route;
  if (!api) return;
  const status = api.status ?? 200;
  app.route({
    method: route.method ?? 'POST',
    url: api.path,
    schema: {
      ...schema,
      summary: api.summary,
      tags: [api.tag],
      security: [{ token: [] }],
      response: { [status]: api.response },
    } as object,
    attachValidation: true,
    preValidation: read(true),
    config: { who: route.who, refuses: true },
    handler: async (request, reply) => {
      const { adda } = request.ctx;
      checkWrite(request, route.who, true);
      const keyed = route.isSecret ? null : keyedRequest(request, route.path, true);
      const answer = async (own: Adda) => ({ status, body: api.json(await perform(request, own), request.ctx) });
      const { status: code, body } = await (keyed ? answeredOnce(adda, keyed, answer) : answer(adda));
      return reply.code(code).header('cache-control', 'no-store').send(body);
    },
  });
}

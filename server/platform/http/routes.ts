/**
 * The two shapes of a route. A page: load, then view or JSON. An action: check the edge, run, then 303 to
 * where the result is seen, or JSON; what is refused is drawn again with all that was typed.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Adda } from '../adda.ts';
import { AddaError, type ErrorCode } from '../errors.ts';
import { contentHash } from '../idempotency/content.ts';
import { answeredOnce, type Keyed, keyedBy, once } from '../idempotency/idempotency.ts';
import { site } from '../site/queries.ts';
import type { RouteRule } from '../../rules/roles.ts';
import { chooseEncoding, encodeOnce } from './compress.ts';
import type { Ctx } from './context.ts';
import type { Html } from './html.ts';
import { type Values, valuesOf } from './form-state.ts';
import { authorize, checkRequest, fillBody, maySee, receiving } from './request-checks.ts';
import type { Upload } from './multipart.ts';
import type { DataCache } from './data-cache.ts';
import type { Freshness, PageCache } from './page-cache.ts';

declare module 'fastify' {
  interface FastifyRequest {
    ctx: Ctx;
    /** What was said with files, by which the same content is known again: their bytes, and not how they are kept. */
    content?: object;
  }
  interface FastifyContextConfig {
    who?: RouteRule;
  }
  interface FastifyInstance {
    pageCache: PageCache;
    dataCache: DataCache;
  }
}

type Api<R> = { path: string; summary: string; tag: string; response: TSchema; json(result: R, ctx: Ctx): unknown };

export type Page<P extends TSchema, Q extends TSchema, D> = {
  path: string;
  who: RouteRule;
  params?: P;
  query?: Q;
  /** Where `freshness` is given, the same for everybody: what depends on who asks comes from `forViewer`. */
  load(ctx: Ctx, input: { params: Static<P>; query: Static<Q> }): Promise<D>;
  /** Adds what only this viewer sees, and refuses what they may not. Never changes the data it is given. */
  forViewer?(ctx: Ctx, data: D): Promise<D>;
  view(ctx: Ctx, data: D): Html | { redirect: string };
  /** What the data depends on; without it neither data nor page is kept. */
  freshness?(ctx: Ctx, data: D): Freshness;
  contentType?: string;
  api?: Api<D>;
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
  /** Takes the files that came with a form, and says what goes into the body instead of them. */
  receive?(ctx: Ctx, uploads: Upload[]): Promise<object>;
  /** The form again, with its faults, or (without an error) with a preview; without it a refusal is an error page. */
  redraw?(ctx: Ctx, input: { params: Static<P>; values: Values; error: AddaError | null }): Promise<Html>;
  api?: Omit<Api<R>, 'response'> & { response: TSchema; status?: number };
};

export function wantsJson(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/') || (request.headers.accept ?? '').startsWith('application/json');
}

/** Refusals that say nothing about what was typed. */
const NEVER_REDRAWN = new Set<ErrorCode>(['not_found', 'forbidden']);

/** Sends HTML made for one reader. */
export function sendHtml(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Html,
  contentType = 'text/html; charset=utf-8',
): FastifyReply {
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  void reply
    .header('content-type', contentType)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-encoding, cookie');
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  return reply.send(encodeOnce(page.text, encoding));
}

const VARY = 'accept-encoding, accept-language, cookie';

/** Registers a page and, where it has one, its JSON twin under /api/v1. */
export function page<P extends TSchema, Q extends TSchema, D>(app: FastifyInstance, route: Page<P, Q, D>): void {
  const schema = { ...(route.params && { params: route.params }), ...(route.query && { querystring: route.query }) };
  const input = (request: FastifyRequest) => ({
    params: request.params as Static<P>,
    query: request.query as Static<Q>,
  });
  const contentType = route.contentType ?? 'text/html; charset=utf-8';

  async function draw(request: FastifyRequest) {
    const { ctx } = request;
    authorize(route.who, ctx);
    checkRequest(request);
    const shared = await loadShared(request);
    const data = route.forViewer ? await route.forViewer(ctx, shared) : shared;
    return { data, view: route.view(ctx, data) };
  }

  async function loadShared(request: FastifyRequest): Promise<D> {
    const { ctx } = request;
    if (!route.freshness || ctx.flash) return route.load(ctx, input(request));
    const found = await app.dataCache.get<D>(request.url);
    if (found) return found;
    const data = await route.load(ctx, input(request));
    app.dataCache.put(request.url, data, withSite(ctx, route.freshness(ctx, data)));
    return data;
  }

  async function sendToVisitor(
    request: FastifyRequest,
    reply: FastifyReply,
    freshness: NonNullable<typeof route.freshness>,
  ) {
    const { ctx } = request;
    const key = `${ctx.lang} ${ctx.theme} ${ctx.from.origin} ${request.url}`;
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    let kept = await app.pageCache.get(key, encoding);
    if (!kept) {
      const { data, view } = await draw(request);
      if ('redirect' in view) return reply.redirect(view.redirect, 302);
      kept = app.pageCache.put(key, view.text, withSite(ctx, freshness(ctx, data)), encoding);
    }
    void reply
      .header('content-type', contentType)
      .header('cache-control', 'private, no-cache')
      .header('vary', VARY)
      .header('etag', kept.etag);
    if (request.headers['if-none-match'] === kept.etag) return reply.code(304).send();
    if (encoding !== 'identity') void reply.header('content-encoding', encoding);
    return reply.send(kept.body);
  }

  app.get(
    route.path,
    { schema: { ...schema, hide: true } as object, attachValidation: true, config: { who: route.who } },
    async (request, reply) => {
      const { viewer, flash } = request.ctx;
      if (route.freshness && !viewer && !flash) return sendToVisitor(request, reply, route.freshness);
      const { view } = await draw(request);
      return 'redirect' in view ? reply.redirect(view.redirect, 302) : sendHtml(request, reply, view, contentType);
    },
  );

  const { api } = route;
  if (!api) return;
  app.get(
    api.path,
    {
      schema: { ...schema, summary: api.summary, tags: [api.tag], response: { 200: api.response } } as object,
      attachValidation: true,
      config: { who: route.who },
    },
    async (request, reply) => {
      authorize(route.who, request.ctx);
      checkRequest(request);
      const shared = await route.load(request.ctx, input(request));
      const data = route.forViewer ? await route.forViewer(request.ctx, shared) : shared;
      void reply.header('cache-control', 'no-store').header('vary', VARY);
      return api.json(data, request.ctx);
    },
  );
}

/** The site's version goes before everything else that a page depends on. */
function withSite(ctx: Ctx, freshness: Freshness): Freshness {
  const { version } = ctx.site;
  return {
    was: `${version}|${freshness.was}`,
    now: async () => `${(await site(ctx.adda.store.read)).version}|${await freshness.now()}`,
  };
}

/** What makes a request one that is done once: who sent it, and the key in its header or its form; else null. */
function keyedRequest(request: FastifyRequest, path: string, isStrict: boolean): Keyed | null {
  const { idempotencyKey, ...said } = (request.body ?? {}) as { idempotencyKey?: unknown };
  const sent = idempotencyKey || request.headers['idempotency-key'];
  const { viewer } = request.ctx;
  if (!viewer || typeof sent !== 'string' || !sent) return null;
  const address = JSON.stringify([request.method, path, request.params]);
  return keyedBy(viewer.id, address, sent, contentHash(request.content ?? said), isStrict);
}

/** Registers a form's POST and, where it has one, its twin under /api/v1. */
export function action<P extends TSchema, B extends TSchema, R>(app: FastifyInstance, route: Action<P, B, R>): void {
  const schema = { ...(route.params && { params: route.params }), body: route.body };
  const perform = (request: FastifyRequest, adda: Adda) =>
    route.run({ ...request.ctx, adda }, { params: request.params as Static<P>, body: request.body as Static<B> });
  const run = (request: FastifyRequest) => {
    const { adda } = request.ctx;
    authorize(route.who, request.ctx);
    checkRequest(request);
    const keyed = route.api ? keyedRequest(request, route.path, false) : null;
    return keyed ? once(adda, keyed, (stepwise) => perform(request, stepwise)) : perform(request, adda);
  };

  const preValidation = route.receive ? receiving(route.who, route.receive) : fillBody;

  app.post(
    route.path,
    {
      schema: { ...schema, hide: true } as object,
      attachValidation: true,
      preValidation,
      config: { who: route.who },
    },
    async (request, reply) => {
      let result: R;
      const values = valuesOf(request.body);
      const params = request.params as Static<P>;
      if (values.preview && route.redraw && !request.validationError) {
        authorize(route.who, request.ctx);
        return sendHtml(request, reply, await route.redraw(request.ctx, { params, values, error: null }));
      }
      try {
        result = await run(request);
      } catch (error) {
        if (
          !(error instanceof AddaError) ||
          !route.redraw ||
          wantsJson(request) ||
          NEVER_REDRAWN.has(error.code) ||
          !maySee(route.who, request.ctx)
        )
          throw error;
        const again = await route.redraw(request.ctx, { params, values, error });
        if (error.details.retryAfter) void reply.header('retry-after', error.details.retryAfter);
        return sendHtml(request, reply.code(error.status), again);
      }
      const next = route.done(request.ctx, result, reply);
      if (wantsJson(request))
        return reply.header('cache-control', 'no-store').send(route.api ? route.api.json(result, request.ctx) : {});
      return typeof next === 'string' ? reply.redirect(next, 303) : sendHtml(request, reply, next);
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
    preValidation,
    config: { who: route.who },
    handler: async (request, reply) => {
      const { adda } = request.ctx;
      authorize(route.who, request.ctx);
      checkRequest(request);
      const keyed = keyedRequest(request, route.path, true);
      const answer = async (own: Adda) => ({ status, body: api.json(await perform(request, own), request.ctx) });
      const { status: code, body } = await (keyed ? answeredOnce(adda, keyed, answer) : answer(adda));
      return reply.code(code).header('cache-control', 'no-store').send(body);
    },
  });
}

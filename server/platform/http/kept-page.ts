/**
 * Pages that are the same for all who may see the same: what they are drawn from is kept, and for visitors the
 * finished page too. Loading one gets a connection and an audience, and cannot read who asks.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Adda } from '../adda.ts';
import { type Audience, sharedBy } from '../audience/audience.ts';
import { AddaError } from '../errors.ts';
import { bytesOf, noting, versionsNow, versionsSeen } from '../store/seen.ts';
import type { Conn } from '../store/store.ts';
import type { CommonParts } from './common-parts.ts';
import { chooseEncoding } from './compress.ts';
import type { Ctx } from './context.ts';
import type { Html } from './html.ts';
import type { Freshness } from './page-cache.ts';
import { notePrefetch } from './prefetch.ts';
import { addPage, inputOf, type PageShape, VARY } from './routes.ts';
import { authorize, checkRequest } from './request-checks.ts';
import { sendView } from './send-html.ts';

type Input<P extends TSchema, Q extends TSchema> = { params: Static<P>; query: Static<Q> };

export type KeptPage<P extends TSchema, Q extends TSchema, D extends object> = Omit<PageShape<P, Q, D>, 'view'> & {
  /** @param common for members: parts of the page that many of them get alike */
  view(ctx: Ctx, data: D, common?: CommonParts<D>): Html | { redirect: string };
  /** What has to be there before anybody reads; it may write. */
  before?(adda: Adda): Promise<unknown>;
  /** Reads what the page is drawn from, the same for everybody in the audience; personal things come from `forViewer`. */
  load(conn: Conn, input: Input<P, Q>, audience: Audience): Promise<D>;
  /** What decides which rows are in it, where the versions of the rows do not say that. */
  besides?(conn: Conn, data: D, audience: Audience): Pick<Freshness, 'was' | 'now'>;
  /** Parameters that `load` does not read: they make no other data. */
  unread?: readonly string[];
};

/** Of what was read for one alone. */
const NEVER: Freshness = { until: 0, was: '', now: async () => '' };

type Kept<D> = { data: D; freshness: Freshness };

/** Registers a page that is kept and, where it has one, its JSON twin under /api/v1. */
export function keptPage<P extends TSchema, Q extends TSchema, D extends object>(
  app: FastifyInstance,
  route: KeptPage<P, Q, D>,
): void {
  /** The address without anything that the page does not take: no stray parameter is in a page that others get. */
  function address({ params, query }: Input<P, Q>, asked: string): string {
    const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String((params as Record<string, unknown>)[name])),
    );
    const pairs = Object.entries(known(route.query, query)).map(([name, value]) => `${name}=${encode(value)}`);
    const here = asked.split('?')[0]!.endsWith('/') && path !== '/' ? `${path}/` : path;
    return pairs.length > 0 ? `${here}?${pairs.join('&')}` : here;
  }

  function dataKey(input: Input<P, Q>, audience: Audience): string {
    const params = known(route.params, input.params, route.unread);
    return `${audience.key} ${route.path} ${JSON.stringify([params, known(route.query, input.query)])}`;
  }

  async function load(ctx: Ctx, input: Input<P, Q>): Promise<Kept<D>> {
    const key = dataKey(input, ctx.audience);
    const found = await app.dataCache.get<Kept<D>>(key);
    if (found) return found;
    await route.before?.(ctx.adda);
    try {
      const made = await loadShared(ctx.adda, input, sharedBy(ctx.audience));
      app.dataCache.put(key, made, withSite(app, ctx, made.freshness));
      return made;
    } catch (error) {
      // What others may not see is read for who may, and never kept.
      if (!ctx.viewer || !(error instanceof AddaError) || error.code !== 'not_found') throw error;
      return { data: await route.load(ctx.adda.store.read, input, ctx.audience), freshness: NEVER };
    }
  }

  async function loadShared({ store }: Adda, input: Input<P, Q>, audience: Audience): Promise<Kept<D>> {
    const conn = noting(store.read);
    const { seen } = conn;
    const data = await route.load(conn, input, audience);
    const besides = route.besides?.(store.read, data, audience);
    const freshness = {
      until: seen.until,
      bytes: bytesOf(seen),
      was: `${versionsSeen(seen)}|${besides?.was}`,
      now: async () => `${await versionsNow(store.read, seen)}|${await besides?.now()}`,
    };
    return { data, freshness };
  }

  /** For visitors the whole page is kept, for members its common parts. */
  async function draw(request: FastifyRequest) {
    const { ctx } = request;
    const { data, freshness } = await load(ctx, inputOf(request));
    const own = route.forViewer ? await route.forViewer(ctx, data) : data;
    return { view: route.view(ctx, own, ctx.viewer ? app.partsCache.of(ctx, data) : undefined), freshness };
  }

  async function sendToVisitor(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { ctx } = request;
    const key = `${ctx.audience.key} ${ctx.lang} ${ctx.theme} ${ctx.listLook} ${ctx.from.origin} ${ctx.here}`;
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    let kept = await app.pageCache.get(key, encoding);
    if (!kept) {
      const { view, freshness } = await draw(request);
      if ('redirect' in view) return void reply.redirect(view.redirect, 302);
      kept = app.pageCache.put(key, view.text, withSite(app, ctx, freshness), encoding);
    }
    void reply
      .header('content-type', route.contentType ?? 'text/html; charset=utf-8')
      .header('cache-control', 'private, no-cache')
      .header('vary', VARY)
      .header('etag', kept.etag);
    if (!route.contentType) notePrefetch(reply, ctx);
    if (isKnown(request.headers['if-none-match'], kept.etag)) return void reply.code(304).send();
    if (encoding !== 'identity') void reply.header('content-encoding', encoding);
    void reply.send(kept.body);
  }

  addPage(
    app,
    route,
    async (request) => (await load(request.ctx, inputOf(request))).data,
    async (request, reply) => {
      const { ctx } = request;
      authorize(route.who, ctx, false);
      checkRequest(request);
      ctx.here = address(inputOf(request), request.url);
      if (!ctx.viewer && !ctx.flash) await sendToVisitor(request, reply);
      else sendView(request, reply, (await draw(request)).view, route.contentType);
      return true;
    },
  );
}

const unweak = (etag: string) => etag.trim().replace(/^W\//, '');

/** Whether the browser says that it has this already (RFC 9110, 13.1.2: a list, compared weakly). */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((one) => unweak(one) === unweak(etag));
}

const encode = (value: unknown) => encodeURIComponent(String(value));

/** Those of the values that the schema names, in its order; a message about what was done belongs to no address. */
function known(schema: TSchema | undefined, values: unknown, without: readonly string[] = []): Record<string, unknown> {
  const names = Object.keys((schema as { properties?: object } | undefined)?.properties ?? {});
  const given = values as Record<string, unknown>;
  const shown = names.filter((name) => name !== 'flash' && !without.includes(name) && given[name] !== undefined);
  return Object.fromEntries(shown.map((name) => [name, given[name]]));
}

/**
 * The site's version goes before everything else that a page depends on: names of spaces and brands, who speaks for
 * whom, which spaces there are. All that changes these moves it.
 */
function withSite(app: FastifyInstance, ctx: Ctx, { until, bytes, was, now }: Freshness): Freshness {
  return {
    until,
    bytes,
    was: `${ctx.site.version}|${was}`,
    now: async () => `${(await app.siteNow()).version}|${await now()}`,
  };
}

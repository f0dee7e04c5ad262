/** The application: the ordered list of features. Tests build the same one. */
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import multipart from '@fastify/multipart';
import websocket from '@fastify/websocket';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import path from 'node:path';
import type { Adda } from './platform/adda.ts';
import { ASSET_PATH, type Assets } from './platform/http/assets.ts';
import { makeContext } from './platform/http/context.ts';
import { isForLater, noteUnavailable, toAddaError } from './platform/http/errors.ts';
import { boundLists, refuse } from './platform/http/request-checks.ts';
import { checkOrigin, checkText, setAssetHeaders, setSafeHeaders } from './platform/http/guards.ts';
import { makePartsCache } from './platform/http/common-parts.ts';
import { makeDataCache } from './platform/http/data-cache.ts';
import { isTraced, traceRequests } from './platform/tracing.ts';
import { makeMeters } from './platform/http/meters.ts';
import { makePageCache } from './platform/http/page-cache.ts';
import { whoAsks } from './platform/sessions/cookie.ts';
import { contextOf, setErrorPages } from './platform/layout/error-pages.ts';
import { openApi } from './platform/http/openapi.ts';
import { logRequest, watchForwarders } from './platform/http/request-log.ts';
import { CONNECTION_LIMITS, type ConnectionLimits } from './platform/http/connections.ts';
import { shedLoad } from './platform/http/load.ts';
import { wellKnownRoutes } from './platform/http/well-known.ts';
import { unreadOf } from './insight/notifications/actions.ts';
import { wantsJson } from './platform/http/routes.ts';
import { takeForms } from './platform/http/form-body.ts';
import { takeJson } from './platform/http/json-body.ts';
import { BODY_LIMIT, FORM_LIMIT } from './platform/http/sizes.ts';
import { buildSerializer, buildValidator } from './platform/http/lazy-compilers.ts';
import { onSocketError } from './platform/http/socket-errors.ts';
import { healthRoutes } from './platform/http/probes.ts';
import { metricsRoute } from './desk/overview/metrics.ts';
import { keepSite } from './platform/site/kept.ts';

/** Bytes of what a page sends by its socket, which is nothing. */
const FRAME_LIMIT = 1_024;
const ASSET_AGE_MS = 365 * 24 * 3_600_000;

/** @param limits of connections: other than the usual ones where that is tested */
export async function buildApp(
  adda: Adda,
  assets: Assets,
  limits: ConnectionLimits = CONNECTION_LIMITS,
): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: adda.log as FastifyBaseLogger,
    bodyLimit: BODY_LIMIT,
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.quietMs,
    keepAliveTimeout: limits.keptMs,
    http: { headersTimeout: limits.headMs, connectionsCheckingInterval: limits.lookMs },
    trustProxy: adda.config.trustProxy.length > 0 ? adda.config.trustProxy : false,
    ajv: { customOptions: { allErrors: true, coerceTypes: 'array', removeAdditional: true, strictNumbers: false } },
    schemaController: { compilersFactory: { buildValidator, buildSerializer } },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    // Our own line says more, once a request is answered.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    // One place answers for all errors, those before routing too.
    frameworkErrors(error, request, reply) {
      setSafeHeaders(adda, reply);
      app.errorHandler.call(app, error, request as never, reply as never);
    },
  });
  app.decorateRequest('refusal', null);
  app.decorate('pageCache', makePageCache(adda.config.cacheBytes, adda.store.stamp));
  app.decorate('meters', makeMeters(adda.config.metricsToken !== ''));
  app.decorate('dataCache', makeDataCache(adda.store.stamp));
  app.decorate('partsCache', makePartsCache());
  app.decorate('siteNow', keepSite(adda.store));
  if (isTraced()) traceRequests(app, adda.config.trustProxy.length > 0);
  await app.register(cookie);
  app.removeContentTypeParser('application/json');
  takeJson(app);
  takeForms(app, FORM_LIMIT);
  await app.register(multipart);
  await app.register(websocket, {
    options: { maxPayload: FRAME_LIMIT, perMessageDeflate: false },
    errorHandler: onSocketError,
  });
  await app.register(swagger, openApi(adda));
  await app.register(fastifyStatic, {
    root: path.join(assets.folder, 'assets'),
    prefix: ASSET_PATH,
    preCompressed: true,
    index: false,
    immutable: true,
    maxAge: ASSET_AGE_MS,
    decorateReply: true,
    setHeaders: (reply, file) => {
      if (file.startsWith(assets.folder)) setAssetHeaders(reply);
    },
  });

  const watchForwarder = watchForwarders(adda);
  app.addHook('onRequest', async (request, reply) => {
    watchForwarder(request);
    setSafeHeaders(adda, reply);
    checkText(request);
    checkOrigin(adda, request);
    // Files and health checks are the same for everybody.
    if (request.routeOptions.config.who === undefined && !request.is404) return;
    try {
      mustHaveTime(request);
      const viewer = await whoAsks(adda, request);
      request.ctx = makeContext(adda, assets, await app.siteNow(), viewer, request);
      // A form that is refused is drawn again, with the bell as it is.
      if (viewer && !wantsJson(request)) request.ctx.unread = await unreadOf(adda, viewer);
    } catch (error) {
      const refusal = toAddaError(error, request);
      if (request.method === 'GET' || !isForLater(refusal)) throw error;
      // What was typed is still to come, and goes back.
      if (refusal.code === 'unavailable') noteUnavailable(request, error);
      request.ctx = contextOf(adda, assets, request);
      refuse(request, refusal);
    }
  });
  const mustHaveTime = await shedLoad(app, adda.config.busyMs);
  app.addHook('preValidation', boundLists);
  app.addHook('onResponse', async (request, reply) => {
    app.meters.note(request, reply);
    logRequest(request, reply);
  });
  setErrorPages(app, adda, assets);
  healthRoutes(app, adda);
  metricsRoute(app, adda);
  wellKnownRoutes(app, adda, assets);
  for (const { routes } of adda.features) routes?.(app);
  return app;
}

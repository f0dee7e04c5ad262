/**
 * Traces for OpenTelemetry, when its own variables say where they go (`OTEL_EXPORTER_OTLP_ENDPOINT`); otherwise nothing of
 * it is loaded. A span says which route was asked and what was done for it, never an address, a member or their words.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { installedVersion } from './install.ts';

const SERVICE = 'adda';
const END_WITHIN_MS = 2_000;
/** What no route answers. */
const NO_ROUTE = 'none';

export const isTraced = (env: NodeJS.ProcessEnv = process.env): boolean =>
  Boolean(env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT) &&
  env.OTEL_SDK_DISABLED !== 'true' &&
  env.OTEL_TRACES_EXPORTER !== 'none';

/** Begins to send spans, in the background and in batches. @returns what sends the rest of them and ends it */
export async function startTracing(): Promise<() => Promise<void>> {
  if (!isTraced()) return async () => undefined;
  const [{ AsyncLocalStorageContextManager }, { W3CTraceContextPropagator }, resources, sdk, { OTLPTraceExporter }] =
    await Promise.all([
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/core'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
    ]);
  const named = resources.resourceFromAttributes({ 'service.name': SERVICE, 'service.version': installedVersion() });
  const said = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new sdk.TracerProvider({
    resource: resources.defaultResource().merge(named).merge(said),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  // Where they go may be away.
  return () => Promise.race([provider.shutdown(), sleep(END_WITHIN_MS)]);
}

const tracer = () => trace.getTracer(SERVICE);

/** What runs as one step of whatever runs now. */
export function traced<T>(name: string, work: () => Promise<T>): Promise<T> {
  return tracer().startActiveSpan(name, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Where the trace began, where somebody in front of us may say so: strangers would choose what hangs together. */
const beginOf = (request: FastifyRequest, isBelieved: boolean): Context =>
  isBelieved ? propagation.extract(context.active(), request.headers) : context.active();

/** A span for each request, over all that is done for it. @param isBehindProxy whether there is a proxy that is believed */
export function traceRequests(app: FastifyInstance, isBehindProxy: boolean): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  app.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.url ?? NO_ROUTE;
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    const parent = beginOf(request, isBehindProxy);
    const span = tracer().startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
    spans.set(request, span);
    context.with(trace.setSpan(parent, span), done);
  });
  app.addHook('onResponse', async (request, { statusCode }) => {
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', statusCode);
    if (statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  });
}

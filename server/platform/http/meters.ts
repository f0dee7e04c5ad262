/** What the process counts of the requests that it answers, and what of the machine, for those who watch it from outside. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHistogram } from 'node:perf_hooks';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** In seconds: from a kept page to one that somebody notices. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const MICRO = 1_000;
/** What no route answers, so that those who try addresses make no names. */
const NO_ROUTE = 'none';

export type Meters = ReturnType<typeof makeMeters>;

declare module 'fastify' {
  interface FastifyInstance {
    meters: Meters;
  }
}

/** @param isWatched whether somebody reads them: then what the machine does is measured as well */
export function makeMeters(isWatched: boolean) {
  const registry = new Registry();
  if (isWatched) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const seconds = new Histogram({
    ...{ name: 'adda_http_request_seconds', help: 'From a request to its answer.', registers },
    ...{ labelNames: ['method', 'route', 'status'] as const, buckets: BUCKETS },
  });
  const shed = new Counter({
    name: 'adda_http_shed_total',
    help: 'Requests that were asked to come again.',
    registers,
  });
  const times = createHistogram();
  let [answered, failed] = [0, 0];
  return {
    registry,
    note(request: FastifyRequest, reply: FastifyReply): void {
      const { statusCode, elapsedTime } = reply;
      answered++;
      if (statusCode === 503) shed.inc();
      else if (statusCode >= 500) failed++;
      times.record(Math.max(1, Math.round(elapsedTime * MICRO)));
      const route = request.routeOptions.url ?? NO_ROUTE;
      const status = `${Math.floor(statusCode / 100)}xx`;
      seconds.observe({ method: request.method, route, status }, elapsedTime / 1_000);
    },
    /** Since the start of the process; times in ms. */
    requests: () => ({
      ...{ answered, failed },
      ...{ p50: times.percentile(50) / MICRO, p99: times.percentile(99) / MICRO },
    }),
  };
}

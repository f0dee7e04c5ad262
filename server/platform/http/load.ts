/** More than the process can bear: who comes last is asked to come again, so that those before are answered. */
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AddaError } from '../errors.ts';
import { refuse } from './request-checks.ts';

/** So many requests are worked on; at a few hundred in a second, who comes then would wait for about one. */
const AT_ONCE = 300;
const AGAIN_AFTER_S = 5;

const busy = () => new AddaError('busy', { retryAfter: AGAIN_AFTER_S });
const hasBody = ({ method }: FastifyRequest) => method !== 'GET' && method !== 'HEAD';
/** Files and health checks cost little, and sockets stay. */
const isLight = (request: FastifyRequest) => request.routeOptions.config.who === undefined || request.ws;

/**
 * Refuses requests while the process lags, or works on as many as it can. Forms come back with what was typed.
 * @param busyMs how late the process may be; 0: nobody is refused
 * @returns what is asked of every request before its work, and throws `busy`
 */
export async function shedLoad(app: FastifyInstance, busyMs: number): Promise<(request: FastifyRequest) => void> {
  if (busyMs === 0) return () => undefined;
  await app.register(underPressure, { maxEventLoopDelay: busyMs, pressureHandler: () => undefined });
  let running = 0;

  function enter(request: FastifyRequest, reply: FastifyReply) {
    if (running >= AT_ONCE) return refuse(request, busy());
    running += 1;
    reply.raw.once('close', () => (running -= 1));
  }

  app.addHook('onRequest', async (request, reply) => {
    if (!isLight(request) && !hasBody(request)) enter(request, reply);
  });
  // A body may come slowly: until it is there nothing is worked on.
  app.addHook('preHandler', async (request, reply) => {
    if (!isLight(request) && hasBody(request) && !request.refusal) enter(request, reply);
  });
  return (request) => {
    if (!isLight(request) && app.isUnderPressure()) throw busy();
  };
}

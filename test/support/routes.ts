/** The application's own list of routes, so that a new one is tested without being named anywhere. */
import type { FastifyInstance } from 'fastify';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

export type Route = { method: string; url: string; who: string | undefined; schema: Record<string, any> };

const CHANNEL = 'fastify.initialization';

/** Runs what builds an application, and notes each route that it registers. */
export async function notingRoutes<T>(build: () => Promise<T>): Promise<{ built: T; routes: Route[] }> {
  const routes: Route[] = [];
  const listen = (message: unknown) =>
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url, config, schema }) => {
      for (const one of [method].flat())
        if (one !== 'HEAD')
          routes.push({ method: one, url, who: config?.who, schema: (schema ?? {}) as Record<string, any> });
    });
  subscribe(CHANNEL, listen);
  try {
    return { built: await build(), routes };
  } finally {
    unsubscribe(CHANNEL, listen);
  }
}

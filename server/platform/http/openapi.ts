import type { SwaggerOptions } from '@fastify/swagger';
import type { Adda } from '../adda.ts';

/** The OpenAPI document is drawn from the schemas of the routes under /api/v1. */
export function openApi(adda: Adda): SwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Adda',
        version: '1',
        description:
          'The forum for scripts: the same actions as the forms. Errors are application/problem+json with a stable ' +
          '`code`. Writes take an `Idempotency-Key` header.',
      },
      servers: [{ url: adda.config.origin }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    hideUntagged: true,
  };
}

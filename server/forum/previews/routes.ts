/** Pictures of what links lead to: kept here, so that no other site learns who reads. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import { sendStored } from '../../platform/files/send.ts';
import { PICTURE_CSP } from '../pictures/parts.ts';
import { knownPictures } from './queries.ts';

const DAY_S = 24 * 3_600;
const NameParams = Type.Object({ name: Type.String({ maxLength: 100, pattern: '^preview-[0-9a-f]{24}\\.webp$' }) });

export function previewRoutes(app: FastifyInstance): void {
  app.get<{ Params: { name: string } }>(
    '/previews/:name',
    { schema: { params: NameParams, hide: true } as object, attachValidation: true, config: { who: 'anyone' } },
    async (request, reply) => {
      const { ctx, validationError } = request;
      const { name } = request.params;
      const isThere =
        !validationError && ctx.site.hasCards && (await knownPictures(ctx.adda.store.read, [name])).has(name);
      if (!isThere) throw new AddaError('not_found');
      void reply.header('content-security-policy', PICTURE_CSP).header('cache-control', `public, max-age=${DAY_S}`);
      return sendStored(request, reply, ctx.adda.files, name);
    },
  );
}

/** Files by what they are kept as: each is there for whom the post is that it stands with, and runs nowhere. */
import { create as contentDisposition } from 'content-disposition';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import { sendStored } from '../../platform/files/send.ts';
import { fileFor } from './queries.ts';
import { OURS } from './store.ts';

const DAY_S = 24 * 3_600;
const NameParams = Type.Object({ name: Type.String({ maxLength: 60, pattern: OURS.source }) });
/** Whatever a browser makes of it, it is in no origin of ours, and loads and runs nothing. */
const FILE_CSP = "sandbox; default-src 'none'";

export function fileRoutes(app: FastifyInstance): void {
  app.get<{ Params: { name: string } }>(
    '/files/:name',
    { schema: { params: NameParams, hide: true } as object, attachValidation: true, config: { who: 'anyone' } },
    async (request, reply) => {
      const { ctx, validationError } = request;
      if (validationError) throw new AddaError('not_found');
      const { name } = request.params;
      const file = await fileFor(ctx.adda.store.read, ctx.audience, name);
      if (!file) throw new AddaError('not_found');
      void reply
        .header('content-security-policy', FILE_CSP)
        .header('content-disposition', contentDisposition(file.title))
        .header('cross-origin-resource-policy', 'same-origin')
        .header('cache-control', file.isPublic ? `public, max-age=${DAY_S}` : 'private, no-store');
      return sendStored(request, reply, ctx.adda.files, name);
    },
  );
}

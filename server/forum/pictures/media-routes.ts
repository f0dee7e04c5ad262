/** Pictures by the name of their file: each is there for whom the post is that it stands with. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { sendStored } from '../../platform/files/send.ts';
import { largeName, PICTURE_CSP } from './parts.ts';
import { standingFor } from '../brought-queries.ts';

const DAY_S = 24 * 3_600;
const NameParams = Type.Object({ name: Type.String({ maxLength: 200, pattern: '^\\w[\\w.-]*$' }) });
/** Drawings that come with Adda; those that a text shows stand with no post. */
const isExample = (name: string) => /^demo-[\w-]+\.svg$/.test(name);

/** For whom a picture may be kept on its way. @throws {AddaError} `not_found` for whom it is not there */
async function cachedFor(ctx: Ctx, name: string): Promise<string> {
  const picture = await standingFor(ctx.adda.store.read, 'pictures', ctx.audience, largeName(name));
  if (picture ? !picture.isThere : !isExample(name)) throw new AddaError('not_found');
  return picture === null || picture.isPublic ? `public, max-age=${DAY_S}` : 'private, no-store';
}

export function mediaRoutes(app: FastifyInstance): void {
  app.get<{ Params: { name: string } }>(
    '/media/:name',
    { schema: { params: NameParams, hide: true } as object, attachValidation: true, config: { who: 'anyone' } },
    async (request, reply) => {
      const { ctx, validationError } = request;
      const { name } = request.params;
      if (validationError) throw new AddaError('not_found');
      const kept = await cachedFor(ctx, name);
      void reply.header('content-security-policy', PICTURE_CSP).header('cache-control', kept);
      return sendStored(request, reply, ctx.adda.files, name);
    },
  );
}

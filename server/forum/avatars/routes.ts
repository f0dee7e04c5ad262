import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { action } from '../../platform/http/routes.ts';
import { sendStored } from '../../platform/files/send.ts';
import { Id, Nothing } from '../../platform/http/schemas.ts';
import { settingsOf } from '../../people/accounts/settings.ts';
import { settingsView } from '../../people/accounts/settings-view.ts';
import { keepPictures } from '../pictures/actions.ts';
import { largeName, PICTURE_CSP } from '../pictures/parts.ts';
import { AVATAR_FILE, bringPicture, removePicture } from './actions.ts';
import { avatarsInUse } from './queries.ts';

const DAY_S = 24 * 3_600;
const NameParams = Type.Object({ name: Type.String({ maxLength: 60 }) });
const Ids = Type.Object({ pictureIds: Type.Optional(Type.Array(Id, { maxItems: 12 })) });

export function avatarRoutes(app: FastifyInstance): void {
  app.get<{ Params: { name: string } }>(
    '/avatars/:name',
    { schema: { params: NameParams, hide: true } as object, attachValidation: true, config: { who: 'anyone' } },
    async (request, reply) => {
      const { ctx, validationError } = request;
      const { name } = request.params;
      const own = largeName(name);
      if (validationError || !AVATAR_FILE.test(own)) throw new AddaError('not_found');
      if (!(await avatarsInUse(ctx.adda.store.read, [own])).has(own)) throw new AddaError('not_found');
      void reply.header('content-security-policy', PICTURE_CSP).header('cache-control', `public, max-age=${DAY_S}`);
      return sendStored(request, reply, ctx.adda.files, name);
    },
  );
  action(app, {
    path: '/settings/picture',
    who: 'self',
    body: Ids,
    receive: (ctx, uploads) => keepPictures(ctx.adda, ctx.viewer, uploads.slice(0, 1)),
    run: (ctx, { body }) => bringPicture(ctx.adda, ctx.viewer, body.pictureIds ?? [], ctx.uploadFaults),
    done: (ctx) => `${memberPath(ctx.viewer!.slug)}?flash=saved`,
    redraw: async (ctx, { values, error }) =>
      settingsView(ctx, {
        ...(await settingsOf(ctx)),
        refused: { which: 'picture', form: refusedForm(ctx, values, error) },
      }),
  });
  action(app, {
    path: '/settings/picture/remove',
    who: 'self',
    body: Nothing,
    run: (ctx) => removePicture(ctx.adda, ctx.viewer),
    done: () => '/settings?flash=saved',
  });
}

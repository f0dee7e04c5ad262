/** The forum's own mark and its stylesheet: brought, and sent. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import { sendStored } from '../../platform/files/send.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { setAssetHeaders } from '../../platform/http/guards.ts';
import { action } from '../../platform/http/routes.ts';
import { Id } from '../../platform/http/schemas.ts';
import { styleOf } from '../../platform/site/look.ts';
import { LOGO_FILE } from '../../platform/site/logo.ts';
import { keepPictures } from '../../forum/pictures/actions.ts';
import { PICTURE_CSP } from '../../forum/pictures/parts.ts';
import { valuesEverOf } from '../../platform/site/setting-queries.ts';
import { isAccent, SCHEMES } from '../../rules/colours.ts';
import { bringLogo } from './logo.ts';
import { settingsPage } from './page.ts';
import { settingsView } from './view.ts';

const FOREVER = 'public, max-age=31536000, immutable';
const NameParams = Type.Object({ name: Type.String({ maxLength: 60 }) });
const Colour = Type.String({ pattern: '^[0-9a-f]{6}$' });
const Ids = Type.Object({ pictureIds: Type.Optional(Type.Array(Id, { maxItems: 12 })) });

export function logoRoutes(app: FastifyInstance): void {
  app.get<{ Params: { name: string } }>(
    '/logo/:name',
    { schema: { params: NameParams, hide: true } as object, attachValidation: true, config: { who: 'anyone' } },
    async (request, reply) => {
      const { ctx, validationError } = request;
      const { name } = request.params;
      if (validationError || !LOGO_FILE.test(name)) throw new AddaError('not_found');
      const large = name.replace('-s.webp', '.webp');
      // A page that was drawn before may still ask for the one before.
      const isKnown = large === ctx.site.logo || (await valuesEverOf(ctx.adda.store.read, 'logo')).has(large);
      if (!isKnown) throw new AddaError('not_found');
      void reply.header('content-security-policy', PICTURE_CSP).header('cache-control', FOREVER);
      return sendStored(request, reply, ctx.adda.files, name);
    },
  );
  // The colours are in the address: a page that was drawn before, or by another node, gets those that it was drawn with.
  app.get<{ Params: { light: string; dark: string } }>(
    '/look/:light-:dark.css',
    {
      schema: { params: Type.Object({ light: Colour, dark: Colour }), hide: true } as object,
      attachValidation: true,
      config: { who: 'anyone' },
    },
    async ({ url, params: { light, dark }, validationError }, reply) => {
      const look = { light: `#${light}`, dark: `#${dark}` };
      // One address has one page, and a stroke at its end makes another.
      const isOther = url.split('?')[0]!.endsWith('/');
      if (validationError || isOther || !SCHEMES.every((scheme) => isAccent(look[scheme], scheme)))
        throw new AddaError('not_found');
      setAssetHeaders(reply);
      return reply
        .header('content-type', 'text/css; charset=utf-8')
        .header('cache-control', FOREVER)
        .send(styleOf(look));
    },
  );
  action(app, {
    path: '/admin/settings/logo',
    who: 'admin',
    body: Ids,
    receive: (ctx, uploads) => keepPictures(ctx.adda, ctx.viewer, uploads.slice(0, 1)),
    run: (ctx, { body }) => bringLogo(ctx.adda, ctx.viewer, body.pictureIds ?? [], ctx.uploadFaults),
    done: () => '/admin/settings?flash=saved#s-logo-t',
    redraw: async (ctx, { values, error }) =>
      settingsView(ctx, await settingsPage(ctx, '', { key: 'logo', form: refusedForm(ctx, values, error) })),
  });
}

import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { invalid } from '../../platform/errors.ts';
import { action } from '../../platform/http/routes.ts';
import { Done, IdParams, Line } from '../../platform/http/schemas.ts';
import { describePicture, KEPT_STILL, keepPictures, keptPictures } from './actions.ts';
import { notesOn } from './notes.ts';
import { pictureJson, PictureFields, PictureOut } from './schemas.ts';

export function pictureRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/pictures',
    who: 'member',
    body: Type.Object(PictureFields),
    receive: (ctx, uploads) => keepPictures(ctx.adda, ctx.viewer, uploads),
    async run(ctx, { body: { pictureIds = [] } }) {
      const { adda, viewer, uploadFaults } = ctx;
      if (uploadFaults.some(({ fault }) => !KEPT_STILL.has(fault))) throw invalid(...uploadFaults);
      if (pictureIds.length === 0) throw invalid({ field: 'pictures', fault: 'required' });
      const kept = await keptPictures(adda.store.read, viewer, pictureIds);
      return { pictureIds, kept, notes: notesOn(ctx, kept) };
    },
    done: () => '/ask?form=showcase',
    api: {
      path: '/api/v1/pictures',
      summary: 'Bring pictures (multipart/form-data), to be named in pictureIds when posting within a day',
      tag: 'posts',
      status: 201,
      response: Type.Object({
        pictureIds: Type.Array(Type.Integer()),
        pictures: Type.Array(PictureOut),
        notes: Type.Array(
          Type.String({ description: 'What moved and was kept as one picture, and how what moves is shown.' }),
        ),
      }),
      json: ({ pictureIds, kept, notes }) => ({
        ...{ pictureIds, notes },
        pictures: kept.map(pictureJson),
      }),
    },
  });

  action(app, {
    path: '/pictures/:id/alt',
    who: 'member',
    method: 'PUT',
    params: IdParams,
    body: Type.Object({ alt: Line }),
    run: (ctx, { params, body }) => describePicture(ctx.adda, ctx.viewer, params.id, body.alt),
    done: () => '/ask?form=showcase',
    api: {
      path: '/api/v1/pictures/:id/alt',
      summary: 'Say what a picture shows that stands with no post yet',
      tag: 'posts',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

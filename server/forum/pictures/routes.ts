import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { invalid } from '../../platform/errors.ts';
import { action } from '../../platform/http/routes.ts';
import { keepPictures } from './actions.ts';
import { PictureFields } from './schemas.ts';

export function pictureRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/pictures',
    who: 'member',
    body: Type.Object(PictureFields),
    receive: (ctx, uploads) => keepPictures(ctx.adda, ctx.viewer, uploads),
    async run(_ctx, { body: { pictureIds = [], pictureFault } }) {
      if (pictureFault) throw invalid({ field: 'pictures', fault: pictureFault });
      if (pictureIds.length === 0) throw invalid({ field: 'pictures', fault: 'required' });
      return pictureIds;
    },
    done: () => '/ask?form=showcase',
    api: {
      path: '/api/v1/pictures',
      summary: 'Bring pictures (multipart/form-data), to be named in pictureIds when posting within a day',
      tag: 'posts',
      status: 201,
      response: Type.Object({ pictureIds: Type.Array(Type.Integer()) }),
      json: (pictureIds) => ({ pictureIds }),
    },
  });
}

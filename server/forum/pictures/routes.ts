import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { invalid } from '../../platform/errors.ts';
import { action } from '../../platform/http/routes.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import { KEPT_STILL, keepPictures } from './actions.ts';
import { PictureFields } from './schemas.ts';

export function pictureRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/pictures',
    who: 'member',
    body: Type.Object(PictureFields),
    receive: (ctx, uploads) => keepPictures(ctx.adda, ctx.viewer, uploads),
    async run({ m, uploadFaults }, { body: { pictureIds = [] } }) {
      if (uploadFaults.some(({ fault }) => !KEPT_STILL.has(fault))) throw invalid(...uploadFaults);
      if (pictureIds.length === 0) throw invalid({ field: 'pictures', fault: 'required' });
      return { pictureIds, notes: uploadFaults.map((fault) => faultSentence(fault, m)) };
    },
    done: () => '/ask?form=showcase',
    api: {
      path: '/api/v1/pictures',
      summary: 'Bring pictures (multipart/form-data), to be named in pictureIds when posting within a day',
      tag: 'posts',
      status: 201,
      response: Type.Object({
        pictureIds: Type.Array(Type.Integer()),
        notes: Type.Array(Type.String({ description: 'What moved and was kept as one picture.' })),
      }),
      json: (kept) => kept,
    },
  });
}

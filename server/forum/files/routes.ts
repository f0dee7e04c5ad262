import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { invalid } from '../../platform/errors.ts';
import { action } from '../../platform/http/routes.ts';
import { KEPT_STILL } from '../pictures/actions.ts';
import { notesOn } from '../pictures/notes.ts';
import { keepFiles, keptWith } from './actions.ts';
import { broughtJson, BroughtOut, FileFields } from './schemas.ts';

export function bringRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/files',
    who: 'member',
    body: Type.Object({ pictureIds: FileFields.pictureIds, fileIds: FileFields.fileIds }),
    receive: (ctx, uploads) => keepFiles(ctx.adda, ctx.viewer, uploads),
    async run(ctx, { body }) {
      const { adda, viewer, uploadFaults } = ctx;
      if (uploadFaults.some(({ fault }) => !KEPT_STILL.has(fault))) throw invalid(...uploadFaults);
      const { pictureIds = [], fileIds = [] } = body;
      if (pictureIds.length + fileIds.length === 0) throw invalid({ field: 'pictures', fault: 'required' });
      const kept = await keptWith(adda.store.read, viewer, body);
      return { pictureIds, fileIds, kept, notes: notesOn(ctx, kept.pictures) };
    },
    done: () => '/ask?form=showcase',
    api: {
      path: '/api/v1/files',
      summary:
        'Bring pictures and other files (multipart/form-data), to be named in pictureIds and fileIds when posting within a day',
      tag: 'posts',
      status: 201,
      response: Type.Object({
        pictureIds: Type.Array(Type.Integer()),
        fileIds: Type.Array(Type.Integer()),
        ...BroughtOut,
        notes: Type.Array(
          Type.String({ description: 'What moved and was kept as one picture, and how what moves is shown.' }),
        ),
      }),
      json: ({ pictureIds, fileIds, kept, notes }) => ({ pictureIds, fileIds, notes, ...broughtJson(kept) }),
    },
  });
}

/** What forms that may carry files send besides, and what is answered of files. */
import Type from 'typebox';
import { FileOut, Id } from '../../platform/http/schemas.ts';
import { pictureJson, PictureFields, PictureOut } from '../pictures/schemas.ts';
import type { Brought, PostFile } from './queries.ts';
import { filePath } from './store.ts';

export const FileFields = {
  ...PictureFields,
  fileIds: Type.Optional(
    Type.Array(Id, {
      maxItems: 20,
      description:
        'All files besides pictures that are to stand with the post; when editing, without it those that do stay.',
    }),
  ),
};

export const BroughtOut = { pictures: Type.Array(PictureOut), files: Type.Array(FileOut) };

export const fileJson = ({ id, name, title, kind, bytes }: PostFile) => ({
  ...{ id, kind, bytes },
  name: title,
  url: filePath(name),
});

export const broughtJson = ({ pictures, files }: Brought) => ({
  pictures: pictures.map(pictureJson),
  files: files.map(fileJson),
});

/** What forms that may carry pictures send besides, and what is answered of pictures. */
import Type from 'typebox';
import { Id, Line } from '../../platform/http/schemas.ts';
import { picturePath, smallName } from './parts.ts';
import type { Picture } from './queries.ts';

export const PictureFields = {
  pictureIds: Type.Optional(
    Type.Array(Id, {
      maxItems: 20,
      description: 'All pictures that are to stand with the post; when editing, without it those that do stay.',
    }),
  ),
  alt: Type.Optional(Line),
  altIds: Type.Optional(
    Type.Array(Id, { maxItems: 20, description: 'Pictures of the post; `alts` says of each what it shows.' }),
  ),
  alts: Type.Optional(Type.Array(Line, { maxItems: 20 })),
};

export const PictureOut = Type.Object({
  id: Type.Integer(),
  url: Type.String(),
  small: Type.String(),
  alt: Type.String({ description: 'What it shows, in words.' }),
});

export const pictureJson = ({ id, name, alt }: Picture) => ({
  ...{ id, alt },
  url: picturePath(name),
  small: picturePath(smallName(name)),
});

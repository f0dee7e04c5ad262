/** What forms that may carry pictures send besides. */
import Type from 'typebox';
import { Id, Line } from '../../platform/http/schemas.ts';

export const PictureFields = {
  /** Pictures that came before, or with this form. */
  pictureIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
  /** What was wrong with a file; only we say so. */
  pictureFault: Type.Optional(Type.Union([Type.Literal('not_a_picture'), Type.Literal('too_large_file')])),
  alt: Type.Optional(Line),
};

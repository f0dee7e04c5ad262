/** What forms that may carry pictures send besides. */
import Type from 'typebox';
import { Id, Line } from '../../platform/http/schemas.ts';

export const PictureFields = {
  /** Pictures that came before, or with this form. */
  pictureIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
  alt: Type.Optional(Line),
};

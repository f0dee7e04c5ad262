/** Whose face stands beside what they wrote. */

/** @property name null for who has none any more */
export type Face = { name: string | null; picture: string | null };

/** Whoever speaks for a brand is drawn: no sign of it stands beside what it says. */
export const faceOf = (author: {
  authorName: string | null;
  authorLabel?: string | null;
  authorPicture?: string | null;
  label: string | null;
}): Face => ({
  name: author.authorName || author.authorLabel || null,
  picture: author.label === null ? (author.authorPicture ?? null) : null,
});

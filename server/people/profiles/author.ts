/** A member's own row as an author, for the one function that writes the line. */
import { type ApiAuthorFacts, NO_LABEL } from '../../platform/authors/author-line.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';
import type { Profile } from './queries.ts';

type NamedMember = Pick<
  Profile,
  'id' | 'name' | 'slug' | 'role' | 'affiliation' | 'accountStakes' | 'brandName' | 'brandSlug' | 'picture'
>;

/**
 * Nothing is written with a post here, so the label is the one that the next post would get.
 * @param words of the forum, in which labels are written
 */
export function authorOfProfile(words: Messages, profile: NamedMember): ApiAuthorFacts {
  const { id, name, slug, role, affiliation, accountStakes, brandName, brandSlug } = profile;
  return {
    ...NO_LABEL,
    authorId: id,
    authorName: name,
    authorSlug: slug,
    authorRole: role,
    authorLabel: null,
    authorPicture: profile.picture,
    affiliation,
    accountStakes,
    label: brandName === null ? null : words.staff.label(brandName),
    labelBrand: brandName,
    labelBrandNow: brandName,
    labelBrandSlug: brandSlug,
  };
}

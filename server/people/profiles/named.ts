/** Members as lists of people name them: with the label that they have. */
import type { AuthorFacts } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { wordsFor } from '../../platform/site/queries.ts';
import { authorOfProfile } from './author.ts';
import { profileOf } from './queries.ts';

export type People = ReadonlyMap<string, AuthorFacts>;

/** Each of them once, by address; those who are gone are left out. @param slugs no more than a page shows */
export async function peopleNamed(ctx: Ctx, slugs: (string | null)[]): Promise<People> {
  const found = new Map<string, AuthorFacts>();
  for (const slug of new Set(slugs)) {
    const profile = slug === null ? null : await profileOf(ctx.adda.store.read, slug);
    if (profile) found.set(profile.slug, authorOfProfile(wordsFor(ctx.site), profile));
  }
  return found;
}

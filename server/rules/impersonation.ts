/** Who looks like the staff of a brand, or like those who run the forum, and is not. */
import { isClaim } from './impersonation-statements.ts';
import { GLUE, LONG_ROLES, MILD_ROLES, NAME_ROLES, ROLES, ROLES_INSIDE } from './impersonation-words.ts';
import type { Word } from './homoglyphs.ts';
import { dictionary, extended, type Found, readingsOf, spot } from './spotting.ts';

/** The names nobody may take for themselves: of registered brands and of their products. */
export type Marks = { brands: { name: string; products: string[] }[] };
export type Imitation = 'imitates_role' | 'imitates_brand';

const roles = dictionary(
  [
    { phrases: ROLES, meaning: () => ({ role: 'full' }) },
    { phrases: MILD_ROLES, meaning: () => ({ role: 'mild' }) },
    { phrases: NAME_ROLES, meaning: () => ({ role: 'name' }) },
    { phrases: GLUE, meaning: (place) => ({ glue: true, telling: GLUE[place] === 'hq' }) },
  ],
  ROLES_INSIDE,
  LONG_ROLES,
);

const BETWEEN = /^\s*[·•|‧∙⋅]\s*$/u;

/** No line that stands beside a name is longer; whoever asks has refused longer ones before. */
const LOOKED_AT = 2_000;

/** A role and a brand with a label's dot between them: whatever stands around them, it reads as the label. */
function hasLabelForm(cleaned: string, words: Word[], found: Found[]): boolean {
  const between = (one: Found, other: Found) =>
    BETWEEN.test(cleaned.slice(words[one.to - 1]?.end ?? 0, words[other.from]?.start ?? 0));
  return found.some(
    (role) => role.role && found.some((brand) => !brand.role && (between(role, brand) || between(brand, role))),
  );
}

/**
 * Why a text may not be used, or null. A `name` may hold no role word and no brand or product as a word,
 * however spelled; a `text` (a line about oneself) may say where one works, but not read like the label of
 * staff, claim a role here, or speak as the brand. Look-alikes are those of Unicode's UTS #39.
 */
export function whyNotHonest(text: string, marks: Marks, what: 'name' | 'text'): Imitation | null {
  const names = marks.brands.flatMap(({ name, products }) => [name, ...products]);
  const dict = extended(roles, names, (mark) => ({ mark }));
  let why: Imitation | null = null;
  for (const { cleaned, words } of readingsOf(text.slice(0, LOOKED_AT))) {
    const found = spot(words, dict);
    if (what === 'text') {
      if (hasLabelForm(cleaned, words, found)) return 'imitates_role';
      const claim = isClaim(cleaned, words, found);
      if (claim === 'imitates_role') return claim;
      why ??= claim;
    } else if (found.some(({ role }) => role)) return 'imitates_role';
    else if (found.length > 0) why = 'imitates_brand';
  }
  return why;
}

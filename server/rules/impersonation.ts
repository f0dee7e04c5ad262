/** Who looks like the staff of a brand, or like those who run the forum, and is not. */
import { isClaim } from './impersonation-statements.ts';
import { GLUE, LONG_ROLES, MILD_ROLES, NAME_ROLES, OFFICES, ROLES, ROLES_INSIDE } from './impersonation-words.ts';
import { type Word, wordsOf } from './homoglyphs.ts';
import { nameKey } from './names.ts';
import { dictionary, type Dictionary, extended, type Found, readingsOf, spot } from './spotting.ts';

/** The names nobody may take for themselves: of registered brands and of their products, and the forum's own. */
export type Marks = { brands: { name: string; products: string[] }[]; forum?: string };
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

/** Anything but what stands between the words of a sentence: dots, bars, arrows and stars of every kind. */
const BETWEEN = /^\s*[^\p{L}\p{M}\p{N}\s,;:.!?'"’“”()&+/\-‐‑–—]+\s*$/u;

const TURNING = /[\u202a-\u202e\u2066-\u2069]/u;

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

/** Between dots a role and nothing else, whatever the rest is: “Official note · Zeta”. */
function hasRolePart(cleaned: string, dict: Dictionary): boolean {
  const parts = cleaned.split(/\s+[^\p{L}\p{M}\p{N}\s,;:.!?'"’“”()&+/\-‐‑–—]+\s+/u);
  if (parts.length < 2) return false;
  return parts.some((part) => {
    const words = wordsOf(part);
    return isClaim(part, words, spot(words, dict)) === 'imitates_role';
  });
}

/** Of the brands asked about last: they are the same for every line until an admin changes one. */
let lastOf: { names: string; dict: Dictionary } | null = null;

function dictionaryOf({ brands }: Marks): Dictionary {
  const list = brands.flatMap(({ name, products }) => [name, ...products]);
  const names = list.join('\n');
  if (lastOf?.names !== names) lastOf = { names, dict: extended(roles, list, (mark) => ({ mark })) };
  return lastOf.dict;
}

const ofForum = new Set([...GLUE, ...ROLES, ...MILD_ROLES, ...OFFICES].map(nameKey));
/** A forum's name of fewer letters is part of many names. */
const FORUM_LETTERS = 3;

/** The forum's own name, alone or with the words of those who run it: “Adda”, “Adda Team”, “Owner of Adda”. */
function isNameOfForum(name: string, forum: string): boolean {
  const own = nameKey(forum);
  if ([...own].length < FORUM_LETTERS) return false;
  const key = nameKey(name);
  if (key === own) return true;
  const rest = key.startsWith(own) ? key.slice(own.length) : key.endsWith(own) ? key.slice(0, -own.length) : null;
  return rest !== null && (ofForum.has(rest) || /^\p{N}+$/u.test(rest));
}

/**
 * Why a text may not be used, or null. A `name` may hold no role word and no brand or product as a word,
 * however spelled, nor be the forum's; a `text` (a line about oneself, or of a space) may say where one works, but not
 * read like the label of staff, claim a role here, or speak as the brand; a `title` or a `tag` may only not have the
 * label's form. Look-alikes are those of Unicode's UTS #39.
 */
export function whyNotHonest(text: string, marks: Marks, what: 'name' | 'text' | 'title' | 'tag'): Imitation | null {
  if (what === 'name' && marks.forum && isNameOfForum(text, marks.forum)) return 'imitates_role';
  const dict = dictionaryOf(marks);
  let why: Imitation | null = null;
  const seen = text.slice(0, LOOKED_AT);
  // What turns words round shows them from behind.
  const texts = TURNING.test(seen) ? [seen, [...seen].reverse().join('')] : [seen];
  for (const { cleaned, words } of texts.flatMap(readingsOf)) {
    const found = spot(words, dict);
    if (what === 'name') {
      if (found.some(({ role }) => role)) return 'imitates_role';
      if (found.length > 0) why = 'imitates_brand';
      continue;
    }
    if (hasLabelForm(cleaned, words, found)) return 'imitates_role';
    if (what === 'title' && hasRolePart(cleaned, dict)) return 'imitates_role';
    if (what !== 'text') continue;
    const claim = isClaim(cleaned, words, found);
    if (claim === 'imitates_role') return claim;
    why ??= claim;
  }
  return why;
}

/** Whether a line names one of these, however spelled: “Works for Acme” names Acme. */
export function namesOneOf(text: string, names: readonly string[]): boolean {
  const dict = dictionary([{ phrases: names, meaning: (mark) => ({ mark }) }]);
  return readingsOf(text.slice(0, LOOKED_AT)).some(({ words }) => spot(words, dict, true).length > 0);
}

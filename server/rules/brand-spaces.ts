/** Spaces are about a topic, not about a brand: which brand one names, and what it could be called instead. */
import { clean, skeleton, wordsOf } from './homoglyphs.ts';
import { GLUE, JOINING_WORDS, SPACE_FILLERS } from './impersonation-words.ts';
import { dictionary, type Dictionary, extended, readingsOf, spot } from './spotting.ts';

/** A registered brand and its products, each with what it is for in plain words (empty when nobody said). */
export type SpaceBrand = { slug: string; name: string; products: { name: string; topic: string }[] };
/** Where a brand is named, by which of its names, whose it is (the brand's slug), and the topic behind it. */
export type BrandFound = { field: 'name' | 'slug' | 'charter'; found: string; brand: string; topic: string | null };

type Mark = Omit<BrandFound, 'field'>;

function marksOf(brands: readonly SpaceBrand[]): Mark[] {
  return brands.flatMap(({ slug, name, products }) => [
    ...products.map((product) => ({ found: product.name, brand: slug, topic: product.topic.trim() || null })),
    { found: name, brand: slug, topic: null },
  ]);
}

const around = dictionary([{ phrases: [...GLUE, ...SPACE_FILLERS], meaning: () => ({ glue: true }) }]);
/** Of the brands asked about last. */
let lastOf: { names: string; dict: Dictionary } | null = null;

function dictionaryOf(marks: readonly Mark[]): Dictionary {
  const list = marks.map(({ found }) => found);
  const names = list.join('\n');
  if (lastOf?.names !== names) lastOf = { names, dict: extended(around, list, (mark) => ({ mark })) };
  return lastOf.dict;
}

/**
 * The first brand or product named in a space's name, slug or charter, in that order; within one field the
 * one with a topic first. A name counts as whole words, also in the plural, glued to “club” or “users”, or
 * written with look-alikes (UTS #39); “Grace” does not name Ace.
 */
export function brandInSpace(
  space: { name: string; slug: string; charter: string },
  brands: readonly SpaceBrand[],
): BrandFound | null {
  const marks = marksOf(brands);
  const dict = dictionaryOf(marks);
  for (const field of ['name', 'slug', 'charter'] as const) {
    const named = readingsOf(space[field])
      .flatMap(({ words }) => spot(words, dict, true))
      .map(({ mark }) => marks[mark!]!);
    const first = named.find(({ topic }) => topic !== null) ?? named[0];
    if (first) return { field, ...first };
  }
  return null;
}

const fillers = new Set(SPACE_FILLERS.map(skeleton));
const joiners = new Set(JOINING_WORDS.map(skeleton));
const FEWEST_LETTERS = 6;

/**
 * A name for a space without the brand: its own words less brands, products and such words as “club” and
 * “owners”; else the topic of the product found; null when neither says enough.
 */
export function suggestTopic(name: string, found: BrandFound, brands: readonly SpaceBrand[]): string | null {
  const dict = dictionaryOf(marksOf(brands));
  const chunks = name.match(/[^\s\-–—_·|/:,()[\]]+/gu) ?? [];
  // Each chunk's own words, so that what is kept can be shown as it was written.
  const owners = new Set<number>();
  const wordsWith = (reading: { humps?: boolean; signs?: boolean }) =>
    chunks.flatMap((chunk, owner) => wordsOf(clean(chunk), reading).map((word) => ({ ...word, owner })));
  for (const reading of [{}, { humps: true }, { signs: true }]) {
    const words = wordsWith(reading);
    for (const { from, to } of spot(words, dict, true))
      for (const { owner } of words.slice(from, to)) owners.add(owner);
  }
  const kept: string[] = [];
  let joining: string[] = [];
  chunks.forEach((chunk, i) => {
    const words = wordsOf(clean(chunk));
    const areAll = (set: ReadonlySet<string>) => words.every(({ plain }) => set.has(plain));
    if (owners.has(i) || words.length === 0 || areAll(fillers)) joining = [];
    else if (areAll(joiners)) joining.push(chunk);
    else {
      // Joining words stay between two words that stand as they stood.
      kept.push(...(kept.length > 0 ? joining : []), chunk);
      joining = [];
    }
  });
  const letters = kept.join('').match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  if (kept.length < 2 || letters < FEWEST_LETTERS) return found.topic;
  const rest = kept.join(' ');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Who imitates whom: names and texts that look like a label, a brand or an office; spaces that are about a product. */
import { skeleton, squashed, wordsOf } from './folding.ts';

export type Marks = { brands: { name: string; products: string[] }[] };
export type Imitation = 'imitates_role' | 'imitates_brand';

const list = (words: string) => new Set(words.split(/\s+/).filter(Boolean).map(squashed));

/** Offices and what labels say, in English, Bengali and languages that many read. */
const ROLES = list(`
  staff staffer official officials admin admins administrator administrators administration moderator moderators mod mods
  operator operators sysadmin webmaster support helpdesk employee spokesperson
  কর্মী স্টাফ কর্তৃপক্ষ প্রশাসক অ্যাডমিন এডমিন মডারেটর সঞ্চালক অফিসিয়াল অফিশিয়াল অপারেটর পরিচালক
  модератор администратор админ персонал официальный официально поддержка стафф
  moderador moderadora administrador administradora oficial soporte modérateur modératrice administrateur officiel personnel
  administratorin moderatorin offiziell mitarbeiter amministratore moderatore ufficiale
  管理员 管理者 管理人 版主 官方 客服 スタッフ モデレーター 公式 관리자 운영자 공식 مشرف مدير رسمي व्यवस्थापक प्रशासक मॉडरेटर आधिकारिक
`);
/** Of these, the ones that a sentence about oneself may not put beside a brand or claim here. */
const CLAIMED = list(`
  staff official officials admin admins administrator moderator moderators operator
  কর্মী স্টাফ কর্তৃপক্ষ প্রশাসক অ্যাডমিন এডমিন মডারেটর সঞ্চালক অফিসিয়াল অফিশিয়াল অপারেটর
  модератор администратор официальный официально oficial officiel offiziell 官方 公式 官方账号
`);
/** Words that are glued to a brand's name to look like its voice. */
const FILLERS = list(`
  the real true original my our your team group hq inc llc ltd gmbh co corp company brand brands account page forum
  community help care service services desk online store shop sales news info bot here and of for at by from with global
  international world bd uk us usa in eu asia টিম দল সেবা
`);
const HERE = list('forum site website community board adda here space ফোরাম ফোরামের সাইট সাইটের এখানে এখানকার');

/** Joins runs of words, so that `a c m e` is found as well as `acme`. @returns the first run that is in the set */
function runIn(words: string[], set: ReadonlySet<string>): [from: number, to: number] | null {
  for (let from = 0; from < words.length; from++) {
    let joined = '';
    for (let to = from; to < words.length && joined.length < 60; to++) {
      joined += words[to];
      if (set.has(joined)) return [from, to];
    }
  }
  return null;
}

/** Is the text made of nothing but words of these sets? @returns the sets' words that were needed, or null */
function madeOf(text: string, sets: ReadonlySet<string>[]): Set<ReadonlySet<string>> | null {
  const reached: (Set<ReadonlySet<string>> | undefined)[] = [new Set()];
  const longest = Math.max(0, ...sets.flatMap((set) => [...set].map((word) => word.length)));
  for (let end = 1; end <= text.length; end++) {
    for (let start = Math.max(0, end - longest); start < end && !reached[end]; start++) {
      const before = reached[start];
      const word = text.slice(start, end);
      const found = before && sets.find((set) => set.has(word));
      if (found) reached[end] = new Set([...before, found]);
    }
  }
  return reached[text.length] ?? null;
}

function brandWords(marks: Marks): Set<string> {
  return new Set(
    marks.brands
      .flatMap(({ name, products }) => [name, ...products])
      .map(squashed)
      .filter((word) => word.length > 1),
  );
}

function whyNotName(text: string, marks: Marks): Imitation | null {
  const brands = brandWords(marks);
  // Camel case and digits are hints, not rules: the words are looked at with and without them.
  for (const words of [wordsOf(text), wordsOf(text.toLowerCase()), wordsOf(text, 'folded')]) {
    if (runIn(words, brands)) return 'imitates_brand';
    if (runIn(words, ROLES)) return 'imitates_role';
  }
  const glued = madeOf(squashed(text), [brands, ROLES, FILLERS]);
  if (glued?.has(brands)) return 'imitates_brand';
  return glued?.has(ROLES) ? 'imitates_role' : null;
}

const DIVIDERS =
  /[\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65\u05bc|/\\\u2013\u2014\u2015\u2212:~<>«»[\](){}•∙◦·‧⋅・]|(?<=\s)-|-(?=\s)/u;
const BESIDE = 2;

/** A role standing alone between dividers is how a label looks. */
function looksLikeLabel(text: string): boolean {
  const parts = text
    .split(DIVIDERS)
    .map((part) => wordsOf(part))
    .filter((words) => words.length > 0);
  return parts.some(
    (words) => CLAIMED.has(words.join('')) || (words.length <= 2 && words.every((word) => CLAIMED.has(word))),
  );
}

function claimsOffice(words: string[]): boolean {
  return words.some((word, i) => {
    if (!CLAIMED.has(word)) return false;
    const around = [...words.slice(Math.max(0, i - 1), i), ...words.slice(i + 1, i + 4)];
    return (
      around.some((near) => HERE.has(near)) && !around.some((near) => near === 'a' || near === skeleton('another'))
    );
  });
}

function whyNotText(text: string, marks: Marks): Imitation | null {
  if (looksLikeLabel(text)) return 'imitates_role';
  const words = wordsOf(text);
  const brands = brandWords(marks);
  for (let rest = words, offset = 0; rest.length > 0;) {
    const run = runIn(rest, brands);
    if (!run) break;
    const [from, to] = [run[0] + offset, run[1] + offset];
    const beside = [...words.slice(Math.max(0, from - BESIDE), from), ...words.slice(to + 1, to + 1 + BESIDE)];
    if (beside.some((word) => CLAIMED.has(word))) return 'imitates_brand';
    offset = to + 1;
    rest = words.slice(offset);
  }
  if (/[✓✔☑✅🗸]/u.test(text) && words.some((word) => CLAIMED.has(word))) return 'imitates_role';
  return claimsOffice(words) ? 'imitates_role' : null;
}

/**
 * Does this imitate a label, a brand or an office?
 * @param what `name`: a member's name, in which no such word may stand; `text`: what they say about themselves,
 *   in which they may say whom they work for
 */
export function whyNotHonest(text: string, marks: Marks, what: 'name' | 'text'): Imitation | null {
  return what === 'name' ? whyNotName(text, marks) : whyNotText(text, marks);
}

export type NamedBrand = { slug: string; name: string; products: { name: string; topic: string }[] };
export type Found = { field: 'name' | 'slug' | 'charter'; found: string; brand: string; topic: string | null };

/** What may hang at the end of a name in a sentence: plurals and possessives; Bengali cases and articles. */
const ENDINGS = list(`s es er r te ke e ra der gulo gull guli ti ta
  র এর ের তে ে কে রা দের গুলো গুলি টি টা টির টার য় য়ের`);

function namesIn(text: string, name: string): boolean {
  const wanted = squashed(name);
  if (wanted.length < 2) return false;
  const isIt = (word: string) =>
    word === wanted ||
    (word.startsWith(wanted) && (ENDINGS.has(word.slice(wanted.length)) || ABOUT.has(word.slice(wanted.length))));
  for (const words of [wordsOf(text), wordsOf(text.toLowerCase())]) {
    for (let from = 0; from < words.length; from++) {
      let joined = '';
      for (let to = from; to < words.length && joined.length <= wanted.length + 12; to++) {
        joined += words[to];
        if (isIt(joined)) return true;
      }
    }
  }
  return false;
}

/** Words that say "a place for those who have the product", and nothing about a topic. */
const ABOUT = list(`
  club clubs user users owner owners fan fans lover lovers community forum official group help support customer customers
  talk hub zone world nation friends family people team the and of for our my a an about with
  ক্লাব ব্যবহারকারী ব্যবহারকারীরা ভক্ত ভক্তরা গ্রুপ দল ফোরাম মালিক মালিকরা প্রেমী
`);

/** The first brand or product that a space is named after, or that its charter speaks of; null when none is. */
export function brandInSpace(
  space: { name: string; slug: string; charter: string },
  brands: NamedBrand[],
): Found | null {
  for (const field of ['name', 'slug', 'charter'] as const) {
    for (const brand of brands) {
      // A product says more than its maker: it may carry the topic behind it.
      const product = brand.products.find(({ name }) => namesIn(space[field], name));
      if (product) return { field, found: product.name, brand: brand.slug, topic: product.topic || null };
      if (namesIn(space[field], brand.name)) return { field, found: brand.name, brand: brand.slug, topic: null };
    }
  }
  return null;
}

/** The topic behind a space that names a brand: the product's own, or what is left of the name; null when that says nothing. */
export function suggestTopic(name: string, found: Found): string | null {
  if (found.topic) return found.topic;
  const brand = new Set([squashed(found.found), ...wordsOf(found.found)]);
  const isBrand = (word: string) =>
    [...brand].some((one) => word === one || (word.startsWith(one) && ENDINGS.has(word.slice(one.length))));
  const left = name.split(/\s+/u).filter((word) => {
    const folded = squashed(word);
    return folded && !isBrand(folded) && !ABOUT.has(folded);
  });
  const topic = left.join(' ').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '');
  return left.length >= 2 && topic.length >= 6 ? topic[0]!.toUpperCase() + topic.slice(1) : null;
}

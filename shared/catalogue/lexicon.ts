/** The words of a language that search and rules know. */
/**
 * How mail programs speak in a letter that answers another, as parts of patterns.
 * @property dividers between dashes over the quoted letter
 * @property from and heads: lines of its head @property devices what a phone or a program adds
 * @property secret and others: an office's notice has one of each
 * @property automatic begins the subject of a letter that a program answers with
 */
export type MailWords = Record<
  'dividers' | 'from' | 'heads' | 'devices' | 'secret' | 'others' | 'automatic',
  readonly string[]
>;

export type Lexicon = {
  mail: MailWords;
  /**
   * The stem under which all forms of a word meet in the search; null for a word that is not of this language.
   * Words come as NFKC and in small letters.
   */
  stem: (word: string) => string | null;
  /** Words that say nothing of what a text is about, in small letters. */
  stopWords: readonly string[];
  /** Names of messengers, in small letters: beside one stands how somebody is reached there. */
  messengers: readonly string[];
  claims: Claims;
};

/** The words that claim a role or to be a brand, and those that stand around them. */
export type Claims = {
  /** One speaks with them for a brand or for the forum, alone or beside a brand. */
  roles: string[];
  /** They claim a role in a name, or alone, or beside a brand; in a sentence they are ordinary. */
  mildRoles: string[];
  /** They claim a role in a name, also when spelled as two; in a text they are honest work: “sysadmin at a bank”. */
  nameRoles: string[];
  /** Long ones that no honest name begins or ends with, however glued: “adminrahim”. */
  longRoles: string[];
  /** They end or begin like these and claim nothing. */
  noRoles: string[];
  /** What is hung on a name or a role: plural, case, article. */
  endings: string[];
  /** They are glued to a role or a brand in one word: “acmeteam”, “TheAcme”. */
  glue: string[];
  /** A text claims with them a role or to be a brand, and they say nothing else. */
  around: string[];
  /** A text says with them that it is the place itself it speaks of. */
  here: string[];
  /** Somebody says with them who they are. */
  being: string[];
  /** Of one who works somewhere, which is an honest thing to say. */
  disclosing: string[];
  /** They make of a brand's name the brand itself. */
  speaking: string[];
  /** Offices that only claim something beside the forum's own name: “Owner of Adda”. */
  offices: string[];
  /** They say that one speaks for somebody: “on behalf of Acme”. */
  voicing: string[];
  /** For whom one may speak: oneself. */
  self: string[];
  /** They say that a role is not, or no longer, held. */
  denying: string[];
  /** After a role and a hyphen they make an ordinary word: “staff-only”. */
  hyphened: string[];
  /** They say of a space who meets there, not about what. */
  spaceFillers: string[];
  /** They join others: left alone at an end, or beside what was taken out, they say nothing. */
  joining: string[];
};

/** Words that stand with spaces between them. */
export const list = (text: string) => text.trim().split(/\s+/);

const SHORTEST_STEM = 2;

/**
 * How to find stems where endings are simply written on.
 * @param isOurs matches a whole word of the language
 * @param endings longest first @param leaves how much is left at least of a word without some of them: less has another ending
 */
export function cutting(isOurs: RegExp, endings: string[], leaves: Record<string, number> = {}): Lexicon['stem'] {
  const composed = endings.map((ending) => ending.normalize('NFKC'));
  const leastOf = new Map(Object.entries(leaves).map(([ending, least]) => [ending.normalize('NFKC'), least]));
  const isEnding = (word: string, one: string) =>
    word.endsWith(one) && word.length - one.length >= (leastOf.get(one) ?? SHORTEST_STEM);
  const cut = (word: string): string => {
    const ending = composed.find((one) => isEnding(word, one));
    // A word that itself ends like an ending must meet its own longer forms: a town and “of the town”.
    return ending ? cut(word.slice(0, -ending.length)) : word;
  };
  return (word) => (isOurs.test(word) ? cut(word) : null);
}

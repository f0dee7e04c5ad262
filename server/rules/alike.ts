/** Whether a thread may be about the same as what somebody is about to ask: what is offered has to have something in common with it. */

/** One word in common is chance; two are a subject. */
const SHARED = 2;

/**
 * @param asked the telling words of the new title, each in all of its forms
 * @param title the terms of the thread's title
 * @param text those of the part of its text that was found
 */
export function isAlike(
  asked: readonly (readonly string[])[],
  title: ReadonlySet<string>,
  text: ReadonlySet<string>,
): boolean {
  const shared = (terms: readonly ReadonlySet<string>[]) =>
    asked.filter((forms) => forms.some((form) => terms.some((some) => some.has(form)))).length;
  // Of a single word the thread has to be, not only to use it.
  return asked.length < SHARED ? shared([title]) > 0 : shared([title, text]) >= SHARED;
}

/**
 * Whether a thread that has some of the words may be the one that is meant: it has at least half of them.
 * @param asked the telling words that were typed, each in all of its forms @param terms those of the thread
 */
export function isMeant(asked: readonly (readonly string[])[], terms: ReadonlySet<string>): boolean {
  const shared = asked.filter((forms) => forms.some((form) => terms.has(form))).length;
  return shared > 0 && shared * 2 >= asked.length;
}

/** What a space is called and for, as the terms of its words. */
type SpaceTerms = { name: ReadonlySet<string>; charter: ReadonlySet<string> };
/** The telling words of a proposal, each in all of its forms. */
type SpaceAsked = Record<'name' | 'charter', readonly (readonly string[])[]>;

/** A word in both names says this much, in one name and the other's charter, in both charters; and what it takes to be alike. */
const POINTS = { names: 3, one: 2, charters: 1 };
const ALIKE_FROM = 3;
/** A word that more than a third of the spaces use, and more than this many, says nothing of any. */
const USED_BY = 3;

/** Which spaces a proposal is like, by their place in the list, the likest first. */
export function spacesAlike(asked: SpaceAsked, spaces: readonly SpaceTerms[]): number[] {
  const has = (terms: ReadonlySet<string>, forms: readonly string[]) => forms.some((form) => terms.has(form));
  const uses = ({ name, charter }: SpaceTerms, forms: readonly string[]) => has(name, forms) || has(charter, forms);
  const tells = (forms: readonly string[]) =>
    spaces.filter((space) => uses(space, forms)).length <= Math.max(USED_BY, spaces.length / 3);
  const names = asked.name.filter(tells);
  const own = new Set(names.flat());
  const charters = asked.charter.filter((forms) => !has(own, forms) && tells(forms));
  const points = ({ name, charter }: SpaceTerms) =>
    names.reduce((sum, forms) => sum + (has(name, forms) ? POINTS.names : has(charter, forms) ? POINTS.one : 0), 0) +
    charters.reduce(
      (sum, forms) => sum + (has(name, forms) ? POINTS.one : has(charter, forms) ? POINTS.charters : 0),
      0,
    );
  return spaces
    .map((space, at) => ({ at, points: points(space) }))
    .filter((one) => one.points >= ALIKE_FROM)
    .toSorted((one, other) => other.points - one.points || one.at - other.at)
    .map(({ at }) => at);
}

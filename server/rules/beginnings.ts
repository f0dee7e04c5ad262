/** Threads that somebody began and has not sent: each is kept in a place of its own, so that none is written over. */

export const FIRST_PLACE = 'start';
const LAST = 99;

/** `start`, `start:2` … `start:99`. */
export const START_PLACE = /^start(?::(?:[2-9]|[1-9]\d))?$/;

/** What an address asks to begin. */
export type Link = { space?: string; form?: string; title?: string };

export type Begun = { place: string; values: Record<string, unknown> };

/**
 * @property draft the one that the form has; null for a new one @property place where what is typed is kept
 * @property beside where another text of this form would be kept
 */
export type Beginning<B> = { draft: B | null; place: string; beside: string };

const numbered = (number: number): string => (number === 1 ? FIRST_PLACE : `${FIRST_PLACE}:${number}`);

/** The first places, out of these, in which nothing is kept. */
function freePlaces(begun: readonly Pick<Begun, 'place'>[]): [string, string] {
  const taken = new Set(begun.map(({ place }) => place));
  const free: string[] = [];
  for (let number = 1; number <= LAST && free.length < 2; number++)
    if (!taken.has(numbered(number))) free.push(numbered(number));
  const [one = numbered(LAST), other = one] = free;
  return [one, other];
}

/** The first place in which nothing is kept. */
export const freePlace = (begun: readonly Pick<Begun, 'place'>[]): string => freePlaces(begun)[0];

/** Whether somebody began what an address asks for: a reload of it must not hide what was typed there. */
function isAskedFor({ values }: Begun, link: Link): boolean {
  const said = (name: keyof Link) => String(values[name] ?? '').trim();
  const isSame = (name: 'space' | 'form') => !link[name] || said(name) === link[name];
  return isSame('space') && isSame('form') && said('title').startsWith(link.title?.trim() ?? '');
}

/**
 * Which of what was begun a form goes on with: the one that is meant; without one the newest that is what the address
 * asks for. What is asked for otherwise is begun anew.
 * @param begun the newest first @param meant a place, `true` for the newest whatever it is, `new` for none
 */
export function beginningFor<B extends Begun>(begun: readonly B[], link: Link, meant?: string): Beginning<B> {
  const [place, beside] = freePlaces(begun);
  const named = begun.find((one) => one.place === meant);
  const draft =
    named ?? (meant === 'new' ? null : begun.find((one) => meant === 'true' || isAskedFor(one, link))) ?? null;
  return draft ? { draft, place: draft.place, beside: place } : { draft: null, place, beside };
}

/** Where what a form has is kept, and beside it another text: what the form says of itself. @param begun all that is kept */
export function placeAgain<B extends Begun>(begun: readonly B[], said: unknown): Beginning<B> {
  const place = typeof said === 'string' && START_PLACE.test(said) ? said : FIRST_PLACE;
  const draft = begun.find((one) => one.place === place) ?? null;
  return { draft, place, beside: freePlace([...begun, { place }]) };
}

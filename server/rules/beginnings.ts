/**
 * Threads, and messages to somebody, that were begun and are not sent: each is kept in a place of its own, so that none is
 * written over.
 */

/** Of threads, and of messages that begin a conversation. */
export const FIRST_PLACE = 'start';
export const FIRST_MESSAGE = 'message:new';
export type FirstPlace = typeof FIRST_PLACE | typeof FIRST_MESSAGE;
const LAST = 99;

/** `start`, `start:2` … `start:99`. */
export const START_PLACE = /^start(?::(?:[2-9]|[1-9]\d))?$/;

/** `message:new`, `message:new:2` … `message:new:99`. */
export const MESSAGE_PLACE = /^message:new(?::(?:[2-9]|[1-9]\d))?$/;

/** What an address asks to begin. */
export type Link = { space?: string; form?: string; title?: string; to?: string };

export type Begun = { place: string; values: Record<string, unknown> };

/**
 * @property draft the one that the form has; null for a new one @property place where what is typed is kept
 * @property beside where another text of this form would be kept
 */
export type Beginning<B> = { draft: B | null; place: string; beside: string };

const numbered = (first: FirstPlace, number: number): string => (number === 1 ? first : `${first}:${number}`);

/** The first places, out of these, in which nothing is kept. */
function freePlaces(begun: readonly Pick<Begun, 'place'>[], first: FirstPlace): [string, string] {
  const taken = new Set(begun.map(({ place }) => place));
  const free: string[] = [];
  for (let number = 1; number <= LAST && free.length < 2; number++)
    if (!taken.has(numbered(first, number))) free.push(numbered(first, number));
  const [one = numbered(first, LAST), other = one] = free;
  return [one, other];
}

/** The first place in which nothing is kept. */
export const freePlace = (begun: readonly Pick<Begun, 'place'>[], first: FirstPlace = FIRST_PLACE): string =>
  freePlaces(begun, first)[0];

/** Names as one typed them, without what stands around them. */
const namesIn = (typed: string): string =>
  typed
    .split(',')
    .map((name) => name.trim().replace(/^@/, '').toLowerCase())
    .filter(Boolean)
    .join(',');

/** Whether somebody began what an address asks for: a reload of it must not hide what was typed there. */
function isAskedFor({ values }: Begun, link: Link): boolean {
  const said = (name: keyof Link) => String(values[name] ?? '').trim();
  const isSame = (name: 'space' | 'form') => !link[name] || said(name) === link[name];
  const isTo = !link.to?.trim() || namesIn(said('to')) === namesIn(link.to);
  return isTo && isSame('space') && isSame('form') && said('title').startsWith(link.title?.trim() ?? '');
}

/**
 * Which of what was begun a form goes on with: the one that is meant; without one the newest that is what the address
 * asks for. What is asked for otherwise is begun anew.
 * @param begun the newest first @param meant a place, `true` for the newest whatever it is, `new` for none
 */
export function beginningFor<B extends Begun>(
  begun: readonly B[],
  link: Link,
  meant?: string,
  first: FirstPlace = FIRST_PLACE,
): Beginning<B> {
  const [place, beside] = freePlaces(begun, first);
  const named = begun.find((one) => one.place === meant);
  // A page that is loaded again before what was typed there was kept, or after it was thrown away.
  if (!named && (START_PLACE.test(meant ?? '') || MESSAGE_PLACE.test(meant ?? '')))
    return { ...placeAgain(begun, meant, first), draft: null };
  const draft =
    named ?? (meant === 'new' ? null : begun.find((one) => meant === 'true' || isAskedFor(one, link))) ?? null;
  return draft ? { draft, place: draft.place, beside: place } : { draft: null, place, beside };
}

/** Where what a form has is kept, and beside it another text: what the form says of itself. @param begun all that is kept */
export function placeAgain<B extends Begun>(
  begun: readonly B[],
  said: unknown,
  first: FirstPlace = FIRST_PLACE,
): Beginning<B> {
  const known = first === FIRST_PLACE ? START_PLACE : MESSAGE_PLACE;
  const place = typeof said === 'string' && known.test(said) ? said : first;
  const draft = begun.find((one) => one.place === place) ?? null;
  return { draft, place, beside: freePlace([...begun, { place }], first) };
}

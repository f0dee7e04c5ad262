/** Threads, or messages to somebody, that were begun beside another one: kept in places of their own, here at once, and on the server as soon as it is there. */
import { draftKey, localsOf, safely } from '../elements/draft-keys.ts';
import { encoded, type Values } from './form-values.ts';

const LAST = 99;
/** What another window may still be sending itself. */
const OLD_MS = 60_000;

type Local = { values: Values; base: number | null; isSaved: boolean; at: number };
type Answer = { isKept: boolean; isStale: boolean };

async function send(place: string, { values, base }: Local): Promise<Answer> {
  const body = encoded(values, { place, ...(base !== null && { base: String(base) }) });
  const request = { method: 'PUT', body, headers: { accept: 'application/json' } };
  const response = await fetch('/api/v1/drafts', request).catch(() => null);
  return { isKept: response?.ok ?? false, isStale: response?.status === 409 };
}

const keep = (key: string, local: Local) => safely(() => localStorage.setItem(key, JSON.stringify(local)));

/** The first place of its kind, and which of them it is. */
function placeOf(place: string): [string, number] {
  const [, first, number] = /^(.*?)(?::(\d+))?$/.exec(place)!;
  return [first!, Number(number ?? 1)];
}

/** Where one goes on with what is kept in a place of this kind. @param place the place, or `new` */
export const pageOf = (own: string, place: string): string =>
  `${placeOf(own)[0] === 'start' ? '/ask' : '/messages/new'}?draft=${place}`;

/**
 * Keeps a text beside the one that a form has.
 * @param beside the first place that is free for it @returns its place; null where it could be kept nowhere
 */
export async function setAside(account: string, beside: string, values: Values): Promise<string | null> {
  const [first, from] = placeOf(beside);
  for (let number = from; number <= LAST; number++) {
    const place = number === 1 ? first : `${first}:${number}`;
    const key = draftKey(account, place);
    if (safely(() => localStorage.getItem(key)) !== null) continue;
    const local: Local = { values, base: null, isSaved: false, at: Date.now() };
    keep(key, local);
    const { isKept, isStale } = await send(place, local);
    if (isKept) keep(key, { ...local, isSaved: true });
    if (!isStale) return place;
    safely(() => localStorage.removeItem(key));
  }
  return null;
}

/** Sends what was begun in other places and never reached the server. @param own the place of this form */
export async function sendLeft(account: string, own: string, beside: string): Promise<void> {
  const [first] = placeOf(own);
  for (const [key, local] of localsOf<Local>(draftKey(account, first))) {
    const place = key.slice(draftKey(account, '').length);
    if (place === own || local.isSaved || Date.now() - local.at < OLD_MS) continue;
    const { isKept, isStale } = await send(place, local);
    if (isKept) keep(key, { ...local, isSaved: true });
    else if (isStale && (await setAside(account, beside, local.values)) !== null)
      safely(() => localStorage.removeItem(key));
  }
}

/** Threads, or messages to somebody, that were begun beside another one: kept in places of their own, here at once, and on the server as soon as it is there. */
import { draftKey, localsOf, safely } from '../elements/draft-keys.ts';
import type { Values } from './form-values.ts';
import { forgetLocal, keepLocal, type Local } from './local.ts';
import { putDraft } from './on-server.ts';

const LAST = 99;
/** What another window may still be sending itself. */
const OLD_MS = 60_000;

type Answer = { isKept: boolean; isStale: boolean };

async function send(account: string, place: string, local: Pick<Local, 'values' | 'base'>): Promise<Answer> {
  const response = await putDraft(account, place, local);
  return { isKept: response?.ok ?? false, isStale: response?.status === 409 };
}

/** The first place of its kind, and which of them it is. */
function placeOf(place: string): [string, number] {
  const [, first, number] = /^(.*?)(?::(\d+))?$/.exec(place)!;
  return [first!, Number(number ?? 1)];
}

/** Where one goes on with what is kept in a place of this kind. @param place the place, or `new` */
export const pageOf = (own: string, place: string): string =>
  `${placeOf(own)[0] === 'start' ? '/ask' : '/messages/new'}?draft=${place}`;

/** The places from this one on of which this browser keeps nothing. */
function* freePlaces(account: string, beside: string): Generator<string> {
  const [first, from] = placeOf(beside);
  for (let number = from; number <= LAST; number++) {
    const place = number === 1 ? first : `${first}:${number}`;
    if (safely(() => localStorage.getItem(draftKey(account, place))) === null) yield place;
  }
}

/** The first place that is free for another text, and the next one; null where there is none. */
export function twoFree(account: string, beside: string): [string, string] | null {
  const [place, next = place] = [...freePlaces(account, beside)];
  return place === undefined ? null : [place, next!];
}

/**
 * Keeps a text beside the one that a form has.
 * @param beside the first place that is free for it @returns its place; null where it could be kept nowhere
 */
export async function setAside(account: string, beside: string, values: Values): Promise<string | null> {
  for (const place of freePlaces(account, beside)) {
    const key = draftKey(account, place);
    const local = { values, base: null };
    keepLocal(key, { ...local, isSaved: false });
    const { isKept, isStale } = await send(account, place, local);
    if (isKept) keepLocal(key, { ...local, isSaved: true });
    if (!isStale) return place;
    forgetLocal(key);
  }
  return null;
}

/** Sends one of what this browser keeps; where another text is there by now it is kept beside. */
export async function sendOne(account: string, place: string, local: Local, beside: string): Promise<void> {
  const key = draftKey(account, place);
  const { isKept, isStale } = await send(account, place, local);
  if (isKept) keepLocal(key, { ...local, isSaved: true });
  else if (isStale && (await setAside(account, beside, local.values)) !== null) forgetLocal(key);
}

/** Sends what was begun in other places and never reached the server. @param own the place of this form */
export async function sendLeft(account: string, own: string, beside: string): Promise<void> {
  const [first] = placeOf(own);
  for (const [key, local] of localsOf<Local>(draftKey(account, first))) {
    const place = key.slice(draftKey(account, '').length);
    if (place !== own && !local.isSaved && Date.now() - local.at >= OLD_MS)
      await sendOne(account, place, local, beside);
  }
}

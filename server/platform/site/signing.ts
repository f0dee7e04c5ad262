/** Short texts that this forum signs, so that it knows them again: of forms that it drew, and of links that need no sign-in. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Adda } from '../adda.ts';
import { randomSecret } from '../secrets.ts';
import { oneAtATime } from '../store/transaction.ts';
import type { Store, Tx } from '../store/store.ts';
import { getSetting, putSetting } from './queries.ts';

const KEY = 'signing_key';
const LONGEST = 300;
/** Only what has landed is kept: a transaction may still take its key back. */
const kept = new WeakMap<Store, string>();

async function keyIn(tx: Tx): Promise<string> {
  await oneAtATime(tx, KEY);
  const found = await getSetting<string>(tx, KEY);
  if (found !== null) return found;
  const made = randomSecret();
  await putSetting(tx, KEY, made);
  return made;
}

/** What all nodes of this forum sign with; made when it is first asked for. */
async function keyOf({ store }: Adda): Promise<string> {
  const key = kept.get(store) ?? (await getSetting<string>(store.read, KEY)) ?? (await store.write(keyIn));
  kept.set(store, key);
  return key;
}

const signature = (key: string, purpose: string, text: string) =>
  createHmac('sha256', key).update(`${purpose} ${text}`).digest('base64url');

/** @param purpose so that what was signed for one thing is good for no other */
export const signed = async (adda: Adda, purpose: string, text: string): Promise<string> =>
  `${text}.${signature(await keyOf(adda), purpose, text)}`;

/** The same within a transaction, which waits for no other. */
export const signedIn = async (tx: Tx, purpose: string, text: string): Promise<string> =>
  `${text}.${signature(kept.get(tx.store) ?? (await keyIn(tx)), purpose, text)}`;

/** What was signed for a purpose; null for what we did not sign. */
export async function verified(adda: Adda, purpose: string, given: string): Promise<string | null> {
  const at = given.length > LONGEST ? -1 : given.lastIndexOf('.');
  if (at < 0) return null;
  const text = given.slice(0, at);
  const [own, theirs] = [Buffer.from(signature(await keyOf(adda), purpose, text)), Buffer.from(given.slice(at + 1))];
  return own.length === theirs.length && timingSafeEqual(own, theirs) ? text : null;
}

const SMALL_LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
/** Each has 5 bits. */
const SEAL_LETTERS = 20;

const sealOf = (key: string, purpose: string, text: string): string =>
  [...createHmac('sha256', key).update(`seal ${purpose} ${text}`).digest().subarray(0, SEAL_LETTERS)]
    .map((byte) => SMALL_LETTERS[byte & 31])
    .join('');

/** A short signature of 100 bits in small letters and digits, for where a text loses its case. */
export const sealIn = async (tx: Tx, purpose: string, text: string): Promise<string> =>
  sealOf(kept.get(tx.store) ?? (await keyIn(tx)), purpose, text);

/** Whether this is the seal of a text, as this forum made it. */
export async function isSealed(adda: Adda, purpose: string, text: string, given: string): Promise<boolean> {
  const own = Buffer.from(sealOf(await keyOf(adda), purpose, text));
  const theirs = Buffer.from(given);
  return own.length === theirs.length && timingSafeEqual(own, theirs);
}

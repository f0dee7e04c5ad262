/** Short texts that this forum signs, so that it knows them again: for links that do one thing and need no sign-in. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Adda } from '../adda.ts';
import { randomSecret } from '../secrets.ts';
import { getSetting, putSetting } from './queries.ts';
import { oneAtATime } from '../store/transaction.ts';
import type { Conn, Store, Tx } from '../store/store.ts';

const KEY = 'link_key';
const LONGEST = 200;
const kept = new WeakMap<Store, string>();

async function keyIn(tx: Tx): Promise<string> {
  await oneAtATime(tx, KEY);
  const found = await getSetting<string>(tx, KEY);
  if (found !== null) return found;
  const made = randomSecret();
  await putSetting(tx, KEY, made);
  return made;
}

const signature = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64url');

/** @param purpose so that what was signed for one thing is good for no other */
export async function signed(tx: Tx, purpose: string, value: number): Promise<string> {
  const key = kept.get(tx.store) ?? (await keyIn(tx));
  kept.set(tx.store, key);
  return `${value}.${signature(key, `${purpose} ${value}`)}`;
}

/** What was signed for a purpose; null for what we did not sign. */
export async function verified(adda: Adda, purpose: string, text: string): Promise<number | null> {
  const [value = '', given = ''] = text.slice(0, LONGEST).split('.');
  const key = kept.get(adda.store) ?? (await getSetting<string>(adda.store.read as Conn, KEY));
  if (!/^\d{1,9}$/.test(value) || key === null) return null;
  const [own, theirs] = [Buffer.from(signature(key, `${purpose} ${value}`)), Buffer.from(given)];
  return own.length === theirs.length && timingSafeEqual(own, theirs) ? Number(value) : null;
}

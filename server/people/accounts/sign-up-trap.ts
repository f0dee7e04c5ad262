/** What gives a program away that fills in the form of those who want to join. Nobody is shut out: who is refused sends it again. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import { invalid } from '../../platform/errors.ts';
import { randomSecret } from '../../platform/secrets.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Store } from '../../platform/store/store.ts';
import { drawnAgainAt, isTrapped } from '../../rules/prevention.ts';

const KEY = 'sign_up_key';
const kept = new WeakMap<Store, string>();

/** What all nodes of this forum sign with; made when it is first asked for. */
async function keyOf({ store }: Adda): Promise<string> {
  const found = kept.get(store) ?? (await getSetting<string>(store.read, KEY));
  const key =
    found ??
    (await store.write(async (tx) => {
      await oneAtATime(tx, KEY);
      const other = await getSetting<string>(tx, KEY);
      if (other !== null) return other;
      const made = randomSecret();
      await putSetting(tx, KEY, made);
      return made;
    }));
  kept.set(store, key);
  return key;
}

const sign = (key: string, at: string) => createHmac('sha256', key).update(at).digest('base64url');

/** The moment at which a form is drawn, signed. */
export async function signDrawn(adda: Adda, at: number): Promise<string> {
  return `${at}.${sign(await keyOf(adda), String(at))}`;
}

/** When a form was drawn; null for what we did not sign. */
async function drawnAt(adda: Adda, signed: string): Promise<number | null> {
  const [at = '', given = ''] = signed.slice(0, 200).split('.');
  if (!/^\d{1,15}$/.test(at)) return null;
  const [own, theirs] = [Buffer.from(sign(await keyOf(adda), at)), Buffer.from(given)];
  return own.length === theirs.length && timingSafeEqual(own, theirs) ? Number(at) : null;
}

/** The same for a form that is drawn again with what was typed. @param signed as it came back */
export async function signAgain(adda: Adda, signed: unknown, now: number): Promise<string> {
  const before = await drawnAt(adda, typeof signed === 'string' ? signed : '');
  return signDrawn(adda, drawnAgainAt(before, now));
}

/** @param unseen what was typed where no person sees a field @throws {AddaError} `invalid`, with a sentence that asks to send it again */
export async function mustNotBeTrapped(adda: Adda, form: { drawn?: string; website?: string }): Promise<void> {
  const seen = { drawnAt: await drawnAt(adda, form.drawn ?? ''), unseen: form.website ?? '' };
  if (isTrapped(seen, Date.now())) throw invalid({ field: 'name', fault: 'trapped' });
}

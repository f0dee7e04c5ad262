/** What gives a program away that fills in the form of those who want to join. Nobody is shut out: who is refused sends it again. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import { invalid } from '../../platform/errors.ts';
import { tryConsume } from '../../platform/rate-limit/rate-limit.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Store, Tx } from '../../platform/store/store.ts';
import { drawnAgainAt, isTrapped } from '../../rules/prevention.ts';
import { SIGN_UP_PER_FORM } from '../../rules/rate-limits.ts';

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

const sign = (key: string, said: string) => createHmac('sha256', key).update(said).digest('base64url');

/** The moment at which a form is drawn, with a number of its own, signed. */
export async function signDrawn(adda: Adda, at: number): Promise<string> {
  const said = `${at}.${randomSecret()}`;
  return `${said}.${sign(await keyOf(adda), said)}`;
}

/** When a form was drawn; null for what we did not sign. */
async function drawnAt(adda: Adda, signed: string): Promise<number | null> {
  const [at = '', own = '', given = ''] = signed.slice(0, 300).split('.');
  if (!/^\d{1,15}$/.test(at)) return null;
  const [ours, theirs] = [Buffer.from(sign(await keyOf(adda), `${at}.${own}`)), Buffer.from(given)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs) ? Number(at) : null;
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

/**
 * Takes a form for the one sign-up that it serves; a transaction that is refused later gives it back.
 * @param mailbox whom it is for: the same press once more is no other sign-up
 * @returns whether it was sent for this mailbox before
 * @throws {AddaError} `invalid` where it served somebody else
 */
export async function takeForm(tx: Tx, drawn: string, mailbox: string): Promise<boolean> {
  const form = hashSecret(drawn);
  const isFirst = await tryConsume(tx, SIGN_UP_PER_FORM, form);
  const isTheirs = await tryConsume(tx, SIGN_UP_PER_FORM, `${form}:${mailbox}`);
  if (!isFirst && isTheirs) throw invalid({ field: 'name', fault: 'trapped' });
  return !isFirst;
}

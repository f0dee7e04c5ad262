/** What gives a program away that fills in the form of those who want to join. Nobody is shut out: who is refused sends it again. */
import type { Adda } from '../../platform/adda.ts';
import { invalid } from '../../platform/errors.ts';
import { tryConsume } from '../../platform/rate-limit/rate-limit.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import { signed, verified } from '../../platform/site/signing.ts';
import type { Tx } from '../../platform/store/store.ts';
import { drawnAgainAt, isTrapped } from '../../rules/prevention.ts';
import { SIGN_UP_PER_FORM } from '../../rules/rate-limits.ts';

const DRAWN = 'drawn';

/** The moment at which a form is drawn, with a number of its own, signed. */
export const signDrawn = (adda: Adda, at: number): Promise<string> => signed(adda, DRAWN, `${at}.${randomSecret()}`);

/** When a form was drawn; null for what we did not sign. */
async function drawnAt(adda: Adda, given: string): Promise<number | null> {
  const text = await verified(adda, DRAWN, given);
  return text === null ? null : Number(text.split('.')[0]);
}

/** The same for a form that is drawn again with what was typed. @param given as it came back */
export async function signAgain(adda: Adda, given: unknown, now: number): Promise<string> {
  const before = await drawnAt(adda, typeof given === 'string' ? given : '');
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

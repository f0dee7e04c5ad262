/** Looking at passwords: counted before any work is done, and given back when it was no wrong try. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { takeBackTries } from '../../platform/rate-limit/queries.ts';
import { LOOKS_PER_ADDRESS, PASSWORD_AGAIN, type RateLimit } from '../../rules/rate-limits.ts';
import { mailboxOf, networkOf } from '../../rules/addresses.ts';
import { whyNotInPerson } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { length } from '../../../shared/text.ts';
import type { From, Viewer } from '../../platform/sessions/sessions.ts';
import { accountBy } from './queries.ts';
import { passwordFits } from './secrets.ts';

/** The mailbox as limits count it: a hash, for the address may be nobody's here. */
export const mailboxKey = (email: string): string => hashSecret(mailboxOf(email));

export type Try = [limit: RateLimit, key: string | number];

/**
 * Whether a password fits. The tries are counted first; only what was wrong stays counted.
 * @param stored its hash; null, or nothing, where there is none
 * @throws {AddaError} `too_many` without looking, `busy`
 */
export async function tryPassword(
  adda: Adda,
  from: From,
  tries: Try[],
  stored: string | null | undefined,
  password: string,
): Promise<boolean> {
  const counted = await adda.store.write(async (tx) => {
    await consume(tx, LOOKS_PER_ADDRESS, networkOf(from.address));
    const ids: number[] = [];
    for (const [limit, key] of tries) ids.push(await consume(tx, limit, key));
    return ids;
  });
  let isWrong = false;
  try {
    // No password of ours is longer; what is, is wrong without a look.
    const isShort = length(password) <= LIMITS.password.max;
    const fits = await passwordFits(isShort ? stored : null, isShort ? password : '');
    isWrong = !fits;
    return fits;
  } finally {
    if (!isWrong) await adda.store.write((tx) => takeBackTries(tx, counted));
  }
}

/**
 * What concerns the account itself asks for the password again, and is never done by a token.
 * @throws {AddaError} `in_person`, `too_many`, `busy`, `invalid` beside the field `current`
 */
export async function proveIdentity(adda: Adda, viewer: Viewer, current: string, from: From): Promise<void> {
  const no = whyNotInPerson(viewer);
  if (no) throw new AddaError(no);
  const account = await accountBy(adda.store.read, { id: viewer.id });
  const fits = await tryPassword(adda, from, [[PASSWORD_AGAIN, `id:${viewer.id}`]], account?.passwordHash, current);
  if (!fits) throw invalid({ field: 'current', fault: 'wrong_password' });
}

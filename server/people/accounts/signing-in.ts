/** Signing in and out. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { tryConsume } from '../../platform/rate-limit/rate-limit.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { deleteSession, isKnownDevice } from '../../platform/sessions/queries.ts';
import {
  type From,
  mustNotBeSuspended,
  type Opened,
  openSession,
  type Viewer,
} from '../../platform/sessions/sessions.ts';
import type { Tx } from '../../platform/store/store.ts';
import { networkOf } from '../../rules/addresses.ts';
import {
  MAIL_PER_MAILBOX,
  SIGN_IN_FROM_NETWORK,
  SIGN_IN_PER_ACCOUNT,
  SIGN_IN_PER_ADDRESS,
  SIGN_IN_PER_DEVICE,
} from '../../rules/rate-limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import * as accounts from './queries.ts';
import { type SignUp, signUpOf } from './sign-up-queries.ts';
import { meantBy } from './suspension.ts';
import { mailboxKey, type Try, tryPassword } from './tries.ts';

/**
 * What is counted against a sign-in. Strangers share no limit with a browser in which the account was signed in
 * before, so that they cannot shut its owner out. However an account is spelled, its tries are counted together;
 * unknown names are counted alike.
 */
async function triesOf(adda: Adda, account: accounts.Account | null, who: string, from: From): Promise<Try[]> {
  const network = networkOf(from.address);
  if (account && from.device !== '') {
    const device = hashSecret(from.device);
    if (await isKnownDevice(adda.store.read, device, account.id))
      return [[SIGN_IN_PER_DEVICE, `${device}:id:${account.id}`]];
  }
  const key = account ? `id:${account.id}` : hashSecret(who);
  return [
    [SIGN_IN_PER_ADDRESS, network],
    [SIGN_IN_FROM_NETWORK, `${network}:${key}`],
    [SIGN_IN_PER_ACCOUNT, key],
  ];
}

/** The confirming letter again, as long as the mailbox has not got enough. */
async function sendLinkAgain(tx: Tx, account: accounts.Account | null, waiting: SignUp | null): Promise<void> {
  const email = account?.email ?? waiting?.email;
  if (!email || !(await tryConsume(tx, MAIL_PER_MAILBOX, mailboxKey(email)))) return;
  if (account)
    await raise(tx, { kind: 'account.link_requested', actorId: account.id, accountId: account.id, link: 'verify' });
  else if (waiting) await raise(tx, { kind: 'account.sign_up_asked', actorId: null, signUpId: waiting.id });
}

/**
 * Signs in by name or e-mail address. Whoever has not confirmed their address gets the link again.
 * @throws {AddaError} `too_many`, `busy`, `wrong_sign_in`, `verify_first`, `suspended`
 */
export async function signIn(
  adda: Adda,
  input: { who: string; password: string },
  from: From,
): Promise<Opened & { accountId: number }> {
  const line = cleanLine(input.who);
  const by = meantBy(line);
  const account = await accounts.accountBy(adda.store.read, by);
  const waiting = account ? null : await signUpOf(adda.store.read, line, Date.now());
  const tries = await triesOf(adda, account, by.email ?? by.slug, from);
  const stored = account ? account.passwordHash : waiting?.passwordHash;
  if (!(await tryPassword(adda, from, tries, stored, input.password))) throw new AddaError('wrong_sign_in');
  if (!account?.emailVerifiedAt) {
    await adda.store.write((tx) => sendLinkAgain(tx, account, waiting));
    throw new AddaError('verify_first');
  }
  mustNotBeSuspended(account, Date.now());
  return adda.store.write(async (tx) => ({
    ...(await openSession(tx, account.id, from)),
    accountId: account.id,
  }));
}

export async function signOut(adda: Adda, viewer: Viewer): Promise<void> {
  await adda.store.write((tx) => deleteSession(tx, viewer.sessionHash));
}

/** Forgetting a password and choosing another. Whatever let somebody in before ends with the old one. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume, tryConsume } from '../../platform/rate-limit/rate-limit.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { deleteDevicesOf, deleteSessionsOf, isKnownDevice } from '../../platform/sessions/queries.ts';
import { type From, type Opened, openSession, type Viewer } from '../../platform/sessions/sessions.ts';
import type { Tx } from '../../platform/store/store.ts';
import { networkOf } from '../../rules/addresses.ts';
import { LINKS_PER_ADDRESS, MAIL_PER_MAILBOX, RESET_PER_ADDRESS } from '../../rules/rate-limits.ts';
import { checkPassword, cleanEmail } from './check.ts';
import * as accounts from './queries.ts';
import { hashPassword } from './secrets.ts';
import { mailboxKey, proveIdentity } from './tries.ts';

/** Ends all that lets somebody into an account: sessions, links, API tokens, and browsers that are known. */
export async function endAccess(tx: Tx, accountId: number): Promise<void> {
  await deleteSessionsOf(tx, accountId);
  await deleteDevicesOf(tx, accountId);
  await accounts.endLinksOf(tx, accountId);
  await accounts.deleteApiTokensOf(tx, accountId);
}

/** Sends a reset link, if there is such an account; the answer is the same either way, also at a mailbox's limit. */
export async function forgotPassword(adda: Adda, input: { email: string }, from: From): Promise<void> {
  const email = cleanEmail(input.email);
  await adda.store.write(async (tx) => {
    await consume(tx, RESET_PER_ADDRESS, networkOf(from.address));
    const account = await accounts.accountBy(tx, { email });
    if (!account) return;
    // Strangers who use up what a mailbox gets do not shut its owner out, in a browser where they were signed in.
    const device = hashSecret(from.device);
    const isOwner = from.device !== '' && (await isKnownDevice(tx, device, account.id));
    if (!(await tryConsume(tx, MAIL_PER_MAILBOX, isOwner ? device : mailboxKey(email)))) return;
    await raise(tx, { kind: 'account.link_requested', actorId: null, accountId: account.id, link: 'reset' });
  });
}

/**
 * Sets a new password by a reset link, and ends whatever let anybody in. A dead link costs no work.
 * @throws {AddaError} `invalid`, `too_many`, `link_expired`, `busy`
 */
export async function resetPassword(adda: Adda, secret: string, password: string, from: From): Promise<Opened> {
  checkPassword(password);
  const hash = hashSecret(secret);
  await adda.store.write((tx) => consume(tx, LINKS_PER_ADDRESS, networkOf(from.address)));
  if (!(await accounts.openToken(adda.store.read, hash, 'reset', Date.now()))) throw new AddaError('link_expired');
  const passwordHash = await hashPassword(password);
  return adda.store.write(async (tx) => {
    const token = await accounts.useToken(tx, hash, 'reset');
    const account = token && (await accounts.accountBy(tx, { id: token.accountId }));
    // The address may have become another since the letter went out.
    if (!account || token.email !== account.email) throw new AddaError('link_expired');
    await accounts.updateAccount(tx, account.id, { passwordHash, emailVerifiedAt: tx.now });
    await endAccess(tx, account.id);
    await raise(tx, { kind: 'account.changed', actorId: account.id, accountId: account.id });
    return openSession(tx, account.id, from);
  });
}

/**
 * Changes the password; every other session and every API token ends, and this session gets a new secret.
 * @throws {AddaError} `invalid`, `in_person`, `too_many`, `busy`
 */
export async function changePassword(
  adda: Adda,
  viewer: Viewer,
  input: { current: string; password: string },
  from: From,
): Promise<Opened> {
  checkPassword(input.password);
  await proveIdentity(adda, viewer, input.current, from);
  const passwordHash = await hashPassword(input.password);
  return adda.store.write(async (tx) => {
    await accounts.updateAccount(tx, viewer.id, { passwordHash });
    await endAccess(tx, viewer.id);
    await raise(tx, { kind: 'account.changed', actorId: viewer.id, accountId: viewer.id });
    return openSession(tx, viewer.id, from);
  });
}

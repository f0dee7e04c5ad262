/** Another address for an account, and the way back to the one before. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume, tryConsume } from '../../platform/rate-limit/rate-limit.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import type { From, Viewer } from '../../platform/sessions/sessions.ts';
import type { Tx } from '../../platform/store/store.ts';
import { networkOf } from '../../rules/addresses.ts';
import { LINKS_PER_ADDRESS, MAIL_PER_ACCOUNT, MAIL_PER_MAILBOX } from '../../rules/rate-limits.ts';
import { cleanEmail } from './check.ts';
import { mustLast } from './disposable.ts';
import { endAccess } from './passwords.ts';
import * as accounts from './queries.ts';
import { mailboxKey, proveIdentity } from './tries.ts';

const RESET_MS = 30 * 60_000;

/**
 * Sends a link to the new address; the old one stays until the link is followed.
 * @throws {AddaError} `invalid`, `in_person`, `too_many`, `busy`
 */
export async function changeEmail(
  adda: Adda,
  viewer: Viewer,
  input: { email: string; current: string },
  from: From,
): Promise<void> {
  const email = cleanEmail(input.email);
  await proveIdentity(adda, viewer, input.current, from);
  await adda.store.write(async (tx) => {
    await mustLast(tx, email);
    await consume(tx, MAIL_PER_ACCOUNT, viewer.id);
    if (await accounts.accountBy(tx, { email })) return;
    if (!(await tryConsume(tx, MAIL_PER_MAILBOX, mailboxKey(email)))) return;
    await accounts.keepAskedAddress(tx, viewer.id, email);
    await raise(tx, { kind: 'account.link_requested', actorId: viewer.id, accountId: viewer.id, link: 'new_address' });
  });
}

/**
 * Uses up a confirming link: its address is the account's now, and the one before gets a letter with a way back.
 * @throws {AddaError} `link_expired`
 */
export async function moveAddress(tx: Tx, hash: string): Promise<void> {
  const token = await accounts.useToken(tx, hash, 'verify');
  const account = token && (await accounts.accountBy(tx, { id: token.accountId }));
  if (!token?.email || !account) throw new AddaError('link_expired');
  const holder = await accounts.accountBy(tx, { email: token.email });
  if (holder && holder.id !== account.id) throw new AddaError('link_expired');
  const { id, email: before, emailVerifiedAt } = account;
  await accounts.updateAccount(tx, id, { email: token.email, emailVerifiedAt: tx.now });
  await accounts.endLinksOf(tx, id);
  if (before !== null && emailVerifiedAt !== null && before !== token.email) {
    await accounts.keepFormerAddress(tx, id, before);
    await raise(tx, { kind: 'account.address_changed', actorId: id, accountId: id });
  }
  await raise(tx, { kind: 'account.verified', actorId: id, accountId: id });
}

/** Whose address a way back leads to, while it is open. @throws {AddaError} `link_expired` */
export async function wayBack(adda: Adda, secret: string): Promise<{ name: string; email: string }> {
  const token = await accounts.openToken(adda.store.read, hashSecret(secret), 'back', Date.now());
  const account = token && (await accounts.accountBy(adda.store.read, { id: token.accountId }));
  if (!token?.email || !account) throw new AddaError('link_expired');
  return { name: account.name, email: token.email };
}

/**
 * Takes the former address back. Whoever changed it knew the password: it is good no more, all that let anybody in
 * ends, and a new password is chosen next.
 * @returns the secret of a link for choosing it
 * @throws {AddaError} `link_expired`, `too_many`
 */
export async function takeAddressBack(adda: Adda, secret: string, from: From): Promise<{ reset: string }> {
  await adda.store.write((tx) => consume(tx, LINKS_PER_ADDRESS, networkOf(from.address)));
  const reset = randomSecret();
  await adda.store.write(async (tx) => {
    const token = await accounts.useToken(tx, hashSecret(secret), 'back');
    if (!token?.email) throw new AddaError('link_expired');
    const { accountId: id, email } = token;
    const holder = await accounts.accountBy(tx, { email });
    if (holder && holder.id !== id) throw new AddaError('link_expired');
    await accounts.updateAccount(tx, id, { email, emailVerifiedAt: tx.now, passwordHash: null });
    await endAccess(tx, id);
    // Addresses that came after this one have no way back; those before it keep theirs.
    await accounts.endWaysBack(tx, id, token.createdAt);
    const expiresAt = tx.now + RESET_MS;
    await accounts.insertToken(tx, {
      ...{ hash: hashSecret(reset), accountId: id, purpose: 'reset' as const, email, createdAt: tx.now, expiresAt },
    });
    await raise(tx, { kind: 'account.changed', actorId: id, accountId: id });
  });
  return { reset };
}

/** Joining: somebody asks, a letter goes to the address they gave, and whoever has both it and the password is in. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { mustBeTaken } from '../../platform/looking.ts';
import { consume, tryConsume } from '../../platform/rate-limit/rate-limit.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { type From, type Opened, openSession, type Viewer } from '../../platform/sessions/sessions.ts';
import { site } from '../../platform/site/queries.ts';
import { isTaken } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { networkOf } from '../../rules/addresses.ts';
import { MAIL_PER_MAILBOX, PASSWORD_AGAIN, SIGN_IN_PER_ADDRESS, SIGN_UP_PER_ADDRESS } from '../../rules/rate-limits.ts';
import { raidAt } from '../../rules/prevention.ts';
import { isInPerson } from '../../rules/roles.ts';
import { moveAddress } from './address.ts';
import { checkFreeName, cleanName, cleanNewAccount } from './check.ts';
import { mustBeOpen, mustLast } from './disposable.ts';
import { insertUse } from './join-link-queries.ts';
import { joinLinkOf, takeJoinLink } from './join-links.ts';
import * as accounts from './queries.ts';
import { hashPassword } from './secrets.ts';
import * as signUps from './sign-up-queries.ts';
import { takeForm } from './sign-up-trap.ts';
import { mailboxKey, type Try, tryPassword } from './tries.ts';

/**
 * Asks to join. An address that has an account already gets a letter saying so; a mailbox that got enough letters
 * gets none. The answer is the same, and what it says about the name depends on names only, so that nobody learns
 * who is here.
 * @param input `joinLink` is the code of a join link; '' for none
 * @param drawn the form of the page, which serves one sign-up; null for scripts
 * @throws {AddaError} `too_many`, `invalid`, `busy`, `raid_sign_ups`, `join_link_needed`, `join_link_over`
 */
export async function signUp(
  adda: Adda,
  input: { name: string; email: string; password: string; joinLink?: string },
  from: From,
  drawn: string | null = null,
): Promise<void> {
  const { name, slug, email } = cleanNewAccount(input);
  const { joinLink = '' } = input;
  await adda.store.write(async (tx) => {
    mustBeOpen(raidAt((await site(tx)).raid, tx.now), tx.now);
    await joinLinkOf(tx, joinLink);
    await mustLast(tx, email);
    await consume(tx, SIGN_UP_PER_ADDRESS, networkOf(from.address));
    await checkFreeName(tx, { name, slug });
    await mustBeTaken(adda, tx, { accountId: null, spaceId: null, lines: { name } });
  });
  const passwordHash = await hashPassword(input.password);
  await adda.store.write(async (tx) => {
    // Two presses of one button are one letter.
    if (drawn !== null && (await takeForm(tx, drawn, mailboxKey(email)))) return;
    if (!(await tryConsume(tx, MAIL_PER_MAILBOX, mailboxKey(email)))) return;
    const known = await accounts.accountBy(tx, { email });
    if (known) {
      await raise(tx, { kind: 'account.join_repeated', actorId: null, accountId: known.id });
      return;
    }
    const joinLinkId = await joinLinkOf(tx, joinLink);
    const values = { name, email, passwordHash, language: from.language, joinLinkId };
    const signUpId = await signUps.insertSignUp(tx, values);
    await raise(tx, { kind: 'account.sign_up_asked', actorId: null, signUpId });
  });
}

/** What a link of a confirming letter leads to. `join` and `address` can be confirmed; `done` was, `old` cannot be any more. */
export type LinkState =
  | { state: 'join'; name: string }
  | { state: 'address'; email: string; isOwn: boolean }
  | { state: 'done' }
  | { state: 'old' };

/** Whose link it is: with a session of that account nothing more is asked. */
const isOwn = (viewer: Viewer | null, accountId: number) => viewer?.id === accountId && isInPerson(viewer);

export async function linkState(adda: Adda, secret: string, viewer: Viewer | null): Promise<LinkState> {
  const { read } = adda.store;
  const hash = hashSecret(secret);
  const waiting = await signUps.signUpByLink(read, hash, Date.now());
  if (waiting) return { state: 'join', name: waiting.name };
  const token = await accounts.openToken(read, hash, 'verify', Date.now());
  if (token?.email) return { state: 'address', email: token.email, isOwn: isOwn(viewer, token.accountId) };
  return { state: (await accounts.isConfirmedBy(read, hash)) ? 'done' : 'old' };
}

/** A session of the account whose address is confirmed now. */
export type Confirmed = Opened & { email: string; accountId: number };

type Confirmation = { password?: string; name?: string };

/**
 * Follows a confirming link: a new account is made, or an account's address becomes another. Whoever has the letter
 * shows by the password, or by a session of theirs, that it was them who asked: a stranger may have typed the address.
 * @throws {AddaError} `link_expired`, `invalid` (the password; a name that somebody took meanwhile), `too_many`, `busy`,
 *   `join_link_needed`, `join_link_over`
 */
export async function confirmLink(
  adda: Adda,
  secret: string,
  input: Confirmation,
  viewer: Viewer | null,
  from: From,
): Promise<Confirmed> {
  const hash = hashSecret(secret);
  const waiting = await signUps.signUpByLink(adda.store.read, hash, Date.now());
  if (waiting) return join(adda, hash, waiting, input, from);
  const token = await accounts.openToken(adda.store.read, hash, 'verify', Date.now());
  if (!token?.email) throw new AddaError('link_expired');
  if (!isOwn(viewer, token.accountId)) {
    const account = await accounts.accountBy(adda.store.read, { id: token.accountId });
    await checkLinkPassword(adda, hash, account?.passwordHash, input, from);
  }
  return adda.store.write(async (tx) => {
    await moveAddress(tx, hash);
    return { ...(await openSession(tx, token.accountId, from)), email: token.email!, accountId: token.accountId };
  });
}

async function checkLinkPassword(
  adda: Adda,
  hash: string,
  stored: string | null | undefined,
  { password }: Confirmation,
  from: From,
): Promise<void> {
  if (!password) throw invalid({ field: 'password', fault: 'required' });
  const tries: Try[] = [
    [SIGN_IN_PER_ADDRESS, networkOf(from.address)],
    [PASSWORD_AGAIN, hash],
  ];
  const fits = await tryPassword(adda, from, tries, stored, password);
  if (!fits) throw invalid({ field: 'password', fault: 'wrong_password' });
}

async function join(
  adda: Adda,
  hash: string,
  waiting: signUps.SignUp,
  input: Confirmation,
  from: From,
): Promise<Confirmed> {
  const { name, slug } = cleanName(input.name ?? waiting.name);
  await checkLinkPassword(adda, hash, waiting.passwordHash, input, from);
  try {
    return await adda.store.write(async (tx) => {
      await oneAtATime(tx, 'new account');
      if (!(await signUps.signUpByLink(tx, hash, tx.now))) throw new AddaError('link_expired');
      await checkFreeName(tx, { name, slug });
      await mustBeTaken(adda, tx, { accountId: null, spaceId: null, lines: { name } });
      const { email, passwordHash, language } = waiting;
      if (await accounts.accountBy(tx, { email })) throw new AddaError('link_expired');
      const joinLinkId = await takeJoinLink(tx, waiting.joinLinkId);
      const { id } = await accounts.insertAccount(tx, {
        ...{ name, slug, email, passwordHash, language },
        emailVerifiedAt: tx.now,
        createdAt: tx.now,
      });
      if (joinLinkId !== null) await insertUse(tx, id, joinLinkId);
      await signUps.deleteSignUps(tx, email);
      await accounts.keepUsedLink(tx, { hash, accountId: id, email });
      await raise(tx, { kind: 'account.joined', actorId: id, accountId: id });
      await raise(tx, { kind: 'account.verified', actorId: id, accountId: id });
      return { ...(await openSession(tx, id, from)), email, accountId: id };
    });
  } catch (error) {
    if (isTaken(error)) throw invalid({ field: 'name', fault: 'taken' });
    throw error;
  }
}

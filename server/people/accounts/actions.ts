/** What people do with their accounts. Each action: permission and rule, one transaction, what happened. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { everSpoke } from './brand-queries.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { STAKE_AFTER_GRANT } from '../../rules/posting.ts';
import { nameSlug } from '../../rules/names.ts';
import {
  MAIL_PER_ACCOUNT,
  RENAMES_PER_MEMBER,
  RESET_PER_ADDRESS,
  SIGN_IN_PER_ACCOUNT,
  SIGN_IN_PER_ADDRESS,
  SIGN_UP_PER_ADDRESS,
} from '../../rules/rate-limits.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, cleanText, length } from '../../../shared/text.ts';
import type { Language, Theme } from '../../../shared/words.ts';
import { isTaken } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import {
  checkHonestName,
  checkHonestText,
  checkPassword,
  cleanAffiliation,
  cleanEmail,
  cleanName,
  cleanNewAccount,
} from './check.ts';
import * as accounts from './queries.ts';
import { hashPassword, passwordFits } from './secrets.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { consume, networkOf } from '../../platform/rate-limit/rate-limit.ts';
import { deleteTries } from '../../platform/rate-limit/queries.ts';
import { deleteSession, deleteSessionsOf } from '../../platform/sessions/queries.ts';
import { type From, openSession, type Viewer } from '../../platform/sessions/sessions.ts';

/**
 * Makes an account that waits for its e-mail address to be verified. An address that has an account
 * already gets a letter saying so, and the answer is the same, so that nobody learns who is here.
 */
export async function signUp(
  adda: Adda,
  input: { name: string; email: string; password: string },
  from: From,
): Promise<void> {
  const { name, slug, email } = cleanNewAccount(input);
  const passwordHash = await hashPassword(input.password);
  await adda.store.write(async (tx) => {
    await consume(tx, SIGN_UP_PER_ADDRESS, networkOf(from.address));
    await oneAtATime(tx, 'new account');
    await checkHonestName(tx, name);
    const holder = await accounts.accountBy(tx, { slug });
    // Whoever joins twice is answered alike both times, or the second answer would tell about the address.
    const isSame = holder?.email === email && holder.emailVerifiedAt === null;
    if (holder && !isSame) throw invalid({ field: 'name', fault: 'taken' });
    const known = await accounts.accountBy(tx, { email });
    if (known) {
      await raise(tx, { kind: 'account.join_repeated', actorId: null, accountId: known.id });
      return;
    }
    const account = await accounts.insertAccount(tx, {
      name,
      slug,
      email,
      passwordHash,
      language: from.language,
      createdAt: tx.now,
    });
    await raise(tx, { kind: 'account.joined', actorId: account.id, accountId: account.id });
  });
}

/** Follows a verification link: the address is the member's now, and they are signed in. */
export async function verifyEmail(adda: Adda, secret: string, from: From): Promise<{ session: string }> {
  return adda.store.write(async (tx) => {
    const token = await accounts.useToken(tx, hashSecret(secret), 'verify');
    if (!token?.email) throw new AddaError('link_expired');
    const holder = await accounts.accountBy(tx, { email: token.email });
    if (holder && holder.id !== token.accountId) throw new AddaError('link_expired');
    await accounts.updateAccount(tx, token.accountId, { email: token.email, emailVerifiedAt: tx.now });
    await accounts.endLinksOf(tx, token.accountId);
    await raise(tx, { kind: 'account.verified', actorId: token.accountId, accountId: token.accountId });
    return { session: await openSession(tx, token.accountId, from.userAgent) };
  });
}

const triesAt = (accountId: number) => `id:${accountId}`;

/** Signs in by name or e-mail address. An account whose address is not verified gets its link again. */
export async function signIn(
  adda: Adda,
  input: { who: string; password: string },
  from: From,
): Promise<{ session: string; accountId: number }> {
  const who = cleanLine(input.who).toLowerCase();
  const by = who.includes('@') ? { email: who } : { slug: nameSlug(who) };
  const account = await accounts.accountBy(adda.store.read, by);
  // However an account is spelled, its tries are counted together; unknown names are counted alike.
  const tries = account ? triesAt(account.id) : hashSecret(by.email ?? by.slug);
  await adda.store.write(async (tx) => {
    await consume(tx, SIGN_IN_PER_ADDRESS, networkOf(from.address));
    await consume(tx, SIGN_IN_PER_ACCOUNT, tries);
  });
  const fits = await passwordFits(account?.passwordHash, input.password);
  if (!account || !fits) throw new AddaError('wrong_sign_in');
  if (!account.emailVerifiedAt) {
    await adda.store.write(async (tx) => {
      await consume(tx, MAIL_PER_ACCOUNT, account.id);
      await raise(tx, { kind: 'account.link_requested', actorId: account.id, accountId: account.id, link: 'verify' });
    });
    throw new AddaError('verify_first');
  }
  return adda.store.write(async (tx) => {
    await deleteTries(tx, `${SIGN_IN_PER_ACCOUNT.name}:${tries}`);
    return { session: await openSession(tx, account.id, from.userAgent), accountId: account.id };
  });
}

export async function signOut(adda: Adda, viewer: Viewer): Promise<void> {
  await adda.store.write((tx) => deleteSession(tx, viewer.sessionHash));
}

/** Sends a reset link, if there is such an account; the answer is the same either way. */
export async function forgotPassword(adda: Adda, input: { email: string }, from: From): Promise<void> {
  const email = cleanEmail(input.email);
  await adda.store.write(async (tx) => {
    await consume(tx, RESET_PER_ADDRESS, networkOf(from.address));
    const account = await accounts.accountBy(tx, { email });
    if (!account) return;
    try {
      await consume(tx, MAIL_PER_ACCOUNT, account.id);
    } catch (error) {
      // A known address must answer like an unknown one, so the limit stays silent.
      if (error instanceof AddaError && error.code === 'too_many') return;
      throw error;
    }
    await raise(tx, { kind: 'account.link_requested', actorId: null, accountId: account.id, link: 'reset' });
  });
}

/** Sets a new password by a reset link, and ends every session. */
export async function resetPassword(
  adda: Adda,
  secret: string,
  password: string,
  from: From,
): Promise<{ session: string }> {
  checkPassword(password);
  const passwordHash = await hashPassword(password);
  return adda.store.write(async (tx) => {
    const token = await accounts.useToken(tx, hashSecret(secret), 'reset');
    if (!token) throw new AddaError('link_expired');
    await accounts.updateAccount(tx, token.accountId, { passwordHash, emailVerifiedAt: tx.now });
    await deleteSessionsOf(tx, token.accountId);
    await accounts.endLinksOf(tx, token.accountId);
    await raise(tx, { kind: 'account.changed', actorId: token.accountId, accountId: token.accountId });
    return { session: await openSession(tx, token.accountId, from.userAgent) };
  });
}

/** Changes the password; every other session ends, and this one gets a new secret. */
export async function changePassword(
  adda: Adda,
  viewer: Viewer,
  input: { current: string; password: string },
  from: From,
): Promise<{ session: string }> {
  checkPassword(input.password);
  const account = await accounts.accountBy(adda.store.read, { id: viewer.id });
  await adda.store.write((tx) => consume(tx, SIGN_IN_PER_ACCOUNT, triesAt(viewer.id)));
  if (!(await passwordFits(account?.passwordHash, input.current)))
    throw invalid({ field: 'current', fault: 'wrong_password' });
  const passwordHash = await hashPassword(input.password);
  return adda.store.write(async (tx) => {
    await accounts.updateAccount(tx, viewer.id, { passwordHash });
    await deleteSessionsOf(tx, viewer.id);
    await accounts.endLinksOf(tx, viewer.id);
    await raise(tx, { kind: 'account.changed', actorId: viewer.id, accountId: viewer.id });
    return { session: await openSession(tx, viewer.id, from.userAgent) };
  });
}

type ProfileInput = { name: string; bio: string; affiliation?: string };

/**
 * Changes name, bio and declared affiliation. A name that another member has, or that looks like a brand or an
 * office, is refused; what was there before is not looked at again.
 * @throws {AddaError} `invalid`
 */
export async function saveProfile(adda: Adda, viewer: Viewer, input: ProfileInput): Promise<{ slug: string }> {
  const { name, slug } = cleanName(input.name);
  const bio = cleanText(input.bio).trim();
  try {
    await adda.store.write(async (tx) => {
      const before = await accounts.accountBy(tx, { id: viewer.id });
      const faults = length(bio) > LIMITS.bio.max ? lengthFaults('bio', bio, { min: 0, max: LIMITS.bio.max }) : [];
      const affiliation = await cleanAffiliation(tx, input.affiliation ?? before?.affiliation ?? '', faults);
      const hadVoice = await everSpoke(tx, viewer.id, tx.now - STAKE_AFTER_GRANT);
      if (!affiliation && before?.affiliation && hadVoice)
        faults.push({ field: 'affiliation', fault: 'still_a_stake' });
      if (faults.length === 0 && bio !== before?.bio) await checkHonestText(tx, 'bio', bio, faults);
      if (name !== before?.name) {
        await consume(tx, RENAMES_PER_MEMBER, viewer.id);
        await checkHonestName(tx, name);
      }
      if (faults.length > 0) throw invalid(...faults);
      await accounts.updateAccount(tx, viewer.id, { name, slug, bio, affiliation });
      if (before && name !== before.name) for (const { renamed } of adda.features) await renamed?.(tx, before.name);
      await raise(tx, { kind: 'account.changed', actorId: viewer.id, accountId: viewer.id });
    });
  } catch (error) {
    if (isTaken(error)) throw invalid({ field: 'name', fault: 'taken' });
    throw error;
  }
  return { slug };
}

/** Sends a link to the new address; the old one stays until the link is followed. */
export async function changeEmail(adda: Adda, viewer: Viewer, input: { email: string }): Promise<void> {
  const email = cleanEmail(input.email);
  await adda.store.write(async (tx) => {
    await consume(tx, MAIL_PER_ACCOUNT, viewer.id);
    if (await accounts.accountBy(tx, { email })) return;
    await accounts.keepAskedAddress(tx, viewer.id, email);
    await raise(tx, { kind: 'account.link_requested', actorId: viewer.id, accountId: viewer.id, link: 'new_address' });
  });
}

export async function savePreferences(
  adda: Adda,
  viewer: Viewer,
  input: { language: Language; theme: Theme },
): Promise<void> {
  await adda.store.write(async (tx) => {
    await accounts.updateAccount(tx, viewer.id, { language: input.language, theme: input.theme });
    await raise(tx, { kind: 'account.changed', actorId: viewer.id, accountId: viewer.id });
  });
}

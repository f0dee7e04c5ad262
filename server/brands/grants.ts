/** Staff grants: proposed by an admin, confirmed by a second one and by a letter to the brand, ended by any of them. */
import type { Adda } from '../platform/adda.ts';
import { type From, nextSession, type Opened, renewSession } from '../platform/sessions/sessions.ts';
import { changeRole } from '../people/accounts/roles.ts';
import { accountBy } from '../people/accounts/queries.ts';
import { actorOf, lockOffices } from '../people/accounts/office-queries.ts';
import { hashSecret } from '../platform/secrets.ts';
import { record } from '../platform/audit/actions.ts';
import { AddaError, invalid } from '../platform/errors.ts';
import { raise } from '../platform/events/raise.ts';
import { nameSlug } from '../rules/names.ts';
import { limitsFrom } from '../rules/posting.ts';
import { withStake } from '../rules/stakes.ts';
import { type Actor, whyNotAdminister, whyNotInPerson, whyNotSpeakForBrand } from '../rules/roles.ts';
import { cleanLine } from '../../shared/text.ts';
import { site } from '../platform/site/queries.ts';
import { type Tx, isTaken } from '../platform/store/store.ts';
import { oneAtATime } from '../platform/store/transaction.ts';
import { isAtDomain } from './check.ts';
import * as queries from './queries.ts';

type EndedBy = NonNullable<Tx['t']['grants']['$inferSelect']['endedBy']>;

function mustAdminister(actor: Actor): asserts actor is NonNullable<Actor> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
}

/** The grant, alone with it until the transaction ends. @throws {AddaError} `not_found` */
async function lockGrant(tx: Tx, by: Parameters<typeof queries.grantBy>[1]): Promise<queries.Grant> {
  const found = await queries.grantBy(tx, by);
  if (!found) throw new AddaError('not_found');
  await oneAtATime(tx, `grant:${found.id}`);
  return (await queries.grantBy(tx, { id: found.id }))!;
}

const ids = (grant: Pick<queries.Grant, 'id' | 'accountId' | 'brandId'>) => ({
  grantId: grant.id,
  accountId: grant.accountId,
  brandId: grant.brandId,
});

/**
 * Proposes that a member speaks for a brand, and sends a letter to their address at the brand's domain.
 * @throws {AddaError} `forbidden`, `not_found`, `has_power`, `invalid`
 */
export async function proposeGrant(
  adda: Adda,
  actor: Actor,
  brandSlug: string,
  input: { member: string; address: string },
): Promise<{ id: number }> {
  mustAdminister(actor);
  const address = cleanLine(input.address).toLowerCase();
  try {
    return await adda.store.write(async (tx) => {
      const brand = await queries.brandBy(tx, { slug: brandSlug });
      if (!brand) throw new AddaError('not_found');
      const account = await accountBy(tx, { slug: nameSlug(cleanLine(input.member)) });
      if (!account || account.erasedAt !== null || account.mergedInto !== null)
        throw invalid({ field: 'member', fault: 'unknown_member' });
      if (!isAtDomain(address, brand.domains)) throw invalid({ field: 'address', fault: 'not_at_brand' });
      await mustHaveNoPower(tx, account.id);
      const id = await queries.insertGrant(tx, {
        brandId: brand.id,
        accountId: account.id,
        address,
        proposedBy: actor.id,
        createdAt: tx.now,
      });
      const grant = { grantId: id, accountId: account.id, brandId: brand.id };
      await raise(tx, { kind: 'grant.proposed', actorId: actor.id, ...grant });
      await record(tx, { kind: 'grant_proposed', actorId: actor.id, brandId: brand.id, facts: { grant: id } });
      return { id };
    });
  } catch (error) {
    if (isTaken(error)) throw invalid({ field: 'member', fault: 'taken' });
    throw error;
  }
}

/**
 * Locks what offices the account holds until the transaction ends, and refuses who has one.
 * @throws {AddaError} `has_power`
 */
async function mustHaveNoPower(tx: Tx, accountId: number): Promise<void> {
  await lockOffices(tx, accountId);
  const actor = await actorOf(tx, { id: accountId });
  const no = actor && whyNotSpeakForBrand(actor);
  if (no) throw new AddaError(no);
}

/** Where there are two admins, the one who proposed does not confirm. */
async function lacksSecondAdmin(tx: Tx, grant: queries.Grant): Promise<boolean> {
  return grant.confirmedAt === null && (await queries.otherAdmins(tx, grant.proposedBy ?? 0)) > 0;
}

function monthsFrom(now: number, months: number): number {
  const date = new Date(now);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.getTime();
}

/** Makes the account staff, once everybody has confirmed. */
async function startWhenComplete(tx: Tx, id: number, from: From): Promise<void> {
  const grant = (await queries.grantBy(tx, { id }))!;
  if (grant.state !== 'proposed' || grant.mailConfirmedAt === null || (await lacksSecondAdmin(tx, grant))) return;
  const account = await accountBy(tx, { id: grant.accountId });
  await mustHaveNoPower(tx, grant.accountId);
  if (!account) throw new AddaError('has_power');
  const { staffLimits } = await site(tx);
  // The account first: the database lets only staff have an active grant.
  await queries.keepAffiliation(tx, grant.accountId, account.affiliation);
  await changeRole(tx, grant.accountId, 'staff', { affiliation: '' });
  await queries.updateGrant(tx, id, {
    state: 'active',
    startedAt: tx.now,
    expiresAt: monthsFrom(tx.now, limitsFrom(staffLimits).grantMonths),
  });
  await raise(tx, { kind: 'grant.started', actorId: grant.accountId, ...ids(grant), language: from.language });
  await record(tx, { kind: 'grant_started', actorId: grant.accountId, brandId: grant.brandId, facts: { grant: id } });
}

/**
 * A second admin agrees.
 * @throws {AddaError} `forbidden`, `not_found`, `same_admin`, `has_power`
 */
export async function confirmGrant(adda: Adda, actor: Actor, id: number, from: From): Promise<{ brandSlug: string }> {
  mustAdminister(actor);
  return adda.store.write(async (tx) => {
    const grant = await lockGrant(tx, { id });
    if (grant.state !== 'proposed') throw new AddaError('not_found');
    if (grant.proposedBy === actor.id && (await lacksSecondAdmin(tx, grant))) throw new AddaError('same_admin');
    if (grant.confirmedAt !== null) return grant;
    await queries.updateGrant(tx, id, { confirmedBy: actor.id, confirmedAt: tx.now });
    await record(tx, {
      kind: 'grant_confirmed',
      actorId: actor.id,
      brandId: grant.brandId,
      facts: { grant: id, by: 'admin' },
    });
    await raise(tx, { kind: 'grant.confirmed', actorId: actor.id, ...ids(grant), by: 'admin' });
    await startWhenComplete(tx, id, from);
    return grant;
  });
}

/**
 * The person follows the link that came to their address at the brand: the brand agrees, and so do they. On an
 * active grant the link renews it.
 * @returns whether they are staff now, and the session that goes on from here
 * @throws {AddaError} `not_signed_in`, `in_person`, `link_expired`, `other_account`, `has_power`
 */
export async function confirmByLetter(
  adda: Adda,
  actor: Actor,
  secret: string,
  from: From,
): Promise<{ isStaff: boolean; opened: Opened | null }> {
  const no = whyNotInPerson(actor);
  if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
  const next = nextSession(from);
  const done = await adda.store.write(async (tx) => {
    const byLink = { confirmHash: hashSecret(secret) };
    const found = await queries.grantBy(tx, byLink);
    if (found) await lockGrant(tx, { id: found.id });
    // Whoever followed it first, or ended the grant meanwhile, took the link along.
    const grant = found && (await queries.grantBy(tx, byLink));
    if (!grant || grant.state === 'ended') throw new AddaError('link_expired');
    if (grant.accountId !== actor.id) throw new AddaError('other_account');
    await queries.updateGrant(tx, grant.id, { mailConfirmedAt: tx.now, confirmHash: null });
    const entry = { actorId: actor.id, brandId: grant.brandId, facts: { grant: grant.id, by: 'letter' } };
    if (grant.state === 'active') {
      const { grantMonths } = limitsFrom((await site(tx)).staffLimits);
      await queries.updateGrant(tx, grant.id, { expiresAt: monthsFrom(tx.now, grantMonths) });
      await record(tx, { kind: 'grant_renewed', ...entry });
      await raise(tx, { kind: 'grant.renewed', actorId: actor.id, ...ids(grant) });
      return { isStaff: true, isNew: false };
    }
    await record(tx, { kind: 'grant_confirmed', ...entry });
    await raise(tx, { kind: 'grant.confirmed', actorId: actor.id, ...ids(grant), by: 'letter' });
    await startWhenComplete(tx, grant.id, from);
    const isStaff = (await queries.grantBy(tx, { id: grant.id }))?.state === 'active';
    if (isStaff) await renewSession(tx, actor.id, from, next);
    return { isStaff, isNew: isStaff };
  });
  return { isStaff: done.isStaff, opened: done.isNew ? next : null };
}

/**
 * Begins a renewal: the letter goes out again, and following it adds the months anew.
 * @throws {AddaError} `forbidden`, `not_found`
 */
export async function renewGrant(adda: Adda, actor: Actor, id: number): Promise<{ brandSlug: string }> {
  mustAdminister(actor);
  return adda.store.write(async (tx) => {
    const grant = await lockGrant(tx, { id });
    if (grant.state === 'ended') throw new AddaError('not_found');
    await raise(tx, { kind: 'grant.renewal_asked', actorId: actor.id, ...ids(grant) });
    return grant;
  });
}

/** Ends a grant in this transaction: the account is a member again, and what was written keeps its labels. */
export async function end(tx: Tx, grant: queries.Grant, by: EndedBy, actorId: number | null): Promise<void> {
  if (grant.state === 'ended') return;
  await queries.updateGrant(tx, grant.id, {
    state: 'ended',
    endedAt: tx.now,
    endedBy: by,
    confirmHash: null,
    endHash: null,
  });
  if (grant.state === 'active') {
    // Whoever spoke for a brand yesterday still has a stake today.
    const stake = { brand: grant.brandId, name: grant.brandName, until: tx.now };
    const stakes = by === 'erased' ? null : withStake(await queries.stakesOf(tx, grant.accountId), stake);
    await changeRole(tx, grant.accountId, 'member', { stakes });
  }
  await raise(tx, { kind: 'grant.ended', actorId, ...ids(grant), by });
  await record(tx, { kind: 'grant_ended', actorId, brandId: grant.brandId, facts: { grant: grant.id, by } });
}

/** Ends the grant of somebody who is being erased; that there were grants stays, without their addresses. */
export async function eraseGrants(tx: Tx, accountId: number): Promise<void> {
  const grant = await queries.grantBy(tx, { openOf: accountId });
  if (grant) await end(tx, grant, 'erased', null);
  await queries.forgetAddresses(tx, accountId);
}

/** @throws {AddaError} `forbidden`, `not_found` */
export async function endGrant(adda: Adda, actor: Actor, id: number): Promise<{ brandSlug: string }> {
  mustAdminister(actor);
  return adda.store.write(async (tx) => {
    const grant = await lockGrant(tx, { id });
    await end(tx, grant, 'admin', actor.id);
    return grant;
  });
}

/** The brand ends it by the link in its letter. @throws {AddaError} `link_expired` */
export async function endByLetter(adda: Adda, secret: string): Promise<{ name: string; brandName: string }> {
  return adda.store.write(async (tx) => {
    const found = await queries.grantBy(tx, { endHash: hashSecret(secret) });
    if (!found) throw new AddaError('link_expired');
    const grant = await lockGrant(tx, { id: found.id });
    await end(tx, grant, 'brand', null);
    return grant;
  });
}

/** Staff leave the role. @returns the session that goes on from here @throws {AddaError} `not_staff` */
export async function leaveGrant(adda: Adda, actor: Actor, from: From): Promise<Opened | null> {
  if (!actor) throw new AddaError('not_signed_in');
  const next = nextSession(from);
  await adda.store.write(async (tx) => {
    const grant = await queries.grantBy(tx, { openOf: actor.id });
    if (!grant) throw new AddaError('not_staff');
    await end(tx, await lockGrant(tx, { id: grant.id }), 'member', actor.id);
    await renewSession(tx, actor.id, from, next);
  });
  return next;
}

/** Ends every grant whose time is over; the clock calls it. */
export async function endOverdueGrants(adda: Adda): Promise<void> {
  for (const id of await queries.overdueGrants(adda.store.read, Date.now())) {
    await adda.store.write(async (tx) => {
      const grant = await lockGrant(tx, { id });
      if (grant.state === 'active' && (grant.expiresAt ?? 0) <= tx.now) await end(tx, grant, 'time', null);
    });
  }
}

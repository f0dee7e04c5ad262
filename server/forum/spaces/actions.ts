/** Making and changing spaces: moderators and admins do, members propose. No space is about a product. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { allBrands } from '../../brands/queries.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { brandInSpace, suggestTopic } from '../../rules/brand-spaces.ts';
import { nameKey } from '../../rules/names.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { type Actor, whyNotAdminister, whyNotAsMember, whyNotModerate } from '../../rules/roles.ts';
import { PROPOSALS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { checkHonestText } from '../../people/accounts/check.ts';
import { EVERYWHERE, mustNotBeSilent } from '../../people/accounts/silence-queries.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { mustBeTaken } from '../../platform/looking.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import { raise } from '../../platform/events/raise.ts';
import { isTaken, type Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { mustBeUnlike } from './alike.ts';
import { checkHalfLife, checkOffers, checkSpace, checkWritten, type SpaceInput } from './check.ts';
import { noteStale } from './stale.ts';
import * as spaces from './queries.ts';

/** Whether what was written there before is drawn or found otherwise now. */
const isOtherwise = (space: spaces.Space, now: spaces.Written & { slug: string }) =>
  (['slug', 'language', 'maths'] as const).some((key) => now[key] !== undefined && now[key] !== space[key]);

type Checked = ReturnType<typeof checkSpace>;
type Override = { reason: string; brandId: number | null };

/**
 * Refuses a space that is about a brand or its product.
 * @returns why it may be all the same: an admin's reason; null when no brand is named
 * @throws {AddaError} `about_a_brand`, with a suggestion of the topic behind it; `forbidden`, `invalid`
 */
async function checkTopic(
  tx: Tx,
  actor: Actor,
  checked: Checked,
  override: string | undefined,
): Promise<Override | null> {
  const brands = await allBrands(tx);
  const found = brandInSpace(checked, brands);
  if (!found) return null;
  const reason = cleanLine(override ?? '');
  if (!reason) {
    const suggestion = suggestTopic(checked.name, found, brands) ?? '';
    throw new AddaError('about_a_brand', {
      faults: [{ field: found.field, fault: 'names_a_brand', text: found.found }],
      sum: { used: 0, limit: 0, text: suggestion },
      data: { field: found.field, names: found.found, brand: found.brand, suggestion: suggestion || null },
    });
  }
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  const faults = lengthFaults('overrideReason', reason, LIMITS.reason);
  if (faults.length > 0) throw invalid(...faults);
  return { reason, brandId: brands.find(({ slug }) => slug === found.brand)?.id ?? null };
}

/**
 * The actor as they are now, where they moderate. @param spaceId of the space that it is about, or null for the forum
 * @throws {AddaError} `forbidden`
 */
async function moderator(tx: Tx, who: NonNullable<Actor>, spaceId: number | null): Promise<NonNullable<Actor>> {
  const actor = await actorOf(tx, who);
  const no = whyNotModerate(actor, spaceId);
  if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
  return actor;
}

async function noteOverride(
  tx: Tx,
  actor: NonNullable<Actor>,
  spaceId: number,
  checked: Checked,
  override: Override | null,
) {
  if (override === null) return;
  const { reason, brandId } = override;
  const facts = { space: checked.name, reason };
  await record(tx, { kind: 'space_overridden', actorId: actor.id, brandId, spaceId, facts });
}

/**
 * No two spaces of one name, however it is spelt: until the transaction ends nobody else names one. Of a space that they
 * may not know of nobody learns by trying its name. @param accountId who names it @param slug left out for one that has its own
 * @throws {AddaError} `invalid`
 */
async function mustBeNew(tx: Tx, accountId: number, { id, slug, name }: { id?: number; slug?: string; name: string }) {
  await oneAtATime(tx, 'names of spaces');
  const key = nameKey(name);
  const known = await spaces.allSpaces(tx, await audienceOfAccount(tx, accountId));
  const isKnown = known.some((space) => space.id !== id && (space.slug === slug || nameKey(space.name) === key));
  if (isKnown) throw invalid({ field: 'name', fault: 'taken' });
}

/** @throws {AddaError} `invalid` where somebody proposed it already, and it waits */
async function mustNotWait(tx: Tx, name: string): Promise<void> {
  const key = nameKey(name);
  if ((await spaces.openNames(tx)).some((other) => nameKey(other) === key))
    throw invalid({ field: 'name', fault: 'taken' });
}

/** The address that a new space gets: the first that is free. */
async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  let slug = wanted;
  for (let n = 2; await spaces.spaceBySlug(tx, slug); n++) slug = `${wanted}-${n}`;
  return slug;
}

/** Makes a space in this transaction. @param by who names it @throws {AddaError} `about_a_brand`, `forbidden`, `invalid` */
export async function makeSpace(
  tx: Tx,
  actor: NonNullable<Actor>,
  input: SpaceInput,
  by = actor.id,
): Promise<spaces.Space> {
  const checked = checkSpace(input);
  await mustBeNew(tx, by, checked);
  const faults: FieldFault[] = [];
  const written = checkWritten(input, faults);
  if (faults.length > 0) throw invalid(...faults);
  const slug = await freeSlug(tx, checked.slug);
  const override = await checkTopic(tx, actor, checked, input.overrideReason);
  const space = await spaces.insertSpace(tx, {
    ...checked,
    ...written,
    slug,
    overrideReason: override?.reason,
    createdAt: tx.now,
  });
  await raise(tx, { kind: 'space.made', actorId: actor.id, spaceId: space.id });
  await noteOverride(tx, actor, space.id, checked, override);
  return space;
}

/**
 * @throws {AddaError} `forbidden`, `invalid`; `about_a_brand` unless an admin gives a reason, which is public
 */
export async function createSpace(adda: Adda, actor: Actor, input: SpaceInput): Promise<spaces.Space> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write(async (tx) => {
    return makeSpace(tx, await moderator(tx, actor, null), input);
  });
}

/**
 * Changes name, kind, charter, address, what can be started in it, or how fast rank fades there.
 * @throws {AddaError} `forbidden`, `not_found`, `invalid`; `about_a_brand` unless an admin gives a reason
 */
export async function saveSpace(adda: Adda, actor: Actor, slug: string, input: SpaceInput): Promise<{ slug: string }> {
  if (!actor) throw new AddaError('not_signed_in');
  const checked = checkSpace({ ...input, slug: input.slug || slug });
  const faults: FieldFault[] = [];
  const offers = checkOffers(input, checked.kind, faults);
  const pace = checkHalfLife(input.halfLifeHours, faults);
  const written = checkWritten(input, faults);
  if (faults.length > 0) throw invalid(...faults);
  try {
    await adda.store.write(async (tx) => {
      const space = await spaces.spaceToRead(tx, await audienceOfAccount(tx, actor.id), slug);
      const current = await moderator(tx, actor, space.id);
      await mustBeNew(tx, current.id, { id: space.id, name: checked.name });
      const override = await checkTopic(tx, current, checked, input.overrideReason);
      await spaces.updateSpace(tx, space.id, {
        ...checked,
        ...offers,
        ...pace,
        ...written,
        overrideReason: override?.reason ?? null,
      });
      if (isOtherwise(space, { ...written, slug: checked.slug })) await noteStale(tx, [space.id]);
      await raise(tx, { kind: 'space.changed', actorId: actor.id, spaceId: space.id });
      await noteOverride(tx, actor, space.id, checked, override);
    });
  } catch (error) {
    if (isTaken(error)) throw invalid({ field: 'slug', fault: 'taken' });
    throw error;
  }
  return { slug: checked.slug };
}

/** What a member wants to call a space does not speak for a brand or for those who run the forum. @throws {AddaError} `invalid` */
async function mustNotClaim(tx: Tx, lines: { name: string; charter: string }): Promise<void> {
  const faults: FieldFault[] = [];
  for (const [field, text] of Object.entries(lines)) await checkHonestText(tx, field, text, faults);
  if (faults.length > 0) throw invalid(...faults);
}

/**
 * A member proposes a space; moderators and admins decide.
 * @param look whether it is sent only where there is nothing like it, but for what its proposer has seen
 * @throws {AddaError} `not_signed_in`, `staff_cannot`, `invalid`, `about_a_brand`, `spaces_alike`, `too_many`
 */
export async function proposeSpace(
  adda: Adda,
  actor: Actor,
  input: SpaceInput,
  look: { seen: readonly string[] } | null = null,
): Promise<void> {
  const no = whyNotAsMember(actor);
  if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
  const { name, kind, charter, slug } = checkSpace({ ...input, slug: '' });
  await adda.store.write(async (tx) => {
    await mustBeNew(tx, actor.id, { slug, name });
    await mustNotWait(tx, name);
    await checkTopic(tx, actor, { name, kind, charter, slug }, undefined);
    await mustNotClaim(tx, { name, charter });
    await mustBeTaken(adda, tx, { accountId: actor.id, spaceId: null, lines: { name, charter } });
    await mustNotBeSilent(tx, actor.id, EVERYWHERE);
    if (look) await mustBeUnlike(tx, await audienceOfAccount(tx, actor.id), { name, charter }, look.seen);
    await consume(tx, PROPOSALS_PER_MEMBER, actor.id);
    const id = await spaces.insertProposal(tx, { proposerId: actor.id, name, kind, charter, createdAt: tx.now });
    await raise(tx, { kind: 'space.proposed', actorId: actor.id, proposalId: id });
  });
}

/**
 * Makes the proposed space, or refuses it with a reason that its proposer gets to read.
 * @throws {AddaError} `forbidden`, `not_found`, `own_matter`, `invalid`, `about_a_brand`
 */
export async function decideProposal(
  adda: Adda,
  actor: Actor,
  id: number,
  input: { decision: 'grant' | 'refuse'; reason?: string; overrideReason?: string },
): Promise<{ slug: string | null }> {
  const no = whyNotModerate(actor, null);
  if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
  const reason = cleanLine(input.reason ?? '');
  const isGranted = input.decision === 'grant';
  const faults = isGranted ? [] : lengthFaults('reason', reason, LIMITS.reason);
  if (faults.length > 0) throw invalid(...faults);
  return adda.store.write(async (tx) => {
    const current = await moderator(tx, actor, null);
    const proposal = await spaces.decideProposal(tx, id, {
      state: isGranted ? 'granted' : 'refused',
      decidedBy: actor.id,
      reason,
    });
    if (!proposal) throw new AddaError('not_found');
    if (proposal.proposerId === actor.id) throw new AddaError('own_matter');
    await raise(tx, { kind: 'space.proposal_decided', actorId: actor.id, proposalId: id, isGranted });
    if (!isGranted) return { slug: null };
    const { name, kind, charter } = proposal;
    return makeSpace(tx, current, { name, kind, charter, overrideReason: input.overrideReason }, proposal.proposerId);
  });
}

/** Members of a space elect its moderators: they propose, support and vote; whoever is proposed accepts or declines. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { mustBeTaken } from '../../platform/looking.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { endSecretsOf } from '../../people/accounts/roles.ts';
import type { Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { checkHonestText } from '../../people/accounts/check.ts';
import { memberNamed } from '../../people/accounts/manage.ts';
import { actorOf, insertSpaceModerator, lockOffices } from '../../people/accounts/office-queries.ts';
import { updateAccount } from '../../people/accounts/queries.ts';
import { mustNotBeSilent } from '../../people/accounts/silence-queries.ts';
import * as rules from '../../rules/elections.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { whyNotAddTo } from '../../rules/memberships.ts';
import { NOMINATIONS_PER_MEMBER } from '../../rules/rate-limits.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, cleanWords } from '../../../shared/text.ts';
import type { NominationState } from '../../../shared/words.ts';
import { type Space, spaceById, spaceToRead } from '../spaces/queries.ts';
import * as queries from './nomination-queries.ts';

/** Standings that are read together. */
const BATCH = 10_000;
const FEW = 500;

/** Those who may vote in a space by what they wrote before a moment. @param enough no more are looked for then */
async function entitledIn(tx: Tx, spaceId: number, before: number, enough = Infinity): Promise<Set<number>> {
  const found = new Set<number>();
  const batch = enough < FEW ? FEW : BATCH;
  for (let after = 0; ;) {
    const rows = await queries.standingsIn(tx, spaceId, before, after, batch);
    for (const row of rows) if (rules.isEntitled(row, tx.now, before)) found.add(row.id);
    if (rows.length < batch || found.size >= enough) return found;
    after = rows.at(-1)!.id;
  }
}

/** How many may vote about somebody: nobody does about themself. */
async function countEntitled(tx: Tx, spaceId: number, nomineeId: number, enough?: number): Promise<number> {
  const all = await entitledIn(tx, spaceId, tx.now, enough);
  return all.has(nomineeId) ? all.size - 1 : all.size;
}

export type NominateInput = { name: string; why: string };

async function checkWhy(
  adda: Adda,
  tx: Tx,
  of: { accountId: number; spaceId: number },
  typed: string,
): Promise<string> {
  const why = typed.length <= 4 * LIMITS.nomination.max ? cleanWords(typed) : typed;
  const faults: FieldFault[] = lengthFaults('why', why, LIMITS.nomination);
  if (faults.length === 0) await checkHonestText(tx, 'why', why, faults);
  if (faults.length > 0) throw invalid(...faults);
  await mustBeTaken(adda, tx, { ...of, lines: { why } });
  return why;
}

/**
 * Proposes a member, or oneself, as a moderator of a space. Who proposes themself has accepted.
 * @throws {AddaError} `not_signed_in`, `not_found`, `staff_cannot`, `archived`, `not_entitled`, `silenced`,
 *   `too_few_voters`, `too_many`, `invalid`
 */
export async function nominate(adda: Adda, actor: Actor, slug: string, input: NominateInput): Promise<{ id: number }> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write(async (tx) => {
    const now = await actorOf(tx, actor);
    const space = await spaceToRead(tx, await audienceOfAccount(tx, actor.id), slug);
    const no = rules.whyNotNominate(now, space, await queries.standingIn(tx, space.id, tx.now, actor.id), tx.now);
    if (no || !now) throw new AddaError(no ?? 'not_signed_in');
    await mustNotBeSilent(tx, now.id, space.id);
    const why = await checkWhy(adda, tx, { accountId: now.id, spaceId: space.id }, input.why);
    const nominee = await memberNamed(tx, input.name);
    const fault = rules.whyNotStand(
      await actorOf(tx, nominee),
      space,
      await queries.standingIn(tx, space.id, tx.now, nominee.id),
      tx.now,
      await queries.lastEndedAt(tx, space.id, nominee.id),
    );
    if (fault) throw invalid({ field: 'name', fault });
    const entitled = await countEntitled(tx, space.id, nominee.id, rules.ENOUGH + 1);
    const tooFew = rules.whyNotElect(entitled);
    if (tooFew) throw new AddaError(tooFew);
    await consume(tx, NOMINATIONS_PER_MEMBER, now.id);
    const id = await queries.insertNomination(tx, {
      ...{ spaceId: space.id, nomineeId: nominee.id, nominatorId: now.id, why },
      secondsNeeded: rules.secondsNeeded(entitled),
      acceptedAt: nominee.id === now.id ? tx.now : null,
      endsAt: tx.now + rules.WAITS_MS,
    });
    if (id === null) throw invalid({ field: 'name', fault: 'nominated_lately' });
    await raise(tx, { kind: 'space.nominated', actorId: now.id, nominationId: id, accountId: nominee.id });
    return { id };
  });
}

type Opened = { now: NonNullable<Actor>; space: Space; nomination: queries.Nomination };

/** The nomination, locked, with its space and who acts as they are now. @throws {AddaError} `not_signed_in`, `not_found` */
async function opened(tx: Tx, actor: Actor, id: number): Promise<Opened> {
  const now = actor && (await actorOf(tx, actor));
  if (!now) throw new AddaError('not_signed_in');
  await oneAtATime(tx, `nomination:${id}`);
  const nomination = await queries.nominationById(tx, id);
  const slug = nomination && (await spaceById(tx, nomination.spaceId))?.slug;
  if (!nomination || !slug) throw new AddaError('not_found');
  return { now, nomination, space: await spaceToRead(tx, await audienceOfAccount(tx, now.id), slug) };
}

/** Where enough support it and who is nominated has accepted, the vote begins. */
async function openVote(tx: Tx, { nomination, space }: Opened): Promise<void> {
  if (!rules.opensVote(nomination, await queries.countSupport(tx, nomination.id))) return;
  await queries.updateNomination(tx, nomination.id, {
    ...{ state: 'voting', votingAt: tx.now, endsAt: tx.now + rules.VOTE_MS },
    entitled: await countEntitled(tx, space.id, nomination.nomineeId ?? 0),
  });
  await raise(tx, { kind: 'space.vote_opened', actorId: null, nominationId: nomination.id });
}

type Where = { slug: string };

/**
 * Supports a nomination.
 * @throws {AddaError} `not_signed_in`, `not_found`, `staff_cannot`, `own_matter`, `archived`, `not_entitled`, `silenced`, `no_change`
 */
export async function supportNomination(adda: Adda, actor: Actor, id: number): Promise<Where> {
  return adda.store.write(async (tx) => {
    const all = await opened(tx, actor, id);
    const { now, space, nomination } = all;
    const standing = await queries.standingIn(tx, space.id, tx.now, now.id);
    const no = rules.whyNotSecond(now, space, nomination, standing, tx.now);
    if (no) throw new AddaError(no);
    await mustNotBeSilent(tx, now.id, space.id);
    if (!(await queries.insertSupport(tx, id, now.id))) throw new AddaError('no_change');
    await raise(tx, { kind: 'space.nomination_seconded', actorId: now.id, nominationId: id });
    await openVote(tx, all);
    return { slug: space.slug };
  });
}

/**
 * Whoever is nominated accepts, or declines as long as it is open.
 * @throws {AddaError} `not_signed_in`, `not_found`, `forbidden` for others, `archived`, `no_change`
 */
export async function answerNomination(adda: Adda, actor: Actor, id: number, isAccepting: boolean): Promise<Where> {
  return adda.store.write(async (tx) => {
    const all = await opened(tx, actor, id);
    const { now, space, nomination } = all;
    const no = rules.whyNotAnswer(now, nomination, isAccepting, tx.now) ?? (isAccepting ? whyNotAddTo(space) : null);
    if (no) throw new AddaError(no);
    if (!isAccepting) await end(tx, nomination, 'declined', { actorId: now.id });
    else {
      await queries.updateNomination(tx, id, { acceptedAt: tx.now });
      await raise(tx, { kind: 'space.nomination_accepted', actorId: now.id, nominationId: id });
      await openVote(tx, { ...all, nomination: { ...nomination, acceptedAt: tx.now } });
    }
    return { slug: space.slug };
  });
}

/**
 * Votes, or votes otherwise until the end.
 * @throws {AddaError} `not_signed_in`, `not_found`, `staff_cannot`, `own_matter`, `vote_over`, `archived`, `not_entitled`
 */
export async function vote(adda: Adda, actor: Actor, id: number, isYes: boolean): Promise<Where> {
  return adda.store.write(async (tx) => {
    const { now, space, nomination } = await opened(tx, actor, id);
    const standing = await queries.standingIn(tx, space.id, nomination.votingAt ?? tx.now, now.id);
    const no = rules.whyNotVote(now, space, nomination, standing, tx.now);
    if (no) throw new AddaError(no);
    await queries.putBallot(tx, id, now.id, isYes);
    await raise(tx, { kind: 'space.voted', actorId: null, nominationId: id });
    return { slug: space.slug };
  });
}

/**
 * An admin says in public why not: that ends it.
 * @throws {AddaError} `not_signed_in`, `forbidden`, `token_scope`, `not_found`, `no_change`, `invalid`
 */
export async function objectTo(adda: Adda, actor: Actor, id: number, input: { reason: string }): Promise<Where> {
  const objection = cleanLine(input.reason);
  return adda.store.write(async (tx) => {
    const { now, space, nomination } = await opened(tx, actor, id);
    const no = rules.whyNotObject(now, nomination, tx.now);
    if (no) throw new AddaError(no);
    const faults = lengthFaults('reason', objection, LIMITS.reason);
    if (faults.length > 0) throw invalid(...faults);
    await queries.updateNomination(tx, id, { objectorId: now.id, objection });
    await end(tx, nomination, 'objected', { actorId: now.id });
    await record(tx, {
      ...{ kind: 'nomination_objected', actorId: now.id, brandId: null, spaceId: space.id },
      facts: { space: space.name, reason: objection },
    });
    return { slug: space.slug };
  });
}

type Counts = { yes: number; no: number };

/** Ends it; nobody's vote is kept then. */
async function end(
  tx: Tx,
  { id }: queries.Nomination,
  state: NominationState,
  { actorId = null, counts }: { actorId?: number | null; counts?: Counts },
): Promise<void> {
  await queries.deleteBallots(tx, id);
  await queries.updateNomination(tx, id, { state, decidedAt: tx.now, ...counts });
  await raise(tx, { kind: 'space.nomination_ended', actorId, nominationId: id, state });
}

/** What was voted by those who may still vote: nobody who has left, speaks for a brand or is suspended by now. What else
 * moderators decided since the vote began changes nothing. */
async function countVotes(tx: Tx, nomination: queries.Nomination): Promise<Counts> {
  const entitled = await entitledIn(tx, nomination.spaceId, nomination.votingAt ?? 0);
  const counted = (await queries.ballotsOf(tx, nomination.id)).filter(({ accountId }) => entitled.has(accountId));
  const yes = counted.filter(({ isYes }) => isYes).length;
  return { yes, no: counted.length - yes };
}

/** Gives the office to who was elected. No secret is good before and after. */
async function appointElected(tx: Tx, spaceId: number, accountId: number): Promise<void> {
  await insertSpaceModerator(tx, spaceId, accountId, null);
  await updateAccount(tx, accountId, {});
  await endSecretsOf(tx, accountId);
  await raise(tx, { kind: 'space.moderator_changed', actorId: null, spaceId, accountId, isSet: true });
}

/** Ends a nomination whose time is over; one that ended already stays as it is. */
async function endIfDue(tx: Tx, id: number): Promise<void> {
  await oneAtATime(tx, `nomination:${id}`);
  const nomination = await queries.nominationById(tx, id);
  if (!nomination || nomination.decidedAt !== null || nomination.endsAt > tx.now) return;
  const { spaceId, nomineeId, entitled } = nomination;
  if (nomination.state === 'proposed') return end(tx, nomination, 'lapsed', {});
  const space = (await spaceById(tx, spaceId))!;
  const counts = await countVotes(tx, nomination);
  if (nomineeId !== null) await lockOffices(tx, nomineeId);
  const who = nomineeId === null ? null : await actorOf(tx, { id: nomineeId });
  const since = nomination.votingAt ?? tx.now;
  const standing = who && (await queries.standingIn(tx, spaceId, since, who.id));
  const cannot = rules.whyNotStand(who, space, standing, tx.now);
  const isElected = !cannot && rules.isElected({ ...counts, entitled: entitled ?? 0 });
  const state = cannot ? 'lapsed' : isElected ? 'elected' : 'not_elected';
  await end(tx, nomination, state, { counts });
  if (isElected) await appointElected(tx, spaceId, who!.id);
  await record(tx, {
    ...{ kind: 'moderator_vote', actorId: nomineeId, brandId: null, spaceId },
    facts: { space: space.name, result: state, ...counts, entitled },
  });
}

const AT_ONCE = 100;

/** Counts the votes that are over, each in a transaction of its own; what came to no vote lapses. Twice is once. */
export async function endDueNominations(adda: Adda, now = Date.now()): Promise<void> {
  for (const id of await queries.dueNominations(adda.store.read, now, AT_ONCE))
    await adda.store.write((tx) => endIfDue(tx, id));
}

/** Closing a space, letting people in and out, its archive and its rules, who keeps the peace in it. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { hideHelpIn } from '../threads/help-queries.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import { endSecretsOf } from '../../people/accounts/roles.ts';
import type { From, Viewer } from '../../platform/sessions/sessions.ts';
import type { Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { lockToAppoint, memberNamed } from '../../people/accounts/manage.ts';
import { actorOf, deleteSpaceModerator, insertSpaceModerator } from '../../people/accounts/office-queries.ts';
import { updateAccount } from '../../people/accounts/queries.ts';
import { proveIdentity } from '../../people/accounts/tries.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { whyNotAppoint, whyNotGiveAccess, whyNotLetIn } from '../../rules/memberships.ts';
import { SLOW_MINUTES } from '../../rules/moderation.ts';
import { JOINS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { nameSlug } from '../../rules/names.ts';
import { type Actor, isStaff, whyNotAdminister, whyNotModerate } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, cleanText } from '../../../shared/text.ts';
import type { SpaceAccess } from '../../../shared/words.ts';
import { intoSpace, type Space, spaceToRead, updateSpace } from '../spaces/queries.ts';
import * as queries from './queries.ts';

/** The space, locked against others who keep it, with who acts as they are now. @throws {AddaError} `not_signed_in`, `not_found` */
export async function kept(tx: Tx, actor: Actor, slug: string): Promise<{ space: Space; now: NonNullable<Actor> }> {
  const now = actor && (await actorOf(tx, actor));
  if (!now) throw new AddaError('not_signed_in');
  const { id } = await spaceToRead(tx, await audienceOfAccount(tx, now.id), slug);
  await oneAtATime(tx, `space:${id}`);
  return { space: await spaceToRead(tx, await audienceOfAccount(tx, now.id), slug), now };
}

/** Who may read is asked with each request; whoever was let in or out is somebody else from now on. */
const changeReader = (tx: Tx, accountId: number) => updateAccount(tx, accountId, {});

/** Notes in the public log how a space is kept. */
export async function log(
  tx: Tx,
  actor: NonNullable<Actor>,
  space: Space,
  act: string,
  more: Record<string, number> = {},
): Promise<void> {
  await record(tx, {
    ...{ kind: 'space_kept', actorId: actor.id, brandId: null },
    facts: { act, space: space.name, ...more },
    spaceId: space.id,
  });
}

/**
 * Says who may read a space. Whoever closes it belongs to it.
 * @throws {AddaError} `forbidden`, `not_found`, `no_change`, `across_border` where words for few would be opened
 */
export async function giveAccess(adda: Adda, actor: Actor, slug: string, access: SpaceAccess): Promise<void> {
  await adda.store.write(async (tx) => {
    const { space, now } = await kept(tx, actor, slug);
    const no = whyNotGiveAccess(now, space, access, await queries.isEmptySpace(tx, space.id));
    if (no) throw new AddaError(no);
    await updateSpace(tx, space.id, { access, ...(access !== 'private' && { joinCode: null }) });
    // Who reads the entry are those who read the space from now on.
    await log(tx, now, space, `access.${access}`);
    if (access === 'private') {
      await queries.insertMembership(tx, space.id, now.id, now.id);
      await hideHelpIn(tx, space.id);
    }
    await changeReader(tx, now.id);
    await raise(tx, { kind: 'space.changed', actorId: now.id, spaceId: space.id });
  });
}

/** Archives a space, or opens it again. @throws {AddaError} `forbidden`, `not_found`, `no_change` */
export async function archiveSpace(adda: Adda, actor: Actor, slug: string, isArchived: boolean): Promise<void> {
  await adda.store.write((tx) => archiveIn(tx, actor, slug, isArchived));
}

/** The same within a transaction. */
export async function archiveIn(tx: Tx, actor: Actor, slug: string, isArchived: boolean): Promise<void> {
  const { space, now } = await kept(tx, actor, slug);
  const no = whyNotModerate(now, space.id);
  if (no) throw new AddaError(no);
  if ((space.archivedAt !== null) === isArchived) throw new AddaError('no_change');
  // What is about to be added lands first, or finds it archived.
  await oneAtATime(tx, intoSpace(space.id));
  await updateSpace(tx, space.id, { archivedAt: isArchived ? tx.now : null });
  await raise(tx, { kind: 'space.changed', actorId: now.id, spaceId: space.id });
  await log(tx, now, space, isArchived ? 'archive' : 'reopen');
}

/** Sets the pace of a space within a transaction. @throws {AddaError} `forbidden`, `not_found`, `no_change` */
export async function slowIn(tx: Tx, actor: Actor, slug: string, slowMinutes: number): Promise<void> {
  const { space, now } = await kept(tx, actor, slug);
  const no = whyNotModerate(now, space.id);
  if (no) throw new AddaError(no);
  if (space.slowMinutes === slowMinutes) throw new AddaError('no_change');
  await updateSpace(tx, space.id, { slowMinutes });
  await raise(tx, { kind: 'space.changed', actorId: now.id, spaceId: space.id });
  await log(tx, now, space, 'space.slow', { minutes: slowMinutes });
}

/** Notes that the moderators of a space were reminded, within a transaction. */
export const logReminder = (tx: Tx, actor: NonNullable<Actor>, space: Space): Promise<void> =>
  log(tx, actor, space, 'space.remind');

export type KeepInput = { rules: string; joinQuestion?: string; slowMinutes: number };

/** Its rules, what whoever asks to be let in is asked, its pace. @throws {AddaError} `forbidden`, `not_found`, `invalid` */
export async function keepSpace(adda: Adda, actor: Actor, slug: string, input: KeepInput): Promise<void> {
  const isNear = input.rules.length <= 4 * LIMITS.houseRules.max;
  const rules = isNear ? cleanText(input.rules).trim() : input.rules;
  const joinQuestion = cleanLine(input.joinQuestion ?? '');
  const faults: FieldFault[] = [];
  faults.push(
    ...lengthFaults('rules', rules, LIMITS.houseRules),
    ...lengthFaults('joinQuestion', joinQuestion, LIMITS.joinQuestion),
  );
  if (!SLOW_MINUTES.some((minutes) => minutes === input.slowMinutes))
    faults.push({ field: 'slowMinutes', fault: 'wrong' });
  await adda.store.write(async (tx) => {
    const { space, now } = await kept(tx, actor, slug);
    const no = whyNotModerate(now, space.id);
    if (no) throw new AddaError(no);
    if (faults.length > 0) throw invalid(...faults);
    await updateSpace(tx, space.id, { rules, joinQuestion, slowMinutes: input.slowMinutes });
    await raise(tx, { kind: 'space.changed', actorId: now.id, spaceId: space.id });
    if (rules !== space.rules) await log(tx, now, space, 'space.rules');
    if (input.slowMinutes !== space.slowMinutes)
      await log(tx, now, space, 'space.slow', { minutes: input.slowMinutes });
  });
}

/** Lets a member into a private space; in twice is in. @throws {AddaError} `forbidden`, `not_found`, `invalid` for nobody of this name */
export async function letIn(adda: Adda, actor: Actor, slug: string, name: string): Promise<void> {
  await adda.store.write(async (tx) => {
    const { space, now } = await kept(tx, actor, slug);
    const no = whyNotLetIn(now, space);
    if (no) throw new AddaError(no);
    const member = await memberNamed(tx, name);
    await enter(tx, space, member.id, now.id);
  });
}

async function enter(tx: Tx, space: Space, accountId: number, by: number): Promise<void> {
  if (!(await queries.insertMembership(tx, space.id, accountId, by))) return;
  await changeReader(tx, accountId);
  await raise(tx, { kind: 'space.member_changed', actorId: by, spaceId: space.id, accountId, isSet: true });
}

/**
 * Lets somebody out of a private space: a moderator another, or a member themself.
 * @throws {AddaError} `forbidden`, `not_found`, `no_change` for who is not in it, `holds_office` for its moderators
 */
export async function letOut(adda: Adda, actor: Actor, slug: string, name: string): Promise<void> {
  await adda.store.write(async (tx) => {
    const { space, now } = await kept(tx, actor, slug);
    const member = await memberNamed(tx, name);
    const isSelf = member.id === now.id;
    const no = isSelf ? null : whyNotLetIn(now, space);
    if (no) throw new AddaError(no);
    if (!(await queries.deleteMembership(tx, space.id, member.id))) throw new AddaError('no_change');
    await changeReader(tx, member.id);
    await raise(tx, {
      kind: 'space.member_changed',
      actorId: now.id,
      spaceId: space.id,
      accountId: member.id,
      isSet: false,
    });
  });
}

/** A new address at which one asks to be let in; the one before leads nowhere. @returns its secret part, shown once */
export async function makeJoinCode(adda: Adda, actor: Actor, slug: string): Promise<string> {
  const code = randomSecret();
  await setJoinCode(adda, actor, slug, hashSecret(code));
  return code;
}

export const endJoinCode = (adda: Adda, actor: Actor, slug: string): Promise<void> =>
  setJoinCode(adda, actor, slug, null);

async function setJoinCode(adda: Adda, actor: Actor, slug: string, joinCode: string | null): Promise<void> {
  await adda.store.write(async (tx) => {
    const { space, now } = await kept(tx, actor, slug);
    const no = whyNotLetIn(now, space);
    if (no) throw new AddaError(no);
    await updateSpace(tx, space.id, { joinCode });
    await raise(tx, { kind: 'space.changed', actorId: now.id, spaceId: space.id });
  });
}

/**
 * Asks to be let into the space whose address one was given.
 * @throws {AddaError} `not_signed_in`, `not_found`, `staff_cannot`, `invalid`, `taken` while a request waits, `too_many`
 */
export async function askToJoin(adda: Adda, actor: Actor, code: string, input: { words: string }): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  const words = cleanLine(input.words);
  await adda.store.write(async (tx) => {
    const now = await actorOf(tx, actor);
    const space = await queries.spaceByJoinCode(tx, code);
    if (!space || !now) throw new AddaError('not_found');
    if (isStaff(now)) throw new AddaError('staff_cannot');
    await consume(tx, JOINS_PER_MEMBER, now.id);
    if (await queries.isMember(tx, space.id, now.id)) throw new AddaError('no_change');
    const { min, max } = LIMITS.joinWords;
    const faults = lengthFaults('words', words, space.joinQuestion ? { min, max } : { max });
    if (faults.length > 0) throw invalid(...faults);
    const id = await queries.putRequest(tx, space.id, now.id, words);
    if (id === null) throw new AddaError('taken');
    await raise(tx, { kind: 'space.join_asked', actorId: now.id, requestId: id });
  });
}

/** @throws {AddaError} `not_found` for who does not keep that space, `no_change` when it is decided */
export async function decideRequest(
  adda: Adda,
  actor: Actor,
  id: number,
  isGranted: boolean,
): Promise<{ slug: string }> {
  return adda.store.write(async (tx) => {
    const request = await queries.requestById(tx, id);
    const now = actor && (await actorOf(tx, actor));
    if (!request || whyNotModerate(now, request.spaceId) !== null) throw new AddaError('not_found');
    const space = await queries.spaceOf(tx, request.spaceId);
    if (!(await queries.decideRequest(tx, id, isGranted, now!.id))) throw new AddaError('no_change');
    if (isGranted) await enter(tx, space, request.accountId, now!.id);
    await raise(tx, { kind: 'space.join_decided', actorId: now!.id, requestId: id, isGranted });
    return { slug: space.slug };
  });
}

/**
 * Names a moderator of a space, or takes that back; whoever is one may leave. Asks for the password again.
 * @throws {AddaError} `in_person`, `invalid`, `forbidden`, `not_found`, `is_staff`, `no_change`, `too_many`, `busy`
 */
export async function appoint(
  adda: Adda,
  viewer: Viewer,
  slug: string,
  input: { name: string; isSet: boolean; current: string },
  from: From,
): Promise<void> {
  const isLeaving = !input.isSet && nameSlug(input.name) === viewer.slug;
  const refused = isLeaving ? null : whyNotAdminister(viewer);
  if (refused) throw new AddaError(refused);
  await proveIdentity(adda, viewer, input.current, from);
  await adda.store.write(async (tx) => {
    const { space, now } = await kept(tx, viewer, slug);
    const named = await memberNamed(tx, input.name);
    const no = whyNotAppoint(now, named, input.isSet);
    if (no) throw new AddaError(no);
    const account = input.isSet ? await lockToAppoint(tx, input.name) : named;
    const isOne = (await queries.moderatorsOf(tx, space.id)).here.some(({ id }) => id === account.id);
    if (isOne === input.isSet) throw new AddaError('no_change');
    if (input.isSet) await insertSpaceModerator(tx, space.id, account.id, now.id);
    else await deleteSpaceModerator(tx, space.id, account.id);
    await updateAccount(tx, account.id, {});
    // No secret is good before and after.
    await endSecretsOf(tx, account.id);
    const changed = { spaceId: space.id, accountId: account.id, isSet: input.isSet };
    await raise(tx, { kind: 'space.moderator_changed', actorId: now.id, ...changed });
    const kind = input.isSet ? 'moderator_named' : isLeaving ? 'moderator_left' : 'moderator_dismissed';
    await record(tx, {
      ...{ kind, actorId: now.id, brandId: null },
      facts: { space: space.name, ...(!isLeaving && { account: account.id }) },
      spaceId: space.id,
    });
  });
}

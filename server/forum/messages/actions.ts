/** What people do with conversations: begin, write, accept, refuse, leave, bring somebody in. */
import type { Adda } from '../../platform/adda.ts';
import { participantsOf } from '../drafts/people-queries.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { mustBeTaken } from '../../platform/looking.ts';
import { markRead, signalTold } from '../../platform/notifications/queries.ts';
import type { Tx } from '../../platform/store/store.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import * as rules from '../../rules/messages.ts';
import { nameSlug } from '../../rules/names.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import { MESSAGE_REASONS } from '../../../shared/words.ts';
import * as people from './people-queries.ts';
import * as queries from './queries.ts';
import { endDraft, type KeptAs } from '../drafts/drafts.ts';
import {
  drawMessage,
  type DrawnMessage,
  endKept,
  keepingRefused,
  mustBe,
  mustHaveRoomToBegin,
  writeMessage,
  writerOf,
} from './write.ts';

/** @property to names of members @property kept where it was kept while it was typed */
export type NewConversation = { to: readonly string[]; body: string; kept: KeptAs };
/** @property isRequest whether somebody has to accept it first */
export type Sent = { conversationId: number; messageId: number; isRequest: boolean };

/** Names in one field; more are counted, and not looked for. */
const NAMES_READ = 40;

/** The people named in a field, each once. @throws {AddaError} `invalid` for names of nobody and for oneself, `takes_no_messages`, `you_blocked` */
async function recipientsIn(tx: Tx, actor: NonNullable<Actor>, names: readonly string[]) {
  const typed = names.slice(0, NAMES_READ).map((name) => cleanLine(name).replace(/^@/, '').trim());
  const slugs = [...new Set(typed.filter(Boolean).map(nameSlug))].filter(Boolean);
  if (slugs.length === 0) throw invalid({ field: 'to', fault: 'required' });
  if (names.length > NAMES_READ || slugs.length >= LIMITS.participants) throw new AddaError('too_many_participants');
  const found = await people.recipientsBy(tx, actor.id, slugs);
  const own = found.find(({ id }) => id === actor.id)?.slug;
  const faults = typed
    .filter((name) => name && !found.some(({ slug, id }) => slug === nameSlug(name) && id !== actor.id))
    .map((text): FieldFault => ({ field: 'to', fault: nameSlug(text) === own ? 'yourself' : 'unknown_member', text }));
  if (faults.length > 0) throw invalid(faults[0]!);
  for (const to of found) mustBe(rules.whyNotReach(actor, to));
  return found;
}

/** Brings people in who are not there yet; who never accepted the one who does is asked. @returns who is asked */
async function bringIn(
  tx: Tx,
  actor: NonNullable<Actor>,
  conversationId: number,
  found: readonly people.RecipientRow[],
): Promise<number[]> {
  const sinceId = await queries.newestIn(tx, conversationId);
  const asked: number[] = [];
  for (const to of found) {
    const hasLeft = (await queries.participantIn(tx, conversationId, to.id))?.state === 'left';
    const state = rules.stateOfAdded(actor, to, hasLeft);
    await queries.putParticipant(tx, {
      ...{ conversationId, accountId: to.id, state, addedBy: actor.id, addedAt: tx.now, sinceId, readId: sinceId },
      acceptedAt: state === 'accepted' ? tx.now : null,
    });
    if (state === 'requested') asked.push(to.id);
  }
  return asked;
}

/** What somebody says first to a stranger is short, and looked at as lines that cannot wait are. @throws {AddaError} `invalid` */
export async function checkRequest(adda: Adda, tx: Tx, accountId: number, body: string): Promise<void> {
  const faults = lengthFaults('body', body, LIMITS.request);
  if (faults.length > 0) throw invalid(...faults);
  await mustBeTaken(adda, tx, { accountId, spaceId: null, lines: { body } });
}

const tellAsked = async (tx: Tx, actorId: number, conversationId: number, asked: readonly number[]) => {
  for (const accountId of asked) await raise(tx, { kind: 'conversation.asked', actorId, conversationId, accountId });
};

/** The conversation that two have. From an office one waits for nobody to accept: there it begins anew. */
async function theirs(tx: Tx, actor: NonNullable<Actor>, to: people.RecipientRow): Promise<number | null> {
  const id = await queries.conversationOfTwo(tx, actor.id, to.id);
  if (id === null || !rules.writesFromOffice(actor)) return id;
  return (await queries.participantIn(tx, id, to.id))?.state === 'accepted' ? id : null;
}

/** Goes on in the conversation that the two have. */
async function goOnWith(tx: Tx, actor: NonNullable<Actor>, conversationId: number, drawn: DrawnMessage): Promise<Sent> {
  await queries.lockConversation(tx, conversationId);
  const me = await queries.participantIn(tx, conversationId, actor.id);
  // Whoever was asked, or refused, and now writes first, comes to it.
  if (me && me.state !== 'accepted') await comeIn(tx, conversationId, actor.id);
  return writeInto(tx, actor, conversationId, drawn);
}

/**
 * Begins a conversation, or goes on in the one that two people have.
 * @throws {AddaError} `not_signed_in`, `staff_cannot`, `silenced`, `suspended`, `too_many`, `invalid`, `takes_no_messages`, `you_blocked`,
 *   `awaits_acceptance`, `too_many_participants`
 */
export async function beginConversation(adda: Adda, actor: Actor, input: NewConversation): Promise<Sent> {
  if (!actor) throw new AddaError('not_signed_in');
  mustBe(rules.whyNotBegin(actor));
  const drawn = await drawMessage(adda, actor, input.body);
  return adda.store.write(async (tx) => {
    const now = await actorOf(tx, actor);
    mustBe(rules.whyNotBegin(now));
    const writer = await writerOf(tx, actor.id);
    const found = await recipientsIn(tx, now!, input.to);
    if (found.length === 1) await queries.lockPair(tx, actor.id, found[0]!.id);
    const there = found.length === 1 ? await theirs(tx, now!, found[0]!) : null;
    await endKept(tx, actor.id, input.kept, found, drawn.markdown);
    if (there !== null) return goOnWith(tx, now!, there, drawn);
    await mustHaveRoomToBegin(tx, actor.id);
    const conversationId = await queries.insertConversation(tx);
    const own = { conversationId, accountId: actor.id, state: 'accepted' as const, addedAt: tx.now };
    await queries.putParticipant(tx, { ...own, addedBy: null, acceptedAt: tx.now });
    const asked = await bringIn(tx, now!, conversationId, found);
    if (asked.length > 0) await checkRequest(adda, tx, actor.id, drawn.markdown);
    const messageId = await writeMessage(tx, conversationId, writer, drawn);
    await tellAsked(tx, actor.id, conversationId, asked);
    return { conversationId, messageId, isRequest: asked.length === found.length };
  });
}

/** Others of a conversation as they are to one who writes. */
export async function othersOf(tx: Tx, conversationId: number, actor: NonNullable<Actor>) {
  const isOffice = rules.writesFromOffice(actor);
  const all = (await participantsOf(tx, [conversationId])).filter((one) => one.accountId !== actor.id);
  const among = await people.blocksAmong(
    tx,
    actor.id,
    all.map((one) => one.accountId),
  );
  return all.map((one) => ({
    ...one,
    blocks: !isOffice && among.blocks.has(one.accountId),
    isBlocked: among.isBlocked.has(one.accountId),
  }));
}

/** Who takes part, and who else does, in a conversation that is locked then. @throws {AddaError} `not_found` and what the rule says */
async function mustTakePart(tx: Tx, conversationId: number, actor: NonNullable<Actor>) {
  await queries.lockConversation(tx, conversationId);
  const me = await queries.participantIn(tx, conversationId, actor.id);
  const others = me ? await othersOf(tx, conversationId, actor) : [];
  mustBe(rules.whyNotWriteInto(me?.state ?? null, others));
  return others;
}

async function writeInto(
  tx: Tx,
  actor: NonNullable<Actor>,
  conversationId: number,
  drawn: DrawnMessage,
): Promise<Sent> {
  await mustTakePart(tx, conversationId, actor);
  const writer = await writerOf(tx, actor.id);
  const messageId = await writeMessage(tx, conversationId, writer, drawn);
  return { conversationId, messageId, isRequest: false };
}

/**
 * Writes into a conversation in which one takes part.
 * @throws {AddaError} `not_signed_in`, `not_found`, `accept_first`, `awaits_acceptance`, `nobody_here`, `takes_no_messages`, `you_blocked`,
 *   `silenced`, `suspended`, `too_many`, `invalid`; for staff `grant_ended`, `brand_links`, `referral_code`
 */
export async function sendMessage(
  adda: Adda,
  actor: Actor,
  conversationId: number,
  { body, draftAt }: { body: string; draftAt?: KeptAs['at'] },
): Promise<Sent> {
  if (!actor) throw new AddaError('not_signed_in');
  const drawn = await drawMessage(adda, actor, body);
  const kept = { place: `message:${conversationId}`, at: draftAt, values: { body } };
  const write = async (tx: Tx) => {
    const now = await actorOf(tx, actor);
    mustBe(now ? null : 'not_signed_in');
    const sent = await writeInto(tx, now!, conversationId, drawn);
    await endDraft(tx, actor.id, kept);
    return sent;
  };
  return keepingRefused(adda, actor, kept, () => adda.store.write(write));
}

async function comeIn(tx: Tx, conversationId: number, accountId: number): Promise<void> {
  await queries.updateParticipant(tx, conversationId, accountId, { state: 'accepted', acceptedAt: tx.now });
  await readTold(tx, conversationId, accountId);
  await raise(tx, { kind: 'conversation.changed', actorId: accountId, conversationId, accountId });
  const all = await participantsOf(tx, [conversationId]);
  // Whoever waits with the conversation open can go on at once.
  await signalTold(
    tx,
    all.flatMap((one) => (one.state === 'accepted' && one.accountId !== accountId ? [one.accountId] : [])),
  );
}

/** What one was told of a conversation needs no telling any more. */
const readTold = (tx: Tx, conversationId: number, accountId: number) =>
  markRead(tx, accountId, { reasons: MESSAGE_REASONS, refId: conversationId });

/** Nobody is told who refused. */
export async function refuse(tx: Tx, conversationId: number, accountId: number): Promise<void> {
  await queries.updateParticipant(tx, conversationId, accountId, { state: 'refused' });
  await readTold(tx, conversationId, accountId);
}

/** Accepts what one was asked to; twice is once. @throws {AddaError} `not_signed_in`, `not_found` */
export async function acceptConversation(adda: Adda, actor: Actor, conversationId: number): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    await queries.lockConversation(tx, conversationId);
    const me = await queries.participantIn(tx, conversationId, actor.id);
    mustBe(rules.whyNotAnswer(me?.state ?? null));
    if (me!.state === 'requested') await comeIn(tx, conversationId, actor.id);
  });
}

/**
 * Refuses what one was asked to, or leaves: one's own side of it is gone. Nobody is told who refused.
 * @throws {AddaError} `not_signed_in`, `not_found`
 */
export async function leaveConversation(adda: Adda, actor: Actor, conversationId: number): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    await queries.lockConversation(tx, conversationId);
    const me = await queries.participantIn(tx, conversationId, actor.id);
    mustBe(rules.whyNotAnswer(me?.state ?? null));
    const state = me!.state === 'requested' ? 'refused' : 'left';
    await queries.updateParticipant(tx, conversationId, actor.id, { state });
    await readTold(tx, conversationId, actor.id);
    await queries.emptyWhereUnread(tx, conversationId);
    await raise(tx, { kind: 'conversation.changed', actorId: actor.id, conversationId, accountId: actor.id });
  });
}

/**
 * Brings others into a conversation; they see what is said from then on.
 * @throws {AddaError} as `beginConversation` and `sendMessage`; `taken` for those who are there
 */
export async function addPeople(
  adda: Adda,
  actor: Actor,
  conversationId: number,
  to: readonly string[],
): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  mustBe(rules.whyNotBegin(actor));
  await adda.store.write(async (tx) => {
    const now = await actorOf(tx, actor);
    mustBe(rules.whyNotBegin(now));
    const others = await mustTakePart(tx, conversationId, now!);
    await writerOf(tx, actor.id);
    const found = await recipientsIn(tx, now!, to);
    const here = others.filter(({ state }) => state !== 'left');
    const fresh = found.filter(({ id }) => !here.some((one) => one.accountId === id));
    if (fresh.length === 0) throw invalid({ field: 'to', fault: 'taken' });
    mustBe(rules.whyNotTogether(here.length + 1, fresh.length));
    await mustHaveRoomToBegin(tx, actor.id);
    const asked = await bringIn(tx, now!, conversationId, fresh);
    await tellAsked(tx, actor.id, conversationId, asked);
    for (const { id } of fresh.filter((one) => !asked.includes(one.id)))
      await raise(tx, { kind: 'conversation.changed', actorId: actor.id, conversationId, accountId: id });
  });
}

/** Notes how far somebody has read: nobody else learns it. */
export async function readConversation(adda: Adda, accountId: number, conversationId: number, readId: number) {
  await adda.store.write(async (tx) => {
    await queries.updateParticipant(tx, conversationId, accountId, { readId });
    await readTold(tx, conversationId, accountId);
  });
}

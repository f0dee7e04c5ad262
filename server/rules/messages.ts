/**
 * Direct messages: who may begin with whom, who may write, how much. What is said first to somebody who never accepted
 * its writer is a request: no second word until they accept. Brand staff begin with nobody, and may be written to.
 */
import type { ErrorCode } from '../../shared/faults.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { MessagesFrom, ParticipantState, TrustStep } from '../../shared/words.ts';
import { cleanLine } from '../../shared/text.ts';
import { nameSlug } from './names.ts';
import { type Actor, whyNotAsMember, whyNotModerate } from './roles.ts';

/** @property conversations that one may begin in a day, and people one may add @property messages in a minute */
export type MessagesOpened = { conversations: number; messages: number };
export const MESSAGES_OPEN: Record<TrustStep, MessagesOpened> = {
  new: { conversations: 5, messages: 10 },
  known: { conversations: 20, messages: 20 },
  regular: { conversations: 40, messages: 30 },
};

/** Who keeps the peace in the whole forum may write to everybody, whatever they chose: their office stands beside it. */
export const writesFromOffice = (actor: Actor): boolean => whyNotModerate(actor, null) === null;

/** Who may write to somebody first, or bring them into a conversation. */
export const whyNotBegin = (actor: Actor): ErrorCode | null => whyNotAsMember(actor);

/**
 * Somebody who is to be written to, as they are to the writer.
 * @property isThere whether anybody reads what is sent there: no account that is gone, or waits for its owner
 * @property hasAccepted whether they ever accepted a conversation in which the writer takes part
 */
export type Recipient = {
  isThere: boolean;
  takesFrom: MessagesFrom;
  follows: boolean;
  hasAccepted: boolean;
  blocks: boolean;
  isBlocked: boolean;
};

/** The same answer for whoever is blocked as for whom nobody is let through: a blocked person is not told. */
export function whyNotReach(actor: Actor, to: Recipient): ErrorCode | null {
  if (to.isBlocked) return 'you_blocked';
  if (!to.isThere) return 'takes_no_messages';
  if (writesFromOffice(actor)) return null;
  if (to.blocks || to.takesFrom === 'nobody') return 'takes_no_messages';
  return to.takesFrom === 'known' && !to.follows && !to.hasAccepted ? 'takes_no_messages' : null;
}

/** How somebody stands in a conversation that another brings them into; whoever left it is asked. */
export const stateOfAdded = (actor: Actor, to: Recipient, hasLeft: boolean): ParticipantState =>
  (to.hasAccepted && !hasLeft) || writesFromOffice(actor) ? 'accepted' : 'requested';

/** Another one in a conversation, as they are to who wants to write. */
export type Other = { state: ParticipantState; blocks: boolean; isBlocked: boolean };

/**
 * Whether somebody may write into a conversation. Who refused reads like who has not answered yet, and who blocked like
 * who takes no messages.
 * @param state null for somebody who takes no part
 */
export function whyNotWriteInto(state: ParticipantState | null, others: readonly Other[]): ErrorCode | null {
  if (state === 'requested') return 'accept_first';
  if (state !== 'accepted') return 'not_found';
  const there = others.filter((one) => one.state === 'accepted');
  if (there.some(({ blocks, isBlocked }) => !blocks && !isBlocked)) return null;
  if (there.length > 0) return there.some(({ isBlocked }) => isBlocked) ? 'you_blocked' : 'takes_no_messages';
  const waits = others.some((one) => one.state === 'requested' || one.state === 'refused');
  return waits ? 'awaits_acceptance' : 'nobody_here';
}

/** So long an author may change what they said, or take it back: others may have answered it. */
const CHANGEABLE_MS = 15 * 60_000;
/** So long what it said before is kept, for those to whom it may still be reported. */
export const EARLIER_KEPT_MS = 30 * 24 * 3_600_000;

type Said = { authorId: number | null; createdAt: number; takenBackAt: number | null; earlier: string | null };

export const changeableUntil = ({ createdAt }: Pick<Said, 'createdAt'>): number => createdAt + CHANGEABLE_MS;

/** May somebody change a message that they can read, or take it back? */
export function whyNotChange(message: Said, accountId: number, now: number): ErrorCode | null {
  if (message.authorId !== accountId) return 'not_found';
  return message.takenBackAt !== null || now >= changeableUntil(message) ? 'message_stands' : null;
}

/** Other words reach those whom the first ones reached; nobody whom nothing more may be said to. */
export function whyNotSayAnew(others: readonly Other[]): ErrorCode | null {
  const no = whyNotWriteInto('accepted', others);
  return no === 'awaits_acceptance' || no === 'nobody_here' ? null : no;
}

/**
 * Whether somebody who has not accepted can read a message that was said first. Who refused counts like who has not answered
 * yet: nobody is told who refused.
 */
export const isReadAsRequest = (
  { id }: { id: number },
  others: readonly { state: ParticipantState; sinceId: number }[],
): boolean => others.some(({ state, sinceId }) => (state === 'requested' || state === 'refused') && sinceId < id);

/** Of somebody who is gone, and of words that nobody has any more, there is nothing to show to moderators. */
export const mayBeReported = ({ authorId, takenBackAt, earlier }: Said): boolean =>
  authorId !== null && (takenBackAt === null || earlier !== null);

/** @param count those who take part, or are asked to, already @param adding how many more */
export const whyNotTogether = (count: number, adding: number): ErrorCode | null =>
  count + adding > LIMITS.participants ? 'too_many_participants' : null;

/** The states in which somebody reads a conversation. */
export const READING = ['accepted', 'requested'] as const satisfies readonly ParticipantState[];

/** Reads this person a conversation? Who refused or left it does not, and nobody else whatever their office. */
export const readsConversation = (state: ParticipantState | null): boolean =>
  (READING as readonly (ParticipantState | null)[]).includes(state);

/** Whoever was asked decides once; accepting what one refused is coming back to it. */
export const whyNotAnswer = (state: ParticipantState | null): ErrorCode | null =>
  readsConversation(state) ? null : 'not_found';

/** Whether names, as they were typed with commas between them, are none but those of these people. */
export const isMeantFor = (typed: string, people: readonly { slug: string }[]): boolean =>
  typed
    .split(',')
    .map((name) => nameSlug(cleanLine(name).replace(/^@/, '').trim()))
    .every((slug) => slug === '' || people.some((one) => one.slug === slug));

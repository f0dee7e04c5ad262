/** What an author does for a short while with what they said: another text, or none. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { signalTold } from '../../platform/notifications/queries.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { EDITS_PER_MEMBER } from '../../rules/rate-limits.ts';
import * as rules from '../../rules/messages.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { withNotesOf } from '../../../shared/markdown-notes.ts';
import { participantsOf } from '../drafts/people-queries.ts';
import { checkLinks } from '../posting/render.ts';
import { checkRequest, othersOf } from './actions.ts';
import * as queries from './queries.ts';
import { type MessageRow, messageFor, wasFirstSaid } from './reading-queries.ts';
import { drawMessage, keepingRefused, mustBe, writerOf } from './write.ts';

export type MessageAt = { conversationId: number; messageId: number };

/** One's own message, as long as it may be changed. @throws {AddaError} `not_found`, `message_stands` */
export async function messageToChange(conn: Conn, accountId: number, at: MessageAt, now: number): Promise<MessageRow> {
  const message = await messageFor(conn, accountId, at.messageId);
  if (!message || message.conversationId !== at.conversationId) throw new AddaError('not_found');
  mustBe(rules.whyNotChange(message, accountId, now));
  return message;
}

/** What it said until now, after what it said before that. */
const earlierOf = ({ earlier, markdown }: MessageRow): string =>
  earlier === null ? markdown : `${earlier}\n\n${markdown}`;

/** Whoever has the conversation open sees it at once. */
async function tellAll(tx: Tx, actorId: number, at: MessageAt): Promise<void> {
  await raise(tx, { kind: 'message.changed', actorId, ...at });
  const all = await participantsOf(tx, [at.conversationId]);
  await signalTold(
    tx,
    all.flatMap(({ state, accountId }) => (rules.readsConversation(state) ? [accountId] : [])),
  );
}

/**
 * Puts another text in the place of one's own message.
 * @throws {AddaError} `not_signed_in`, `not_found`, `message_stands`, `message_changed_often`, `takes_no_messages`, `you_blocked`, `silenced`,
 *   `suspended`, `speaks_otherwise`, `too_many`, `invalid`; for staff `grant_ended`, `brand_links`, `referral_code`
 */
export async function changeMessage(adda: Adda, actor: Actor, at: MessageAt, body: string): Promise<MessageAt> {
  if (!actor) throw new AddaError('not_signed_in');
  const { markdown, drawn } = await drawMessage(adda, actor, body);
  const change = async (tx: Tx) => {
    const now = await actorOf(tx, actor);
    mustBe(now ? null : 'not_signed_in');
    await queries.lockConversation(tx, at.conversationId);
    const message = await messageToChange(tx, actor.id, at, tx.now);
    if (message.markdown === markdown) return;
    const others = await othersOf(tx, at.conversationId, now!);
    mustBe(rules.whyNotSayAnew(others));
    const { identity } = await writerOf(tx, actor.id);
    if ((identity?.brand.id ?? null) !== message.brandId) throw new AddaError('speaks_otherwise');
    if (identity) await checkLinks(tx, drawn.html, identity.brand.domains);
    await consume(tx, EDITS_PER_MEMBER, actor.id);
    const isRequest = rules.isReadAsRequest(message, others) && (await wasFirstSaid(tx, message));
    if (isRequest) await checkRequest(adda, tx, actor.id, markdown);
    const earlier = earlierOf(message);
    if (earlier.length > LIMITS.messageEarlier) throw new AddaError('message_changed_often');
    const html = withNotesOf(drawn.html, message.id);
    await queries.updateMessage(tx, message.id, { markdown, html, earlier, changedAt: tx.now });
    await tellAll(tx, actor.id, at);
  };
  const kept = { place: `message:${at.conversationId}`, values: { body } };
  await keepingRefused(adda, actor, kept, () => adda.store.write(change));
  return at;
}

/**
 * Takes one's own message back: that something was said stays, and what, for moderators to whom it is reported.
 * @throws {AddaError} `not_signed_in`, `not_found`, `message_stands`
 */
export async function takeBackMessage(adda: Adda, actor: Actor, at: MessageAt): Promise<MessageAt> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    await queries.lockConversation(tx, at.conversationId);
    const there = await messageFor(tx, actor.id, at.messageId);
    // Twice is once.
    if (there?.takenBackAt && there.authorId === actor.id && there.conversationId === at.conversationId) return;
    const message = await messageToChange(tx, actor.id, at, tx.now);
    const earlier = earlierOf(message);
    await queries.updateMessage(tx, message.id, { markdown: '', html: '', earlier, takenBackAt: tx.now });
    await tellAll(tx, actor.id, at);
  });
  return at;
}

/** What messages said before they were changed is kept for as long as somebody might report it. */
export async function forgetEarlier(adda: Adda): Promise<void> {
  await adda.store.write((tx) => queries.deleteEarlier(tx, tx.now - rules.EARLIER_KEPT_MS));
}

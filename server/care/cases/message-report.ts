/** Reporting a message: it joins the case of whoever wrote it, with what stands around it as the reporter sees it. */
import type { Adda } from '../../platform/adda.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError } from '../../platform/errors.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { site, wordsFor } from '../../platform/site/queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { participantIn } from '../../forum/messages/queries.ts';
import { messageFor, type MessageRow, messagesFor } from '../../forum/messages/reading-queries.ts';
import { mayBeReported } from '../../rules/messages.ts';
import { REPORTS_PER_MEMBER } from '../../rules/rate-limits.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { shorten } from '../../../shared/text.ts';
import type { ActReason } from '../../../shared/words.ts';
import { lockMatter } from './matter.ts';
import { appendToCase, openCaseOf } from './queries.ts';
import { checkSaid, insertInCase } from './report.ts';
import { type Subject, subjectNow } from './subjects.ts';

/** Messages before and after the reported one that go with it, and letters of each. */
const BEFORE = 3;
const AFTER = 2;
const LETTERS_AROUND = 1_000;

export type MessageAt = { conversationId: number; messageId: number };

/** A message of another as one who takes part reads it. @throws {AddaError} `not_found`, `own_post` */
export async function messageToReport(conn: Conn, accountId: number, at: MessageAt): Promise<MessageRow> {
  const message = await messageFor(conn, accountId, at.messageId);
  if (!message || message.conversationId !== at.conversationId || !mayBeReported(message))
    throw new AddaError('not_found');
  if (message.authorId === accountId) throw new AddaError('own_post');
  return message;
}

/** More lines than that stand behind one another: signs before thousands of them would bury what is said. */
const LINES = 100;

/** Each line of what somebody said, with the sign of whose it is: nobody puts words into another's mouth. */
function signed(sign: string, said: string): string {
  const lines = said
    .replace(/[▶▸]/gu, '>')
    .split(/[\n\r\v\f\u0085\u2028\u2029]+/u)
    .filter((line) => line.trim() !== '');
  const rest = lines.slice(LINES).join(' / ');
  return [...lines.slice(0, LINES), ...(rest ? [rest] : [])].map((line) => `${sign} ${line}`).join('\n');
}

/** What moderators get to read. Nobody else than whom it is about is known by it: names would stay when people go. */
async function transcriptOf(conn: Conn, accountId: number, message: MessageRow) {
  const { conversationId, id } = message;
  const m = wordsFor(await site(conn));
  const me = (await participantIn(conn, conversationId, accountId))!;
  const before = await messagesFor(conn, me, { before: id }, BEFORE);
  const after = await messagesFor(conn, me, { after: id }, AFTER);
  const line = (one: MessageRow): string => {
    const at = new Date(one.createdAt).toISOString().slice(0, 16).replace('T', ' ');
    const isIt = one.id === id;
    const sign = isIt ? '▶' : one.authorId === message.authorId ? '▸' : '·';
    const whole = (said: string) => signed(sign, isIt ? said : shorten(said, LETTERS_AROUND));
    const now = one.takenBackAt === null ? whole(one.markdown) : `(${m.messages.takenBack})`;
    const before = !isIt || one.earlier === null ? '' : `\n(${m.messages.transcriptEarlier})\n${whole(one.earlier)}`;
    return `${at} UTC\n${now}${before}`;
  };
  const of = (...said: MessageRow[]) => [m.messages.transcript, ...said.map(line)].join('\n\n');
  // What is reported comes first: lists show the beginning.
  return { text: of(message, ...before.toReversed(), ...after), core: of(message) };
}

/**
 * Reports a message to those who moderate the forum. They read it, what stands around it, and nothing else.
 * @throws {AddaError} `not_signed_in`, `not_found`, `own_post`, `invalid`, `taken`, `case_full`, `too_many`
 */
export async function reportMessage(
  adda: Adda,
  actor: Actor,
  at: MessageAt,
  input: { reason: ActReason; evidence: string },
): Promise<Subject> {
  if (!actor) throw new AddaError('not_signed_in');
  const evidence = checkSaid('evidence', input.evidence, LIMITS.evidence);
  return adda.store.write(async (tx) => {
    const message = await messageToReport(tx, actor.id, at);
    const on = { kind: 'conduct' as const, target: 'member' as const, subjectId: message.authorId! };
    const subject = await subjectNow(tx, await audienceOfAccount(tx, actor.id), on);
    if (!subject) throw new AddaError('not_found');
    await consume(tx, REPORTS_PER_MEMBER, actor.id);
    await lockMatter(tx, on);
    const transcript = await transcriptOf(tx, actor.id, message);
    const waiting = await openCaseOf(tx, on);
    const added = waiting === null ? 'there' : await appendToCase(tx, waiting, transcript);
    if (added === 'full') throw new AddaError('case_full');
    const values = { kind: on.kind, contact: null, language: null, reason: input.reason, evidence, proposal: null };
    const id = await insertInCase(tx, { ...subject, text: transcript.text }, { ...values, reporterId: actor.id });
    // Whoever reports more of the same person adds to what they reported before.
    if (id === null && added === 'there') throw new AddaError('taken');
    return subject;
  });
}

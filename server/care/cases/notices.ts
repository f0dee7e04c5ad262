/** Notices of unlawful content, from anybody (Regulation (EU) 2022/2065, Article 16): they count once they are confirmed. */
import type { Adda } from '../../platform/adda.ts';
import { type Audience, EVERYBODY } from '../../platform/audience/audience.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { hashSecret } from '../../platform/secrets.ts';
import type { From } from '../../platform/sessions/sessions.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { cleanEmail } from '../../people/accounts/check.ts';
import { mailboxKey } from '../../people/accounts/tries.ts';
import { networkOf } from '../../rules/addresses.ts';
import { contentAt } from '../../rules/cases.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { MAIL_PER_MAILBOX, REPORTS_PER_ADDRESS, REPORTS_PER_MEMBER } from '../../rules/rate-limits.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, cleanWords } from '../../../shared/text.ts';
import { insertNotice, noticeByLink, type Notice, updateNotice } from './notice-queries.ts';
import { deleteUnconfirmed } from './personal-queries.ts';
import { insertInCase } from './report.ts';
import { permalinkOf } from './report-view.ts';
import { type Subject, subjectNow, subjectToReport } from './subjects.ts';

const WEEK = 7 * 86_400_000;

export type NoticeInput = {
  address: string;
  why: string;
  name?: string;
  email?: string;
  isAbuse?: boolean;
  goodFaith?: boolean;
  language: string;
};

type Checked = { address: string; why: string; name: string | null; email: string | null; isAbuse: boolean };

/** @param isKnown whether the forum knows already who says it */
function checkNotice(input: NoticeInput, isKnown: boolean): Checked {
  const { isAbuse = false } = input;
  const address = cleanLine(input.address);
  const isNear = input.why.length <= 4 * LIMITS.notice.max;
  const why = isNear ? cleanWords(input.why) : input.why;
  const name = cleanLine(input.name ?? '') || null;
  const faults: FieldFault[] = [];
  if (address === '') faults.push({ field: 'address', fault: 'required' });
  faults.push(...lengthFaults('why', why, LIMITS.notice));
  if (!isKnown && (name !== null || !isAbuse)) faults.push(...lengthFaults('name', name ?? '', LIMITS.noticeName));
  if (input.goodFaith !== true) faults.push({ field: 'goodFaith', fault: 'must_agree' });
  const isAsked = !isKnown && (!isAbuse || cleanLine(input.email ?? '') !== '');
  let email: string | null = null;
  try {
    if (isAsked) email = cleanEmail(input.email ?? '');
  } catch (error) {
    if (!(error instanceof AddaError)) throw error;
    faults.push(...(error.details.faults ?? []));
  }
  if (faults.length > 0) throw invalid(...faults);
  return { address, why, name: isKnown ? null : name, email, isAbuse };
}

/** What an address leads to, for who says it. @throws {AddaError} `invalid` */
async function subjectAt(tx: Tx, audience: Audience, address: string, origin: string): Promise<Subject> {
  const content = contentAt(address, origin);
  const found = content && (await subjectToReport(tx, audience, content).catch(noneOf));
  if (!found) throw invalid({ field: 'address', fault: 'not_of_forum' });
  return found;
}

function noneOf(error: unknown): null {
  if (error instanceof AddaError) return null;
  throw error;
}

/** It becomes a report in the case of its matter; where that is gone by now there is nothing to decide. */
async function confirmIn(tx: Tx, notice: Notice, reporterId: number | null, audience: Audience): Promise<void> {
  const subject = await subjectNow(tx, audience, notice, true);
  const said = { kind: 'conduct' as const, reason: 'illegal' as const, evidence: notice.why, proposal: null };
  const who = { reporterId, contact: notice.email, language: notice.language };
  // It is known to be a notice before anybody is written to.
  await updateNotice(tx, notice.id, { confirmedAt: tx.now });
  const reportId = subject && (await insertInCase(tx, subject, { ...said, ...who }));
  if (reportId !== null) await updateNotice(tx, notice.id, { reportId });
}

/**
 * Takes a notice. One of a member counts at once, and one in the matter for which the law asks for no name; for any
 * other a letter goes out first. @returns its number, and whether it counts
 * @throws {AddaError} `invalid`, `too_many`
 */
export async function giveNotice(
  adda: Adda,
  actor: Actor,
  input: NoticeInput,
  from: Pick<From, 'address' | 'origin'>,
): Promise<{ id: number; counts: boolean }> {
  const checked = checkNotice(input, actor !== null);
  return adda.store.write(async (tx) => {
    const audience = actor ? await audienceOfAccount(tx, actor.id) : EVERYBODY;
    const subject = await subjectAt(tx, audience, checked.address, from.origin);
    const { target, id: subjectId } = subject;
    if (actor) await consume(tx, REPORTS_PER_MEMBER, actor.id);
    else await consume(tx, REPORTS_PER_ADDRESS, networkOf(from.address));
    if (checked.email !== null) await consume(tx, MAIL_PER_MAILBOX, mailboxKey(checked.email));
    // As we write it: whatever else stood in what was pasted would go out in a letter of ours.
    const address = from.origin + permalinkOf(subject);
    const values = { ...checked, address, target, subjectId, language: input.language };
    const id = await insertNotice(tx, { ...values, createdAt: tx.now, expiresAt: tx.now + WEEK });
    await raise(tx, { kind: 'notice.made', actorId: actor?.id ?? null, noticeId: id });
    const counts = checked.email === null;
    if (counts) {
      const waits = { linkHash: null, reportId: null, confirmedAt: null, createdAt: tx.now, expiresAt: tx.now };
      await confirmIn(tx, { id, ...values, ...waits }, actor?.id ?? null, audience);
    }
    return { id, counts };
  });
}

/** A notice as its link opens it. @property isThere whether what it is about can be read without an account */
export type NoticePage = NonNullable<Awaited<ReturnType<typeof noticeByLink>>> & { isThere: boolean };

/** @throws {AddaError} `link_expired` */
export async function noticeToRead(conn: Conn, secret: string): Promise<NoticePage> {
  const found = await noticeByLink(conn, hashSecret(secret), Date.now());
  if (!found) throw new AddaError('link_expired');
  return { ...found, isThere: (await subjectNow(conn, EVERYBODY, found.notice, true)) !== null };
}

/** Counts a notice whose letter was followed; twice is once. @throws {AddaError} `link_expired` */
export async function confirmNotice(adda: Adda, secret: string): Promise<void> {
  await adda.store.write(async (tx) => {
    const hash = hashSecret(secret);
    await oneAtATime(tx, `notice:${hash}`);
    const found = await noticeByLink(tx, hash, tx.now);
    if (!found) throw new AddaError('link_expired');
    if (found.notice.confirmedAt === null) await confirmIn(tx, found.notice, null, EVERYBODY);
  });
}

/** Notices whose letter nobody followed within a week are nobody's. */
export async function sweepNotices(adda: Adda): Promise<void> {
  await adda.store.write(deleteUnconfirmed);
}

/** Reporting a post, and deciding on a report. The evidence is for those who decide. */
import type { Adda } from '../../platform/adda.ts';
import type { From } from '../../platform/sessions/sessions.ts';
import { cleanEmail } from '../../people/accounts/check.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { hasStake } from '../../people/accounts/stake.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { networkOf } from '../../rules/addresses.ts';
import { record } from '../../platform/audit/actions.ts';
import { standingOf } from '../../brands/queries.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { postToReport } from '../../forum/threads/access.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { type Actor, whyNotDecide } from '../../rules/roles.ts';
import { REPORTS_PER_ADDRESS, REPORTS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, cleanText } from '../../../shared/text.ts';
import type { ReportReason } from '../../../shared/words.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Conn } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { lockThread, updateThread } from '../../forum/threads/queries.ts';
import * as queries from './queries.ts';

/**
 * Reports a post. Brand staff may: their report is marked as a conflict of interest. Visitors may, with an address.
 * @throws {AddaError} `not_found`, `own_post`, `invalid`, `taken`, `too_many`
 */
export async function report(
  adda: Adda,
  actor: Actor,
  postId: number,
  input: { reason: ReportReason; evidence: string; contact?: string },
  from: Pick<From, 'address'>,
): Promise<{ threadId: number }> {
  const contact = actor ? null : cleanEmail(input.contact ?? '', 'contact');
  const evidence = cleanText(input.evidence).trim();
  const faults = lengthFaults('evidence', evidence, LIMITS.evidence);
  if (faults.length > 0) throw invalid(...faults);
  return adda.store.write(async (tx) => {
    const audience = actor ? await audienceOfAccount(tx, actor.id) : EVERYBODY;
    const { post } = await postToReport(tx, audience, postId);
    if (actor && post.authorId === actor.id) throw new AddaError('own_post');
    const { reason } = input;
    // A visitor's form carries no key by which it could be known that it was sent twice.
    if (!actor) {
      await oneAtATime(tx, `report:${postId}`);
      if (await queries.isReported(tx, { postId, contact, reason, evidence })) return { threadId: post.threadId };
    }
    if (actor) await consume(tx, REPORTS_PER_MEMBER, actor.id);
    else await consume(tx, REPORTS_PER_ADDRESS, networkOf(from.address));
    const brandId = actor ? await brandOf(tx, actor.id) : null;
    const reporterId = actor?.id ?? null;
    const id = await queries.insertReport(tx, {
      postId,
      reporterId,
      contact,
      reason,
      evidence,
      brandId,
      createdAt: tx.now,
    });
    if (id === null) throw new AddaError('taken');
    // That there is a report is public; whom it is about is not, until it is upheld.
    if (reason === 'undisclosed_affiliation')
      await record(tx, { kind: 'report_made', actorId: null, brandId: null, facts: { report: id, reason } });
    await raise(tx, { kind: 'report.made', actorId: reporterId, reportId: id, postId, reason });
    return { threadId: post.threadId };
  });
}

/** The brand that a reporter speaks for; staff whose grant is over speak for none. */
async function brandOf(conn: Conn, accountId: number): Promise<number | null> {
  return (await standingOf(conn, accountId))?.brandId ?? null;
}

/**
 * Decides a report. An upheld undisclosed affiliation is shown with the post from now on, in the words of whoever
 * decided.
 * @throws {AddaError} `forbidden`, `not_found`, `own_matter`, `affiliated`, `invalid`
 */
export async function decideReport(
  adda: Adda,
  actor: Actor,
  id: number,
  input: { decision: 'uphold' | 'dismiss'; reason: string; affiliation?: string },
): Promise<void> {
  const reason = cleanLine(input.reason);
  const affiliation = cleanLine(input.affiliation ?? '');
  await adda.store.write(async (tx) => {
    const found = await queries.openReport(tx, id);
    // Who may not look into the queue learns nothing of what is in it.
    const no = whyNotDecide(
      actor && (await actorOf(tx, actor)),
      found ?? { reporterId: null, authorId: null, spaceId: null },
      actor !== null && (await hasStake(tx, actor)),
    );
    if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
    if (!found) throw new AddaError('not_found');
    const isUpheld = input.decision === 'uphold';
    const shows = isUpheld && found.reason === 'undisclosed_affiliation';
    const faults = lengthFaults('reason', reason, LIMITS.reason);
    if (shows) faults.push(...lengthFaults('affiliation', affiliation, LIMITS.affiliation));
    if (faults.length > 0) throw invalid(...faults);
    const state = isUpheld ? 'upheld' : 'dismissed';
    if (!(await queries.decideReport(tx, id, { state, decidedBy: actor.id, decision: reason })))
      throw new AddaError('not_found');
    if (shows) {
      const thread = await lockThread(tx, found.threadId);
      await queries.declareFor(tx, found.postId, affiliation);
      if (found.number === 1) await updateThread(tx, found.threadId, { affiliation });
      const on = { threadId: found.threadId, postId: found.postId, number: found.number };
      if (thread)
        await raise(tx, {
          kind: 'post.affiliation_shown',
          actorId: actor.id,
          ...on,
          spaceId: thread.spaceId,
        });
    }
    await raise(tx, { kind: 'report.decided', actorId: actor.id, reportId: id, postId: found.postId, isUpheld });
    const facts = {
      report: id,
      reason: found.reason,
      decision: state,
      why: reason,
      ...(shows && { thread: found.threadId, post: found.number }),
    };
    if (found.reason === 'undisclosed_affiliation')
      await record(tx, { kind: 'report_decided', actorId: actor.id, brandId: null, facts });
  });
}

/** Reporting a post, a thread, a member or a space. The evidence is for those who decide. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { type Audience, EVERYBODY } from '../../platform/audience/audience.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import type { From } from '../../platform/sessions/sessions.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { Proposal } from '../../platform/store/tables/cases.ts';
import { cleanEmail } from '../../people/accounts/check.ts';
import { standingOf } from '../../brands/queries.ts';
import { listedThread } from '../../forum/threads/access.ts';
import { networkOf } from '../../rules/addresses.ts';
import type { Content } from '../../rules/cases.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { REPORTS_PER_ADDRESS, REPORTS_PER_MEMBER } from '../../rules/rate-limits.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanWords } from '../../../shared/text.ts';
import type { ActReason, CaseKind } from '../../../shared/words.ts';
import * as queries from './queries.ts';
import { lockMatter } from './matter.ts';
import { type Subject, subjectToReport } from './subjects.ts';

/** @property threadId of a duplicate: where it was asked before @property language in which a visitor is answered */
export type ReportInput = {
  reason: ActReason;
  evidence: string;
  contact?: string;
  language?: string;
  threadId?: number;
};

/** What is said, once it is known not to be too long to be looked at. @throws {AddaError} `invalid` */
export function checkSaid(field: string, text: string, range: { min: number; max: number }): string {
  const isNear = text.length <= 4 * range.max;
  const said = isNear ? cleanWords(text) : text;
  const faults = lengthFaults(field, said, range);
  if (faults.length > 0) throw invalid(...faults);
  return said;
}

type NewReport = {
  kind: CaseKind;
  reporterId: number | null;
  contact: string | null;
  language: string | null;
  reason: ActReason;
  evidence: string;
  proposal: Proposal | null;
};

/** Adds a report to the case of its matter, and makes one where none waits. @returns null when this member said the same before */
export async function insertInCase(tx: Tx, subject: Subject, report: NewReport): Promise<number | null> {
  const { kind, ...values } = report;
  const on = { kind, target: subject.target, subjectId: subject.id };
  await lockMatter(tx, on);
  if (await queries.hasSaid(tx, on, subject.text, report)) return null;
  const caseId = (await queries.openCaseOf(tx, on)) ?? (await queries.insertCase(tx, on, subject));
  const brandId = values.reporterId === null ? null : ((await standingOf(tx, values.reporterId))?.brandId ?? null);
  const row = { ...values, caseId, postId: subject.postId, brandId, createdAt: tx.now };
  const id = await queries.insertReport(tx, row);
  if (id === null) return null;
  await queries.recountCase(tx, caseId);
  const { reason, reporterId } = values;
  // That there is a report is public; whom it is about is not, until it is upheld.
  if (reason === 'undisclosed_affiliation')
    await record(tx, {
      ...{ kind: 'report_made', actorId: null, brandId: null, spaceId: subject.spaceId },
      facts: { report: id, reason },
    });
  await raise(tx, { kind: 'report.made', actorId: reporterId, reportId: id, postId: subject.postId, reason });
  return id;
}

/** Where it was asked before. */
async function proposalOf(
  tx: Tx,
  audience: Audience,
  subject: Subject,
  { reason, threadId }: ReportInput,
): Promise<Proposal | null> {
  if (reason !== 'duplicate' || threadId === undefined) return null;
  const fault: FieldFault = { field: 'threadId', fault: 'unknown_thread' };
  if (threadId === subject.threadId) throw new AddaError('same_thread');
  const found = await listedThread(tx, audience, threadId).catch(() => null);
  if (!found) throw invalid(fault);
  return { threadId };
}

/**
 * Reports something. Brand staff may: their report is marked as a conflict of interest. Visitors may, with an address.
 * @throws {AddaError} `not_found`, `own_post`, `own_matter`, `same_thread`, `invalid`, `taken`, `too_many`
 */
export async function report(
  adda: Adda,
  actor: Actor,
  what: Content,
  input: ReportInput,
  from: Pick<From, 'address'>,
): Promise<Subject> {
  const contact = actor ? null : cleanEmail(input.contact ?? '', 'contact');
  const evidence = checkSaid('evidence', input.evidence, LIMITS.evidence);
  return adda.store.write(async (tx) => {
    const audience = actor ? await audienceOfAccount(tx, actor.id) : EVERYBODY;
    const subject = await subjectToReport(tx, audience, what);
    if (actor && subject.authorId === actor.id) throw new AddaError(subject.postId ? 'own_post' : 'own_matter');
    const proposal = await proposalOf(tx, audience, subject, input);
    const { reason, language = null } = input;
    const on = { kind: 'conduct' as const, target: subject.target, subjectId: subject.id };
    // A visitor's form carries no key by which it could be known that it was sent twice.
    if (!actor) {
      await lockMatter(tx, on);
      if (await queries.isReported(tx, { ...on, contact, reason, evidence })) return subject;
    }
    if (actor) await consume(tx, REPORTS_PER_MEMBER, actor.id);
    else await consume(tx, REPORTS_PER_ADDRESS, networkOf(from.address));
    const values = { kind: on.kind, contact, language: actor ? null : language, reason, evidence, proposal };
    if ((await insertInCase(tx, subject, { ...values, reporterId: actor?.id ?? null })) === null)
      throw new AddaError('taken');
    return subject;
  });
}

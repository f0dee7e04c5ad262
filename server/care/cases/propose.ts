/** Members propose another title, or other tags, for a thread of somebody else. */
import type { Adda } from '../../platform/adda.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { mustBeTaken } from '../../platform/looking.ts';
import { mustNotBeSilent } from '../../people/accounts/silence-queries.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { site } from '../../platform/site/queries.ts';
import { standingOf } from '../../brands/queries.ts';
import { checkTags, checkTitle } from '../../forum/posting/check.ts';
import { threadToRead } from '../../forum/threads/access.ts';
import { isOnProbation } from '../../rules/rank.ts';
import { REPORTS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { type Actor, whyNotAsMember } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { checkSaid, insertInCase } from './report.ts';
import { subjectToReport } from './subjects.ts';

/** Longer than any line that is looked at. */
const NEAR = 2_000;

/**
 * @throws {AddaError} `not_signed_in`, `staff_cannot`, `not_found`, `own_matter`, `on_probation`, `silenced`, `invalid`, `no_change`,
 *   `taken` while one of theirs waits, `too_many`
 */
export async function proposeEdit(
  adda: Adda,
  actor: Actor,
  threadId: number,
  input: { title: string; tags: string[]; evidence: string },
): Promise<{ id: number; slug: string }> {
  const faults: FieldFault[] = [];
  const title = checkTitle(input.title.slice(0, NEAR), faults);
  const tags = checkTags(input.tags, faults);
  if (faults.length > 0) throw invalid(...faults);
  const evidence = checkSaid('evidence', input.evidence, LIMITS.evidence);
  return adda.store.write(async (tx) => {
    const person = actor && (await standingOf(tx, actor.id));
    const no = whyNotAsMember(person && actor ? { ...actor, role: person.role } : null);
    if (no || !actor || !person) throw new AddaError(no ?? 'not_signed_in');
    const audience = await audienceOfAccount(tx, actor.id);
    const subject = await subjectToReport(tx, audience, { target: 'thread', id: threadId });
    if (subject.authorId === actor.id) throw new AddaError('own_matter');
    if (isOnProbation(person, tx.now, (await site(tx)).startedAt)) throw new AddaError('on_probation');
    const thread = await threadToRead(tx, audience, threadId);
    await mustNotBeSilent(tx, actor.id, thread.space.id);
    if (thread.title === title && thread.tagNames.join() === tags.join()) throw new AddaError('no_change');
    const lines = { title, tags: tags.join(' ') };
    await mustBeTaken(adda, tx, { accountId: actor.id, spaceId: thread.space.id, lines });
    await consume(tx, REPORTS_PER_MEMBER, actor.id);
    const proposal = { title, tags };
    const said = { kind: 'edit' as const, reason: 'other' as const, evidence, proposal };
    const id = await insertInCase(tx, subject, { ...said, reporterId: actor.id, contact: null, language: null });
    if (id === null) throw new AddaError('taken');
    return { id: threadId, slug: thread.slug };
  });
}

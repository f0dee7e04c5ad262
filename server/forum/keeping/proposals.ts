/** Members second a proposed space; enough of them open it. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { standingOf } from '../../brands/queries.ts';
import { isOnProbation } from '../../rules/rank.ts';
import { site } from '../../platform/site/queries.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { EVERYWHERE, mustNotBeSilent } from '../../people/accounts/silence-queries.ts';
import { SECONDS_NEEDED } from '../../rules/memberships.ts';
import { type Actor, whyNotAsMember } from '../../rules/roles.ts';
import { makeSpace } from '../spaces/actions.ts';
import { decideProposal } from '../spaces/queries.ts';
import { countSeconds, insertSecond, proposalById } from './queries.ts';

/**
 * @returns the space's address where this second opened it
 * @throws {AddaError} `not_signed_in`, `staff_cannot`, `not_found`, `own_matter`, `on_probation`, `no_change`, `about_a_brand`, `invalid`
 */
export async function secondProposal(adda: Adda, actor: Actor, id: number): Promise<{ slug: string | null }> {
  return adda.store.write(async (tx) => {
    await oneAtATime(tx, `proposal:${id}`);
    const now = actor && (await actorOf(tx, actor));
    const no = whyNotAsMember(now);
    if (no || !now) throw new AddaError(no ?? 'not_signed_in');
    const proposal = await proposalById(tx, id);
    if (proposal?.state !== 'open') throw new AddaError('not_found');
    if (proposal.proposerId === now.id) throw new AddaError('own_matter');
    await mustNotBeSilent(tx, now.id, EVERYWHERE);
    const person = await standingOf(tx, now.id);
    if (!person || isOnProbation(person, tx.now, (await site(tx)).startedAt)) throw new AddaError('on_probation');
    if (!(await insertSecond(tx, id, now.id))) throw new AddaError('no_change');
    await raise(tx, { kind: 'space.seconded', actorId: now.id, proposalId: id });
    if ((await countSeconds(tx, id)) < SECONDS_NEEDED) return { slug: null };
    await decideProposal(tx, id, { state: 'granted', decidedBy: null, reason: '' });
    await raise(tx, { kind: 'space.proposal_decided', actorId: null, proposalId: id, isGranted: true });
    const { name, kind, charter } = proposal;
    return makeSpace(tx, now, { name, kind, charter }, proposal.proposerId);
  });
}

/** What is done about a space that was reported; its case is upheld with it, and who reported it reads why. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Tx } from '../../platform/store/store.ts';
import { archiveIn, logReminder, slowIn } from '../../forum/keeping/actions.ts';
import { moderatorsOf } from '../../forum/keeping/queries.ts';
import { type Space, spaceById } from '../../forum/spaces/queries.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { CALM_MINUTES } from '../../rules/moderation.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import type { SpaceAct } from '../../../shared/words.ts';
import { caseFor, caseToDecide, conclude } from './decide.ts';
import type { CaseRow } from './queries.ts';

/** @throws {AddaError} `no_change` where nobody else moderates it who could be reminded */
async function mustHaveOthers(tx: Tx, spaceId: number, besides: number): Promise<void> {
  const { here } = await moderatorsOf(tx, spaceId);
  if (!here.some(({ id }) => id !== besides)) throw new AddaError('no_change');
}

/**
 * Archives a reported space, slows it down, or reminds its moderators of the house rules.
 * @throws {AddaError} `invalid`, `not_found` for a case about anything else, `no_change` where it is so already, and as `caseToDecide`
 */
export async function actOnSpace(
  adda: Adda,
  viewer: Actor,
  caseId: number,
  input: { act: SpaceAct; reason: string; minutes?: number },
): Promise<void> {
  const reason = cleanLine(input.reason);
  await adda.store.write(async (tx) => {
    const deciding = await caseToDecide(tx, viewer, caseId);
    const { one, actor } = deciding;
    const space = one.target === 'space' ? await spaceById(tx, one.subjectId) : null;
    if (!space) throw new AddaError('not_found');
    const faults = lengthFaults('reason', reason, LIMITS.reason);
    if (faults.length > 0) throw invalid(...faults);
    if (input.act === 'remind') await mustHaveOthers(tx, space.id, actor.id);
    await conclude(tx, deciding, { state: 'upheld', why: reason, spaceAct: input.act });
    if (input.act === 'slow') await slowIn(tx, actor, space.slug, input.minutes ?? CALM_MINUTES);
    if (input.act === 'archive') await archiveIn(tx, actor, space.slug, true);
    if (input.act !== 'remind') return;
    await raise(tx, { kind: 'space.reminded', actorId: actor.id, spaceId: space.id, caseId });
    await logReminder(tx, actor, space);
  });
}

/** Whether what was done with a space in its case is so still: a space is archived, or slowed down. */
export function standsOn({ spaceAct }: Pick<CaseRow, 'spaceAct'>, space: Space | null): 'archive' | 'slow' | null {
  if (spaceAct === 'archive') return space !== null && space.archivedAt !== null ? 'archive' : null;
  return spaceAct === 'slow' && (space?.slowMinutes ?? 0) > 0 ? 'slow' : null;
}

/**
 * Opens a space again that was archived in its case, or ends the slow mode that was set in it. The case stays decided.
 * @throws {AddaError} `no_change` where that is so no longer, and as `caseFor`
 */
export async function undoOnSpace(adda: Adda, viewer: Actor, caseId: number): Promise<void> {
  await adda.store.write(async (tx) => {
    const { one, actor } = await caseFor(tx, viewer, caseId, tx.now);
    const space = one.target === 'space' ? await spaceById(tx, one.subjectId) : null;
    const stands = standsOn(one, space);
    if (!space || !stands) throw new AddaError('no_change');
    if (stands === 'slow') await slowIn(tx, actor, space.slug, 0);
    else await archiveIn(tx, actor, space.slug, false);
  });
}

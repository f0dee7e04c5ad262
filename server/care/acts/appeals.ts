/** Whom an act concerns may appeal against it, once, for six months; somebody else decides. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Conn } from '../../platform/store/store.ts';
import { actorOf, isOtherModerator } from '../../people/accounts/office-queries.ts';
import { isOfExample, spaceById } from '../../forum/spaces/queries.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { actRule, whyNotAppeal, whyNotDecideAppeal } from '../../rules/moderation.ts';
import { APPEALS_PER_MEMBER } from '../../rules/rate-limits.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, cleanWords } from '../../../shared/text.ts';
import { type ActRow, actById, appealById, decideAppeal, insertAppeal } from './queries.ts';
import { canBeUndone, undoIn } from './undo.ts';

/** @throws {AddaError} `not_found` for what was not done to them, `no_change`, `taken`, `appeal_over`, `invalid`, `too_many` */
export async function appeal(adda: Adda, accountId: number, actId: number, input: { words: string }): Promise<void> {
  const isNear = input.words.length <= 4 * LIMITS.appeal.max;
  const words = isNear ? cleanWords(input.words) : input.words;
  const faults = lengthFaults('words', words, LIMITS.appeal);
  await adda.store.write(async (tx) => {
    await oneAtATime(tx, `appeal:${actId}`);
    const found = await actById(tx, actId);
    if (!found) throw new AddaError('not_found');
    const rule = actRule(found.act.target, found.act.verb);
    const no = whyNotAppeal(found.act, rule, accountId, found.appeal !== null, tx.now);
    if (no) throw new AddaError(no);
    if (faults.length > 0) throw invalid(...faults);
    await consume(tx, APPEALS_PER_MEMBER, accountId);
    const id = await insertAppeal(tx, { actId, accountId, words, createdAt: tx.now });
    await raise(tx, { kind: 'appeal.made', actorId: accountId, appealId: id });
  });
}

/** Whether nobody else than who acted, and whom it concerns, could decide. */
export const isNobodyElse = async (conn: Conn, act: ActRow, now: number): Promise<boolean> =>
  !(await isOtherModerator(
    conn,
    act.spaceId,
    [act.actorId, act.accountId].filter((id): id is number => id !== null),
    now,
  ));

/**
 * Decides an appeal. One that is upheld takes the act back, where it can be taken back.
 * @throws {AddaError} `not_found`, `forbidden`, `own_matter`, `own_act`, `invalid`, `no_change` when it is decided
 */
export async function decide(
  adda: Adda,
  actor: Actor,
  id: number,
  input: { decision: 'uphold' | 'dismiss'; reason: string },
): Promise<void> {
  const reason = cleanLine(input.reason);
  const isUpheld = input.decision === 'uphold';
  await adda.store.write(async (tx) => {
    const row = await appealById(tx, id);
    const now = actor && (await actorOf(tx, actor));
    if (!row) throw new AddaError('not_found');
    const no = whyNotDecideAppeal(now, row.act, await isNobodyElse(tx, row.act, tx.now));
    if (no || !now) throw new AddaError(no ?? 'not_signed_in');
    const faults = lengthFaults('reason', reason, LIMITS.reason);
    if (faults.length > 0) throw invalid(...faults);
    const state = isUpheld ? 'upheld' : 'dismissed';
    if (!(await decideAppeal(tx, id, { state, decidedBy: now.id, decision: reason }))) throw new AddaError('no_change');
    await raise(tx, { kind: 'appeal.decided', actorId: now.id, appealId: id, isUpheld });
    const space = row.act.spaceId === null ? null : await spaceById(tx, row.act.spaceId);
    await record(tx, {
      ...{ kind: 'appeal_decided', actorId: now.id, brandId: null },
      facts: {
        ...(space !== null && isOfExample(space) && { example: 1 }),
        ...{ act: `${row.act.target}.${row.act.verb}`, decision: state, space: space?.slug ?? null },
      },
      spaceId: row.act.spaceId,
    });
    // What cannot be taken back, such as a word that was said, is judged all the same.
    if (isUpheld && canBeUndone(row.act)) await undoIn(adda, tx, now, row.act, { note: reason });
  });
}

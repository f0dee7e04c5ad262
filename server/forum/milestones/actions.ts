/** The course of a journey or a challenge: joining it, leaving it, and saying that it is done. */
import type { Adda } from '../../platform/adda.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { AddaError } from '../../platform/errors.ts';
import { whyNotFinish, whyNotJoin } from '../../rules/thread-forms.ts';
import type { Actor } from '../../rules/roles.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Tx } from '../../platform/store/store.ts';
import * as participants from '../threads/participant-queries.ts';
import { threadToPostIn } from '../threads/access.ts';
import { type LockedThread, updateThread } from '../threads/queries.ts';
import { recountThread } from '../threads/recount.ts';

export type Went = { threadId: number; threadSlug: string };

/** The locked thread, for who acts as the database knows them now. */
async function withThread<T>(
  adda: Adda,
  actor: Actor,
  threadId: number,
  work: (tx: Tx, thread: LockedThread, who: NonNullable<Actor>) => Promise<T>,
): Promise<Went> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write(async (tx) => {
    const thread = await threadToPostIn(tx, actor.id, threadId);
    const who = await actorOf(tx, actor);
    if (!who) throw new AddaError('not_found');
    await work(tx, thread, who);
    return { threadId, threadSlug: thread.slug };
  });
}

/**
 * Its author says that a journey or a challenge is over, or goes on with it.
 * @throws {AddaError} `not_signed_in`, `not_found`, `not_yours`, `other_form`
 */
export function finishThread(adda: Adda, actor: Actor, threadId: number, set: boolean): Promise<Went> {
  return withThread(adda, actor, threadId, async (tx, thread, who) => {
    const no = whyNotFinish(who, thread);
    if (no) throw new AddaError(no);
    const finishedAt = set ? (thread.finishedAt ?? tx.now) : null;
    await updateThread(tx, threadId, { finishedAt });
    await recountThread(tx, { ...thread, finishedAt });
    await raise(tx, { kind: 'thread.finished', actorId: who.id, threadId, spaceId: thread.spaceId, isSet: set });
  });
}

/**
 * A member joins a challenge, or leaves it; doing it twice changes nothing.
 * @throws {AddaError} `not_signed_in`, `not_found`, `staff_cannot`, `other_form`, `challenge_over`
 */
export function joinChallenge(adda: Adda, actor: Actor, threadId: number, set: boolean): Promise<Went> {
  return withThread(adda, actor, threadId, async (tx, thread, who) => {
    const no = whyNotJoin(who, thread, tx.now);
    if (no && (set || no !== 'challenge_over')) throw new AddaError(no);
    if (set) await participants.insertParticipant(tx, threadId, who.id);
    else await participants.deleteParticipant(tx, threadId, who.id);
    const kind = set ? ('challenge.joined' as const) : ('challenge.left' as const);
    await raise(tx, { kind, actorId: who.id, threadId, spaceId: thread.spaceId });
  });
}

/**
 * Who takes part in a challenge says that they are done, or not yet after all.
 * @throws {AddaError} `not_signed_in`, `not_found`, `not_joined`
 */
export function finishParticipation(adda: Adda, actor: Actor, threadId: number, set: boolean): Promise<Went> {
  return withThread(adda, actor, threadId, async (tx, thread, who) => {
    if (!(await participants.setParticipantFinished(tx, threadId, who.id, set ? tx.now : null)))
      throw new AddaError('not_joined');
    await raise(tx, { kind: 'challenge.finished', actorId: who.id, threadId, spaceId: thread.spaceId, isSet: set });
  });
}

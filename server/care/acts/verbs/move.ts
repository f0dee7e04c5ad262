/** Moving a thread into another space: its address stays, its tags are those of the same name there. */
import { AddaError, invalid } from '../../../platform/errors.ts';
import { audienceOfAccount } from '../../../platform/audience/scope-queries.ts';
import { raise } from '../../../platform/events/raise.ts';
import { spaceById, spaceToRead } from '../../../forum/spaces/queries.ts';
import { noteStaleThread } from '../../../forum/spaces/stale.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { carryToSpace, recountThread, retag } from '../../../forum/threads/recount.ts';
import { whyNotAddTo } from '../../../rules/memberships.ts';
import { crossesBorder } from '../../../rules/moderation.ts';
import { whyNotModerate } from '../../../rules/roles.ts';
import { act } from '../act.ts';

export const moveThread = act({
  ...{ target: 'thread', verb: 'move', wants: ['space'] },
  async apply(tx, { thread }, { actor, wanted: { space: slug = '' } }) {
    const to = await spaceToRead(tx, await audienceOfAccount(tx, actor.id), slug).catch(() => null);
    if (!to) throw invalid({ field: 'space', fault: 'unknown_space' });
    if (to.id === thread.spaceId) throw new AddaError('no_change');
    // Where one has no say one puts nothing.
    const no = whyNotModerate(actor, to.id);
    if (no) throw new AddaError(no);
    const from = await spaceById(tx, thread.spaceId);
    const full = whyNotAddTo(to);
    if (full) throw new AddaError(full);
    if (crossesBorder(from!, to)) throw new AddaError('across_border');
    await carryToSpace(tx, thread, to.id);
    await updateThread(tx, thread.id, { spaceId: to.id, pinnedUntil: null });
    const moved = { ...thread, spaceId: to.id };
    await retag(tx, moved, thread.tagNames);
    await recountThread(tx, moved);
    await noteStaleThread(tx, to.id, thread.id);
    await raise(tx, {
      ...{ kind: 'thread.moved', actorId: actor.id },
      ...{ threadId: thread.id, spaceId: to.id, fromSpaceId: thread.spaceId },
    });
    return { spaceId: to.id, facts: { from: from!.slug, to: to.slug } };
  },
  back: ({ from }) => ({ space: String(from) }),
});

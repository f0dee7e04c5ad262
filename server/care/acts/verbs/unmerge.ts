/** Parting what was merged: the posts that came along go back to where they stood. */
import { AddaError } from '../../../platform/errors.ts';
import { moveInto } from '../../../forum/threads/move.ts';
import { postsFrom } from '../../../forum/threads/moving-queries.ts';
import { lockThread, updateThread } from '../../../forum/threads/queries.ts';
import { whyNotModerate } from '../../../rules/roles.ts';
import { act } from '../act.ts';

export const unmergeThread = act({
  ...{ target: 'thread', verb: 'unmerge' },
  async apply(tx, { thread }, { actor }) {
    if (thread.movedToId === null) throw new AddaError('no_change');
    const other = await lockThread(tx, thread.movedToId);
    const ids = await postsFrom(tx, thread.id, thread.movedToId);
    if (!other || ids.length === 0) throw new AddaError('no_change');
    const no = whyNotModerate(actor, other.spaceId);
    if (no) throw new AddaError(no);
    await updateThread(tx, thread.id, { movedToId: null });
    await moveInto(tx, other, { ...thread, movedToId: null }, ids);
    return { facts: { from: other.id } };
  },
});

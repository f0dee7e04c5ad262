/** Taking a pinned thread down again. */
import { AddaError } from '../../../platform/errors.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { act } from '../act.ts';

export const unpinThread = act({
  ...{ target: 'thread', verb: 'unpin' },
  async apply(tx, { thread }) {
    if (thread.pinnedUntil === null || thread.pinnedUntil <= tx.now) throw new AddaError('no_change');
    await updateThread(tx, thread.id, { pinnedUntil: null });
    return {};
  },
});

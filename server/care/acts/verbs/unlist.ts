/** Taking a thread out of its space's lists; its address stays. */
import { AddaError } from '../../../platform/errors.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { act } from '../act.ts';

export const unlistThread = act({
  ...{ target: 'thread', verb: 'unlist' },
  async apply(tx, { thread }) {
    if (thread.unlistedAt !== null) throw new AddaError('no_change');
    await updateThread(tx, thread.id, { unlistedAt: tx.now, pinnedUntil: null });
    return {};
  },
});

/** Putting an unlisted thread into its space's lists again. */
import { AddaError } from '../../../platform/errors.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { act } from '../act.ts';

export const listThread = act({
  ...{ target: 'thread', verb: 'list' },
  async apply(tx, { thread }) {
    if (thread.unlistedAt === null) throw new AddaError('no_change');
    await updateThread(tx, thread.id, { unlistedAt: null });
    return {};
  },
});

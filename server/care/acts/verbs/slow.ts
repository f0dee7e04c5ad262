/** Slow mode: so many minutes between two posts of one member in a thread. */
import { AddaError } from '../../../platform/errors.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { act } from '../act.ts';

export const slowThread = act({
  ...{ target: 'thread', verb: 'slow', wants: ['minutes'] },
  async apply(tx, { thread }, { wanted: { minutes = 0 } }) {
    if (thread.slowMinutes === minutes) throw new AddaError('no_change');
    await updateThread(tx, thread.id, { slowMinutes: minutes });
    return { facts: { minutes, before: thread.slowMinutes } };
  },
  back: ({ before }) => ({ minutes: Number(before) }),
});

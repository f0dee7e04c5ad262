/** Pinning a thread above its space's lists, for a time. */
import { AddaError } from '../../../platform/errors.ts';
import { oneAtATime } from '../../../platform/store/transaction.ts';
import { countPinned, updateThread } from '../../../forum/threads/queries.ts';
import { DAY, PINS_PER_SPACE } from '../../../rules/moderation.ts';
import { act } from '../act.ts';

export const pinThread = act({
  ...{ target: 'thread', verb: 'pin', wants: ['days'] },
  async apply(tx, { thread }, { wanted: { days = 7 } }) {
    if (!thread.visible || thread.unlistedAt !== null) throw new AddaError('not_found');
    await oneAtATime(tx, `pins:${thread.spaceId}`);
    const others = await countPinned(tx, thread.spaceId, thread.id, tx.now);
    if (others >= PINS_PER_SPACE)
      throw new AddaError('too_many_pins', { sum: { used: others, limit: PINS_PER_SPACE } });
    const until = tx.now + days * DAY;
    await updateThread(tx, thread.id, { pinnedUntil: until });
    return { until };
  },
});

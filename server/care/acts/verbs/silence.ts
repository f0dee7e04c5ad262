/** Silence: somebody reads and does not speak for a time, in a space or everywhere. */
import { EVERYWHERE, setSilence } from '../../../people/accounts/silence-queries.ts';
import { DAY } from '../../../rules/moderation.ts';
import { act } from '../act.ts';
import { spaceWanted } from './silencing.ts';

export const silence = act({
  ...{ target: 'member', verb: 'silence', wants: ['days', 'space'] },
  async apply(tx, { member }, { wanted }) {
    const spaceId = await spaceWanted(tx, wanted);
    const until = tx.now + (wanted.days ?? 1) * DAY;
    await setSilence(tx, member.id, spaceId ?? EVERYWHERE, until);
    return { until, spaceId, facts: { space: wanted.space ?? '' } };
  },
  back: ({ space }) => ({ space: String(space) }),
});

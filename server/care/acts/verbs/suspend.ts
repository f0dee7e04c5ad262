/** Suspension: somebody does not come in for a time. */
import { deleteSessionsOf } from '../../../platform/sessions/queries.ts';
import { updateAccount } from '../../../people/accounts/queries.ts';
import { stopSpeech } from '../../../people/accounts/silence-queries.ts';
import { DAY } from '../../../rules/moderation.ts';
import { act } from '../act.ts';

export const suspend = act({
  ...{ target: 'member', verb: 'suspend', wants: ['days'] },
  async apply(tx, { member }, { wanted: { days = 1 } }) {
    const until = tx.now + days * DAY;
    await stopSpeech(tx, member.id);
    await updateAccount(tx, member.id, { suspendedUntil: until });
    await deleteSessionsOf(tx, member.id);
    return { until };
  },
});

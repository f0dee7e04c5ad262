/** Signing a member out everywhere. */
import { deleteSessionsOf } from '../../../platform/sessions/queries.ts';
import { act } from '../act.ts';

export const endSessions = act({
  ...{ target: 'member', verb: 'end-sessions' },
  async apply(tx, { member }) {
    await deleteSessionsOf(tx, member.id);
    return {};
  },
});

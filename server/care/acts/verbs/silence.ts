/** Silence: somebody reads and does not speak for a time, in a space or everywhere. Suspension: they do not come in. */
import { AddaError } from '../../../platform/errors.ts';
import { spaceBySlug } from '../../../forum/spaces/queries.ts';
import { deleteSessionsOf } from '../../../platform/sessions/queries.ts';
import type { Tx } from '../../../platform/store/store.ts';
import { invalid } from '../../../platform/errors.ts';
import { updateAccount } from '../../../people/accounts/queries.ts';
import { deleteSilence, EVERYWHERE, setSilence } from '../../../people/accounts/silence-queries.ts';
import { act, type Wanted } from '../act.ts';

const DAY = 86_400_000;

/** The space that an act is for; null for the whole forum. @throws {AddaError} `invalid` for an unknown one */
export async function spaceWanted(tx: Tx, { space = '' }: Wanted): Promise<number | null> {
  if (space === '') return null;
  const found = await spaceBySlug(tx, space);
  if (!found) throw invalid({ field: 'space', fault: 'unknown_space' });
  return found.id;
}

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

export const unsilence = act({
  ...{ target: 'member', verb: 'unsilence', wants: ['space'] },
  async apply(tx, { member }, { wanted }) {
    const spaceId = await spaceWanted(tx, wanted);
    if (!(await deleteSilence(tx, member.id, spaceId ?? EVERYWHERE))) throw new AddaError('no_change');
    return { spaceId, facts: { space: wanted.space ?? '' } };
  },
});

export const suspend = act({
  ...{ target: 'member', verb: 'suspend', wants: ['days'] },
  async apply(tx, { member }, { wanted: { days = 1 } }) {
    const until = tx.now + days * DAY;
    await updateAccount(tx, member.id, { suspendedUntil: until });
    await deleteSessionsOf(tx, member.id);
    return { until };
  },
});

export const unsuspend = act({
  ...{ target: 'member', verb: 'unsuspend' },
  async apply(tx, { member }) {
    if (member.suspendedUntil === null || member.suspendedUntil <= tx.now) throw new AddaError('no_change');
    await updateAccount(tx, member.id, { suspendedUntil: null });
    return {};
  },
});

export const endSessions = act({
  ...{ target: 'member', verb: 'end-sessions' },
  async apply(tx, { member }) {
    await deleteSessionsOf(tx, member.id);
    return {};
  },
});

/** Whoever was silenced may speak again. */
import { AddaError } from '../../../platform/errors.ts';
import { deleteSilence, EVERYWHERE } from '../../../people/accounts/silence-queries.ts';
import { act } from '../act.ts';
import { spaceWanted } from './silencing.ts';

export const unsilence = act({
  ...{ target: 'member', verb: 'unsilence', wants: ['space'] },
  async apply(tx, { member }, { wanted }) {
    const spaceId = await spaceWanted(tx, wanted);
    if (!(await deleteSilence(tx, member.id, spaceId ?? EVERYWHERE))) throw new AddaError('no_change');
    return { spaceId, facts: { space: wanted.space ?? '' } };
  },
});

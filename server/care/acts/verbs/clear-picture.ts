/** Taking away the picture that a member brought for themself; they are drawn again. */
import { AddaError } from '../../../platform/errors.ts';
import { updateAccount } from '../../../people/accounts/queries.ts';
import { act } from '../act.ts';

export const clearPicture = act({
  ...{ target: 'member', verb: 'clear-picture' },
  async apply(tx, { member }) {
    if (member.picture === null) throw new AddaError('no_change');
    await updateAccount(tx, member.id, { picture: null });
    return {};
  },
});

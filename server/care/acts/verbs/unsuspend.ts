/** Whoever was suspended may come in again. */
import { AddaError } from '../../../platform/errors.ts';
import { updateAccount } from '../../../people/accounts/queries.ts';
import { act } from '../act.ts';

export const unsuspend = act({
  ...{ target: 'member', verb: 'unsuspend' },
  async apply(tx, { member }) {
    if (member.suspendedUntil === null || member.suspendedUntil <= tx.now) throw new AddaError('no_change');
    await updateAccount(tx, member.id, { suspendedUntil: null });
    return {};
  },
});

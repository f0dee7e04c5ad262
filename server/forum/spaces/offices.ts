/** Who moderates a space: given and taken at the command line. */
import type { Adda } from '../../platform/adda.ts';
import { invalid } from '../../platform/errors.ts';
import { lockToAppoint } from '../../people/accounts/manage.ts';
import { deleteSpaceModerator, insertSpaceModerator } from '../../people/accounts/office-queries.ts';
import { updateAccount } from '../../people/accounts/queries.ts';
import { record } from '../../platform/audit/actions.ts';
import { endSecretsOf } from '../../people/accounts/roles.ts';
import { SPACE_MODERATOR } from '../../rules/roles.ts';
import { raise } from '../../platform/events/raise.ts';
import { spaceBySlug } from './queries.ts';

/**
 * Makes a member moderator of one space, or takes that back; doing it twice changes nothing.
 * @param spaceSlug the space's address
 * @throws {AddaError} `invalid` for a member or a space that is not there, `is_staff`
 */
export async function moderateSpace(adda: Adda, name: string, spaceSlug: string, set: boolean): Promise<void> {
  await adda.store.write(async (tx) => {
    const account = await lockToAppoint(tx, name);
    const space = await spaceBySlug(tx, spaceSlug);
    if (!space) throw invalid({ field: 'space', fault: 'unknown_space' });
    if (set) await insertSpaceModerator(tx, space.id, account.id, null);
    else await deleteSpaceModerator(tx, space.id, account.id);
    await updateAccount(tx, account.id, {});
    // No secret is good before and after.
    await endSecretsOf(tx, account.id);
    await raise(tx, {
      kind: 'space.moderator_changed',
      actorId: null,
      ...{ spaceId: space.id, accountId: account.id, isSet: set },
    });
    const role = set ? SPACE_MODERATOR : 'member';
    await record(tx, {
      ...{ kind: 'role_changed', actorId: account.id, brandId: null, spaceId: space.id },
      facts: { role, space: space.name },
    });
  });
}

/** Erasing a person: their posts stay, their name goes. What was written for a brand keeps its label. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { SIGN_IN_PER_ACCOUNT } from '../../rules/rate-limits.ts';
import { actorAs, whyNotAdminister } from '../../rules/roles.ts';
import type { Feature } from '../../platform/feature.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { Viewer } from '../../platform/sessions/sessions.ts';
import * as accounts from './queries.ts';
import { passwordFits } from './secrets.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';

/** No name can look like this address: `~` is in none. */
const slugOfErased = (id: number) => `~${id}`;

/**
 * Erases an account: name, address, password, bio, and what each feature says is personal.
 * @throws {AddaError} `last_admin`
 */
export async function erase(tx: Tx, features: readonly Feature[], accountId: number): Promise<void> {
  const account = await accounts.accountBy(tx, { id: accountId });
  if (!account || account.erasedAt !== null) return;
  if (whyNotAdminister(actorAs(accountId, account.role)) === null && !(await accounts.isOtherAdmin(tx, accountId)))
    throw new AddaError('last_admin');
  for (const { personal = [] } of features) for (const data of personal) await data.erase(tx, accountId);
  await accounts.updateAccount(tx, accountId, {
    name: '',
    slug: slugOfErased(accountId),
    email: null,
    emailVerifiedAt: null,
    passwordHash: null,
    bio: '',
    affiliation: '',
    invitable: false,
    language: null,
    theme: null,
    source: null,
    externalId: null,
    erasedAt: tx.now,
    role: 'member',
  });
  for (const { renamed } of features) await renamed?.(tx, account.name);
  await raise(tx, { kind: 'account.erased', actorId: null, accountId });
}

/**
 * A member erases themself, with their password.
 * @throws {AddaError} `too_many`, `invalid`, `last_admin`
 */
export async function eraseOwn(adda: Adda, viewer: Viewer, input: { current: string }): Promise<void> {
  const account = await accounts.accountBy(adda.store.read, { id: viewer.id });
  await adda.store.write((tx) => consume(tx, SIGN_IN_PER_ACCOUNT, `id:${viewer.id}`));
  if (!(await passwordFits(account?.passwordHash, input.current)))
    throw invalid({ field: 'current', fault: 'wrong_password' });
  await adda.store.write((tx) => erase(tx, adda.features, viewer.id));
}

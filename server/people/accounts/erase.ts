/** Erasing a person: their posts stay, their name goes. What was written for a brand keeps its label. */
import type { Adda } from '../../platform/adda.ts';
import type { Feature } from '../../platform/feature.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { From, Viewer } from '../../platform/sessions/sessions.ts';
import * as accounts from './queries.ts';
import { lockOffices } from './office-queries.ts';
import { lockRole, mustLeaveAdmin } from './roles.ts';
import { proveIdentity } from './tries.ts';

/** No name can look like this address: `~` is in none. */
const slugOfErased = (id: number) => `~${id}`;

/**
 * Erases an account: name, address, password, bio, and what each feature says is personal.
 * @throws {AddaError} `last_admin`
 */
export async function erase(tx: Tx, features: readonly Feature[], accountId: number): Promise<void> {
  // Nobody gets an office in the moment in which they go.
  await lockOffices(tx, accountId);
  const account = await lockRole(tx, accountId, 'member');
  if (!account || account.erasedAt !== null) return;
  await mustLeaveAdmin(tx, account, 'member');
  for (const { personal = [] } of features) for (const data of personal) await data.erase(tx, accountId);
  await accounts.updateAccount(tx, accountId, {
    name: '',
    slug: slugOfErased(accountId),
    email: null,
    emailVerifiedAt: null,
    passwordHash: null,
    bio: '',
    picture: null,
    affiliation: '',
    stakes: null,
    nameKey: '',
    invitable: false,
    language: null,
    theme: null,
    source: null,
    externalId: null,
    mailTimes: null,
    noticeWishes: null,
    pushKinds: null,
    showsWriting: false,
    digestAt: null,
    erasedAt: tx.now,
    role: 'member',
  });
  for (const { renamed } of features) await renamed?.(tx, account.name);
  await raise(tx, { kind: 'account.erased', actorId: null, accountId });
}

/**
 * A member erases themself, with their password.
 * @throws {AddaError} `in_person`, `too_many`, `busy`, `invalid`, `last_admin`
 */
export async function eraseOwn(adda: Adda, viewer: Viewer, input: { current: string }, from: From): Promise<void> {
  await proveIdentity(adda, viewer, input.current, from);
  await adda.store.write((tx) => erase(tx, adda.features, viewer.id));
}

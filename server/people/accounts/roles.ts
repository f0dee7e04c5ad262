/** Who holds which role: given and taken in one place. */
import { AddaError } from '../../platform/errors.ts';
import { deleteSessionsOf } from '../../platform/sessions/queries.ts';
import type { Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { site } from '../../platform/site/queries.ts';
import { concernsAdmins, speaksForOperator, whyNotLoseRole } from '../../rules/roles.ts';
import { operatorInForce, withStake } from '../../rules/stakes.ts';
import type { Role, Stake } from '../../../shared/words.ts';
import * as accounts from './queries.ts';

/**
 * The account that is to have another role; null where there is none. Until the transaction ends nobody else becomes
 * admin, or stops being one, where this is about an admin.
 */
export async function lockRole(tx: Tx, accountId: number, to: Role): Promise<accounts.Account | null> {
  const account = await accounts.accountBy(tx, { id: accountId });
  if (!account || !concernsAdmins(account.role, to)) return account;
  await oneAtATime(tx, 'admins');
  return accounts.accountBy(tx, { id: accountId });
}

/** @throws {AddaError} `last_admin` */
export async function mustLeaveAdmin(tx: Tx, account: accounts.Account, role: Role): Promise<void> {
  const no = whyNotLoseRole(account, role, await accounts.isOtherAdmin(tx, account.id));
  if (no) throw new AddaError(no);
}

/** Whoever was admin of a brand's forum spoke for that brand until now. */
async function stakeOfAdmin(tx: Tx, account: accounts.Account): Promise<{ stakes?: Stake[] }> {
  const forum = await site(tx);
  const operator = speaksForOperator(account, forum, tx.now) ? operatorInForce(forum, tx.now) : null;
  if (!operator) return {};
  return { stakes: withStake(account.stakes, { brand: operator.id, name: operator.name, until: tx.now }) };
}

/** No secret is good before and after an office: sessions end, and tokens that were made before do none. */
export async function endSecretsOf(tx: Tx, accountId: number): Promise<void> {
  await deleteSessionsOf(tx, accountId);
  await accounts.narrowApiTokensOf(tx, accountId);
}

/**
 * Gives an account a role. Its sessions end: no secret is good before and after.
 * @param more what else changes with it
 * @throws {AddaError} `last_admin`
 */
export async function changeRole(
  tx: Tx,
  accountId: number,
  role: Role,
  more: { affiliation?: string; stakes?: Stake[] | null } = {},
): Promise<void> {
  const account = await lockRole(tx, accountId, role);
  if (!account) throw new AddaError('not_found');
  await mustLeaveAdmin(tx, account, role);
  const stakes = role === account.role ? {} : await stakeOfAdmin(tx, account);
  await accounts.updateAccount(tx, accountId, { role, ...stakes, ...more });
  if (role !== account.role) await endSecretsOf(tx, accountId);
}

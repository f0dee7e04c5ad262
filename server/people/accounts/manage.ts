/** API tokens, and accounts made or changed by the operator. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import type { From, Viewer } from '../../platform/sessions/sessions.ts';
import { site, updateSite } from '../../platform/site/queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { nameSlug } from '../../rules/names.ts';
import { TOKENS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { concernsAdmins, isPlainMember, whyNotHoldOffice, whyNotInPerson } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import { type Language, type Role, TOKEN_SCOPES, type TokenScope } from '../../../shared/words.ts';
import { checkHonestName, mustBeFree, cleanNewAccount } from './check.ts';
import { lockOffices } from './office-queries.ts';
import * as accounts from './queries.ts';
import { changeRole } from './roles.ts';
import { hashPassword } from './secrets.ts';
import { proveIdentity } from './tries.ts';

/** How long a token may last, in days. */
export const TOKEN_DAYS = [7, 30, 90, 365] as const;
const DAY = 86_400_000;

/** @property days until it ends */
type NewToken = { label: string; scope: TokenScope; days: number };

/**
 * Makes a token for scripts; it is shown once, and only its hash is kept.
 * @param key a secret of whoever asks, by which the same press of a button makes the same token
 */
export async function createApiToken(
  adda: Adda,
  accountId: number,
  { label, scope, days }: NewToken,
  key: string | null = null,
): Promise<{ token: string }> {
  const token = `adda_${key === null ? randomSecret() : hashSecret(key)}`;
  await adda.store.write((tx) =>
    accounts.keepApiToken(tx, {
      ...{ hash: hashSecret(token), accountId, scope },
      label: cleanLine(label).slice(0, LIMITS.tokenLabel.max),
      expiresAt: tx.now + days * DAY,
    }),
  );
  return { token };
}

/** A key that is not a form's own could be guessed. */
const KEY_LENGTH = 32;

type OwnToken = { current: string; label: string; scope: string; days: string; idempotencyKey?: string };

/** What was typed for a token, with all its faults at once. */
function cleanToken(input: OwnToken): NewToken {
  const label = cleanLine(input.label);
  const scope = TOKEN_SCOPES.find((one) => one === input.scope);
  const days = TOKEN_DAYS.find((one) => String(one) === input.days);
  const faults = lengthFaults('label', label, LIMITS.tokenLabel);
  if (!scope) faults.push({ field: 'scope', fault: 'wrong' });
  if (!days) faults.push({ field: 'days', fault: 'wrong' });
  if (!scope || !days || faults.length > 0) throw invalid(...faults);
  return { label, scope, days };
}

/**
 * A member makes a token for themself, with their password.
 * @throws {AddaError} `invalid`, `in_person`, `too_many`, `busy`
 */
export async function createOwnToken(
  adda: Adda,
  viewer: Viewer,
  input: OwnToken,
  from: From,
): Promise<{ token: string }> {
  const wanted = cleanToken(input);
  await proveIdentity(adda, viewer, input.current, from);
  await adda.store.write((tx) => consume(tx, TOKENS_PER_MEMBER, viewer.id));
  const { idempotencyKey = '' } = input;
  const key = idempotencyKey.length >= KEY_LENGTH ? `${viewer.sessionHash}:${idempotencyKey}` : null;
  return createApiToken(adda, viewer.id, wanted, key);
}

/** @throws {AddaError} `in_person` */
export async function endApiToken(adda: Adda, viewer: Viewer, hash: string): Promise<void> {
  const no = whyNotInPerson(viewer);
  if (no) throw new AddaError(no);
  await adda.store.write((tx) => accounts.deleteApiToken(tx, viewer.id, hash));
}

type NewAccount = { name: string; email: string; password: string; role: Role; language: Language };

/**
 * Makes an account that can sign in at once: for the first admin and for the command line.
 * @param first what must happen in the same transaction, before it
 */
export async function createAccount(
  adda: Adda,
  input: NewAccount,
  first: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<number> {
  const { name, slug, email } = cleanNewAccount(input);
  const passwordHash = await hashPassword(input.password);
  return adda.store.write(async (tx) => {
    await first(tx);
    if (isPlainMember(input)) await checkHonestName(tx, name);
    await mustBeFree(tx, { name, slug });
    if (await accounts.accountBy(tx, { email })) throw invalid({ field: 'email', fault: 'taken' });
    const account = await accounts.insertAccount(tx, {
      name,
      slug,
      email,
      passwordHash,
      role: input.role,
      emailVerifiedAt: tx.now,
      language: input.language,
      createdAt: tx.now,
    });
    await raise(tx, { kind: 'account.joined', actorId: null, accountId: account.id });
    if (concernsAdmins(input.role)) await countAsSetUp(tx);
    if (!isPlainMember(input)) await recordRole(tx, account.id, input.role);
    return account.id;
  });
}

/** What is done with roles is public. @param by the admin; null for the operator */
const recordRole = (tx: Tx, accountId: number, role: Role, by: number | null = null) =>
  record(tx, { kind: 'role_changed', actorId: by, brandId: null, facts: { role, account: accountId } });

/** A forum with an admin is set up, however they came to be it: visitors sign in and join from then on. */
export async function countAsSetUp(tx: Tx): Promise<void> {
  if ((await site(tx)).isSetUp) return;
  await updateSite(tx, { isSetUp: true, startedAt: tx.now });
  await raise(tx, { kind: 'forum.changed', actorId: null });
}

/** @throws {AddaError} `invalid`, which names who was looked for */
export async function memberNamed(conn: Conn, name: string): Promise<accounts.Account> {
  const found = await accounts.accountBy(conn, { slug: nameSlug(name) });
  if (!found || found.erasedAt !== null) throw invalid({ field: 'name', fault: 'unknown_member' });
  return found;
}

/**
 * The account with this name, for giving it an office or taking one; its offices stay as they are until the end.
 * @throws {AddaError} `invalid` for a member who is not there, `is_staff`
 */
export async function lockToAppoint(tx: Tx, name: string): Promise<accounts.Account> {
  const found = await memberNamed(tx, name);
  await lockOffices(tx, found.id);
  const account = (await accounts.accountBy(tx, { id: found.id }))!;
  const no = whyNotHoldOffice(account);
  if (no) throw new AddaError(no);
  return account;
}

/**
 * Gives a member another role, in the public log.
 * @param actorId the admin; null for the operator @throws {AddaError} as `promote`
 */
export async function giveRole(tx: Tx, name: string, role: Role, actorId: number | null): Promise<void> {
  const account = await lockToAppoint(tx, name);
  if (account.role === role) return;
  await changeRole(tx, account.id, role);
  if (concernsAdmins(role)) await countAsSetUp(tx);
  await raise(tx, { kind: 'account.role_changed', actorId, accountId: account.id, role });
  await recordRole(tx, account.id, role, actorId);
}

/**
 * Sets a member's role, from the command line. Staff are made by grants only, and cannot have another role.
 * @throws {AddaError} `invalid` for a member who is not there, `is_staff`, `last_admin`
 */
export async function promote(adda: Adda, name: string, role: Role): Promise<void> {
  await adda.store.write((tx) => giveRole(tx, name, role, null));
}

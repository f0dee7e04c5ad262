/** API tokens, and accounts made or changed by the operator. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { isPlainMember, whyNotHoldOffice } from '../../rules/roles.ts';
import { nameSlug } from '../../rules/names.ts';
import { cleanLine } from '../../../shared/text.ts';
import type { Language, Role } from '../../../shared/words.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { Viewer } from '../../platform/sessions/sessions.ts';
import { checkHonestName, cleanNewAccount } from './check.ts';
import { lockOffices } from './office-queries.ts';
import * as accounts from './queries.ts';
import { hashPassword } from './secrets.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import { raise } from '../../platform/events/raise.ts';

/** Makes a token for scripts; it is shown once, and only its hash is kept. */
export async function createApiToken(adda: Adda, accountId: number, label: string): Promise<{ token: string }> {
  const token = `adda_${randomSecret()}`;
  await adda.store.write((tx) =>
    accounts.insertToken(tx, {
      hash: hashSecret(token),
      accountId,
      purpose: 'api',
      label: cleanLine(label).slice(0, 60),
      createdAt: tx.now,
    }),
  );
  return { token };
}

export async function endApiToken(adda: Adda, viewer: Viewer, hash: string): Promise<void> {
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
    if (await accounts.accountBy(tx, { slug })) throw invalid({ field: 'name', fault: 'taken' });
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
    return account.id;
  });
}

/**
 * The account with this name, for giving it an office or taking one; its offices stay as they are until the end.
 * @throws {AddaError} `not_found`, `is_staff`
 */
export async function lockToAppoint(tx: Tx, name: string): Promise<accounts.Account> {
  const found = await accounts.accountBy(tx, { slug: nameSlug(name) });
  if (!found) throw new AddaError('not_found');
  await lockOffices(tx, found.id);
  const account = (await accounts.accountBy(tx, { id: found.id }))!;
  const no = whyNotHoldOffice(account);
  if (no) throw new AddaError(no);
  return account;
}

/**
 * Sets a member's role, from the command line. Staff are made by grants only, and cannot have another role.
 * @throws {AddaError} `not_found`, `is_staff`
 */
export async function promote(adda: Adda, name: string, role: Role): Promise<void> {
  await adda.store.write(async (tx) => {
    const account = await lockToAppoint(tx, name);
    await accounts.updateAccount(tx, account.id, { role });
    await raise(tx, { kind: 'account.role_changed', actorId: null, accountId: account.id, role });
  });
}

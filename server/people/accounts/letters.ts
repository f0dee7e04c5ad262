/** Letters about one's account. Their links carry secrets, which are made when the letter is sent. */
import { type Desk, type Letter, letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import type { Tx } from '../../platform/store/store.ts';
import * as accounts from './queries.ts';
import { keepLink, signUpById } from './sign-up-queries.ts';
import { LANGUAGES } from '../../../shared/words.ts';

const HOUR = 3_600_000;
const VALID_MS = { verify: 24 * HOUR, reset: HOUR / 2 };

type Waiting = { to: string; facts: Record<string, number> };

/** A letter with a link that is good once. */
async function writeLink(
  tx: Tx,
  { to, facts }: Waiting,
  { adda, site, m }: Desk,
  template: 'verify' | 'reset' | 'resetByAdmin',
): Promise<Letter | null> {
  const account = await accounts.accountBy(tx, { id: facts.accountId! });
  if (!account || account.erasedAt !== null) return null;
  const purpose = template === 'verify' ? 'verify' : 'reset';
  // A letter that waited while the address became another opens nothing.
  if (purpose === 'reset' && account.email !== to) return null;
  const secret = randomSecret();
  await accounts.insertToken(tx, {
    hash: hashSecret(secret),
    accountId: account.id,
    purpose,
    email: to,
    createdAt: tx.now,
    expiresAt: tx.now + VALID_MS[purpose],
  });
  const link = `${adda.config.origin}/${purpose}/${secret}`;
  return m.mail[template]({ forum: site.name, name: account.name, link });
}

const toAccount = (account: accounts.Account | null) =>
  account?.email ? [{ to: account.email, accountId: account.id, facts: { accountId: account.id } }] : [];

export const accountLetters: readonly LetterKind[] = [
  letterKind({
    template: 'join',
    on: ['account.sign_up_asked'],
    async recipients(tx, { signUpId }) {
      const waiting = await signUpById(tx, signUpId);
      if (!waiting) return [];
      const language = LANGUAGES.find((one) => one === waiting.language);
      return [{ to: waiting.email, ...(language && { language }), facts: { signUpId } }];
    },
    async write(tx, { facts }, { adda, site, m }) {
      const waiting = await signUpById(tx, facts.signUpId!);
      if (!waiting || waiting.expiresAt <= tx.now) return null;
      const secret = randomSecret();
      await keepLink(tx, waiting.id, hashSecret(secret));
      const link = `${adda.config.origin}/verify/${secret}`;
      return m.mail.join({ forum: site.name, name: waiting.name, link });
    },
  }),
  letterKind({
    template: 'addressChanged',
    on: ['account.address_changed'],
    async recipients(tx, { accountId }) {
      const to = await accounts.takeFormerAddress(tx, accountId);
      return to === null ? [] : [{ to, accountId, facts: { accountId } }];
    },
    async write(tx, { to, facts }, { adda, site, m }) {
      const account = await accounts.accountBy(tx, { id: facts.accountId! });
      const secret = randomSecret();
      if (!account || !(await accounts.openWayBack(tx, account.id, to, hashSecret(secret)))) return null;
      const link = `${adda.config.origin}/address/back/${secret}`;
      return m.mail.addressChanged({ forum: site.name, name: account.name, link });
    },
  }),
  letterKind({
    template: 'verify',
    on: ['account.joined', 'account.link_requested'],
    async recipients(tx, event) {
      const link = event.kind === 'account.joined' ? 'verify' : event.link;
      const account = await accounts.accountBy(tx, { id: event.accountId });
      if (!account || link === 'reset') return [];
      if (link === 'verify') return account.emailVerifiedAt === null ? toAccount(account) : [];
      const to = await accounts.takeAskedAddress(tx, account.id);
      return to === null ? [] : [{ to, accountId: account.id, facts: { accountId: account.id } }];
    },
    write: (tx, letter, desk) => writeLink(tx, letter, desk, 'verify'),
  }),
  letterKind({
    template: 'reset',
    on: ['account.link_requested'],
    async recipients(tx, { accountId, link, actorId }) {
      const to = link === 'reset' ? toAccount(await accounts.accountBy(tx, { id: accountId })) : [];
      return to.map(({ facts, ...one }) => ({ ...one, facts: { ...facts, byAdmin: actorId === null ? 0 : 1 } }));
    },
    write: (tx, letter, desk) => writeLink(tx, letter, desk, letter.facts.byAdmin === 1 ? 'resetByAdmin' : 'reset'),
  }),
  letterKind({
    template: 'known',
    on: ['account.join_repeated'],
    recipients: async (tx, { accountId }) => toAccount(await accounts.accountBy(tx, { id: accountId })),
    async write(tx, { facts }, { adda, site, m }) {
      const account = await accounts.accountBy(tx, { id: facts.accountId! });
      if (!account || account.erasedAt !== null) return null;
      return m.mail.known({ forum: site.name, name: account.name, link: `${adda.config.origin}/forgot` });
    },
  }),
  letterKind({
    template: 'roleGiven',
    on: ['account.role_changed'],
    async recipients(tx, { accountId, actorId }) {
      const account = await accounts.accountBy(tx, { id: accountId });
      return accountId === actorId || account?.emailVerifiedAt === null ? [] : toAccount(account);
    },
    async write(tx, { facts }, { adda, site, m }) {
      const account = await accounts.accountBy(tx, { id: facts.accountId! });
      if (!account || account.erasedAt !== null) return null;
      const role = m.profile.roles[account.role];
      return m.mail.roleGiven({ forum: site.name, name: account.name, role, link: `${adda.config.origin}/log` });
    },
  }),
];

/** Letters about grants, to the address at the brand. Their links carry secrets, which are made when the letter is sent. */
import { letterKind, type LetterKind } from '../platform/mail/letters.ts';
import { hashSecret, randomSecret } from '../platform/secrets.ts';
import * as queries from './queries.ts';

export const grantLetters: readonly LetterKind[] = [
  letterKind({
    template: 'grant',
    on: ['grant.proposed', 'grant.renewal_asked'],
    async recipients(tx, { grantId }) {
      const grant = await queries.grantBy(tx, { id: grantId });
      return grant ? [{ to: grant.address, accountId: grant.accountId, facts: { grantId } }] : [];
    },
    async write(tx, { facts }, { adda, site, m }) {
      const grant = await queries.grantBy(tx, { id: facts.grantId! });
      if (!grant || grant.state === 'ended') return null;
      const secret = randomSecret();
      await queries.updateGrant(tx, grant.id, { confirmHash: hashSecret(secret) });
      const link = `${adda.config.origin}/grants/confirm/${secret}`;
      return m.mail.grant({ forum: site.name, name: grant.name, brand: grant.brandName, link });
    },
  }),
  letterKind({
    template: 'grantStarted',
    on: ['grant.started'],
    async recipients(tx, { grantId, language }) {
      const grant = await queries.grantBy(tx, { id: grantId });
      return grant ? [{ to: grant.brandContact, language, facts: { grantId } }] : [];
    },
    async write(tx, { facts }, { adda, site, m }) {
      const grant = await queries.grantBy(tx, { id: facts.grantId! });
      if (grant?.state !== 'active') return null;
      const secret = randomSecret();
      await queries.updateGrant(tx, grant.id, { endHash: hashSecret(secret) });
      const link = `${adda.config.origin}/grants/end/${secret}`;
      return m.mail.grantStarted({ forum: site.name, name: grant.name, brand: grant.brandName, link });
    },
  }),
];

/** The letter with a join link. Its code is made when it is sent; only the hash is kept. */
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import { isOpen } from '../../rules/join-links.ts';
import { joinLinkBy, keepJoinSecret, takeAddressOf } from './join-link-queries.ts';
import { joinAddress } from './join-links.ts';

const DAY = 86_400_000;

export const joinLinkLetters: readonly LetterKind[] = [
  letterKind({
    template: 'joinLink',
    on: ['join_link.made'],
    async recipients(tx, { joinLinkId }) {
      const to = await takeAddressOf(tx, joinLinkId);
      return to === null ? [] : [{ to, facts: { joinLinkId } }];
    },
    async write(tx, { facts }, { adda, site, m }) {
      const link = await joinLinkBy(tx, { id: facts.joinLinkId! });
      if (!link || !isOpen(link, tx.now)) return null;
      const code = randomSecret();
      await keepJoinSecret(tx, link.id, hashSecret(code));
      const days = Math.max(1, Math.floor((link.expiresAt - tx.now) / DAY));
      return m.mail.joinLink({ forum: site.name, days, link: joinAddress(adda, code) });
    },
  }),
];

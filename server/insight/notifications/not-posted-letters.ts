/** The letter that a post was not posted at its time, and why. Written when it is sent, while that is still so. */
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { letterKind } from '../../platform/mail/letters.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { letterOf } from '../../rules/notice-wishes.ts';
import { lineText, placeOf } from './lines.ts';
import { listHeaders, offLink } from './links.ts';
import { notificationsOf } from './queries.ts';

export const NOT_POSTED = 'not_posted';

export const notPostedLetters = [
  letterKind({
    template: NOT_POSTED,
    isNotice: true,
    on: [],
    recipients: async () => [],
    async write(tx, { facts }, { adda, site, m }) {
      const { accountId, id } = facts as { accountId: number; id: number };
      const account = await accountBy(tx, { id: accountId });
      const wishes = account && { wish: account.mailWish, kinds: account.noticeWishes };
      if (!wishes || letterOf('not_posted', wishes) !== 'at_once') return null;
      const audience = await audienceOfAccount(tx, accountId);
      const [row] = await notificationsOf(tx, audience, accountId, { unread: true, reasons: null, id }, null, 1);
      if (!row) return null;
      const { origin } = adda.config;
      const letter = m.mail.notPosted({
        ...{ forum: site.name, name: account.name, line: lineText(row, m, site.name) },
        ...{ link: origin + placeOf(row), off: await offLink(tx, origin, accountId, 'reminders') },
      });
      return {
        ...letter,
        headers: listHeaders(origin, NOT_POSTED, site.name, await offLink(tx, origin, accountId)),
      };
    },
  }),
];

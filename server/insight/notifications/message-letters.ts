/** The letter of messages that nobody has read: one a conversation, until they have read there. Written when it is sent. */
import { authorLine } from '../../platform/authors/author-line.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { letterKind } from '../../platform/mail/letters.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { participantIn } from '../../forum/messages/queries.ts';
import { readsConversation } from '../../rules/messages.ts';
import { letterOf } from '../../rules/notice-wishes.ts';
import { newestFirst } from './groups.ts';
import { actorFacts, filledText, placeOf, wordsOf } from './lines.ts';
import { listHeaders, offLink } from './links.ts';
import { notificationsOf } from './queries.ts';

export const MESSAGES = 'messages';

const SHOWN = 5;
const WORDS = 600;

export const messageLetters = [
  letterKind({
    template: MESSAGES,
    isNotice: true,
    on: [],
    recipients: async () => [],
    async write(tx, { facts }, { adda, site, m }) {
      const { accountId, conversationId } = facts as { accountId: number; conversationId: number };
      const account = await accountBy(tx, { id: accountId });
      const me = await participantIn(tx, conversationId, accountId);
      const wishes = account && { wish: account.mailWish, kinds: account.noticeWishes };
      if (!wishes || !readsConversation(me?.state ?? null) || letterOf('message', wishes) !== 'at_once') return null;
      const audience = await audienceOfAccount(tx, accountId);
      const filter = { unread: true, reasons: null, conversationId };
      const rows = newestFirst(await notificationsOf(tx, audience, accountId, filter, null, SHOWN)).reverse();
      const [first] = rows;
      if (!first) return null;
      const { origin } = adda.config;
      // Of several by one person the page says all; the letter, the newest words of each.
      const newest = [...new Map(rows.map((row) => [row.actorId, row])).values()];
      const says = newest.map((row) => {
        const who = authorLine(m, actorFacts(row), 'mail').text;
        return { line: filledText(m.notifications.says[row.reason], { who, what: '' }), words: wordsOf(row, WORDS) };
      });
      const by = authorLine(m, actorFacts(first), 'mail');
      const off = await offLink(tx, origin, accountId, 'messages');
      const letter = m.mail.message({
        ...{ forum: site.name, name: account.name, by: says[0]!.line, says },
        ...{ link: origin + placeOf(first), why: m.notifications.why[first.reason], off },
      });
      return {
        ...letter,
        sender: m.staff.via(by.text, site.name),
        headers: listHeaders(origin, 'messages', site.name, await offLink(tx, origin, accountId)),
      };
    },
  }),
];

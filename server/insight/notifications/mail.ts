/**
 * What a member has not read after a while is said by letter, one a thread: until they have read there, no other
 * follows. The letter is written when it is sent, of what is still unread and still there for them.
 */
import type { Adda } from '../../platform/adda.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { letterKind } from '../../platform/mail/letters.ts';
import { enqueueMail } from '../../platform/mail/queries.ts';
import { replyAddress } from '../../platform/mail/reply-address.ts';
import type { Tx } from '../../platform/store/store.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { afterQuiet, USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';
import { letterOf, noticeKindOf } from '../../rules/notice-wishes.ts';
import { MAILED_AFTER } from '../../rules/notifications.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';
import { NOTIFICATION_REASONS } from '../../../shared/words.ts';
import { newestFirst } from './groups.ts';
import { isToldByMail, leaveOnPage, setMailed, unmailed } from './mail-queries.ts';
import { type NotificationRow, notificationsOf } from './queries.ts';
import { actorFacts, lineText, placeOf, wordsOf } from './lines.ts';
import { listHeaders, muteLink, offLink } from './links.ts';
import { MESSAGES } from './message-letters.ts';
import { NOT_POSTED } from './not-posted-letters.ts';
import { TOLD } from './wishes.ts';

const TOGETHER = 200;
const READ_AT_MOST = 100;
const SHOWN = 5;
const WORDS = 600;

/** Says that a poll stands beside a post, and where one votes. */
const pollLine = ({ post }: NotificationRow, m: Messages, origin: string): string =>
  post?.poll ? `${m.polls.beside} ${post.poll}\n${origin}/p/${post.id}/poll` : '';

type Unmailed = Awaited<ReturnType<typeof unmailed>>[number];
const isReached = ({ email, verifiedAt, pausedAt }: Unmailed) =>
  email !== null && verifiedAt !== null && pausedAt === null;

/** Puts letters into the queue for what nobody has read. @returns how many notifications it looked at */
async function mailSome(tx: Tx): Promise<number> {
  const rows = await unmailed(tx, tx.now - MAILED_AFTER, TOGETHER);
  const [reached, others] = [rows.filter(isReached), rows.filter((row) => !isReached(row))];
  const begun = new Set<string>();
  for (const { id, accountId, reason, threadId, conversationId, email, times } of reached) {
    const about: Record<string, number> = threadId === null ? { conversationId: conversationId ?? 0 } : { threadId };
    const key = `${accountId} ${JSON.stringify(about)}`;
    const isAlone = reason === 'not_posted';
    if (!isAlone && ((threadId ?? conversationId) === null || begun.has(key))) continue;
    if (!isAlone && (await isToldByMail(tx, accountId, about))) continue;
    begun.add(key);
    await enqueueMail(tx, {
      to: email!,
      accountId,
      template: isAlone ? NOT_POSTED : threadId === null ? MESSAGES : TOLD,
      facts: isAlone ? { id, accountId } : { id, accountId, ...about },
      eventId: null,
      dueAt: afterQuiet(tx.now, times ?? USUAL_MAIL_TIMES),
    });
  }
  await setMailed(
    tx,
    reached.map(({ id }) => id),
  );
  await leaveOnPage(
    tx,
    others.map(({ id }) => id),
  );
  return rows.length;
}

export async function mailUnread(adda: Adda): Promise<void> {
  while ((await adda.store.write(mailSome)) === TOGETHER);
}

export const toldLetters = [
  letterKind({
    template: TOLD,
    isNotice: true,
    on: [],
    recipients: async () => [],
    async write(tx, { facts }, { adda, site, m }) {
      const { accountId, threadId } = facts as { accountId: number; threadId: number };
      const account = await accountBy(tx, { id: accountId });
      if (!account) return null;
      const audience = await audienceOfAccount(tx, accountId);
      const wishes = { wish: account.mailWish, kinds: account.noticeWishes };
      const reasons = NOTIFICATION_REASONS.filter((reason) => letterOf(reason, wishes) === 'at_once');
      const filter = { unread: true, reasons, threadId };
      const rows = newestFirst(await notificationsOf(tx, audience, accountId, filter, null, READ_AT_MOST)).reverse();
      const [first] = rows;
      if (!first?.thread) return null;
      const { origin } = adda.config;
      const says = rows.slice(0, SHOWN).map((row) => {
        const author = row.actorId === null ? null : authorLine(m, actorFacts(row), 'mail');
        const line = lineText(row, m, author?.text ?? site.name);
        return {
          ...{ line, words: [wordsOf(row, WORDS), pollLine(row, m, origin)].filter(Boolean).join('\n\n') },
          link: origin + placeOf(row),
          by: author?.name,
        };
      });
      const by = first.actorId === null ? null : authorLine(m, actorFacts(first), 'mail');
      const off = await offLink(tx, origin, accountId);
      const ways = {
        off: await offLink(tx, origin, accountId, noticeKindOf(first.reason) ?? 'all'),
        mute: await muteLink(tx, origin, accountId, first.thread.id!),
      };
      const host = new URL(origin).host;
      const postId = first.post?.id;
      const replyTo = postId == null ? undefined : await replyAddress(adda, tx, { accountId, postId });
      const letter = m.mail.told({
        ...{ forum: site.name, name: account.name, says, more: Math.max(0, rows.length - SHOWN) },
        ...ways,
        why: m.notifications.why[first.reason],
        isAnswered: replyTo !== undefined,
      });
      return {
        ...letter,
        replyTo,
        ...(by && { sender: m.staff.via(by.text, site.name) }),
        headers: {
          ...listHeaders(origin, 'told', site.name, off),
          // One thread here is one in the mailbox.
          References: `<thread.${threadId}@${host.replace(/:\d+$/, '')}>`,
        },
      };
    },
  }),
];

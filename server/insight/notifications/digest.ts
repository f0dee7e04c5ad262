/**
 * What a member missed, in one letter a day or a week at their hour: what came to theirs, what waits in the spaces that
 * they follow, what was solved there. When it is due it is queued and moved on in one transaction; it is written when
 * it is sent, and not sent where there is nothing to say.
 */
import type { Adda } from '../../platform/adda.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { postPath, threadPath } from '../../platform/http/paths.ts';
import { letterKind } from '../../platform/mail/letters.ts';
import { enqueueMail } from '../../platform/mail/queries.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { type Account, accountBy, updateAccount } from '../../people/accounts/queries.ts';
import { nextDigest, USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';
import { digestEvery, letterOf } from '../../rules/notice-wishes.ts';
import { isStaff } from '../../rules/roles.ts';
import { likeliestFor, TOLD_MS } from '../../rules/routing.ts';
import { NOTIFICATION_REASONS } from '../../../shared/words.ts';
import * as queries from './digest-queries.ts';
import { grouped } from './groups.ts';
import { notificationsOf } from './queries.ts';
import { actorFacts, lineText, placeOf } from './lines.ts';
import { listHeaders, offLink } from './links.ts';

const TOGETHER = 50;
const DAY = 24 * 3_600_000;
const SHOWN = 8;
const READ_AT_MOST = 200;
const WAITING_READ = 100;
const PAST_ANSWERS = 300;

async function queueSome(tx: Tx): Promise<number> {
  const due = await queries.dueDigests(tx, tx.now, TOGETHER);
  for (const { id, email, wishes, times, verifiedAt, pausedAt } of due) {
    const every = digestEvery(wishes);
    const digestAt = nextDigest(tx.now, every, times ?? USUAL_MAIL_TIMES);
    await updateAccount(tx, id, { digestAt });
    if (email === null || verifiedAt === null || pausedAt !== null || every === null) continue;
    await queries.setDigested(tx, id);
    const facts = { accountId: id, at: tx.now, since: tx.now - (every === 'weekly' ? 7 * DAY : DAY) };
    await enqueueMail(tx, { to: email, accountId: id, template: 'digest', facts, eventId: null });
  }
  return due.length;
}

/** Queues the digests that are due. */
export async function mailDigests(adda: Adda): Promise<void> {
  while ((await adda.store.write(queueSome)) === TOGETHER);
}

/** Questions that wait where a member follows, or has answered; none for staff, who let members answer first. */
async function waitingForLikeOf(conn: Conn, account: Account, audience: Audience, since: number) {
  if (isStaff(account)) return [];
  // Whoever wants no invitations is brought nothing of where they only answered.
  const past = account.invitable
    ? await queries.answeredUnder(conn, account.id, Date.now() - TOLD_MS, PAST_ANSWERS)
    : [];
  const answered = new Map<string, number>();
  for (const tag of past.flatMap(({ tagNames }) => tagNames)) answered.set(tag, (answered.get(tag) ?? 0) + 1);
  const who = { accountId: account.id, spaceIds: [...new Set(past.map(({ spaceId }) => spaceId))] };
  return likeliestFor(await queries.waitingFor(conn, audience, who, since, WAITING_READ), answered, SHOWN);
}

export const digestLetters = [
  letterKind({
    template: 'digest',
    isNotice: true,
    on: [],
    recipients: async () => [],
    async write(tx, { facts }, { adda, site, m }) {
      const { accountId, at, since } = facts as { accountId: number; at: number; since: number };
      const account = await accountBy(tx, { id: accountId });
      const wishes = account && { wish: account.mailWish, kinds: account.noticeWishes };
      if (!wishes || digestEvery(wishes) === null) return null;
      const audience = await audienceOfAccount(tx, accountId);
      const { origin } = adda.config;
      const reasons = NOTIFICATION_REASONS.filter((reason) => letterOf(reason, wishes) === 'digest');
      const filter = { unread: true, reasons, mailedAt: at };
      const groups = grouped(await notificationsOf(tx, audience, accountId, filter, null, READ_AT_MOST));
      const mine = groups.slice(0, SHOWN).map(({ row, actors }) => {
        const by = row.actorId === null ? site.name : authorLine(m, actorFacts(row), 'mail').text;
        const who = by + m.notifications.others(actors - 1);
        return { line: lineText(row, m, who), link: origin + placeOf(row) };
      });
      const waiting = await waitingForLikeOf(tx, account, audience, since);
      const solved = await queries.solvedIn(tx, audience, accountId, since, SHOWN);
      if (mine.length + waiting.length + solved.length === 0) return null;
      const off = await offLink(tx, origin, accountId, 'digest');
      const offAll = await offLink(tx, origin, accountId);
      const letter = m.mail.digest({
        ...{ forum: site.name, name: account.name, mine, more: groups.length - mine.length, off },
        waiting: waiting.map((one) => ({ line: `${one.title} (${one.space})`, link: origin + threadPath(one) })),
        solved: solved.map((one) => ({
          line: `${one.title} (${one.space})`,
          link: origin + postPath(one, one.number),
        })),
        settings: `${origin}/notifications/mail`,
      });
      return { ...letter, headers: listHeaders(origin, 'digest', site.name, offAll) };
    },
  }),
];

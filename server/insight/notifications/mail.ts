/**
 * What a member has not read after a while is said by letter, one a thread: until they have read there, no other
 * follows. The letter is written when it is sent, of what is still unread and still there for them.
 */
import type { Adda } from '../../platform/adda.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError, type FieldFault } from '../../platform/errors.ts';
import { letterKind } from '../../platform/mail/letters.ts';
import { enqueueMail } from '../../platform/mail/queries.ts';
import { signedIn, verified } from '../../platform/site/signing.ts';
import type { Tx } from '../../platform/store/store.ts';
import { accountBy, updateAccount } from '../../people/accounts/queries.ts';
import { afterQuiet, isTimeZone, nextDigest, USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';
import { MAILED, MAILED_AFTER } from '../../rules/notifications.ts';
import type { Actor } from '../../rules/roles.ts';
import { beginningOf } from '../../../shared/markdown.ts';
import type { MailWish } from '../../../shared/words.ts';
import { isToldByMail, setMailed, unmailed } from './mail-queries.ts';
import { notificationsOf } from './queries.ts';
import { actorFacts, placeOf } from './views.ts';

const NO_MAIL = 'no_mail';

/** The link that ends the letters to somebody. */
export const offLink = async (tx: Tx, origin: string, accountId: number): Promise<string> =>
  `${origin}/mail/off/${await signedIn(tx, NO_MAIL, String(accountId))}`;

/** What mail programs know such letters by, and end them with (RFC 2919, RFC 8058). */
export function listHeaders(origin: string, list: string, name: string, off: string): Record<string, string> {
  const { host } = new URL(origin);
  return {
    'List-Id': `${name.replace(/[^\w .-]/g, '') || 'Adda'} <${list}.${host.replace(/[^\w.-]/g, '.')}>`,
    'List-Unsubscribe': `<${off}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

const TOGETHER = 200;
const SHOWN = 5;
const WORDS = 600;

/** Puts letters into the queue for what nobody has read. @returns how many notifications it looked at */
async function mailSome(tx: Tx): Promise<number> {
  const rows = await unmailed(tx, MAILED, tx.now - MAILED_AFTER, TOGETHER);
  const begun = new Set<string>();
  for (const { id, accountId, threadId, email, wish, times } of rows) {
    const key = `${accountId} ${threadId}`;
    if (wish === 'never' || threadId === null || begun.has(key) || (await isToldByMail(tx, accountId, threadId)))
      continue;
    begun.add(key);
    await enqueueMail(tx, {
      to: email!,
      accountId,
      template: 'told',
      facts: { id, accountId, threadId },
      eventId: null,
      dueAt: afterQuiet(tx.now, times ?? USUAL_MAIL_TIMES),
    });
  }
  await setMailed(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.length;
}

export async function mailUnread(adda: Adda): Promise<void> {
  while ((await adda.store.write(mailSome)) === TOGETHER);
}

export const toldLetters = [
  letterKind({
    template: 'told',
    on: [],
    recipients: async () => [],
    async write(tx, { facts }, { adda, site, m }) {
      const { accountId, threadId } = facts as { accountId: number; threadId: number };
      const account = await accountBy(tx, { id: accountId });
      if (!account || account.mailWish !== 'at_once') return null;
      const audience = await audienceOfAccount(tx, accountId);
      const filter = { unread: true, reasons: MAILED };
      const all = await notificationsOf(tx, audience, accountId, filter, null, 100);
      const rows = all.filter(({ thread }) => thread?.id === threadId).reverse();
      const [first] = rows;
      if (!first?.thread) return null;
      const { origin } = adda.config;
      const says = rows.slice(0, SHOWN).map((row) => {
        const by = row.actorId === null ? site.name : authorLine(m, actorFacts(row), 'mail').text;
        const line = m.notifications.says[row.reason].replace('{who}', by).replace('{what}', `“${row.thread!.title}”`);
        return { line, words: row.post?.html ? beginningOf(row.post.html, WORDS) : '', link: origin + placeOf(row) };
      });
      const by = first.actorId === null ? null : authorLine(m, actorFacts(first), 'mail');
      const off = await offLink(tx, origin, accountId);
      const host = new URL(origin).host;
      const letter = m.mail.told({
        ...{ forum: site.name, name: account.name, says, more: Math.max(0, rows.length - SHOWN), off },
        why: m.notifications.why[first.reason],
      });
      return {
        ...letter,
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

/** When and how somebody gets letters of what they are told. @property quietFrom with `quietTo`, both or neither */
export type MailWishes = { wish: MailWish; hour?: number; zone?: string; quietFrom?: number; quietTo?: number };

/** @throws {AddaError} `not_signed_in`, `invalid` for a zone that nobody knows, or half of the quiet hours */
export async function wishMail(adda: Adda, actor: Actor, wishes: MailWishes): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  const { wish: mailWish, quietFrom: from, quietTo: to } = wishes;
  const faults: FieldFault[] = [];
  if (wishes.zone !== undefined && !isTimeZone(wishes.zone)) faults.push({ field: 'zone', fault: 'wrong' });
  if ((from === undefined) !== (to === undefined))
    faults.push({ field: from === undefined ? 'quietFrom' : 'quietTo', fault: 'required' });
  if (faults.length > 0) throw new AddaError('invalid', { faults });
  const { hour = USUAL_MAIL_TIMES.hour, zone = USUAL_MAIL_TIMES.zone } = wishes;
  const mailTimes = { hour, zone, quiet: from === undefined || to === undefined ? null : { from, to } };
  await adda.store.write((tx) =>
    updateAccount(tx, actor.id, { mailWish, mailTimes, digestAt: nextDigest(tx.now, mailWish, mailTimes) }),
  );
}

/** Whose letters a signed address is about. @throws {AddaError} `link_expired` for what this forum did not sign */
export async function ofSignedLink(adda: Adda, token: string): Promise<number> {
  const accountId = await verified(adda, NO_MAIL, token);
  if (accountId === null) throw new AddaError('link_expired');
  return Number(accountId);
}

/** Ends the letters to whom a signed address is about; twice is once. @throws {AddaError} `link_expired` */
export async function endMailBy(adda: Adda, token: string): Promise<void> {
  const accountId = await ofSignedLink(adda, token);
  await adda.store.write(async (tx) => {
    const account = await accountBy(tx, { id: accountId });
    if (account?.erasedAt === null) await updateAccount(tx, accountId, { mailWish: 'never', digestAt: null });
  });
}

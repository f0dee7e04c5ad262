/** Sends what lies in the mail queue: each letter is written then, in the language its reader has by then. */
import { MAIL_RETRY, retryAfter } from '../../rules/retry.ts';
import type { Adda } from '../adda.ts';
import { site, wordsFor } from '../site/queries.ts';
import type { Letter } from './letters.ts';
import { claimMail, dueMail, languageOf, markFailed, markSent, type QueuedMail } from './queries.ts';
import { deliver, type Message } from './transport.ts';

const BATCH = 20;

/** The address in `Name <address>`. */
const addressIn = (from: string) => /<([^>]+)>/.exec(from)?.[1] ?? from;

/** Writes a letter that waits. Null when nobody wants it any more. @throws when its template is unknown here */
export async function writeLetter(adda: Adda, mail: QueuedMail): Promise<Letter | null> {
  const { template } = mail;
  // Letters of a release that wrote them at once are sent as they are.
  if (template === null)
    return { subject: mail.subject, text: mail.body, ...(mail.sender !== null && { sender: mail.sender }) };
  const kind = adda.features.flatMap(({ letters = [] }) => letters).find((one) => one.template === template);
  if (!kind) throw new Error(`There is no letter “${template}” in this release.`);
  return adda.store.write(async (tx) => {
    const forum = await site(tx);
    const language = mail.accountId === null ? mail.language : await languageOf(tx, mail.accountId);
    const m = wordsFor(forum, language);
    return kind.write(
      tx,
      { to: mail.recipient, facts: mail.facts as Record<string, number> },
      { adda, site: forum, m },
    );
  });
}

function messageOf({ config }: Adda, mail: QueuedMail, letter: Letter): Message {
  const address = addressIn(config.mailFrom);
  return {
    from: letter.sender === undefined ? config.mailFrom : { name: letter.sender, address },
    to: mail.recipient,
    subject: letter.subject,
    text: letter.text,
    date: new Date(mail.createdAt),
    // The same for every try: a mailbox that got it already knows it again.
    messageId: `<adda.${mail.id}.${mail.createdAt}@${address.split('@').at(-1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated', ...letter.headers },
  };
}

async function sendOne(adda: Adda, mail: QueuedMail): Promise<void> {
  const { store } = adda;
  const tries = mail.attempts + 1;
  const taken = await store.write((tx) =>
    claimMail(tx, mail.id, mail.attempts, tx.now + retryAfter(MAIL_RETRY, tries, Math.random())),
  );
  if (!taken) return;
  try {
    const letter = await writeLetter(adda, mail);
    if (letter) await deliver(adda, mail.id, messageOf(adda, mail, letter));
    await store.write((tx) => markSent(tx, mail.id));
  } catch (error) {
    const isLast = tries >= MAIL_RETRY.tries;
    adda.log.warn(
      { letter: mail.id, tries, err: String(error) },
      isLast ? 'mail was given up; an admin may try it again' : 'mail could not be sent; it will be tried again',
    );
    await store.write((tx) => markFailed(tx, mail.id, String(error)));
  }
}

/** Sends every letter that is due. Failures are kept with their error and tried again later. @returns how many were due */
export async function sendDueMail(adda: Adda): Promise<number> {
  const due = await dueMail(adda.store.read, Date.now(), BATCH);
  for (const mail of due) await sendOne(adda, mail);
  return due.length;
}

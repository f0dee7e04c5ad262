/** Sends what lies in the mail queue: each letter is written then, in the language its reader has by then. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addressIn } from '../../rules/addresses.ts';
import { type Failure, isPausedAfter, refusalOf } from '../../rules/mail-refusals.ts';
import { MAIL_RETRY, retryAfter } from '../../rules/retry.ts';
import type { Adda } from '../adda.ts';
import { lookOf } from '../site/look.ts';
import { languageFor, site, type Site } from '../site/queries.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import { plainText } from '../../../shared/catalogue/letter.ts';
import type { Language } from '../../../shared/words.ts';
import { letterHtml, partsOf } from './html.ts';
import type { DrawnLetter, Letter } from './letters.ts';
import { claimMail, dueMail, languageOf, markFailed, markSent, type QueuedMail } from './queries.ts';
import { countRefusal, forgetRefusals, isReachedAt, pauseMail } from './refusal-queries.ts';
import { AT_ONCE, closeTransport, deliver, type Message } from './transport.ts';

const BATCH = 20;
/** A letter is ours for so long; whoever died sending it held it no longer. */
const HOLD_MS = 5 * 60_000;

function drawLetter({ config }: Adda, letter: Letter, forum: Site, language: Language): DrawnLetter {
  const { subject, sender, headers, replyTo } = letter;
  const text = 'text' in letter ? letter.text : plainText(letter.parts);
  const parts = 'text' in letter ? partsOf(letter.text, config.origin) : letter.parts;
  return {
    ...{ subject, text, html: letterHtml(parts, forum.name, language, lookOf(forum)) },
    ...(sender !== undefined && { sender }),
    ...(headers && { headers }),
    ...(replyTo !== undefined && { replyTo }),
  };
}

/** Writes a letter that waits. Null when nobody wants it any more. @throws when its template is unknown here */
export async function writeLetter(adda: Adda, mail: QueuedMail): Promise<DrawnLetter | null> {
  const { template } = mail;
  const forum = await site(adda.store.read);
  const language = languageFor(
    forum,
    mail.accountId === null ? mail.language : await languageOf(adda.store.read, mail.accountId),
  );
  // Letters of a release that wrote them at once are sent as they are.
  if (template === null) {
    const letter = { subject: mail.subject, text: mail.body, ...(mail.sender !== null && { sender: mail.sender }) };
    return drawLetter(adda, letter, forum, language);
  }
  const kind = adda.features.flatMap(({ letters = [] }) => letters).find((one) => one.template === template);
  if (!kind) throw new Error(`There is no letter “${template}” in this release.`);
  const { accountId, recipient } = mail;
  if (kind.isNotice && accountId !== null && !(await isReachedAt(adda.store.read, accountId, recipient))) return null;
  const facts = mail.facts as Record<string, number>;
  const desk = { adda, site: forum, m: messages(language) };
  const letter = await adda.store.write((tx) => kind.write(tx, { to: mail.recipient, facts, words: mail.body }, desk));
  return letter && drawLetter(adda, letter, forum, language);
}

function messageOf({ config }: Adda, mail: QueuedMail, letter: DrawnLetter): Message {
  const address = addressIn(config.mailFrom);
  return {
    from: letter.sender === undefined ? config.mailFrom : { name: letter.sender, address },
    to: mail.recipient,
    ...(letter.replyTo !== undefined && { replyTo: letter.replyTo }),
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    date: new Date(mail.createdAt),
    // The same for every try: a mailbox that got it already knows it again.
    messageId: `<adda.${mail.id}.${mail.createdAt}@${address.split('@').at(-1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated', ...letter.headers },
  };
}

/** What a transport says of a failure. */
function failureOf(error: unknown): Failure {
  const { command, responseCode: code, response: reply } = error as Record<string, unknown>;
  return {
    ...(typeof command === 'string' && { command }),
    ...(typeof code === 'number' && { code }),
    ...(typeof reply === 'string' && { reply }),
  };
}

async function fail(adda: Adda, mail: QueuedMail, tries: number, error: unknown): Promise<void> {
  const refusal = refusalOf(failureOf(error));
  const isLast = refusal !== 'later' || tries >= MAIL_RETRY.tries;
  adda.log.warn(
    { letter: mail.id, tries, refusal, err: String(error) },
    isLast ? 'mail was given up; an admin may try it again' : 'mail could not be sent; it will be tried again',
  );
  await adda.store.write(async (tx) => {
    const dueAt = tx.now + retryAfter(MAIL_RETRY, tries, Math.random());
    const attempts = isLast ? MAIL_RETRY.tries : tries;
    await markFailed(tx, mail.id, { error: String(error), dueAt, attempts, claimed: tries });
    if (refusal !== 'address' || mail.accountId === null) return;
    const refusals = await countRefusal(tx, mail.accountId, mail.recipient);
    if (refusals !== null && isPausedAfter(refusals)) await pauseMail(tx, mail.accountId);
  });
}

async function sendOne(adda: Adda, mail: QueuedMail): Promise<void> {
  const { store } = adda;
  const tries = mail.attempts + 1;
  if (!(await store.write((tx) => claimMail(tx, mail.id, mail.attempts, tx.now + HOLD_MS)))) return;
  try {
    const letter = await writeLetter(adda, mail);
    if (letter) await deliver(adda, mail.id, messageOf(adda, mail, letter));
    await store.write(async (tx) => {
      await markSent(tx, mail.id);
      if (letter && mail.accountId !== null) await forgetRefusals(tx, mail.accountId, mail.recipient);
    });
  } catch (error) {
    await fail(adda, mail, tries, error);
  }
}

/** What is on its way from this process: by letter, to which domain. */
type Going = Map<number, { domain: string; done: Promise<void> }>;
const onTheirWay = new WeakMap<Adda, Going>();
const goingOf = (adda: Adda): Going => {
  const going = onTheirWay.get(adda) ?? new Map();
  onTheirWay.set(adda, going);
  return going;
};
const domainOf = ({ recipient }: QueuedMail) => recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase();

function begin(adda: Adda, mail: QueuedMail, going: Going): void {
  const done = sendOne(adda, mail)
    .catch((error) => adda.log.error({ letter: mail.id, err: error }, 'a letter could not be taken or marked'))
    .finally(() => going.delete(mail.id));
  going.set(mail.id, { domain: domainOf(mail), done });
}

/** Begins letters that are due while there is room, for each domain as for all. @returns how many */
async function beginDue(adda: Adda, going: Going): Promise<number> {
  let begun = 0;
  for (;;) {
    const counts = new Map<string, number>();
    for (const { domain } of going.values()) counts.set(domain, (counts.get(domain) ?? 0) + 1);
    const domains = [...counts].filter(([, count]) => count >= AT_ONCE.perDomain).map(([domain]) => domain);
    const room = AT_ONCE.all - going.size;
    const due = room > 0 ? await dueMail(adda.store.read, Date.now(), room, { ids: [...going.keys()], domains }) : [];
    for (const mail of due) {
      const count = counts.get(domainOf(mail)) ?? 0;
      if (count >= AT_ONCE.perDomain || going.has(mail.id)) continue;
      counts.set(domainOf(mail), count + 1);
      begin(adda, mail, going);
      begun++;
    }
    if (due.length === 0 || begun >= BATCH) return begun;
  }
}

/** Looked for so often while letters are on their way: what is queued meanwhile waits for none of them. */
const LOOK_MS = 250;

/** Begins what is due, and waits until one of those on their way has gone, or a moment. @returns how many it began; null when nothing is on its way */
async function sendSome(adda: Adda): Promise<number | null> {
  const going = goingOf(adda);
  const begun = await beginDue(adda, going);
  if (going.size === 0) return begun > 0 ? begun : null;
  const moment = new AbortController();
  await Promise.race([...[...going.values()].map(({ done }) => done), sleep(LOOK_MS, null, { signal: moment.signal })]);
  moment.abort();
  return begun;
}

/** Sends what is due for a moment, so that whoever stops in between need not wait for all. @returns 0 when nothing is left */
export const sendForAMoment = async (adda: Adda): Promise<number> => ((await sendSome(adda)) === null ? 0 : 1);

/** Sends every letter that is due. Failures are kept with their error and tried again later. @returns how many were due */
export async function sendDueMail(adda: Adda): Promise<number> {
  for (let sum = 0; ;) {
    const begun = await sendSome(adda);
    if (begun === null) return sum;
    sum += begun;
  }
}

/** Waits for letters that are on their way, then hangs up. */
export async function endSending(adda: Adda): Promise<void> {
  await Promise.all([...goingOf(adda).values()].map(({ done }) => done));
  await closeTransport(adda);
}

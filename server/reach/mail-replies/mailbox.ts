/** The mailbox of answers, by IMAP: whatever is unseen is taken, and what comes while the connection is open. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { Adda } from '../../platform/adda.ts';
import { HEAD_AT_MOST, LARGEST_MAIL } from '../../rules/mail-replies.ts';
import { MAILBOX_RETRY, retryAfter } from '../../rules/retry.ts';
import { receiveMail } from './receive.ts';
import { noteFault, noteLooked, receivingOf } from './state.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** One connection is open so long; the next run of the job makes another, so that a dead one is noticed. */
const OPEN_MS = 10 * MINUTE;
/** Looked at so often also where the server says nothing of what came. */
const LOOK_MS = MINUTE;
const TOGETHER = 100;
/** A letter that fails so often in this process is left seen, and flagged for whoever keeps the mailbox. */
const TRIES = 5;
/** So many letters are remembered; who keeps more of them unseen is told of a fault. */
const REMEMBERED = 10_000;
/** Letters of a mailbox by their numbers: `failed` so often, or `taken`, whether or not their mark as seen lasted. */
type Known = { failed: Map<string, number>; taken: Set<string> };
const known = new WeakMap<Adda, Known>();
function knownOf(adda: Adda): Known {
  const found = known.get(adda) ?? { failed: new Map<string, number>(), taken: new Set<string>() };
  known.set(adda, found);
  return found;
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** A connection that is not open yet. A password goes out in the clear to this machine only. */
export async function imapClient(url: string): Promise<{ client: ImapFlow; mailbox: string }> {
  // Most forums never need it, and it is large.
  const { ImapFlow: Client } = await import('imapflow');
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const secure = protocol === 'imaps:';
  const client = new Client({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 993 : 143) : Number(port),
    secure,
    ...(!secure && !LOCAL.has(hostname) && { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    connectionTimeout: 15 * SECOND,
    greetingTimeout: 15 * SECOND,
    socketTimeout: 2 * MINUTE,
    maxIdleTime: LOOK_MS,
    maxLiteralSize: 2 * LARGEST_MAIL,
  });
  return { client, mailbox: decodeURIComponent(pathname.slice(1)) || 'INBOX' };
}

/** One letter, by its number in the mailbox; of one that is too large, the beginning. */
async function fetchOne(client: ImapFlow, uid: number) {
  const found = await client.fetchOne(String(uid), { size: true }, { uid: true });
  if (!found) return null;
  const said = found.size ?? 0;
  // Never more than that, whatever the server says of its size.
  const maxLength = said > LARGEST_MAIL ? HEAD_AT_MOST : LARGEST_MAIL + 1;
  const letter = await client.fetchOne(String(uid), { source: { start: 0, maxLength } }, { uid: true });
  if (!letter || !letter.source) throw new Error('The mailbox does not give a letter that it has.');
  return { raw: letter.source, size: Math.max(said, letter.source.length) };
}

const keyOf = (client: ImapFlow, uid: number) => `${client.mailbox ? client.mailbox.uidValidity : ''} ${uid}`;

/** Leaves a letter that fails too often, without a look at it: what is wrong may be with the looking. */
async function leave(adda: Adda, client: ImapFlow, uid: number): Promise<void> {
  const { failed, taken } = knownOf(adda);
  failed.delete(keyOf(client, uid));
  taken.add(keyOf(client, uid));
  await noteFault(adda, new Error(`A letter could not be taken ${TRIES} times and was left.`));
  await client.messageFlagsAdd(String(uid), ['\\Seen', '\\Flagged'], { uid: true });
}

/**
 * Takes a letter and marks it. A letter that fails stays unseen, so that it is tried again, but not for ever.
 * @throws where the connection ended with it
 */
async function takeOne(adda: Adda, client: ImapFlow, uid: number): Promise<void> {
  const { failed, taken } = knownOf(adda);
  const key = keyOf(client, uid);
  try {
    const letter = await fetchOne(client, uid);
    if (letter) await receiveMail(adda, letter);
  } catch (error) {
    const tries = (failed.get(key) ?? 0) + 1;
    failed.set(key, tries);
    adda.log.warn({ uid, tries, err: error }, 'a letter could not be taken; it will be tried again');
    if (!client.usable) throw error;
    if (tries >= TRIES) await leave(adda, client, uid);
    return;
  }
  failed.delete(key);
  taken.add(key);
  await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
}

/** Everything that is unseen now, and was not taken before. @throws where nothing that is taken is kept as seen */
async function takeUnseen(adda: Adda, client: ImapFlow, stopped: AbortSignal): Promise<void> {
  const { taken, failed } = knownOf(adda);
  const uids = (await client.search({ seen: false }, { uid: true })) || [];
  const unseen = new Set(uids.map((uid) => keyOf(client, uid)));
  for (const key of taken) if (!unseen.has(key)) taken.delete(key);
  if (taken.size >= REMEMBERED) throw new Error('The mailbox does not keep what is marked as seen.');
  for (const uid of uids.filter((one) => !taken.has(keyOf(client, one))).slice(0, TOGETHER)) {
    if (stopped.aborted) return;
    const isLeft = (failed.get(keyOf(client, uid)) ?? 0) >= TRIES;
    await (isLeft ? leave : takeOne)(adda, client, uid);
  }
}

/** Until something came, the connection ended, or a while went by. */
async function waitForMore(client: ImapFlow, stopped: AbortSignal): Promise<void> {
  const done = new AbortController();
  const end = () => done.abort();
  for (const event of ['exists', 'close'] as const) client.once(event, end);
  stopped.addEventListener('abort', end, { once: true });
  // Ended by the next command.
  client.idle().catch(end);
  await sleep(LOOK_MS, undefined, { signal: done.signal }).catch(() => undefined);
  for (const event of ['exists', 'close'] as const) client.removeListener(event, end);
  stopped.removeEventListener('abort', end);
}

async function workThrough(adda: Adda, stopped: AbortSignal, openMs: number): Promise<void> {
  const { client, mailbox } = await imapClient(adda.config.imapUrl);
  let broken: Error | null = null;
  client.on('error', (error: Error) => (broken = error));
  const hangUp = () => client.close();
  try {
    await client.connect();
    stopped.addEventListener('abort', hangUp, { once: true });
    const until = Date.now() + openMs;
    const lock = await client.getMailboxLock(mailbox);
    try {
      do {
        await takeUnseen(adda, client, stopped);
        await noteLooked(adda);
        if (openMs > 0) await waitForMore(client, stopped);
      } while (client.usable && !stopped.aborted && Date.now() < until);
    } finally {
      lock.release();
    }
    if (broken) throw broken;
    if (client.usable) await client.logout();
  } finally {
    stopped.removeEventListener('abort', hangUp);
    client.close();
  }
}

/**
 * Looks into the mailbox and stays there for a while. After a fault it waits longer and longer.
 * @param openMs how long; 0 for one look @throws what went wrong with the server, which is noted
 */
export async function takeFromMailbox(adda: Adda, stopped: AbortSignal, openMs = OPEN_MS): Promise<void> {
  if (adda.config.imapUrl === '' || adda.config.mailReply === '') return;
  const { faults, faultAt } = await receivingOf(adda.store.read);
  if (faults > 0 && faultAt !== null && Date.now() < faultAt + retryAfter(MAILBOX_RETRY, faults, 0)) return;
  try {
    await workThrough(adda, stopped, openMs);
  } catch (error) {
    if (stopped.aborted) return;
    await noteFault(adda, error);
    throw error;
  }
}

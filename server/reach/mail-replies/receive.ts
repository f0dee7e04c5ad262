/**
 * Answers by mail. A letter to a reply address becomes a post of the account that the address was made for, by the one
 * way in which posts are written, with every rule. What is refused is answered by a letter to the account's own address;
 * nothing is ever answered to whoever wrote.
 */
import { createHash } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type ErrorCode } from '../../platform/errors.ts';
import { addPost } from '../../forum/posting/actions.ts';
import { keepPictures, KEPT_STILL } from '../../forum/pictures/actions.ts';
import { postById } from '../../forum/threads/post-queries.ts';
import { type Account, accountBy } from '../../people/accounts/queries.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { once } from '../../platform/idempotency/idempotency.ts';
import { doneUnder, mailKey } from '../../platform/idempotency/queries.ts';
import { megabytes } from '../../platform/http/sizes.ts';
import { type MailHead, readHead } from '../../platform/mail/head.ts';
import { type ReadMail, UNREAD } from '../../platform/mail/read.ts';
import { placeOfAddress, type ReplyPlace } from '../../platform/mail/reply-address.ts';
import { takeBackTries } from '../../platform/rate-limit/queries.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { mailReaders } from '../../platform/worker-pool/mail-readers.ts';
import { addressIn } from '../../rules/addresses.ts';
import { whyAutomatic } from '../../rules/mail-automatic.ts';
import { holdsPrivate, LARGEST_MAIL, mayWriteFor, SMALL_MAIL } from '../../rules/mail-replies.ts';
import { REPLIES_BY_MAIL } from '../../rules/rate-limits.ts';
import { UPLOAD_LIMITS } from '../../platform/http/multipart.ts';
import { refuseByLetter } from './refusals.ts';
import { noteTaken } from './state.ts';

/** @property size of the whole in bytes, of which `raw` may be the beginning */
export type IncomingMail = { raw: Uint8Array; size: number };
/** What became of a letter. @property why of one that was ignored or refused */
export type Taken =
  | { what: 'posted'; postId: number }
  | { what: 'refused'; why: ErrorCode }
  | { what: 'ignored'; why: string }
  | { what: 'known' };

/** Not the writer's fault: the letter is taken later. */
const LATER = new Set<ErrorCode>(['busy', 'unavailable', 'unexpected']);
export const isLater = (error: unknown): boolean => !(error instanceof AddaError) || LATER.has(error.code);

const hashOf = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** What of a letter is the same, by whatever way it came. */
function idOf({ headers, messageId, bodyAt }: MailHead, raw: Uint8Array): string {
  if (messageId !== '') return hashOf(messageId);
  const own = headers.filter(({ key }) => ['from', 'to', 'date', 'subject'].includes(key));
  const body = createHash('sha256').update(raw.subarray(bodyAt)).digest('base64url');
  return hashOf(body, ...own.flatMap(({ key, value }) => [key, value]));
}

type Found = { place: ReplyPlace; account: Account & { email: string } };

/**
 * For whom a letter is: of the addresses in its To that this forum made, one of the account that wrote it before
 * all others. Where else it says that it went is said by whoever brought it, who may bring somebody's letter on.
 */
async function placeFor(adda: Adda, { recipients, from }: MailHead): Promise<Found | null> {
  const found: Found[] = [];
  for (const address of recipients) {
    const place = await placeOfAddress(adda, address, Date.now());
    if (!place) continue;
    const account = await accountBy(adda.store.read, { id: place.accountId });
    if (account?.email && account.emailVerifiedAt !== null)
      found.push({ place, account: { ...account, email: account.email } });
  }
  return found.find(({ account }) => account.email === from) ?? found[0] ?? null;
}

/** What speaks against a letter before it is posted. @throws {AddaError} `mail_…` */
function mustBeGood({ config }: Adda, place: ReplyPlace, mail: ReadMail, size: number): void {
  if (place.isOver) throw new AddaError('mail_expired');
  if (size > LARGEST_MAIL) throw new AddaError('mail_too_large', { sum: { used: 0, limit: megabytes(LARGEST_MAIL) } });
  if (mail.isBroken) throw new AddaError('mail_unreadable');
  if (mail.words === '') throw new AddaError('mail_empty');
  if (holdsPrivate(mail.words, { origin: config.origin, reply: config.mailReply }))
    throw new AddaError('mail_quotes_letter');
}

const addressesOf = ({ config }: Adda): string[] =>
  [addressIn(config.mailFrom), config.mailReply].map((address) => address.toLowerCase());

/** The body of a letter; nothing of one that is too large, or too large for one of too many. */
async function bodyOf(adda: Adda, { raw, size }: IncomingMail, isTooOften: boolean): Promise<ReadMail> {
  if (size > (isTooOften ? SMALL_MAIL : LARGEST_MAIL)) return UNREAD;
  try {
    return await mailReaders.run('readMail', { raw, ours: addressesOf(adda) });
  } catch (error) {
    if (error instanceof AddaError && error.code === 'mail_unreadable') return { ...UNREAD, isBroken: true };
    throw error;
  }
}

/** Posts a letter; sent again, it gives the post that it became. @throws {AddaError} as `addPost` does, and `mail_gone` */
async function post(adda: Adda, account: Account, place: ReplyPlace, mail: ReadMail, key: string): Promise<number> {
  const conn = adda.store.read;
  const answered = await postById(conn, place.postId);
  // A letter is no token for offices: what it writes is a member's, or under the limits of staff.
  const actor = await actorOf(conn, { id: account.id, scope: 'write' });
  if (!answered || !actor) throw new AddaError('mail_gone');
  const uploads = mail.pictures.map(({ name, bytes }) => {
    const isTooLarge = bytes.length > UPLOAD_LIMITS.fileSize;
    return { field: 'pictures', name, bytes: Buffer.from(isTooLarge ? [] : bytes), size: bytes.length };
  });
  const { pictureIds, faults, refusal } = await keepPictures(adda, actor, uploads);
  if (refusal) throw refusal;
  const input = {
    body: mail.words,
    ...(answered.kind !== 'opening' && { parentId: answered.id }),
    pictureIds,
    pictureFaults: faults.filter(({ fault }) => !KEPT_STILL.has(fault)),
  };
  const keyed = { accountId: account.id, key, contentHash: '' };
  const { postId } = await once(adda, keyed, (stepwise) => addPost(stepwise, actor, answered.threadId, input));
  return postId;
}

/** What is not there any more says so in words of its own. */
const asMailError = (error: unknown) =>
  error instanceof AddaError && (error.code === 'not_found' || error.code === 'moved')
    ? new AddaError('mail_gone')
    : error;

/** A try of today's that turned out to be none does not count. */
async function counted<T>(adda: Adda, accountId: number, work: (tooMany: AddaError | null) => Promise<T>): Promise<T> {
  let id: number | null = null;
  let tooMany: AddaError | null = null;
  try {
    id = await adda.store.write((tx) => consume(tx, REPLIES_BY_MAIL, accountId));
  } catch (error) {
    if (!(error instanceof AddaError) || error.code !== 'too_many') throw error;
    tooMany = error;
  }
  try {
    return await work(tooMany);
  } catch (error) {
    if (id !== null && isLater(error)) await adda.store.write((tx) => takeBackTries(tx, [id]));
    throw error;
  }
}

/** Posts a letter, or says by another why not. */
async function postOrRefuse(adda: Adda, { account, place }: Found, head: MailHead, incoming: IncomingMail) {
  const key = mailKey(idOf(head, incoming.raw));
  if (await doneUnder(adda.store.read, account.id, `${key}#1`)) return { what: 'known' } as const;
  let mail = UNREAD;
  try {
    if (!mayWriteFor(account, head.from, head.headers)) throw new AddaError('mail_forged');
    const postId = await counted(adda, account.id, async (tooMany) => {
      mail = await bodyOf(adda, incoming, tooMany !== null);
      if (tooMany) throw tooMany;
      mustBeGood(adda, place, mail, incoming.size);
      return post(adda, account, place, mail, key);
    });
    return { what: 'posted', postId } as const;
  } catch (thrown) {
    if (isLater(thrown)) throw thrown;
    const error = asMailError(thrown) as AddaError;
    await refuseByLetter(adda, account, { key: `${key}#1`, place, mail, head, error });
    return { what: 'refused', why: error.code } as const;
  }
}

async function take(adda: Adda, incoming: IncomingMail): Promise<Taken> {
  const head = readHead(incoming.raw);
  if (!head) return { what: 'ignored', why: 'no_head' };
  const automatic = whyAutomatic(head.headers, head.from ?? '', addressIn(adda.config.mailFrom));
  if (automatic) return { what: 'ignored', why: automatic };
  const found = await placeFor(adda, head);
  return found ? postOrRefuse(adda, found, head, incoming) : { what: 'ignored', why: 'unknown_address' };
}

/**
 * Takes one letter: posts it, refuses it by a letter to the account, or ignores it. Taken again, it does nothing more.
 * @throws {AddaError} `busy`, `unavailable`, and whatever the database throws: it is to be taken later
 */
export async function receiveMail(adda: Adda, incoming: IncomingMail): Promise<Taken> {
  const taken = await take(adda, incoming);
  await noteTaken(adda);
  adda.log.info(taken, 'a letter was taken');
  return taken;
}

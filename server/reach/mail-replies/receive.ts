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
import type { ReadMail } from '../../platform/mail/read.ts';
import { placeOfAddress, type ReplyPlace } from '../../platform/mail/reply-address.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { addressIn } from '../../rules/addresses.ts';
import { HEAD_AT_MOST, LARGEST_MAIL, mayWriteFor, whyAutomatic } from '../../rules/mail-replies.ts';
import { REPLIES_BY_MAIL } from '../../rules/rate-limits.ts';
import { UPLOAD_LIMITS } from '../../platform/http/multipart.ts';
import { refuseByLetter } from './refusals.ts';
import { noteTaken } from './state.ts';

/** @property size of the whole in bytes, of which `raw` may be the beginning @property to where the mail server took it for */
export type IncomingMail = { raw: Uint8Array; size: number; to?: string };
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

/** The first address of a letter that this forum made. */
async function placeOf(adda: Adda, addresses: readonly string[]) {
  for (const address of addresses) {
    const place = await placeOfAddress(adda, address, Date.now());
    if (place) return { place, address: address.toLowerCase() };
  }
  return null;
}

/** What speaks against a letter before it is posted. @throws {AddaError} `mail_…`, `too_many` */
async function mustBeGood(adda: Adda, account: Account, place: ReplyPlace, mail: ReadMail, size: number) {
  if (place.isOver) throw new AddaError('mail_expired');
  await adda.store.write((tx) => consume(tx, REPLIES_BY_MAIL, account.id));
  if (size > LARGEST_MAIL) throw new AddaError('mail_too_large', { sum: { used: 0, limit: megabytes(LARGEST_MAIL) } });
  if (mail.isBroken) throw new AddaError('mail_unreadable');
  if (mail.words === '') throw new AddaError('mail_empty');
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

async function take(adda: Adda, { raw, size, to }: IncomingMail): Promise<Taken> {
  const isHeadOnly = size > LARGEST_MAIL;
  const head = isHeadOnly ? raw.subarray(0, HEAD_AT_MOST) : raw;
  const mail = await adda.workerPool.run('readMail', { raw: head, isHeadOnly });
  const [from = ''] = mail.froms;
  const automatic = whyAutomatic(mail.headers, from, addressIn(adda.config.mailFrom));
  if (automatic) return { what: 'ignored', why: automatic };
  const found = await placeOf(adda, to === undefined ? mail.addresses : [to, ...mail.addresses]);
  const account = found && (await accountBy(adda.store.read, { id: found.place.accountId }));
  if (!found || !account?.email || account.emailVerifiedAt === null) return { what: 'ignored', why: 'unknown_address' };
  const { place, address } = found;
  const key = mailKey(hashOf(mail.messageId || hashOf(Buffer.from(raw).toString('latin1')), address));
  if (await doneUnder(adda.store.read, account.id, `${key}#1`)) return { what: 'known' };
  try {
    if (!mayWriteFor(account, mail.froms, mail.headers)) throw new AddaError('mail_forged');
    await mustBeGood(adda, account, place, mail, size);
    return { what: 'posted', postId: await post(adda, account, place, mail, key) };
  } catch (thrown) {
    if (isLater(thrown)) throw thrown;
    const error = asMailError(thrown) as AddaError;
    await refuseByLetter(adda, account, { key: `${key}#1`, place, mail, error });
    return { what: 'refused', why: error.code };
  }
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

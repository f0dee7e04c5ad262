/** Addresses by which a letter about a post is answered: whose answer it is, to which post, and until when, signed. */
import type { Adda } from '../adda.ts';
import { isSealed, sealIn } from '../site/signing.ts';
import type { Tx } from '../store/store.ts';
import { endsOn, isOver } from '../../rules/mail-replies.ts';

const PURPOSE = 'reply';
/** Numbers with all digits and letters, since a local part has room for few. */
const WORD = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([0-9a-z]{1,6})\.([a-z2-7]{20})$/;

/** @property isOver it was good once */
export type ReplyPlace = { accountId: number; postId: number; isOver: boolean };

/** Where an account answers the letter about a post; none where letters are not answered by mail. */
export async function replyAddress(
  { config }: Pick<Adda, 'config'>,
  tx: Tx,
  { accountId, postId }: { accountId: number; postId: number },
): Promise<string | undefined> {
  if (config.mailReply === '') return undefined;
  const text = [accountId, postId, endsOn(tx.now)].map((number) => number.toString(36)).join('.');
  return config.mailReply.replace('%', `${text}.${await sealIn(tx, PURPOSE, text)}`);
}

/** The account and the post that an address was made for; null for one that this forum did not make. */
export async function placeOfAddress(adda: Adda, address: string, now: number): Promise<ReplyPlace | null> {
  const [before = '', after = ''] = adda.config.mailReply.split('%');
  const given = address.toLowerCase();
  if (after === '' || !given.startsWith(before) || !given.endsWith(after)) return null;
  const word = WORD.exec(given.slice(before.length, given.length - after.length));
  if (!word) return null;
  const [, account, post, day, seal] = word as unknown as [string, string, string, string, string];
  if (!(await isSealed(adda, PURPOSE, `${account}.${post}.${day}`, seal))) return null;
  return { accountId: parseInt(account, 36), postId: parseInt(post, 36), isOver: isOver(parseInt(day, 36), now) };
}

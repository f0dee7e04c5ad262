/**
 * Signed links in letters, by which whoever reads one chooses without signing in. They are about one account and end with
 * its address; opening one changes nothing.
 */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { audienceOf, sharedBy } from '../../platform/audience/audience.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { signed, signedIn, verified } from '../../platform/site/signing.ts';
import type { Tx } from '../../platform/store/store.ts';
import { type Account, accountBy } from '../../people/accounts/queries.ts';
import { follow } from '../../people/following/actions.ts';
import { levelOf } from '../../people/following/queries.ts';
import { threadToRead } from '../../forum/threads/access.ts';
import type { Thread } from '../../forum/threads/queries.ts';
import {
  ENDED_LETTERS,
  type EndedLetters,
  type Wishes,
  wishesAsText,
  wishesOfText,
  withoutLetters,
} from '../../rules/notice-wishes.ts';
import { actorAs } from '../../rules/roles.ts';
import { FOLLOW_LEVELS, type FollowLevel } from '../../../shared/words.ts';
import { setWishes } from './wishes.ts';

/** What each link is good for. */
const FOR = { off: 'no_mail', on: 'mail_again', mute: 'mute_thread', unmute: 'unmute_thread' } as const;
type Purpose = keyof typeof FOR;
/** Of the hash of an address; the whole is signed. */
const ADDRESS_LETTERS = 12;

const shortHash = (text: string): string => hashSecret(text).slice(0, ADDRESS_LETTERS).replaceAll('-', '_');

/** An undo is pressed at once, or never. */
const UNDONE_WITHIN_MINUTES = 60;
const minuteOf = (ms: number): number => Math.floor(ms / 60_000);

/** Whose letters, and to which address: the link ends with the address. */
const addressee = ({ id, email }: Pick<Account, 'id' | 'email'>): string =>
  `${id}-${hashSecret(email ?? '').slice(0, ADDRESS_LETTERS)}`;

async function linkFor(tx: Tx, origin: string, purpose: Purpose, accountId: number, what: string): Promise<string> {
  const email = (await accountBy(tx, { id: accountId }))?.email ?? null;
  const said = addressee({ id: accountId, email }) + what;
  return `${origin}/mail/${purpose}/${await signedIn(tx, FOR[purpose], said)}`;
}

/** The link that ends letters to somebody, and offers first those of one kind. */
export const offLink = (tx: Tx, origin: string, accountId: number, what: EndedLetters = 'all'): Promise<string> =>
  linkFor(tx, origin, 'off', accountId, what === 'all' ? '' : `-${what}`);

/** The link by which somebody hears no more of a thread. */
export const muteLink = (tx: Tx, origin: string, accountId: number, threadId: number): Promise<string> =>
  linkFor(tx, origin, 'mute', accountId, `-${threadId}`);

/** What mail programs know such letters by, and end them with (RFC 2919, RFC 8058). */
export function listHeaders(origin: string, list: string, name: string, off: string): Record<string, string> {
  const { host } = new URL(origin);
  return {
    'List-Id': `${name.replace(/[^\w .-]/g, '') || 'Adda'} <${list}.${host.replace(/[^\w.-]/g, '.')}>`,
    'List-Unsubscribe': `<${off}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** Whom a link is about, and what follows in it. @throws {AddaError} `link_broken` for what this forum did not sign, `link_expired` */
async function read(adda: Adda, purpose: Purpose, token: string): Promise<{ account: Account; what: string }> {
  const said = await verified(adda, FOR[purpose], token);
  if (said === null) throw new AddaError('link_broken');
  const account = await accountBy(adda.store.read, { id: Number(said.split('-')[0]) || 0 });
  const own = account && addressee(account);
  if (!account || account.erasedAt !== null || !said.startsWith(own!)) throw new AddaError('link_expired');
  return { account, what: said.slice(own!.length + 1) };
}

const wishesOf = ({ mailWish, noticeWishes }: Account): Wishes => ({ wish: mailWish, kinds: noticeWishes });

/** @property hasEnded whether these letters come no more as it is */
export type OffLink = { account: Account; what: EndedLetters; hasEnded: boolean };
/** @property again the token that brings the letters back; null where they had ended before, by whatever choice */
export type Ended = Pick<OffLink, 'account' | 'what'> & { again: string | null };

/** Whose letters a link ends, and which. @throws {AddaError} `link_expired` */
export async function ofOffLink(adda: Adda, token: string): Promise<OffLink> {
  const { account, what: said } = await read(adda, 'off', token);
  const what = ENDED_LETTERS.find((one) => one === said) ?? 'all';
  const now = wishesOf(account);
  return { account, what, hasEnded: wishesAsText(now) === wishesAsText(withoutLetters(now, what)) };
}

/** Ends letters to whom a link is about; twice is once. @param chosen otherwise those of the link @throws {AddaError} `link_expired` */
export async function endLettersBy(adda: Adda, token: string, chosen?: EndedLetters): Promise<Ended> {
  const { account, what: offered } = await ofOffLink(adda, token);
  const what = chosen ?? offered;
  const before = await adda.store.write(async (tx) => {
    const now = wishesOf((await accountBy(tx, { id: account.id }))!);
    const { wish, kinds } = withoutLetters(now, what);
    await setWishes(tx, account.id, { mailWish: wish, noticeWishes: kinds });
    return now;
  });
  const [was, is] = [wishesAsText(before), wishesAsText(withoutLetters(before, what))];
  if (was === is) return { account, what, again: null };
  const said = `${addressee(account)}-${shortHash(is)}-${minuteOf(Date.now())}-${was}`;
  return { account, what, again: await signed(adda, FOR.on, said) };
}

/** Somebody wishes letters as they did before they ended some, unless they chose otherwise since. @returns whose @throws {AddaError} `link_expired` */
export async function resumeLettersBy(adda: Adda, token: string): Promise<Account> {
  const { account, what } = await read(adda, 'on', token);
  const [, ended = '', minute = '', was = ''] = /^([^-]+)-(\d+)-(.+)$/.exec(what) ?? [];
  const before = wishesOfText(was);
  if (!before || minuteOf(Date.now()) - Number(minute) > UNDONE_WITHIN_MINUTES) throw new AddaError('link_expired');
  await adda.store.write(async (tx) => {
    const now = wishesAsText(wishesOf((await accountBy(tx, { id: account.id }))!));
    if (now === was) return;
    // What they chose since is not taken back with it.
    if (shortHash(now) !== ended) throw new AddaError('link_expired');
    await setWishes(tx, account.id, { mailWish: before.wish, noticeWishes: before.kinds });
  });
  return account;
}

/** @property isMuted whether it is so already @property again the token that takes back what was just done; null for nothing */
export type MuteLink = { account: Account; thread: Thread; isMuted: boolean; again: string | null };

/** A link shows what the account reads as a member: who holds it is not signed in, and nothing of an office is theirs. */
async function threadOf(adda: Adda, { id: accountId }: Account, id: number): Promise<Thread> {
  const { spaces } = await audienceOfAccount(adda.store.read, accountId);
  const closedSpaces = spaces === 'public' ? [] : spaces;
  return threadToRead(adda.store.read, sharedBy(audienceOf({ id: accountId, closedSpaces, moderates: new Set() })), id);
}

/** Which thread a link mutes, and for whom. @throws {AddaError} `link_expired`, `not_found` */
export async function ofMuteLink(adda: Adda, token: string): Promise<MuteLink> {
  const { account, what } = await read(adda, 'mute', token);
  const thread = await threadOf(adda, account, Number(what));
  const level = await levelOf(adda.store.read, account.id, { kind: 'thread', targetId: thread.id });
  return { account, thread, isMuted: level === 'muted', again: null };
}

/** Whom a link is about hears no more of its thread. @throws {AddaError} `link_expired`, `not_found` */
export async function muteBy(adda: Adda, token: string): Promise<MuteLink> {
  const { account, thread } = await ofMuteLink(adda, token);
  const before = await setLevel(adda, account, thread.id, 'muted');
  if (before === 'muted') return { account, thread, isMuted: true, again: null };
  const said = `${addressee(account)}-${minuteOf(Date.now())}-${thread.id}-${before ?? 'none'}`;
  return { account, thread, isMuted: true, again: await signed(adda, FOR.unmute, said) };
}

/** Takes that back: they follow it as before, unless they chose otherwise since. @throws {AddaError} `link_expired`, `not_found` */
export async function unmuteBy(adda: Adda, token: string): Promise<MuteLink> {
  const { account, what } = await read(adda, 'unmute', token);
  const [minute, id, before] = what.split('-');
  const now = await levelOf(adda.store.read, account.id, { kind: 'thread', targetId: Number(id) });
  const level = FOLLOW_LEVELS.find((one) => one === before) ?? null;
  if (minuteOf(Date.now()) - Number(minute) > UNDONE_WITHIN_MINUTES || (now !== 'muted' && now !== level))
    throw new AddaError('link_expired');
  await setLevel(adda, account, Number(id), level);
  return { account, thread: await threadOf(adda, account, Number(id)), isMuted: false, again: null };
}

const setLevel = (adda: Adda, { id, role }: Account, threadId: number, level: FollowLevel | null) =>
  follow(adda, actorAs(id, role), { kind: 'thread', targetId: threadId }, level);

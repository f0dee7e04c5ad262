/** How a member is told of each kind of thing: what they chose, and what follows where they chose nothing. */
import {
  MAIL_WISHES,
  type MailWish,
  NOTICE_CHANNELS,
  NOTICE_KINDS,
  type NoticeChannel,
  type NoticeKind,
  type NoticeLetter,
  type NoticeWishes,
  type NotificationReason,
} from '../../shared/words.ts';

/** @property wish of letters at all @property kinds what was chosen for single kinds */
export type Wishes = { wish: MailWish; kinds: NoticeWishes | null };

const KIND_OF: Record<NotificationReason, NoticeKind | null> = {
  answer: 'answers',
  post: 'answers',
  reply: 'answers',
  quote: 'answers',
  edited: 'answers',
  solved: 'answers',
  mention: 'mentions',
  accepted: 'accepted',
  thread: 'threads',
  invitation: 'invitations',
  reminder: 'reminders',
  not_posted: 'reminders',
  message: 'messages',
  message_request: 'messages',
  worked: 'marks',
  helpful: 'marks',
  member: 'follows',
  tag: 'follows',
  space: 'follows',
  search: 'follows',
  // Decided about them, or theirs to decide: that is no choice, and has letters of its own.
  act: null,
  appeal: null,
  report: null,
  proposal: null,
  duty: null,
};

/** The kinds that letters say where nothing else was chosen; the others are on the page only. */
const BY_LETTER: ReadonlySet<NoticeKind> = new Set([
  ...(['answers', 'mentions', 'accepted', 'threads', 'invitations', 'reminders', 'messages'] as const),
]);

export const isByLetter = (kind: NoticeKind): boolean => BY_LETTER.has(kind);

/** What can be chosen for a kind. Whoever wants no invitations is not to be invited, which is another setting. */
export const channelsOf = (kind: NoticeKind): readonly NoticeChannel[] =>
  kind === 'invitations' ? NOTICE_CHANNELS.filter((channel) => channel !== 'none') : NOTICE_CHANNELS;

function usualOf(kind: NoticeKind, wish: MailWish): NoticeChannel {
  if (!BY_LETTER.has(kind) || wish === 'never') return 'page';
  return wish === 'at_once' ? 'at_once' : 'digest';
}

/** What a member chooses by of this reason; null for what is no choice. */
export const noticeKindOf = (reason: NotificationReason): NoticeKind | null => KIND_OF[reason];

function channelOfKind(kind: NoticeKind, { wish, kinds }: Wishes): NoticeChannel {
  const chosen = kinds?.[kind] ?? usualOf(kind, wish);
  return wish === 'never' && chosen !== 'none' ? 'page' : chosen;
}

/** How a member is told of something for this reason. Whoever wants no letters gets none, whatever they chose for a kind. */
export function channelOf(reason: NotificationReason, wishes: Wishes): NoticeChannel {
  const kind = KIND_OF[reason];
  return kind === null ? 'page' : channelOfKind(kind, wishes);
}

/** The letter that is to say it; null for none. An invitation that is said at once has a letter of its own. */
export function letterOf(reason: NotificationReason, wishes: Wishes): NoticeLetter | null {
  const channel = channelOf(reason, wishes);
  if (channel === 'digest') return 'digest';
  return channel === 'at_once' && reason !== 'invitation' ? 'at_once' : null;
}

/** How often a digest comes: as chosen; daily where only some kinds are wanted in one. Null for never. */
export function digestEvery({ wish, kinds }: Wishes): 'daily' | 'weekly' | null {
  if (wish === 'daily' || wish === 'weekly') return wish;
  return wish === 'at_once' && Object.values(kinds ?? {}).includes('digest') ? 'daily' : null;
}

/** What a letter can end: letters of its kind, the letter of a day or week, or all of them. */
export const ENDED_LETTERS = [...NOTICE_KINDS, 'digest', 'all'] as const;
export type EndedLetters = (typeof ENDED_LETTERS)[number];

/** What a member wishes who wants no more of these letters, and everything else as it was. */
export function withoutLetters(wishes: Wishes, what: EndedLetters): Wishes {
  if (what === 'all') return { ...wishes, wish: 'never' };
  const channels = NOTICE_KINDS.map((kind) => [kind, channelOfKind(kind, wishes)] as const);
  const isEnded = (kind: NoticeKind, channel: NoticeChannel) =>
    what === 'digest' ? channel === 'digest' : kind === what && (channel === 'digest' || channel === 'at_once');
  const ended = channels.filter(([kind, channel]) => isEnded(kind, channel)).map(([kind]) => [kind, 'page'] as const);
  const kinds = { ...wishes.kinds, ...Object.fromEntries(ended) };
  if (what !== 'digest' || wishes.wish === 'never') return ended.length === 0 ? wishes : { ...wishes, kinds };
  // The rhythm itself is a digest: without it there are single letters, where some kinds have them, or none.
  return channels.some(([, channel]) => channel === 'at_once')
    ? { wish: 'at_once', kinds }
    : { ...wishes, wish: 'never' };
}

/** Wishes in few letters, for a link that brings them back. */
export const wishesAsText = ({ wish, kinds }: Wishes): string => {
  const digitOf = (kind: NoticeKind) => NOTICE_CHANNELS.findIndex((channel) => channel === kinds?.[kind]) + 1;
  return `${wish}.${NOTICE_KINDS.map(digitOf).join('')}`;
};

/** What such a text says; null for another. */
export function wishesOfText(text: string): Wishes | null {
  const [word, digits = ''] = text.split('.');
  const wish = MAIL_WISHES.find((one) => one === word);
  if (!wish || digits.length !== NOTICE_KINDS.length) return null;
  const kinds: NoticeWishes = {};
  NOTICE_KINDS.forEach((kind, i) => {
    const channel = NOTICE_CHANNELS[Number(digits[i]) - 1];
    if (channel) kinds[kind] = channel;
  });
  return { wish, kinds: Object.keys(kinds).length === 0 ? null : kinds };
}

/** What devices tell of where nothing else was chosen: what concerns oneself. */
export const USUAL_PUSHES: readonly NoticeKind[] = [
  'answers',
  'mentions',
  'accepted',
  'invitations',
  'reminders',
  'messages',
];

/** Whether one's devices tell of something. What is decided about one is no choice. @param kinds null for the usual */
export function isPushed(reason: NotificationReason, kinds: readonly NoticeKind[] | null): boolean {
  const kind = KIND_OF[reason];
  return kind === null || (kinds ?? USUAL_PUSHES).includes(kind);
}

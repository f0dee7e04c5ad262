/** How a member is told of each kind of thing: what they chose, and what follows where they chose nothing. */
import type {
  MailWish,
  NoticeChannel,
  NoticeKind,
  NoticeLetter,
  NoticeWishes,
  NotificationReason,
} from '../../shared/words.ts';
import { NOTICE_CHANNELS } from '../../shared/words.ts';

/** @property wish of letters at all @property kinds what was chosen for single kinds */
export type Wishes = { wish: MailWish; kinds: NoticeWishes | null };

const KIND_OF: Record<NotificationReason, NoticeKind | null> = {
  answer: 'answers',
  post: 'answers',
  reply: 'answers',
  quote: 'answers',
  solved: 'answers',
  mention: 'mentions',
  accepted: 'accepted',
  thread: 'threads',
  invitation: 'invitations',
  reminder: 'reminders',
  worked: 'marks',
  helpful: 'marks',
  member: 'follows',
  tag: 'follows',
  space: 'follows',
  // Decided about them, or theirs to decide: that is no choice, and has letters of its own.
  act: null,
  appeal: null,
  report: null,
  proposal: null,
  duty: null,
};

/** The kinds that letters say where nothing else was chosen; the others are on the page only. */
const BY_LETTER: ReadonlySet<NoticeKind> = new Set([
  ...(['answers', 'mentions', 'accepted', 'threads', 'invitations', 'reminders'] as const),
]);

export const isByLetter = (kind: NoticeKind): boolean => BY_LETTER.has(kind);

/** What can be chosen for a kind. Whoever wants no invitations is not to be invited, which is another setting. */
export const channelsOf = (kind: NoticeKind): readonly NoticeChannel[] =>
  kind === 'invitations' ? NOTICE_CHANNELS.filter((channel) => channel !== 'none') : NOTICE_CHANNELS;

function usualOf(kind: NoticeKind, wish: MailWish): NoticeChannel {
  if (!BY_LETTER.has(kind) || wish === 'never') return 'page';
  return wish === 'at_once' ? 'at_once' : 'digest';
}

/** How a member is told of something for this reason. Whoever wants no letters gets none, whatever they chose for a kind. */
export function channelOf(reason: NotificationReason, { wish, kinds }: Wishes): NoticeChannel {
  const kind = KIND_OF[reason];
  if (kind === null) return 'page';
  const chosen = kinds?.[kind] ?? usualOf(kind, wish);
  return wish === 'never' && chosen !== 'none' ? 'page' : chosen;
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

/** What devices tell of where nothing else was chosen: what concerns oneself. */
export const USUAL_PUSHES: readonly NoticeKind[] = ['answers', 'mentions', 'accepted', 'invitations', 'reminders'];

/** Whether one's devices tell of something. What is decided about one is no choice. @param kinds null for the usual */
export function isPushed(reason: NotificationReason, kinds: readonly NoticeKind[] | null): boolean {
  const kind = KIND_OF[reason];
  return kind === null || (kinds ?? USUAL_PUSHES).includes(kind);
}

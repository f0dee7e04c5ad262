/**
 * What is derived of a thread: every such column is decided here, from its posts alone (what posts keep themselves is
 * in post-state.ts). `server/forum/threads/recount.ts` gathers the facts and is the only one that writes the columns.
 */
import type { ErrorCode } from '../../shared/faults.ts';
import { type Form, type PostKind, THREAD_STATES, type ThreadState } from '../../shared/words.ts';
import { isPeerAnswer, threadState } from './answers.ts';
import { needsAnswer } from './needs.ts';
import { isPublic } from './post-state.ts';
import { asksForAnswers } from './thread-forms.ts';

/** Why nothing may be posted into a thread; null when it may. Under the posts of a closed one people may still talk. */
export function whyNotPostIn(
  thread: {
    visible: boolean;
    hiddenAt: number | null;
    movedToId: number | null;
    lockedAt: number | null;
    closedAt: number | null;
  },
  isReply: boolean,
): ErrorCode | null {
  if (thread.hiddenAt !== null) return 'not_found';
  if (thread.movedToId !== null) return 'moved';
  if (!thread.visible) return 'not_found';
  if (thread.lockedAt !== null) return 'locked';
  return thread.closedAt !== null && !isReply ? 'closed' : null;
}

/** What is said of a thread: how far it is answered, and that it is closed. */
export const SAID_STATES = [...THREAD_STATES, 'closed', 'duplicate'] as const;
export type SaidState = (typeof SAID_STATES)[number];

/** What of a thread its state is said from. */
export type StateFacts = { form: Form; state: ThreadState; closedAt: number | null; closeReason: string | null };

/** What is said of a thread's state, wherever it is: a closed one waits for nothing more. */
export function saidStates({ form, state, closedAt, closeReason }: StateFacts): SaidState[] {
  const isSaid = asksForAnswers(form) || state === 'finished';
  if (closedAt === null) return isSaid ? [state] : [];
  const closed = closeReason === 'duplicate' ? 'duplicate' : 'closed';
  return isSaid && state !== 'open' && state !== 'noted' ? [state, closed] : [closed];
}

/** Whether a thread has a place in the order among members: what was closed leads elsewhere, or nowhere. */
export function isRanked(thread: { visible: boolean; closedAt: number | null }): boolean {
  return thread.visible && thread.closedAt === null;
}

/** Changes when a column comes to mean something else: what was kept under another number is counted anew, once. */
export const COUNTED_BY = 3;

/** Of a post, what its thread's columns depend on. */
export type CountedPost = {
  kind: PostKind;
  parentId: number | null;
  authorId: number | null;
  createdAt: number;
  withdrawnAt: number | null;
  hiddenAt: number | null;
  acceptedAt: number | null;
  outdatedAt: number | null;
  settledAt: number | null;
  workedCount: number;
};
/** @property isLabelled written for a brand @property isToStaff said to a brand: under such a post, or in a thread that staff began */
export type SpokenPost = CountedPost & { id: number; number: number; isLabelled: boolean; isToStaff: boolean };

/** What can be added up post by post. */
export type Sums = {
  topCount: number;
  replyCount: number;
  answerCount: number;
  acceptedCount: number;
  noteCount: number;
  settledCount: number;
  workedCount: number;
};
const SUMS = [
  ...(['topCount', 'replyCount', 'answerCount', 'acceptedCount'] as const),
  ...(['noteCount', 'settledCount', 'workedCount'] as const),
];
const NO_SUMS: Sums = {
  ...{ topCount: 0, replyCount: 0, answerCount: 0, acceptedCount: 0 },
  ...{ noteCount: 0, settledCount: 0, workedCount: 0 },
};

type Asked = { form: Form; authorId: number | null };
const one = (is: boolean): number => (is ? 1 : 0);

/** What one post adds to its thread's sums; what nobody can read adds nothing. */
export function sumsOf(thread: Asked, post: CountedPost): Sums {
  if (!isPublic(post)) return NO_SUMS;
  return {
    topCount: one(post.parentId === null && post.kind !== 'opening'),
    replyCount: one(post.parentId !== null),
    answerCount: one(isPeerAnswer(thread, post)),
    acceptedCount: one(post.acceptedAt !== null && post.outdatedAt === null),
    noteCount: one(post.kind === 'note'),
    settledCount: one(post.settledAt !== null),
    workedCount: post.workedCount,
  };
}

function sumUp(sums: Sums, more: Sums, sign: 1 | -1 = 1): Sums {
  return Object.fromEntries(SUMS.map((key) => [key, sums[key] + sign * more[key]])) as Sums;
}

/** Whether a post moves its thread up: said by a member, to members. */
export const isSaidAmongMembers = (post: Pick<SpokenPost, 'isLabelled' | 'isToStaff'>) =>
  !post.isLabelled && !post.isToStaff;

/** Whose faces a list shows beside who began a thread. */
const PARTICIPANTS_SHOWN = 3;

const isByAnother = (thread: Asked, post: CountedPost) =>
  post.kind !== 'opening' && isPublic(post) && (post.authorId === null || post.authorId !== thread.authorId);

/** People are members; staff speak for a brand. */
const isByAnotherMember = (thread: Asked, post: SpokenPost) => !post.isLabelled && isByAnother(thread, post);

/** All that a thread's columns are decided from, but for the thread itself. */
export type ThreadFacts = {
  sums: Sums;
  /** How many members have posted besides who began it; each nameless post is somebody's. */
  others: number;
  /** The accounts of the first of them. */
  firstParticipants: number[];
  /** Whether anybody has, staff too, where that keeps the thread there. */
  isJoined: boolean;
  /** When something that moves the thread was last said; its opening always does. */
  lastSaidAt: number;
  openingIsPublic: boolean;
  meToo: { all: number; recent: number };
  /** The first words of its opening. */
  excerpt: string;
  lastNumber: number;
};

/** The facts of a thread from all of its posts. @param posts at least the opening */
export function factsOf(
  thread: Asked,
  posts: SpokenPost[],
  more: Pick<ThreadFacts, 'meToo' | 'excerpt'>,
): ThreadFacts & { publicPosts: number } {
  const opening = posts.find((post) => post.kind === 'opening');
  const said = posts.filter((post) => isPublic(post) && post.kind !== 'opening' && isSaidAmongMembers(post));
  const people = posts.filter((post) => isByAnotherMember(thread, post));
  const known = people.toSorted((one, other) => one.number - other.number).flatMap(({ authorId }) => authorId ?? []);
  return {
    ...more,
    sums: posts.reduce((sums, post) => sumUp(sums, sumsOf(thread, post)), NO_SUMS),
    others: new Set(people.map((post) => post.authorId ?? -post.id)).size,
    firstParticipants: [...new Set(known)].slice(0, PARTICIPANTS_SHOWN),
    // What its author took back leaves the answers of others; a thread whose opening a moderator hid goes with it.
    isJoined: (opening?.hiddenAt ?? null) === null && posts.some((post) => isByAnother(thread, post)),
    lastSaidAt: said.reduce((last, { createdAt }) => Math.max(last, createdAt), opening?.createdAt ?? 0),
    openingIsPublic: opening !== undefined && isPublic(opening),
    lastNumber: posts.reduce((last, { number }) => Math.max(last, number), 0),
    publicPosts: posts.filter(isPublic).length,
  };
}

/** A post that was written (`before` null), or whose own columns changed. */
export type PostChange = { before: CountedPost | null; after: SpokenPost };

/** Whether what changed can be added to what is kept; otherwise all posts are counted. */
export function canAdd(thread: { visible: boolean }, { before, after }: PostChange): boolean {
  if (!thread.visible) return false;
  return before === null ? after.kind !== 'opening' && isPublic(after) : isPublic(before) === isPublic(after);
}

type KeptThread = Asked &
  Sums &
  Pick<ThreadColumns, 'participantCount' | 'firstParticipants' | 'lastPostAt' | 'nextNumber'>;

/** The accounts that a list shows beside who began the thread. */
export function participantsOf({ firstParticipants }: { firstParticipants: string }): number[] {
  return firstParticipants === '' ? [] : firstParticipants.split(' ').map(Number);
}

/** The facts of a thread with one change more than what is kept of it. @param isNewcomer the post's author had none here before without a label */
export function factsWith(
  thread: KeptThread,
  { before, after }: PostChange,
  more: Pick<ThreadFacts, 'meToo' | 'excerpt' | 'openingIsPublic'> & { isNewcomer: boolean },
): ThreadFacts {
  const { isNewcomer, ...facts } = more;
  const less = before ? sumsOf(thread, before) : NO_SUMS;
  const isOneMore = before === null && isNewcomer && isByAnotherMember(thread, after);
  const newcomers = isOneMore && after.authorId !== null ? [after.authorId] : [];
  const moves = before === null && isPublic(after) && isSaidAmongMembers(after);
  return {
    ...facts,
    sums: sumUp(sumUp(thread, less, -1), sumsOf(thread, after)),
    others: thread.participantCount - 1 + one(isOneMore),
    firstParticipants: [...participantsOf(thread), ...newcomers].slice(0, PARTICIPANTS_SHOWN),
    // It is visible, or nothing could be added: if not by its opening, then by others.
    isJoined: true,
    lastSaidAt: moves ? Math.max(thread.lastPostAt, after.createdAt) : thread.lastPostAt,
    lastNumber: Math.max(thread.nextNumber - 1, after.number),
  };
}

export type ThreadColumns = Sums & {
  nextNumber: number;
  participantCount: number;
  /** Ids with blanks between them (`participantsOf`): as one value it is easily compared with what is kept. */
  firstParticipants: string;
  meTooCount: number;
  meTooRecent: number;
  lastPostAt: number;
  visible: boolean;
  state: ThreadState;
  needsAnswer: boolean;
  excerpt: string;
};

/** A thread's derived columns but for its rank, its turn and its thanks. */
export function threadColumns(
  thread: Asked & { nextNumber: number } & Record<'finishedAt' | 'hiddenAt' | 'movedToId' | 'closedAt', number | null>,
  { sums, others, firstParticipants, isJoined, lastSaidAt, openingIsPublic, meToo, excerpt, lastNumber }: ThreadFacts,
): ThreadColumns {
  const isThere = thread.hiddenAt === null && thread.movedToId === null;
  const visible = isThere && (openingIsPublic || isJoined);
  const { answerCount: peerAnswers, acceptedCount: accepted, noteCount: notes, settledCount: settled } = sums;
  const state = threadState(thread.form, { peerAnswers, accepted, notes, settled }, thread.finishedAt);
  return {
    ...sums,
    // Numbers are never used again, also those of posts that went into another thread.
    nextNumber: Math.max(thread.nextNumber, lastNumber + 1),
    participantCount: 1 + others,
    firstParticipants: firstParticipants.join(' '),
    meTooCount: openingIsPublic ? meToo.all : 0,
    meTooRecent: openingIsPublic ? meToo.recent : 0,
    lastPostAt: lastSaidAt,
    visible,
    state,
    needsAnswer: needsAnswer(thread.form, state, visible && openingIsPublic, thread.closedAt),
    excerpt: openingIsPublic ? excerpt : '',
  };
}

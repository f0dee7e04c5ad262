/** Peer answers: what is one, who may mark what, in which order answers stand, what state a question is in. */
import { isStaff } from './actor.ts';
import type { ErrorCode } from '../../shared/faults.ts';
import type { Form, MarkKind, PostKind, Role, ThreadState } from '../../shared/words.ts';
import { asksForAnswers } from './thread-forms.ts';

export type Person = { id: number; role: Role };
export type RuledThread = { form: Form; authorId: number | null };
/** @property isLabelled whether it was written for a brand */
export type RuledPost = { kind: PostKind; authorId: number | null; withdrawnAt: number | null; isLabelled: boolean };

/**
 * The kind a new post gets: in a journey its author adds milestones, in a challenge those who take part tell of it.
 * Who speaks for a brand never answers: theirs is an official note. The asker's own post is an answer only when they
 * say so.
 */
export function kindOfPost(to: {
  thread: RuledThread;
  author: { id: number; speaksForBrand: boolean };
  isReply: boolean;
  asOwnAnswer: boolean;
  /** In a challenge. */
  takesPart?: boolean;
}): PostKind {
  if (to.isReply) return 'reply';
  if (to.author.speaksForBrand) return 'note';
  if (to.thread.form === 'journey' && to.author.id === to.thread.authorId) return 'milestone';
  if (to.thread.form === 'challenge' && to.takesPart) return 'update';
  if (!asksForAnswers(to.thread.form)) return 'post';
  if (to.author.id === to.thread.authorId) return to.asOwnAnswer ? 'answer' : 'post';
  return 'answer';
}

/** An answer by another member than the asker: what "answered" and "needs an answer" go by. */
export function isPeerAnswer(thread: RuledThread, post: Pick<RuledPost, 'kind' | 'authorId'>): boolean {
  return post.kind === 'answer' && (post.authorId === null || post.authorId !== thread.authorId);
}

/** May this person set this mark? `null` says yes; otherwise the reason why not. */
export function whyNotMark(kind: MarkKind, who: Person, thread: RuledThread, post: RuledPost): ErrorCode | null {
  if (post.withdrawnAt !== null) return 'withdrawn';
  if (isStaff(who)) return 'staff_cannot';
  const isAsker = thread.authorId === who.id;
  const isOwn = post.authorId === who.id;
  switch (kind) {
    case 'accept':
      if (post.kind !== 'answer') return 'not_an_answer';
      return isAsker ? null : 'not_the_asker';
    case 'settled':
      if (post.kind !== 'note' || !asksForAnswers(thread.form)) return 'not_a_note';
      return isAsker && !isOwn ? null : 'not_the_asker';
    case 'outdated':
      return post.kind === 'answer' ? null : 'not_an_answer';
    case 'worked':
      if (post.kind !== 'answer') return 'not_an_answer';
      if (isOwn) return 'own_post';
      return isAsker ? 'asker_accepts' : null;
    case 'me_too':
      if (post.kind !== 'opening' || !asksForAnswers(thread.form)) return 'not_a_question';
      return isOwn ? 'own_post' : null;
    case 'helpful':
      // What staff write is in no reputation; the asker can say that it settled the matter.
      if (post.isLabelled) return 'staff_post';
      return isOwn ? 'own_post' : null;
  }
}

/** Before anything else in its thread. */
export const OPENING_PLACE = -2_000_000_000;
const ACCEPTED_FIRST = 1_000_000_000;
const AFTER_ANSWERS = 1;

/** How long a confirmation says that something works now, and not only that it did once. */
export const RECENT_MS = 365 * 24 * 3_600_000;
/** Of how long the recent count of "I have this too" tells. */
export const ME_TOO_RECENT_MS = 30 * 24 * 3_600_000;
const OLDER_ROOM = 1_000;

/** @property workedRecent those of the confirmations that are of the last year */
export type Placed = {
  kind: PostKind;
  accepted: boolean;
  outdated: boolean;
  worked: number;
  workedRecent: number;
  helpful: number;
};

/**
 * Place of a top-level post, ascending: accepted answers, then by confirmations of the last year (counted twice,
 * as they cost a try) and helpful marks, then by older confirmations, then by time (the post's number breaks ties).
 * What was said to be outdated comes after the other answers. In a question what is no answer stands after the
 * answers; elsewhere posts stand in the order they were written.
 */
export function placeKey(form: Form, post: Placed): number {
  if (post.kind === 'opening') return OPENING_PLACE;
  if (!asksForAnswers(form)) return 0;
  if (post.kind !== 'answer') return AFTER_ANSWERS;
  if (post.outdated) return 0;
  const older = Math.min(post.worked - post.workedRecent, OLDER_ROOM - 1);
  const score = Math.min((2 * post.workedRecent + post.helpful) * OLDER_ROOM + older, ACCEPTED_FIRST - 2);
  return -1 - score - (post.accepted ? ACCEPTED_FIRST : 0);
}

/** A post that was just written, as its place sees it. */
export const UNMARKED = { accepted: false, outdated: false, worked: 0, workedRecent: 0, helpful: 0 };

/** How many members besides the asker, the author and moderators must say so before an answer is outdated. */
const OUTDATED_BY_OTHERS = 2;

/** Is an answer outdated? The asker, its author or a moderator says so alone, others only together. */
export function isOutdated(said: { byThoseWhoKnow: number; byOthers: number }): boolean {
  return said.byThoseWhoKnow > 0 || said.byOthers >= OUTDATED_BY_OTHERS;
}

/**
 * solved: the asker accepted at least one answer that is not outdated; settled: they said that an official note was enough; answered:
 * at least one peer answer; finished: its author says that a journey or challenge is over; noted: nobody but staff has said something; open: nothing yet.
 */
export function threadState(
  form: Form,
  counts: { peerAnswers: number; accepted: number; notes: number; settled: number },
  finishedAt: number | null = null,
): ThreadState {
  if (finishedAt !== null) return 'finished';
  if (!asksForAnswers(form)) return 'open';
  if (counts.accepted > 0) return 'solved';
  if (counts.settled > 0) return 'settled';
  if (counts.peerAnswers > 0) return 'answered';
  return counts.notes > 0 ? 'noted' : 'open';
}

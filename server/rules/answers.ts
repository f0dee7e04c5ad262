/** Peer answers: what is one, who may mark what, in which order answers stand, what state a question is in. */
import type { ErrorCode } from '../errors.ts';
import type { Form, MarkKind, PostKind, Role, ThreadState } from '../../shared/words.ts';
import { asksForAnswers } from './forms.ts';

export type Person = { id: number; role: Role };
export type RuledThread = { form: Form; authorId: number | null };
/** @property isLabelled whether it was written for a brand */
export type RuledPost = { kind: PostKind; authorId: number | null; withdrawnAt: number | null; isLabelled: boolean };

/**
 * The kind a new post gets. Who speaks for a brand never answers: theirs is an official note. The asker's own
 * post is an answer only when they say so.
 */
export function kindOfPost(to: {
  thread: RuledThread;
  author: { id: number; speaksForBrand: boolean };
  isReply: boolean;
  asOwnAnswer: boolean;
}): PostKind {
  if (to.isReply) return 'reply';
  if (to.author.speaksForBrand) return 'note';
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
  if (who.role === 'staff') return 'staff_cannot';
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

/**
 * Place of a top-level post, ascending: accepted answers, then by confirmations (counted twice, as they
 * cost a try) and helpful marks, then by time (the post's number breaks ties). In a question what is no
 * answer stands after the answers; elsewhere posts stand in the order they were written.
 */
export function placeKey(
  form: Form,
  post: { kind: PostKind; accepted: boolean; worked: number; helpful: number },
): number {
  if (post.kind === 'opening') return OPENING_PLACE;
  if (!asksForAnswers(form)) return 0;
  if (post.kind !== 'answer') return AFTER_ANSWERS;
  const score = Math.min(2 * post.worked + post.helpful, ACCEPTED_FIRST - 1);
  return 0 - score - (post.accepted ? ACCEPTED_FIRST : 0);
}

/**
 * solved: the asker accepted at least one answer; settled: they said that an official note was enough; answered:
 * at least one peer answer; noted: nobody but staff has said something; open: nothing yet.
 */
export function threadState(
  form: Form,
  counts: { peerAnswers: number; accepted: number; notes: number; settled: number },
): ThreadState {
  if (!asksForAnswers(form)) return 'open';
  if (counts.accepted > 0) return 'solved';
  if (counts.settled > 0) return 'settled';
  if (counts.peerAnswers > 0) return 'answered';
  return counts.notes > 0 ? 'noted' : 'open';
}

/** Does the thread belong in the feed "Needs an answer"? An official note takes no question out of it. */
export function needsAnswer(form: Form, state: ThreadState, visible: boolean): boolean {
  return visible && asksForAnswers(form) && (state === 'open' || state === 'noted');
}

const ME_TOO_AGES_BY_MS = 7 * 24 * 3_600_000;

/**
 * Order of "Needs an answer", ascending: older first, and each "I have this too" counts as a week of
 * waiting, so that need is heard and no question starves.
 */
export function needsKey(createdAt: number, meToo: number): number {
  return createdAt - meToo * ME_TOO_AGES_BY_MS;
}

/** Marks: accepting an answer, saying that an official note settled it, confirming that it worked, finding a post helpful, having the same need. */
import type { Adda } from '../../platform/adda.ts';
import { addHelped } from '../../people/accounts/queries.ts';
import { standingOf } from '../../brands/queries.ts';
import { AddaError } from '../../platform/errors.ts';
import {
  countMarks,
  insertMark,
  openingIsVisible,
  type Post,
  postById,
  takeBackMark,
  updatePost,
  whoSaysOutdated,
} from '../threads/post-queries.ts';
import { isOutdated, ME_TOO_RECENT_MS, placeKey, RECENT_MS, threadState, whyNotMark } from '../../rules/answers.ts';
import { needsAnswer, needsKey } from '../../rules/needs.ts';
import { recompute, rankAfter } from '../rank/rank.ts';
import { isCounted, isToStaff } from '../rank/queries.ts';
import { isOnProbation } from '../../rules/rank.ts';
import { site } from '../../platform/site/queries.ts';
import { type Actor, speaksForOperator, STAFF } from '../../rules/roles.ts';
import { addToHelper } from '../spaces/queries.ts';
import type { MarkKind } from '../../../shared/words.ts';
import type { Tx } from '../../platform/store/store.ts';
import { type LockedThread, lockThread, updateThread } from '../threads/queries.ts';
import { raise } from '../../platform/events/raise.ts';

export type Marked = {
  threadId: number;
  threadSlug: string;
  postId: number;
  number: number;
  kind: MarkKind;
  set: boolean;
  count: number;
};

/**
 * Sets or takes away the member's own mark; doing it twice changes nothing.
 * @throws {AddaError} `not_signed_in`, `not_found`, and every reason of `whyNotMark`
 */
export async function mark(adda: Adda, actor: Actor, postId: number, kind: MarkKind, set: boolean): Promise<Marked> {
  if (!actor) throw new AddaError('not_signed_in');
  const before = await postById(adda.store.read, postId);
  if (!before) throw new AddaError('not_found');
  return adda.store.write(async (tx) => {
    const thread = await lockThread(tx, before.threadId);
    const post = await postById(tx, postId);
    if (!thread?.visible || !post) throw new AddaError('not_found');
    // Who became staff while this was on its way is staff.
    const person = await standingOf(tx, actor.id);
    if (!person) throw new AddaError('not_signed_in');
    const forum = await site(tx);
    // Where the forum belongs to a brand its admins speak for it, and mark as little as staff do.
    const role = speaksForOperator(person, forum) ? STAFF : person.role;
    const no = whyNotMark(kind, { id: actor.id, role }, thread, post);
    if (no) throw new AddaError(no);
    const key = { postId, accountId: actor.id, kind };
    const fresh = isOnProbation(person, tx.now, forum.startedAt);
    const inserted = set ? await insertMark(tx, { ...key, threadId: thread.id, isOnProbation: fresh }) : null;
    const hasChanged = set ? inserted !== null : await takeBackMark(tx, key);
    const count = await countMarks(tx, postId, kind);
    // An answer that was accepted where it was imported from has no mark of a member here.
    const isNew = kind === 'accept' ? (post.acceptedAt !== null) !== set : hasChanged;
    const step = set ? (1 as const) : (-1 as const);
    if (isNew)
      await apply(tx, thread, post, {
        ...{ kind, count, step, accountId: actor.id, isOnProbation: fresh },
        isNews: inserted === 'new',
      });
    const shown = kind === 'helpful' ? count + post.importedHelpful : count;
    return { threadId: thread.id, threadSlug: thread.slug, postId, number: post.number, kind, set, count: shown };
  });
}

/** What a post's marks come to. */
async function marked(tx: Tx, thread: LockedThread, post: Post, change: Change) {
  const { kind, count, step } = change;
  const accepted = kind === 'accept' ? step === 1 : post.acceptedAt !== null;
  const worked = kind === 'worked' ? count : post.workedCount;
  const said = kind === 'outdated' ? await whoSaysOutdated(tx, post, thread) : null;
  const outdated = said ? isOutdated(said) : post.outdatedAt !== null;
  const workedRecent =
    kind === 'worked' ? await countMarks(tx, post.id, 'worked', tx.now - RECENT_MS) : post.workedRecent;
  return { accepted, worked, workedRecent, outdated, helpful: kind === 'helpful' ? count : post.helpfulCount };
}

/** @property isNews false for what was taken back once and is set again */
type Change = {
  kind: MarkKind;
  count: number;
  step: 1 | -1;
  accountId: number;
  isOnProbation: boolean;
  isNews: boolean;
};

/** The thread's rank with the mark in it, or counted recompute without it. */
async function rankAfterMark(
  tx: Tx,
  thread: LockedThread,
  post: Post,
  { kind, accountId, isOnProbation, isNews }: Change,
) {
  const to = post.authorId;
  if (!isCounted(kind) || to === null || to === accountId || (await isToStaff(tx, post.id))) return {};
  if (!isNews) return recompute(tx, thread, thread.visible);
  return rankAfter(tx, thread, { kind, from: accountId, to, at: tx.now, isOnProbation }, post.id);
}

/** Another one in need gives a question its turn: once, and not from an account in its first days. */
async function meToo(tx: Tx, thread: LockedThread, post: Post, { kind, count, isOnProbation: fresh, isNews }: Change) {
  if (kind !== 'me_too') return {};
  return {
    meTooCount: count,
    meTooRecent: await countMarks(tx, post.id, 'me_too', tx.now - ME_TOO_RECENT_MS),
    ...(isNews && !fresh && { needsKey: Math.min(thread.needsKey, needsKey(tx.now, thread.createdAt)) }),
  };
}

/** Carries one changed mark into the post, its thread, its author and the space. */
async function apply(tx: Tx, thread: LockedThread, post: Post, change: Change): Promise<void> {
  const { kind, step } = change;
  const next = await marked(tx, thread, post, change);
  await updatePost(tx, post.id, {
    acceptedAt: next.accepted ? (post.acceptedAt ?? tx.now) : null,
    outdatedAt: next.outdated ? (post.outdatedAt ?? tx.now) : null,
    ...(kind === 'settled' && { settledAt: step === 1 ? tx.now : null }),
    workedCount: next.worked,
    workedRecent: next.workedRecent,
    helpfulCount: next.helpful,
    ...(post.parentId === null && {
      placeKey: placeKey(thread.form, { kind: post.kind, ...next, helpful: next.helpful + post.importedHelpful }),
    }),
  });
  const solves = (is: { accepted: boolean; outdated: boolean }) => (is.accepted && !is.outdated ? 1 : 0);
  const solvedBefore = solves({ accepted: post.acceptedAt !== null, outdated: post.outdatedAt !== null });
  const acceptedCount = thread.acceptedCount + solves(next) - solvedBefore;
  const settledCount = thread.settledCount + (kind === 'settled' ? step : 0);
  const counts = { peerAnswers: thread.answerCount, accepted: acceptedCount, notes: thread.noteCount };
  const state = threadState(thread.form, { ...counts, settled: settledCount }, thread.finishedAt);
  await updateThread(tx, thread.id, {
    acceptedCount,
    settledCount,
    workedCount: thread.workedCount + (kind === 'worked' ? step : 0),
    state,
    needsAnswer: needsAnswer(thread.form, state, await openingIsVisible(tx, thread.id)),
    ...(await meToo(tx, thread, post, change)),
    ...(await rankAfterMark(tx, thread, post, change)),
  });
  await raiseMark(tx, thread, post, change);
  await carryHelp(tx, thread, post, change);
}

async function raiseMark(tx: Tx, thread: LockedThread, post: Post, { kind, step, accountId }: Change): Promise<void> {
  const on = { threadId: thread.id, spaceId: thread.spaceId, postId: post.id, number: post.number };
  const event = step === 1 ? ('mark.set' as const) : ('mark.taken_back' as const);
  await raise(tx, { kind: event, actorId: accountId, ...on, mark: kind });
  if (kind === 'accept' && step === 1) await raise(tx, { kind: 'answer.accepted', actorId: accountId, ...on });
}

/** What members did for themselves is no help to others. */
async function carryHelp(tx: Tx, thread: LockedThread, post: Post, { kind, step }: Change): Promise<void> {
  if (post.authorId === null || (kind === 'accept' && post.authorId === thread.authorId)) return;
  if (kind === 'accept' || kind === 'worked') {
    const by = kind === 'accept' ? { solved: step } : { worked: step };
    await addHelped(tx, post.authorId, by);
    await addToHelper(tx, thread.spaceId, post.authorId, by);
  } else if (kind === 'helpful') await addHelped(tx, post.authorId, { helpful: step });
}

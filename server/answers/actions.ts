/** Marks: accepting an answer, saying that an official note settled it, confirming that it worked, finding a post helpful, having the same need. */
import type { Adda } from '../adda.ts';
import { addHelped } from '../accounts/queries.ts';
import { standingOf } from '../brands/queries.ts';
import { AddaError } from '../errors.ts';
import {
  countMarks,
  deleteMark,
  insertMark,
  openingIsVisible,
  type Post,
  postById,
  updatePost,
} from '../posts/queries.ts';
import { needsAnswer, needsKey, placeKey, threadState, whyNotMark } from '../rules/answers.ts';
import type { Actor } from '../rules/roles.ts';
import { addToHelper, addToSpace } from '../spaces/queries.ts';
import type { MarkKind } from '../../shared/words.ts';
import type { Tx } from '../store/store.ts';
import { type LockedThread, lockThread, updateThread } from '../threads/queries.ts';

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
    const no = whyNotMark(kind, { id: actor.id, role: person.role }, thread, post);
    if (no) throw new AddaError(no);
    const key = { postId, accountId: actor.id, kind };
    const hasChanged = set ? await insertMark(tx, { ...key, threadId: thread.id }) : await deleteMark(tx, key);
    const count = await countMarks(tx, postId, kind);
    // An answer that was accepted where it was imported from has no mark of a member here.
    const isNew = kind === 'accept' ? (post.acceptedAt !== null) !== set : hasChanged;
    if (isNew) await apply(tx, thread, post, kind, count, set ? 1 : -1);
    const shown = kind === 'helpful' ? count + post.importedHelpful : count;
    return { threadId: thread.id, threadSlug: thread.slug, postId, number: post.number, kind, set, count: shown };
  });
}

/** Carries one changed mark into the post, its thread, its author and the space. */
async function apply(
  tx: Tx,
  thread: LockedThread,
  post: Post,
  kind: MarkKind,
  count: number,
  step: 1 | -1,
): Promise<void> {
  const next = {
    accepted: kind === 'accept' ? step === 1 : post.acceptedAt !== null,
    worked: kind === 'worked' ? count : post.workedCount,
    helpful: kind === 'helpful' ? count : post.helpfulCount,
  };
  await updatePost(tx, post.id, {
    acceptedAt: next.accepted ? (post.acceptedAt ?? tx.now) : null,
    ...(kind === 'settled' && { settledAt: step === 1 ? tx.now : null }),
    workedCount: next.worked,
    helpfulCount: next.helpful,
    ...(post.parentId === null
      ? { placeKey: placeKey(thread.form, { kind: post.kind, ...next, helpful: next.helpful + post.importedHelpful }) }
      : {}),
  });
  const acceptedCount = thread.acceptedCount + (kind === 'accept' ? step : 0);
  const settledCount = thread.settledCount + (kind === 'settled' ? step : 0);
  const meTooCount = kind === 'me_too' ? count : thread.meTooCount;
  const state = threadState(thread.form, {
    peerAnswers: thread.answerCount,
    accepted: acceptedCount,
    notes: thread.noteCount,
    settled: settledCount,
  });
  await updateThread(tx, thread.id, {
    acceptedCount,
    settledCount,
    meTooCount,
    workedCount: thread.workedCount + (kind === 'worked' ? step : 0),
    state,
    needsAnswer: needsAnswer(thread.form, state, await openingIsVisible(tx, thread.id)),
    needsKey: needsKey(thread.createdAt, meTooCount),
  });
  await addToSpace(tx, thread.spaceId, {});
  // What members did for themselves is no help to others.
  if (post.authorId === null || (kind === 'accept' && post.authorId === thread.authorId)) return;
  if (kind === 'accept' || kind === 'worked') {
    const by = kind === 'accept' ? { solved: step } : { worked: step };
    await addHelped(tx, post.authorId, by);
    await addToHelper(tx, thread.spaceId, post.authorId, by);
  } else if (kind === 'helpful') await addHelped(tx, post.authorId, { helpful: step });
}

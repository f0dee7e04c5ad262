/** Marks: accepting an answer, saying that an official note settled it, confirming that it worked, finding a post helpful, having the same need. */
import type { Adda } from '../../platform/adda.ts';
import { standingOf } from '../../brands/queries.ts';
import { AddaError } from '../../platform/errors.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { countMarks, insertMark, type Post, takeBackMark } from '../threads/post-queries.ts';
import { type RankChange, type Recounted, recountPost, recountThread } from '../threads/recount.ts';
import { whyNotMark } from '../../rules/answers.ts';
import type { Marks } from '../../rules/post-state.ts';
import { isCounted } from '../rank/queries.ts';
import { isOnProbation } from '../../rules/rank.ts';
import { MARKS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { site } from '../../platform/site/queries.ts';
import { lastingStakes, whyNotMarkAsMember } from '../../rules/stakes.ts';
import { type Actor, speaksForOperator, STAFF } from '../../rules/roles.ts';
import type { MarkKind } from '../../../shared/words.ts';
import type { Tx } from '../../platform/store/store.ts';
import { postToMark } from '../threads/access.ts';
import type { LockedThread } from '../threads/queries.ts';
import { mustTakeMore } from '../posting/pace.ts';
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
 * @throws {AddaError} `not_signed_in`, `not_found`, `spoke_lately`, `too_many`, and every reason of `whyNotMark`
 */
export async function mark(adda: Adda, actor: Actor, postId: number, kind: MarkKind, set: boolean): Promise<Marked> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write((tx) => markIn(tx, actor, postId, kind, set));
}

/** As `mark`, where several are set together. */
export async function markIn(
  tx: Tx,
  actor: NonNullable<Actor>,
  postId: number,
  kind: MarkKind,
  set: boolean,
): Promise<Marked> {
  const { thread, post } = await postToMark(tx, actor.id, postId);
  // Who became staff while this was on its way is staff.
  const person = await standingOf(tx, actor.id);
  if (!person) throw new AddaError('not_signed_in');
  const forum = await site(tx);
  // Where the forum belongs to a brand its admins speak for it, and mark as little as staff do.
  const role = speaksForOperator(person, forum, tx.now) ? STAFF : person.role;
  const no =
    whyNotMark(kind, { id: actor.id, role }, thread, post) ??
    whyNotMarkAsMember(lastingStakes(person.stakes, tx.now), kind, set);
  if (no) throw new AddaError(no);
  if (set) await mustTakeMore(tx, thread.spaceId);
  const key = { postId, accountId: actor.id, kind };
  const fresh = isOnProbation(person, tx.now, forum.startedAt);
  const inserted = set ? await insertMark(tx, { ...key, threadId: thread.id, isOnProbation: fresh }) : null;
  await consume(tx, MARKS_PER_MEMBER, actor.id);
  const hasChanged = set ? inserted !== null : await takeBackMark(tx, key);
  const marks =
    hasChanged &&
    (await apply(tx, thread, post, {
      ...{ kind, accountId: actor.id, isOnProbation: fresh },
      isSet: set,
      isNews: inserted === 'new',
    }));
  const count = marks ? countOf(marks, kind) : await countMarks(tx, postId, kind);
  const shown = kind === 'helpful' ? count + post.importedHelpful : count;
  return { threadId: thread.id, threadSlug: thread.slug, postId, number: post.number, kind, set, count: shown };
}

/** @property isNews false for what was taken back once and is set again, and for what is taken back */
type Change = { kind: MarkKind; accountId: number; isOnProbation: boolean; isSet: boolean; isNews: boolean };

/** What the thread's rank has to do with the mark: nothing, or it is added, or all is counted without it. */
function rankOfMark(
  tx: Tx,
  { after: post }: Recounted,
  { kind, accountId, isOnProbation, isNews }: Change,
): RankChange {
  const to = post.authorId;
  if (!isCounted(kind) || to === null || to === accountId || post.isLabelled || post.isToStaff) return null;
  if (!isNews) return 'anew';
  return { event: { kind, from: accountId, to, at: tx.now, isOnProbation }, postId: post.id };
}

/** Carries one changed mark into the post, its thread, its author and the space. */
async function apply(tx: Tx, thread: LockedThread, post: Post, change: Change): Promise<Marks> {
  const recounted = await recountPost(tx, thread, post);
  // Another one in need gives a question its turn: once, and not from an account in its first days.
  const turns = change.kind === 'me_too' && change.isNews && !change.isOnProbation;
  await recountThread(tx, thread, {
    ...recounted,
    rank: rankOfMark(tx, recounted, change),
    turnAt: turns ? tx.now : null,
  });
  await raiseMark(tx, thread, post, change);
  return recounted.marks;
}

async function raiseMark(tx: Tx, thread: LockedThread, post: Post, { kind, isSet, accountId }: Change): Promise<void> {
  const on = { threadId: thread.id, spaceId: thread.spaceId, postId: post.id, number: post.number };
  const event = isSet ? ('mark.set' as const) : ('mark.taken_back' as const);
  await raise(tx, { kind: event, actorId: accountId, ...on, mark: kind });
  if (kind === 'accept' && isSet) await raise(tx, { kind: 'answer.accepted', actorId: accountId, ...on });
}

/** How many marks of a kind stand on a post; acceptances and settlements are the asker's alone. */
function countOf(marks: Marks, kind: MarkKind): number {
  switch (kind) {
    case 'accept':
      return marks.acceptedAt === null ? 0 : 1;
    case 'settled':
      return marks.settledAt === null ? 0 : 1;
    case 'outdated':
      return marks.outdated.length;
    case 'worked':
      return marks.worked;
    case 'helpful':
      return marks.helpful;
    case 'me_too':
      return marks.meToo;
  }
}

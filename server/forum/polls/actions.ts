/** Polls beside posts: written, voted in, ended. Nobody is told who chose what. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { mustBeTaken } from '../../platform/looking.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { site } from '../../platform/site/queries.ts';
import type { Tx } from '../../platform/store/store.ts';
import { postAuthorOf } from '../../brands/identity.ts';
import { standingOf } from '../../brands/queries.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { zoneOfAccount } from '../../people/accounts/queries.ts';
import {
  isShut,
  type PollInput,
  pollOf,
  voteFaults,
  whyNotEndPoll,
  whyNotVote,
  whyNotReopenPoll,
  whyNotWritePoll,
} from '../../rules/polls.ts';
import { EDITS_PER_MEMBER, MARKS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { type Actor, speaksForOperator, STAFF } from '../../rules/roles.ts';
import { lastingStakes } from '../../rules/stakes.ts';
import { paceOf } from '../spaces/queries.ts';
import { mustTakeMore } from '../posting/pace.ts';
import { mustNotLookLikeLabel } from '../posting/check.ts';
import { endDraft, type KeptAs } from '../drafts/drafts.ts';
import { wordsToMark } from '../threads/access.ts';
import {
  deletePoll,
  endPollAt,
  insertPoll,
  type Poll,
  pollOfPost,
  putVotes,
  reopenPollOf,
} from '../threads/poll-queries.ts';

type OnPost = Awaited<ReturnType<typeof wordsToMark>>;
/** Where a poll is, for the page that one is led to. */
export type Polled = { threadId: number; threadSlug: string; postId: number; number: number; pollId: number | null };

const placeOf = ({ thread, post, poll = null }: OnPost & { poll?: { id: number } | null }): Polled => ({
  ...{ threadId: thread.id, threadSlug: thread.slug, postId: post.id, number: post.number, pollId: poll?.id ?? null },
});

async function raiseOf(tx: Tx, kind: 'poll.changed' | 'poll.voted', { thread, post }: OnPost, by: number | null) {
  const on = { threadId: thread.id, spaceId: thread.spaceId, postId: post.id, number: post.number };
  await raise(tx, { kind, actorId: by, ...on });
}

/** @throws {AddaError} `not_found`, `silenced`, `suspended` */
async function pollToUse(tx: Tx, accountId: number, postId: number): Promise<OnPost & { poll: Poll }> {
  const on = await wordsToMark(tx, accountId, postId);
  const poll = await pollOfPost(tx, postId);
  if (!poll) throw new AddaError('not_found');
  return { ...on, poll };
}

/** Who votes, as the forum has them now. Where it belongs to a brand its admins speak for it, and vote as little as staff. */
async function voterIn(tx: Tx, accountId: number) {
  const person = await standingOf(tx, accountId);
  if (!person) throw new AddaError('not_signed_in');
  const role = speaksForOperator(person, await site(tx), tx.now) ? STAFF : person.role;
  return { who: { role }, stakes: lastingStakes(person.stakes, tx.now) };
}

/**
 * A member votes, or votes otherwise, or takes their vote back; the same again changes nothing.
 * @param choices the ids of what they choose; nothing when they take it back
 * @throws {AddaError} `not_signed_in`, `not_found`, `silenced`, `suspended`, `invalid`, `too_many`, and every reason of `whyNotVote`
 */
export async function vote(
  adda: Adda,
  actor: Actor,
  postId: number,
  choices: readonly number[],
  takesBack: boolean,
): Promise<Polled> {
  if (!actor) throw new AddaError('not_signed_in');
  const chosen = takesBack ? [] : [...new Set(choices)];
  return adda.store.write(async (tx) => {
    const on = await pollToUse(tx, actor.id, postId);
    const { who, stakes } = await voterIn(tx, actor.id);
    // The thread was waited for: by now it may be over.
    const poll = { ...on.poll, isShut: isShut(on.thread, (await paceOf(tx, on.thread.spaceId)).archivedAt) };
    const no = whyNotVote(who, stakes, poll, takesBack, Date.now());
    if (no) throw new AddaError(no);
    const faults = takesBack ? [] : voteFaults(chosen, on.poll);
    if (faults.length > 0) throw invalid(...faults);
    await consume(tx, MARKS_PER_MEMBER, actor.id);
    await putVotes(tx, on.poll.id, actor.id, chosen);
    await raiseOf(tx, 'poll.voted', on, null);
    return placeOf(on);
  });
}

/**
 * The author of a post puts a poll beside it, another in its place as long as nobody has voted, or none.
 * @throws {AddaError} `not_signed_in`, `not_found`, `silenced`, `suspended`, `invalid`, `too_many`, `stale_values` where another one stands by now, and every reason of `whyNotWritePoll`
 */
export async function writePoll(
  adda: Adda,
  actor: Actor,
  postId: number,
  { draftAt, seenId, ...input }: PollInput & { draftAt?: KeptAs['at']; seenId?: number | '' },
): Promise<Polled> {
  if (!actor) throw new AddaError('not_signed_in');
  const zone = await zoneOfAccount(adda.store.read, actor.id);
  const faults: FieldFault[] = [];
  const poll = pollOf(input, zone, Date.now(), faults);
  return adda.store.write(async (tx) => {
    const on = await wordsToMark(tx, actor.id, postId);
    const before = await pollOfPost(tx, postId);
    const { stakes } = await voterIn(tx, actor.id);
    const no = whyNotWritePoll(await actorOf(tx, actor), on.post, before, stakes);
    if (no) throw new AddaError(no);
    if (seenId !== undefined && (seenId || null) !== (before?.id ?? null)) throw new AddaError('stale_values');
    if ((await postAuthorOf(tx, actor.id, tx.now)).identity) throw new AddaError('staff_cannot');
    if (!poll && !before) faults.push({ field: 'pollQuestion', fault: 'required' });
    if (faults.length > 0) throw invalid(...faults);
    await mustTakeMore(tx, on.thread.spaceId);
    await consume(tx, EDITS_PER_MEMBER, actor.id);
    if (poll) {
      await mustNotLookLikeLabel(tx, { poll });
      const lines = { pollQuestion: poll.question, pollChoices: poll.choices.join('\n') };
      await mustBeTaken(adda, tx, { accountId: actor.id, spaceId: on.thread.spaceId, lines });
    }
    await deletePoll(tx, postId);
    await endDraft(tx, actor.id, { place: `poll:${postId}`, at: draftAt, values: { ...input } });
    if (poll) await insertPoll(tx, postId, poll);
    await raiseOf(tx, 'poll.changed', on, actor.id);
    return placeOf({ ...on, poll: await pollOfPost(tx, postId) });
  });
}

/**
 * Its author, or a moderator of its space, ends a poll before its time. What it says, and by whom it was ended, stays.
 * @throws {AddaError} `not_signed_in`, `not_found`, `silenced`, `suspended`, `not_yours`, `staff_cannot`, `poll_over`
 */
export async function endPoll(adda: Adda, actor: Actor, postId: number): Promise<Polled> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write(async (tx) => {
    const on = await pollToUse(tx, actor.id, postId);
    const no = whyNotEndPoll(await actorOf(tx, actor), on.post, on.thread.spaceId, on.poll, Date.now());
    if (no) throw new AddaError(no);
    await endPollAt(tx, on.poll.id, tx.now, on.post.authorId === actor.id ? 'author' : 'moderator');
    await raiseOf(tx, 'poll.changed', on, actor.id);
    return placeOf(on);
  });
}

/**
 * Its author lets a poll go on that they ended, until the end that it had; what was voted counts on.
 * @throws {AddaError} `not_signed_in`, `not_found`, `silenced`, `suspended`, and every reason of `whyNotReopenPoll`
 */
export async function reopenPoll(adda: Adda, actor: Actor, postId: number): Promise<Polled> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write(async (tx) => {
    const on = await pollToUse(tx, actor.id, postId);
    const no = whyNotReopenPoll(await actorOf(tx, actor), on.post, on.poll, Date.now());
    if (no) throw new AddaError(no);
    await mustTakeMore(tx, on.thread.spaceId);
    await reopenPollOf(tx, on.poll.id);
    await raiseOf(tx, 'poll.changed', on, actor.id);
    return placeOf(on);
  });
}

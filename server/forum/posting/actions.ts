/** Posting, withdrawing and restoring. */
import type { Adda } from '../../platform/adda.ts';
import { followThread } from '../../people/following/queries.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { zoneOfAccount } from '../../people/accounts/queries.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { kindOfPost } from '../../rules/answers.ts';
import { type PollInput, pollOf, wordsOfPoll } from '../../rules/polls.ts';
import { whyNotPostIn } from '../../rules/thread-state.ts';
import { type Actor, isStaff, whyNotRestore, whyNotWithdraw } from '../../rules/roles.ts';
import { endDraft, type KeptAs, keepRefused } from '../drafts/drafts.ts';
import { linksAlone } from '../cards/cards.ts';
import { exceptionOfMember, tellOfException } from '../early-access/early-access.ts';
import { postAuthorOf, enforceLimitsInThread, mustNotHaveSpokenHere } from '../../brands/identity.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import { attachFiles, checkFiles, namesOfLoose, type WithFiles } from '../files/with-post.ts';
import { leadingPicture, wordsOfLoose } from '../pictures/with-post.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { postToChange, threadToPostIn, threadToRead } from '../threads/access.ts';
import { insertPoll } from '../threads/poll-queries.ts';
import { participantOf } from '../threads/participant-queries.ts';
import type { HoldWhy, PostKind } from '../../../shared/words.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { updateThread } from '../threads/queries.ts';
import { recountPost, recountThread } from '../threads/recount.ts';
import { checkAffiliation, checkBody, checkReference, mustMayPoll, mustNotLookLikeLabel } from './check.ts';
import { namingWhom } from './mentions.ts';
import { checkLinks, drawAhead, withNames } from './render.ts';
import * as posts from '../threads/post-queries.ts';
import { isShort, textOf, textOfAside } from '../../platform/worker-pool/render.ts';
import { writtenIn, writtenInThread } from '../spaces/queries.ts';
import { besides, lookAt, raiseHeld, topicOf } from './looking.ts';
import { postsOf } from './rates.ts';
import { askAhead } from './ask-ahead.ts';
import { mustFitPace, mustTakeMore } from './pace.ts';
import { writePost } from './write.ts';
import { raise } from '../../platform/events/raise.ts';

export type PostInput = WithFiles &
  PollInput & {
    body: string;
    /** A milestone's. */
    title?: string;
    parentId?: number;
    ownAnswer?: boolean;
    /** What the member declares with this post. */
    affiliation?: string;
    /** A safety notice, with its public reference. */
    safety?: boolean;
    reference?: string;
    draftAt?: KeptAs['at'];
  };
export type Posted = {
  postId: number;
  threadId: number;
  threadSlug: string;
  number: number;
  kind: PostKind;
  held: HoldWhy | null;
};

/** The post that a reply stands under; a reply to a reply stands under the same one. */
async function parentOf(tx: Tx, threadId: number, parentId: number | undefined): Promise<posts.Post | null> {
  if (!parentId) return null;
  const parent = await posts.postById(tx, parentId);
  if (!parent || parent.threadId !== threadId || parent.isHidden) throw new AddaError('not_found');
  if (parent.withdrawnAt !== null) throw new AddaError('withdrawn');
  return parent.parentId === null ? parent : parentOf(tx, threadId, parent.parentId);
}

/** A post as it is typed, checked. @param zone where its author is @param at when it is posted, in ms @throws {AddaError} `invalid` */
export function checkPost(input: PostInput, zone: string, at: number) {
  const faults: FieldFault[] = [];
  const markdown = checkBody(input.body, input.parentId ? LIMITS.reply : LIMITS.body, faults);
  const reference = input.safety ? checkReference(input.reference ?? '', faults) : null;
  const title = cleanLine(input.title ?? '');
  if (title && !input.parentId) faults.push(...lengthFaults('title', title, LIMITS.milestone));
  checkFiles(input, faults);
  const poll = pollOf(input, zone, at, faults);
  if (faults.length > 0) throw invalid(...faults);
  return { markdown, reference, title, poll };
}

/** Where the author's clock is, which only a poll asks for. */
export const zoneOf = async (conn: Conn, id: number, { pollEndsOn }: PostInput): Promise<string> =>
  pollEndsOn ? zoneOfAccount(conn, id) : 'UTC';

/**
 * Locks the thread into which somebody posts, as it takes posts now.
 * @throws {AddaError} `not_found`, `moved`, `locked`, `closed`, `archived`, `silenced`, `suspended`, `withdrawn`
 */
export async function placeToPost(tx: Tx, actorId: number, threadId: number, parentId: number | undefined) {
  const thread = await threadToPostIn(tx, actorId, threadId);
  const no = whyNotPostIn(thread, Boolean(parentId));
  if (no) throw new AddaError(no);
  await mustTakeMore(tx, thread.spaceId);
  return { thread, parent: await parentOf(tx, threadId, parentId) };
}

/** Takes away in the same transaction what is posted, where it was kept. @throws {AddaError} where it is to be posted no more */
export type TakeKept = (tx: Tx) => Promise<void>;

/** What is kept of a refused post, and where. */
export const draftPlace = (threadId: number, parentId: number | undefined) =>
  parentId ? `reply:${parentId}` : `thread:${threadId}`;

/**
 * Posts into a thread, or replies to a post in it. What speaks for a brand must fit into the limits, gets its
 * label in the same transaction, and is kept as a draft when it is refused.
 * @param take of what waited for its time; without it the draft in the same place goes
 * @throws {AddaError} `not_signed_in`, `not_found`, `moved`, `locked`, `closed`, `archived`, `slow_mode`, `silenced`, `withdrawn`, `invalid`, `too_many`; for staff `grant_ended`,
 *   `brand_links`, `referral_code` and every code of a limit (rules/posting.ts); for former staff `spoke_here`
 */
export async function addPost(
  adda: Adda,
  actor: Actor,
  threadId: number,
  input: PostInput,
  take: TakeKept | null = null,
): Promise<Posted> {
  if (!actor) throw new AddaError('not_signed_in');
  const conn = adda.store.read;
  const typed = checkPost(input, await zoneOf(conn, actor.id, input), Date.now());
  const { reference, title, poll } = typed;
  const markdown = await namingWhom(adda, actor.id, { threadId, parentId: input.parentId }, typed.markdown);
  const place = draftPlace(threadId, input.parentId);
  const ahead = await drawIn(adda, actor, { threadId }, markdown);
  const write = async (tx: Tx) => {
    const [{ thread, parent }] = await Promise.all([
      placeToPost(tx, actor.id, threadId, input.parentId),
      askAhead(tx, actor.id),
    ]);
    await take?.(tx);
    await mustFitPace(tx, thread, actor, tx.now);
    await consume(tx, await postsOf(tx, actor.id, tx.now), actor.id);
    const postAuthor = await postAuthorOf(tx, actor.id, tx.now);
    const { identity } = postAuthor;
    const exception = identity
      ? await enforceLimitsInThread(tx, thread, { ...postAuthor, identity }, reference)
      : await exceptionOfMember(() => actorOf(tx, actor), thread.spaceId, reference);
    if (!identity) await mustNotHaveSpokenHere(tx, threadId, postAuthor);
    if (poll) mustMayPoll(actor, postAuthor);
    const kind = kindOfPost({
      thread,
      author: { id: actor.id, speaksForBrand: identity !== null },
      isReply: parent !== null,
      asOwnAnswer: input.ownAnswer ?? false,
      takesPart: thread.form === 'challenge' && (await participantOf(tx, threadId, actor.id)) !== null,
    });
    const files = await namesOfLoose(tx, actor.id, input);
    const alts = await wordsOfLoose(tx, actor.id, input);
    if (!identity) await mustNotLookLikeLabel(tx, { title, poll, files, alts });
    const isSafety = exception?.kind === 'safety';
    const words = [besides(title, [], input.affiliation), wordsOfPoll(poll), ...files, ...alts].join('\n');
    const where = { spaceId: thread.spaceId, inThread: topicOf(thread) };
    const seen = { ...where, postId: null, authorId: actor.id, title: words, markdown, isSafety };
    const post = await writePost(tx, thread, {
      authorId: actor.id,
      ...(await checkAffiliation(tx, input.affiliation, postAuthor)),
      identity,
      isOnProbation: postAuthor.isOnProbation,
      exception,
      parent,
      kind,
      title: kind === 'milestone' && title ? title : null,
      markdown,
      ahead,
      createdAt: tx.now,
      look: async (html) => {
        if (identity && files.length > 0)
          await checkLinks(tx, withNames(html, files), identity.brand.domains, exception);
        return lookAt(adda, tx, { ...seen, html });
      },
    });
    await attachFiles(tx, actor.id, post.id, input);
    if (poll) await insertPoll(tx, post.id, poll);
    await Promise.all([
      take ? null : endDraft(tx, actor.id, { place, at: input.draftAt, values: { ...input } }),
      postAuthor.identity ? null : followThread(tx, actor.id, threadId),
    ]);
    const on = { threadId, spaceId: thread.spaceId, postId: post.id, number: post.number };
    if (post.heldWhy && post.heldAt !== null) await raiseHeld(tx, actor.id, on, post.heldWhy.why);
    else {
      const written = { postKind: kind, parentId: post.parentId, mayHaveCards: linksAlone(post.html).length > 0 };
      const answersId = input.parentId !== post.parentId ? (input.parentId ?? null) : null;
      await raise(tx, { kind: 'post.written', actorId: actor.id, ...on, ...written, answersId });
    }
    if (exception) await tellOfException(tx, postAuthor, on, exception);
    const held = post.heldAt === null ? null : (post.heldWhy?.why ?? null);
    return { postId: post.id, threadId, threadSlug: thread.slug, number: post.number, kind, held };
  };
  try {
    return await adda.store.write(write);
  } catch (error) {
    const kept = { place, threadId, at: input.draftAt, values: draftValues(input) };
    if (!take) await keepRefused(adda, actor, kept, error);
    throw error;
  }
}

/** Draws a long text before the transaction that keeps it; a short one is drawn within. @throws {AddaError} `not_found`, `busy` */
export async function drawIn(
  adda: Adda,
  actor: NonNullable<Actor>,
  { threadId, postId = null }: { threadId: number; postId?: number | null },
  markdown: string,
) {
  if (isShort(markdown)) return null;
  const conn = adda.store.read;
  const { spaceId } = await threadToRead(conn, await audienceOfAccount(conn, actor.id), threadId);
  return drawAhead(adda, { spaceId, threadId, postId, isForBrand: isStaff(actor) }, markdown);
}

const draftValues = ({ body, parentId, safety, reference, pictureIds = [], fileIds = [] }: PostInput) => ({
  body,
  ...(pictureIds.length > 0 && { pictureIds }),
  ...(fileIds.length > 0 && { fileIds }),
  ...(parentId && { parentId }),
  ...(safety && { safety, reference: reference ?? '' }),
});

/**
 * An author takes a post back: its place stays, its words are hidden. A thread whose opening is withdrawn
 * is hidden unless others have posted in it.
 * @throws {AddaError} `not_found`, `not_yours`
 */
export function withdrawPost(adda: Adda, actor: Actor, postId: number): Promise<Posted> {
  return setWithdrawn(adda, actor, postId, true);
}

/** The author brings a withdrawn post back as it was. @throws {AddaError} `not_found`, `not_yours`, `staff_cannot`, `archived` */
export function restorePost(adda: Adda, actor: Actor, postId: number): Promise<Posted> {
  return setWithdrawn(adda, actor, postId, false);
}

/** The words of a post that comes back, cut before its transaction. */
async function wordsAhead(adda: Adda, { html, threadId }: posts.Post) {
  const conn = adda.store.read;
  const { language } = await writtenInThread(conn, threadId);
  return { html, ...(await textOfAside(adda.workerPool, { html, language })) };
}

async function setWithdrawn(adda: Adda, actor: Actor, postId: number, withdrawn: boolean): Promise<Posted> {
  if (!actor) throw new AddaError('not_signed_in');
  const before = withdrawn ? null : await posts.postById(adda.store.read, postId);
  const words = before && (await wordsAhead(adda, before));
  return adda.store.write(async (tx) => {
    const { thread, post } = await postToChange(tx, actor.id, postId);
    const now = await actorOf(tx, actor);
    const no = withdrawn ? whyNotWithdraw(now, post) : whyNotRestore(now, post);
    if (no) throw new AddaError(no);
    if (!withdrawn) await mustTakeMore(tx, thread.spaceId);
    const done = {
      postId,
      threadId: thread.id,
      threadSlug: thread.slug,
      number: post.number,
      kind: post.kind,
      held: null,
    };
    if ((post.withdrawnAt !== null) === withdrawn) return done;
    await posts.updatePost(tx, postId, { withdrawnAt: withdrawn ? tx.now : null });
    if (withdrawn) await posts.unindexPost(tx, postId);
    else {
      const isOpening = post.kind === 'opening';
      const { language } = await writtenIn(tx, thread.spaceId);
      const isKnown = words?.html === post.html && words.language === language;
      const cut = isKnown ? words : textOf({ html: post.html, language });
      await posts.indexPost(tx, postId, cut, isOpening ? thread.title : '', isOpening ? thread.tagNames : []);
    }
    if (post.kind === 'opening') {
      const picture = withdrawn ? null : await leadingPicture(tx, thread.form, postId);
      await updateThread(tx, thread.id, { picture });
    }
    await recountThread(tx, thread, { ...(await recountPost(tx, thread, post)), rank: 'anew' });
    const kind = withdrawn ? ('post.withdrawn' as const) : ('post.restored' as const);
    const on = { threadId: thread.id, spaceId: thread.spaceId, postId, number: post.number };
    await raise(tx, { kind, actorId: now!.id, ...on });
    return done;
  });
}

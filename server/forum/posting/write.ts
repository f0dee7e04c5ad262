/** Writing a post with every count that depends on it; and counting anew. For actions and importers alike. */
import type { PostKind } from '../../../shared/words.ts';
import { AddaError } from '../../platform/errors.ts';
import { hasReferralCode } from '../../rules/brand-links.ts';
import { isPeerAnswer, placeKey, threadState, UNMARKED } from '../../rules/answers.ts';
import { needsAnswer } from '../../rules/needs.ts';
import { recompute, rankAfter } from '../rank/rank.ts';
import { addToSpace, addToTags } from '../spaces/queries.ts';
import { insertException } from '../../brands/label-queries.ts';
import { type Exception, type BrandIdentity, writeLabel } from '../../brands/identity.ts';
import type { RankEvent } from '../../rules/rank.ts';
import type { Tx } from '../../platform/store/store.ts';
import { type LockedThread, tagIdsOf, updateThread } from '../threads/queries.ts';
import { checkLinks, renderPost } from './render.ts';
import * as posts from '../threads/post-queries.ts';

type NewPost = {
  authorId: number | null;
  authorLabel?: string | null;
  affiliation?: string | null;
  /** For whom the author speaks; the label is written with the post. */
  identity?: BrandIdentity | null;
  /** In their first days, or unheard (rules/rank.ts). */
  isOnProbation?: boolean;
  exception?: Exception | null;
  parent: posts.Post | null;
  kind: PostKind;
  /** A milestone's. */
  title?: string | null;
  markdown: string;
  createdAt: number;
  source?: string | null;
  externalId?: string | null;
  importedHelpful?: number;
};

/**
 * What goes with a post that is no ordinary one: its label, and the exception by which it stands there.
 * @throws {AddaError} `referral_code` in what a brand's safety notice refers to
 */
export async function writeAround(
  tx: Tx,
  post: { id: number; threadId: number; number: number; createdAt: number },
  { identity = null, exception = null }: Pick<NewPost, 'identity' | 'exception'>,
): Promise<void> {
  if (identity && exception?.kind === 'safety' && hasReferralCode(exception.reason))
    throw new AddaError('referral_code');
  if (identity) await writeLabel(tx, identity, post);
  if (exception)
    await insertException(tx, {
      postId: post.id,
      kind: exception.kind,
      brandId: identity?.brand.id ?? null,
      reason: exception.reason,
      at: post.createdAt,
    });
}

/** To whom a top-level post or a reply is said. @returns the member, if it is one; and whether it is said to staff */
async function addressee(tx: Tx, thread: LockedThread, { parent, authorId, identity }: NewPost) {
  const toStaff = parent ? parent.isLabelled : await posts.isLabelled(tx, thread.id, 1);
  const other = parent ? parent.authorId : thread.authorId;
  const counts = !identity && !toStaff && authorId !== null && other !== authorId;
  return { toStaff, toId: counts ? other : null };
}

/**
 * Writes a post into a thread that is locked, with every count.
 * @throws {AddaError} `brand_links`, `referral_code` for a post that speaks for a brand
 */
export async function writePost(tx: Tx, thread: LockedThread, input: NewPost): Promise<posts.PostRow> {
  const { parent, kind, authorId, identity = null } = input;
  const { html, text } = await renderPost(tx, thread.spaceId, input.markdown, identity !== null);
  if (identity) await checkLinks(tx, html, identity.brand.domains);
  const isNew = authorId === null || !(await posts.takesPart(tx, thread.id, authorId));
  const place = parent
    ? parent.replyCount + 1
    : placeKey(thread.form, { ...UNMARKED, kind, helpful: input.importedHelpful ?? 0 });
  const { toStaff, toId } = await addressee(tx, thread, input);
  const isOnProbation = input.isOnProbation ?? false;
  const post = await posts.insertPost(tx, {
    threadId: thread.id,
    parentId: parent?.id ?? null,
    authorId,
    authorLabel: input.authorLabel ?? null,
    affiliation: input.affiliation || null,
    kind,
    toId,
    isOnProbation,
    title: input.title ?? null,
    number: thread.nextNumber,
    placeKey: place,
    markdown: input.markdown,
    html,
    importedHelpful: input.importedHelpful ?? 0,
    source: input.source ?? null,
    externalId: input.externalId ?? null,
    createdAt: input.createdAt,
  });
  await writeAround(tx, post, input);
  if (parent) await posts.updatePost(tx, parent.id, { replyCount: parent.replyCount + 1 });
  const answerCount = thread.answerCount + (isPeerAnswer(thread, post) ? 1 : 0);
  const noteCount = thread.noteCount + (kind === 'note' ? 1 : 0);
  const state = threadState(
    thread.form,
    {
      peerAnswers: answerCount,
      accepted: thread.acceptedCount,
      notes: noteCount,
      settled: thread.settledCount,
    },
    thread.finishedAt,
  );
  await updateThread(tx, thread.id, {
    nextNumber: thread.nextNumber + 1,
    topCount: thread.topCount + (parent ? 0 : 1),
    replyCount: thread.replyCount + (parent ? 1 : 0),
    answerCount,
    noteCount,
    state,
    participantCount: thread.participantCount + (isNew ? 1 : 0),
    // A post never brings a question back into the feed.
    needsAnswer: thread.needsAnswer && needsAnswer(thread.form, state, thread.visible),
    // What speaks for a brand, or is said to it, moves no thread, in no list and no feed.
    lastPostAt: identity || toStaff ? thread.lastPostAt : Math.max(thread.lastPostAt, input.createdAt),
    ...(toId !== null && (await rankAfter(tx, thread, said(post, toId), post.id))),
  });
  await posts.indexPost(tx, post.id, text);
  await addToSpace(tx, thread.spaceId, { posts: 1 });
  return post;
}

/** A post from one member to another, as the rank sees it. */
function said(post: posts.PostRow, to: number): RankEvent {
  const kind = post.kind === 'answer' ? 'answer' : 'post';
  return { kind, from: post.authorId!, to, at: post.createdAt, isOnProbation: post.isOnProbation };
}

/** Sets a locked thread's derived columns to what its posts say. */
export async function recount(tx: Tx, thread: LockedThread): Promise<void> {
  const tally = await posts.tally(tx, thread.id, thread.authorId);
  const visible = tally.openingVisible > 0 || tally.visibleByOthers > 0;
  const state = threadState(thread.form, tally, thread.finishedAt);
  await updateThread(tx, thread.id, {
    topCount: tally.top,
    replyCount: tally.replies,
    answerCount: tally.peerAnswers,
    acceptedCount: tally.accepted,
    noteCount: tally.notes,
    settledCount: tally.settled,
    workedCount: tally.worked,
    participantCount: Math.max(1, tally.participants),
    lastPostAt: tally.lastPostAt,
    visible,
    state,
    needsAnswer: needsAnswer(thread.form, state, visible && tally.openingVisible > 0),
    ...(await recompute(tx, thread, visible)),
  });
  if (visible === thread.visible) return;
  await addToSpace(tx, thread.spaceId, { threads: visible ? 1 : -1 });
  await addToTags(tx, await tagIdsOf(tx, thread.id), visible ? 1 : -1);
}

/** Writing a post with every count that depends on it; and counting anew. For actions and importers alike. */
import type { PostKind } from '../../shared/words.ts';
import { AddaError } from '../errors.ts';
import { hasReferralCode } from '../rules/brand-links.ts';
import { isPeerAnswer, needsAnswer, placeKey, threadState } from '../rules/answers.ts';
import { addToSpace, addToTags } from '../spaces/queries.ts';
import { insertException } from '../staff/queries.ts';
import { type Exception, type Voice, writeLabel } from '../staff/voice.ts';
import type { Tx } from '../store/store.ts';
import { type LockedThread, tagIdsOf, updateThread } from '../threads/queries.ts';
import { checkLinks, draw } from './draw.ts';
import * as posts from './queries.ts';

type NewPost = {
  authorId: number | null;
  authorLabel?: string | null;
  affiliation?: string | null;
  /** For whom the author speaks; the label is written with the post. */
  voice?: Voice | null;
  exception?: Exception | null;
  parent: posts.PostRow | null;
  kind: PostKind;
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
  { voice = null, exception = null }: Pick<NewPost, 'voice' | 'exception'>,
): Promise<void> {
  if (voice && exception?.kind === 'safety' && hasReferralCode(exception.reason)) throw new AddaError('referral_code');
  if (voice) await writeLabel(tx, voice, post);
  if (exception)
    await insertException(tx, {
      postId: post.id,
      kind: exception.kind,
      brandId: voice?.brand.id ?? null,
      reason: exception.reason,
      at: post.createdAt,
    });
}

/**
 * Writes a post into a thread that is locked, with every count.
 * @throws {AddaError} `brand_links`, `referral_code` for a post that speaks for a brand
 */
export async function writePost(tx: Tx, thread: LockedThread, input: NewPost): Promise<posts.PostRow> {
  const { parent, kind, authorId, voice = null } = input;
  const { html, text } = await draw(tx, input.markdown, voice !== null);
  if (voice) await checkLinks(tx, html, voice.brand.domains);
  const isNew = authorId === null || !(await posts.takesPart(tx, thread.id, authorId));
  const place = parent
    ? parent.replyCount + 1
    : placeKey(thread.form, { kind, accepted: false, worked: 0, helpful: input.importedHelpful ?? 0 });
  const post = await posts.insertPost(tx, {
    threadId: thread.id,
    parentId: parent?.id ?? null,
    authorId,
    authorLabel: input.authorLabel ?? null,
    affiliation: input.affiliation || null,
    kind,
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
  const state = threadState(thread.form, {
    peerAnswers: answerCount,
    accepted: thread.acceptedCount,
    notes: noteCount,
    settled: thread.settledCount,
  });
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
    // What speaks for a brand moves no thread, in no list and no feed.
    lastPostAt: voice ? thread.lastPostAt : Math.max(thread.lastPostAt, input.createdAt),
  });
  await posts.indexPost(tx, post.id, text);
  await addToSpace(tx, thread.spaceId, { posts: 1 });
  return post;
}

/** Sets a locked thread's derived columns to what its posts say. */
export async function recount(tx: Tx, thread: LockedThread): Promise<void> {
  const tally = await posts.tally(tx, thread.id, thread.authorId);
  const visible = tally.openingVisible > 0 || tally.visibleByOthers > 0;
  const state = threadState(thread.form, tally);
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
  });
  if (visible === thread.visible) return;
  await addToSpace(tx, thread.spaceId, { threads: visible ? 1 : -1 });
  await addToTags(tx, await tagIdsOf(tx, thread.id), visible ? 1 : -1);
}

/** Posting, editing, withdrawing and restoring. */
import type { Adda } from '../adda.ts';
import { addHelped } from '../accounts/queries.ts';
import { countTry } from '../accounts/throttle.ts';
import { AddaError, type FieldFault, invalid } from '../errors.ts';
import { isPeerAnswer, kindOfPost, needsAnswer, placeKey, threadState } from '../rules/answers.ts';
import { type Actor, whyNotEdit, whyNotWithdraw } from '../rules/roles.ts';
import { POSTS_PER_MEMBER } from '../rules/throttles.ts';
import { addToHelper, addToSpace, addToTags, ensureTags } from '../spaces/queries.ts';
import { LIMITS } from '../../shared/limits.ts';
import { plainText } from '../../shared/markdown.ts';
import { slugify } from '../../shared/text.ts';
import type { PostKind } from '../../shared/words.ts';
import type { Tx } from '../store/store.ts';
import { onceOnly } from '../store/transaction.ts';
import { type LockedThread, lockThread, setThreadTags, tagIdsOf, updateThread } from '../threads/queries.ts';
import { checkBody, checkTags, checkTitle } from './check.ts';
import * as posts from './queries.ts';
import { render } from '../../shared/render.ts';

export type PostInput = { body: string; parentId?: number; ownAnswer?: boolean; onceKey?: string };
export type Posted = { postId: number; threadId: number; threadSlug: string; number: number; kind: PostKind };

type NewPost = {
  authorId: number | null;
  authorLabel?: string | null;
  parent: posts.Post | null;
  kind: PostKind;
  markdown: string;
  createdAt: number;
  source?: string | null;
  externalId?: string | null;
  importedHelpful?: number;
};

/** Writes a post into a thread that is locked, with every count. For actions and importers alike. */
export async function writePost(tx: Tx, thread: LockedThread, input: NewPost): Promise<posts.Post> {
  const { html, text } = render(input.markdown);
  const { parent, kind, authorId } = input;
  const isNew = authorId === null || !(await posts.takesPart(tx, thread.id, authorId));
  const place = parent
    ? parent.replyCount + 1
    : placeKey(thread.form, { kind, accepted: false, worked: 0, helpful: input.importedHelpful ?? 0 });
  const post = await posts.insertPost(tx, {
    threadId: thread.id,
    parentId: parent?.id ?? null,
    authorId,
    authorLabel: input.authorLabel ?? null,
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
  if (parent) await posts.updatePost(tx, parent.id, { replyCount: parent.replyCount + 1 });
  const answerCount = thread.answerCount + (isPeerAnswer(thread, post) ? 1 : 0);
  const state = threadState(thread.form, { peerAnswers: answerCount, accepted: thread.acceptedCount });
  await updateThread(tx, thread.id, {
    nextNumber: thread.nextNumber + 1,
    topCount: thread.topCount + (parent ? 0 : 1),
    replyCount: thread.replyCount + (parent ? 1 : 0),
    answerCount,
    state,
    participantCount: thread.participantCount + (isNew ? 1 : 0),
    // A post never brings a question back into the feed.
    needsAnswer: thread.needsAnswer && needsAnswer(thread.form, state, thread.visible),
    lastPostAt: Math.max(thread.lastPostAt, input.createdAt),
  });
  await posts.indexPost(tx, post.id, text);
  await addToSpace(tx, thread.spaceId, { posts: 1 });
  return post;
}

/** The post that a reply stands under; a reply to a reply stands under the same one. */
async function parentOf(tx: Tx, threadId: number, parentId: number | undefined): Promise<posts.Post | null> {
  if (!parentId) return null;
  const parent = await posts.postById(tx, parentId);
  if (!parent || parent.threadId !== threadId) throw new AddaError('not_found');
  if (parent.parentId !== null) return parentOf(tx, threadId, parent.parentId);
  if (parent.withdrawnAt !== null) throw new AddaError('withdrawn');
  return parent;
}

/**
 * A member posts into a thread, or replies to a post in it.
 * @throws {AddaError} `not_signed_in`, `not_found`, `withdrawn`, `invalid`, `too_many`
 */
export async function addPost(adda: Adda, actor: Actor, threadId: number, input: PostInput): Promise<Posted> {
  if (!actor) throw new AddaError('not_signed_in');
  const faults: FieldFault[] = [];
  const markdown = checkBody(input.body, input.parentId ? LIMITS.reply : LIMITS.body, faults);
  if (faults.length > 0) throw invalid(...faults);
  return adda.store.write((tx) =>
    onceOnly(tx, actor.id, `post ${threadId}`, input.onceKey, async () => {
      const thread = await lockThread(tx, threadId);
      if (!thread?.visible) throw new AddaError('not_found');
      const parent = await parentOf(tx, threadId, input.parentId);
      await countTry(tx, POSTS_PER_MEMBER, actor.id);
      const kind = kindOfPost({
        thread,
        author: actor,
        isReply: parent !== null,
        asOwnAnswer: input.ownAnswer ?? false,
      });
      const post = await writePost(tx, thread, { authorId: actor.id, parent, kind, markdown, createdAt: tx.now });
      return { postId: post.id, threadId, threadSlug: thread.slug, number: post.number, kind };
    }),
  );
}

export type EditInput = { body: string; revision: number; title?: string; tags?: string[] };

/**
 * An author edits their post; an opening also carries the thread's title and tags. What it said before
 * stays readable. An edit of an older revision than the current one is refused with both versions.
 * @throws {AddaError} `not_found`, `not_yours`, `withdrawn`, `invalid`, `stale_edit` (data: current text)
 */
export async function editPost(adda: Adda, actor: Actor, postId: number, input: EditInput): Promise<Posted> {
  const before = await posts.postById(adda.store.read, postId);
  if (!before) throw new AddaError('not_found');
  const faults: FieldFault[] = [];
  const isOpening = before.kind === 'opening';
  const markdown = checkBody(input.body, before.parentId ? LIMITS.reply : LIMITS.body, faults);
  const title = isOpening && input.title !== undefined ? checkTitle(input.title, faults) : undefined;
  const tagNames = isOpening && input.tags !== undefined ? checkTags(input.tags, faults) : undefined;
  return adda.store.write(async (tx) => {
    const thread = await lockThread(tx, before.threadId);
    const post = await posts.postById(tx, postId);
    if (!thread || !post) throw new AddaError('not_found');
    const no = whyNotEdit(actor, post);
    if (no) throw new AddaError(no);
    if (faults.length > 0) throw invalid(...faults);
    if (post.revision !== input.revision) {
      throw new AddaError('stale_edit', {
        data: {
          revision: post.revision,
          body: post.markdown,
          title: isOpening ? thread.title : undefined,
          tags: isOpening ? thread.tagNames : undefined,
        },
      });
    }
    const { html, text, excerpt } = render(markdown);
    await posts.insertRevision(tx, {
      postId,
      number: post.revision,
      editorId: actor!.id,
      title: isOpening ? thread.title : null,
      tagNames: isOpening ? thread.tagNames : null,
      markdown: post.markdown,
      at: post.editedAt ?? post.createdAt,
    });
    await posts.updatePost(tx, postId, { markdown, html, revision: post.revision + 1, editedAt: tx.now });
    if (isOpening)
      await editOpening(tx, thread, { title: title ?? thread.title, tagNames: tagNames ?? thread.tagNames, excerpt });
    await posts.indexPost(
      tx,
      postId,
      text,
      isOpening ? (title ?? thread.title) : '',
      isOpening ? (tagNames ?? thread.tagNames) : [],
    );
    await addToSpace(tx, thread.spaceId, {});
    return {
      postId,
      threadId: thread.id,
      threadSlug: slugify(title ?? thread.title),
      number: post.number,
      kind: post.kind,
    };
  });
}

async function editOpening(tx: Tx, thread: LockedThread, to: { title: string; tagNames: string[]; excerpt: string }) {
  await updateThread(tx, thread.id, { ...to, slug: slugify(to.title) });
  const old = await tagIdsOf(tx, thread.id);
  const now = await ensureTags(tx, thread.spaceId, to.tagNames);
  await setThreadTags(tx, thread.id, thread.createdAt, now);
  if (!thread.visible) return;
  await addToTags(
    tx,
    old.filter((id) => !now.includes(id)),
    -1,
  );
  await addToTags(
    tx,
    now.filter((id) => !old.includes(id)),
    1,
  );
}

/**
 * An author takes a post back: its place stays, its words are hidden. A thread whose opening is withdrawn
 * is hidden unless others have posted in it.
 * @throws {AddaError} `not_found`, `not_yours`
 */
export function withdrawPost(adda: Adda, actor: Actor, postId: number): Promise<Posted> {
  return setWithdrawn(adda, actor, postId, true);
}

/** The author brings a withdrawn post back as it was. @throws {AddaError} `not_found`, `not_yours` */
export function restorePost(adda: Adda, actor: Actor, postId: number): Promise<Posted> {
  return setWithdrawn(adda, actor, postId, false);
}

async function setWithdrawn(adda: Adda, actor: Actor, postId: number, withdrawn: boolean): Promise<Posted> {
  const before = await posts.postById(adda.store.read, postId);
  if (!before) throw new AddaError('not_found');
  return adda.store.write(async (tx) => {
    const thread = await lockThread(tx, before.threadId);
    const post = await posts.postById(tx, postId);
    if (!thread || !post) throw new AddaError('not_found');
    const no = whyNotWithdraw(actor, post);
    if (no) throw new AddaError(no);
    const done = { postId, threadId: thread.id, threadSlug: thread.slug, number: post.number, kind: post.kind };
    if ((post.withdrawnAt !== null) === withdrawn) return done;
    await posts.updatePost(tx, postId, { withdrawnAt: withdrawn ? tx.now : null });
    if (withdrawn) await posts.unindexPost(tx, postId);
    else {
      const isOpening = post.kind === 'opening';
      await posts.indexPost(
        tx,
        postId,
        plainText(post.html),
        isOpening ? thread.title : '',
        isOpening ? thread.tagNames : [],
      );
    }
    if (post.kind === 'opening')
      await updateThread(tx, thread.id, { excerpt: withdrawn ? '' : render(post.markdown).excerpt });
    await recount(tx, thread);
    await addToSpace(tx, thread.spaceId, { posts: withdrawn ? -1 : 1 });
    await carryHelped(tx, thread, post, withdrawn ? -1 : 1);
    return done;
  });
}

/** What a post helped with counts for its author as long as the post is there. */
async function carryHelped(tx: Tx, thread: LockedThread, post: posts.Post, step: 1 | -1): Promise<void> {
  if (post.authorId === null) return;
  const isForOthers = post.acceptedAt !== null && post.authorId !== thread.authorId;
  const by = { solved: isForOthers ? step : 0, worked: step * post.workedCount, helpful: step * post.helpfulCount };
  if (by.solved === 0 && by.worked === 0 && by.helpful === 0) return;
  await addHelped(tx, post.authorId, by);
  await addToHelper(tx, thread.spaceId, post.authorId, by);
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

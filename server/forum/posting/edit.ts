/** Editing a post: what it said before stays readable, and who changed it is said. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import type { Tx } from '../../platform/store/store.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { type PostAuthor, postAuthorOf } from '../../brands/identity.ts';
import { exceptionOf, labelOf } from '../../brands/label-queries.ts';
import { EDITS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { type Actor, isShared, whyNotEdit } from '../../rules/roles.ts';
import { whyNotCorrect } from '../../rules/safety.ts';
import { linksIn } from '../../rules/brand-links.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { slugify } from '../../../shared/text.ts';
import { tellOfException } from '../early-access/early-access.ts';
import { postToChange } from '../threads/access.ts';
import * as posts from '../threads/post-queries.ts';
import { type LockedThread, updateThread } from '../threads/queries.ts';
import { recountThread, retag } from '../threads/recount.ts';
import { drawIn, type Posted } from './actions.ts';
import { checkAffiliation, checkBody, checkTags, checkTitle, mustNotLookLikeLabel } from './check.ts';
import { checkLinks, renderPost } from './render.ts';

export type EditInput = {
  body: string;
  revision: number;
  title?: string;
  tags?: string[];
  /** What the editor declares with this change. */
  affiliation?: string;
};

/**
 * An author edits their post; an opening also carries the thread's title and tags. What it said before
 * stays readable. An edit of an older revision than the current one is refused with both versions. A label
 * stays as it is; a safety notice is only corrected, for a short while, and moderators are told of each time.
 * @throws {AddaError} `not_found`, `not_yours`, `staff_cannot`, `grant_ended`, `withdrawn`, `invalid`, `brand_links`,
 *   `referral_code`, `safety_fixed`, `safety_links`, `stale_edit` (data: current text)
 */
export async function editPost(adda: Adda, actor: Actor, postId: number, input: EditInput): Promise<Posted> {
  if (!actor) throw new AddaError('not_signed_in');
  const before = await posts.postById(adda.store.read, postId);
  if (!before) throw new AddaError('not_found');
  const faults: FieldFault[] = [];
  const isOpening = before.kind === 'opening';
  const markdown = checkBody(input.body, before.parentId ? LIMITS.reply : LIMITS.body, faults);
  const title = isOpening && input.title !== undefined ? checkTitle(input.title, faults) : undefined;
  const tagNames = isOpening && input.tags !== undefined ? checkTags(input.tags, faults) : undefined;
  const ahead = faults.length === 0 ? await drawIn(adda, actor, before.threadId, markdown) : null;
  return adda.store.write(async (tx) => {
    const { thread, post } = await postToChange(tx, actor.id, postId);
    const shared = isShared(thread, post);
    const current = actor && shared ? await actorOf(tx, actor) : actor;
    const no = whyNotEdit(current, { ...post, isShared: shared });
    if (no) throw new AddaError(no);
    if (faults.length > 0) throw invalid(...faults);
    await consume(tx, EDITS_PER_MEMBER, actor.id);
    mustBeCurrent(thread, post, input.revision);
    const label = await labelOf(tx, postId);
    const { html, terms, language, excerpt } = await renderPost(tx, thread.spaceId, markdown, label !== null, ahead);
    const editor = await postAuthorOf(tx, actor.id, tx.now);
    if (label) await mustStaySpoken(tx, label.brandId, editor, html);
    else await mustNotLookLikeLabel(tx, { title, tags: tagNames });
    await correctSafety(tx, { thread, post, label }, editor, html);
    await posts.insertRevision(tx, {
      postId,
      number: post.revision,
      editorId: actor.id,
      ...(await declaredBy(tx, input.affiliation, editor)),
      title: isOpening ? thread.title : null,
      tagNames: isOpening ? thread.tagNames : null,
      markdown: post.markdown,
      at: post.editedAt ?? post.createdAt,
    });
    await posts.updatePost(tx, postId, { markdown, html, revision: post.revision + 1, editedAt: tx.now });
    if (isOpening)
      await editOpening(tx, thread, { title: title ?? thread.title, tagNames: tagNames ?? thread.tagNames });
    await posts.indexPost(
      tx,
      postId,
      { terms, language },
      isOpening ? (title ?? thread.title) : '',
      isOpening ? (tagNames ?? thread.tagNames) : [],
    );
    const change = { before: post, after: { ...post, isToStaff: false }, rank: null };
    await recountThread(tx, thread, isOpening ? { ...change, excerpt } : change);
    await raise(tx, {
      kind: 'post.edited',
      actorId: actor.id,
      ...{ threadId: thread.id, spaceId: thread.spaceId, postId, number: post.number, revision: post.revision + 1 },
    });
    return {
      postId,
      threadId: thread.id,
      threadSlug: slugify(title ?? thread.title),
      number: post.number,
      kind: post.kind,
    };
  });
}

/** What goes with a change: as with a post; who speaks for a brand has no label here, so it stands where others declare. */
async function declaredBy(tx: Tx, text: string | undefined, editor: PostAuthor) {
  const declared = await checkAffiliation(tx, text, editor);
  return editor.identity ? { ...declared, affiliation: editor.identity.label } : declared;
}

/** @throws {AddaError} `stale_edit` with what the post says now */
function mustBeCurrent(thread: LockedThread, post: posts.Post, revision: number): void {
  if (post.revision === revision) return;
  const isOpening = post.kind === 'opening';
  throw new AddaError('stale_edit', {
    data: {
      revision: post.revision,
      body: post.markdown,
      title: isOpening ? thread.title : undefined,
      tags: isOpening ? thread.tagNames : undefined,
    },
  });
}

/** Nobody changes what stands under a brand's label but who speaks for that brand now. */
async function mustStaySpoken(tx: Tx, brandId: number, { identity }: PostAuthor, html: string): Promise<void> {
  if (identity?.brand.id !== brandId) throw new AddaError('grant_ended');
  await checkLinks(tx, html, identity.brand.domains);
}

type Changing = {
  thread: LockedThread;
  post: posts.Post;
  label: { brandId: number } | null;
};

/** A safety notice passed the limits for what it said: it becomes nothing else, and who should know is told again. */
async function correctSafety(tx: Tx, { thread, post, label }: Changing, editor: PostAuthor, html: string) {
  const exception = await exceptionOf(tx, post.id);
  if (exception?.kind !== 'safety') return;
  const links = linksIn(html);
  const no = whyNotCorrect(
    { at: post.createdAt, reference: exception.reason, isOfBrand: label !== null },
    links,
    tx.now,
  );
  if (no) throw new AddaError(no);
  const on = { threadId: thread.id, spaceId: thread.spaceId, postId: post.id, number: post.number };
  await tellOfException(tx, editor, on, { kind: 'safety', reason: exception.reason });
}

async function editOpening(tx: Tx, thread: LockedThread, { title, tagNames }: { title: string; tagNames: string[] }) {
  await updateThread(tx, thread.id, { title, tagNames, slug: slugify(title) });
  await retag(tx, thread, tagNames);
}

/** Editing a post: what it said before stays readable, and who changed it is said. */
import type { Adda } from '../../platform/adda.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import type { Looked } from '../../platform/feature.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import type { Tx } from '../../platform/store/store.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { mustNotBeSilent } from '../../people/accounts/silence-queries.ts';
import { mustNotHaveSpokenHere, type PostAuthor, postAuthorOf } from '../../brands/identity.ts';
import { exceptionOf, labelOf } from '../../brands/label-queries.ts';
import { isLateChange } from '../../rules/posting.ts';
import { EDITS_PER_MEMBER, NOTE_CHANGES_PER_BRAND, NOTE_CHANGES_PER_STAFF } from '../../rules/rate-limits.ts';
import { type Actor, isShared, whyNotEdit } from '../../rules/roles.ts';
import { whyNotChange } from '../../rules/prevention.ts';
import { whyNotCorrect } from '../../rules/safety.ts';
import { withStake } from '../../rules/stakes.ts';
import { linksIn } from '../../rules/brand-links.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { slugify } from '../../../shared/text.ts';
import { endDraft, type KeptAs } from '../drafts/drafts.ts';
import { tellOfException } from '../early-access/early-access.ts';
import { changeFiles, checkFiles, namesNow, type Noted, notedOf, type WithFiles } from '../files/with-post.ts';
import { picturesOf } from '../pictures/queries.ts';
import { leadingPicture } from '../pictures/with-post.ts';
import { postToChange, postToRead } from '../threads/access.ts';
import * as posts from '../threads/post-queries.ts';
import { type LockedThread, updateThread } from '../threads/queries.ts';
import { recountThread, retag } from '../threads/recount.ts';
import { drawIn, type Posted } from './actions.ts';
import { mustBeTrusted } from './open.ts';
import { mustTakeMore } from './pace.ts';
import { checkAffiliation, checkBody, checkTags, checkTitle, mustNotLookLikeLabel } from './check.ts';
import { keepMentions } from './mentions.ts';
import { besides, lookAgain, lookAt, topicOf } from './looking.ts';
import { checkLinks, type DrawnAhead, renderPost, withNames } from './render.ts';
import type { Stake } from '../../../shared/words.ts';

export type EditInput = WithFiles & {
  body: string;
  revision: number;
  title?: string;
  tags?: string[];
  /** What the editor declares with this change. */
  affiliation?: string;
  draftAt?: KeptAs['at'];
};

/**
 * An author edits their post; an opening also carries the thread's title and tags. What it said before
 * stays readable. An edit of an older revision than the current one is refused with both versions. A label
 * stays as it is; a safety notice is only corrected, for a short while, and moderators are told of each time.
 * @throws {AddaError} `not_found`, `not_yours`, `staff_cannot`, `grant_ended`, `withdrawn`, `invalid`, `brand_links`,
 *   `spoke_here`, `referral_code`, `safety_fixed`, `safety_links`, `stale_edit` (data: current text)
 */
export async function editPost(adda: Adda, actor: Actor, postId: number, input: EditInput): Promise<Posted> {
  if (!actor) throw new AddaError('not_signed_in');
  const before = await mayChange(adda, actor, postId);
  const faults: FieldFault[] = [];
  const isOpening = before.kind === 'opening';
  const markdown = checkBody(input.body, before.parentId ? LIMITS.reply : LIMITS.body, faults);
  const title = isOpening && input.title !== undefined ? checkTitle(input.title, faults) : undefined;
  const tagNames = isOpening && input.tags !== undefined ? checkTags(input.tags, faults) : undefined;
  checkFiles(input, faults);
  const ahead = faults.length === 0 ? await drawIn(adda, actor, { threadId: before.threadId, postId }, markdown) : null;
  return adda.store.write(async (tx) => {
    const { thread, post } = await postToChange(tx, actor.id, postId, true);
    const shared = isShared(thread, post);
    const current = actor && shared ? await actorOf(tx, actor) : actor;
    const no = whyNotEdit(current, { ...post, isShared: shared });
    if (no) throw new AddaError(no);
    await mustTakeMore(tx, thread.spaceId);
    await mustBeTrusted(tx, actor.id, { thread, post }, tx.now);
    if (faults.length > 0) throw invalid(...faults);
    await mustNotBeSilent(tx, actor.id, thread.spaceId);
    await consume(tx, EDITS_PER_MEMBER, actor.id);
    mustBeCurrent(thread, post, input.revision);
    const editor = await postAuthorOf(tx, actor.id, tx.now);
    if (!editor.identity && !post.isLabelled) await mustNotHaveSpokenHere(tx, thread.id, editor);
    let looked: Looked | null = null;
    const noted = await changeFiles(adda, tx, { editorId: actor.id, postId, authorId: post.authorId }, input);
    const isSame = await saysTheSame(tx, { thread, post }, { markdown, title, tagNames, noted });
    const at = { postId, threadId: thread.id, number: post.number, kind: post.kind };
    await endDraft(tx, actor.id, { place: `edit:${postId}`, at: input.draftAt, values: { ...input } });
    if (isSame) return { ...at, threadSlug: thread.slug, held: null };
    const files = await namesNow(tx, postId, noted);
    if (isOpening && !post.isHidden)
      await updateThread(tx, thread.id, { picture: await leadingPicture(tx, thread.form, postId) });
    await rewritePost(
      tx,
      { thread, post },
      { markdown, title, tagNames, ahead, noted },
      { id: actor.id, ...(await declaredBy(tx, input.affiliation, editor)) },
      async (html, label) => {
        if (label) await mustStaySpoken(tx, { ...label, saidAt: post.createdAt }, editor, withNames(html, files.all));
        else {
          const alts = (await notedOf(tx, postId)).pictures.filter((alt) => !noted.pictures.includes(alt));
          await mustNotLookLikeLabel(tx, { title, tags: tagNames, files: files.added, alts });
        }
        const isSafety = await correctSafety(tx, { thread, post, label }, editor, html);
        const beside = besides(isOpening ? (title ?? thread.title) : '', tagNames, input.affiliation);
        const alts = (await picturesOf(tx, [postId])).map(({ alt }) => alt);
        const words = [beside, ...files.all, ...alts].join('\n');
        const where = { spaceId: thread.spaceId, inThread: isOpening ? null : topicOf(thread) };
        const isOthers = actor.id !== post.authorId;
        const seen = { ...where, postId, authorId: actor.id, isOthers, title: words, markdown, isSafety };
        looked = await lookAt(adda, tx, { ...seen, html });
        const notSo = whyNotChange(looked, actor.id, post.authorId);
        if (notSo) throw invalid(notSo);
      },
    );
    const held = looked && (await lookAgain(tx, actor.id, post, looked));
    return { ...at, threadSlug: slugify(title ?? thread.title), held };
  });
}

/** Whether a change leaves everything as it was: then there is no version of it, and nobody is told. */
async function saysTheSame(
  tx: Tx,
  { thread, post }: { thread: LockedThread; post: posts.Post },
  to: { markdown: string; title?: string; tagNames?: string[]; noted: Noted },
): Promise<boolean> {
  const { title = thread.title, tagNames = thread.tagNames } = to;
  const isSameText = to.markdown === post.markdown && title === thread.title;
  if (!isSameText || tagNames.join(',') !== thread.tagNames.join(',')) return false;
  return JSON.stringify(to.noted) === JSON.stringify(await notedOf(tx, post.id));
}

/**
 * The post, as it is before anything is drawn: that takes long, and is done for nobody who may not change it.
 * @throws {AddaError} `not_found`, `moved`, and as `whyNotEdit`
 */
async function mayChange({ store }: Adda, actor: NonNullable<Actor>, id: number): Promise<posts.Post> {
  const { post, thread } = await postToRead(store.read, await audienceOfAccount(store.read, actor.id), { id });
  const no = whyNotEdit(actor, { ...post, isShared: isShared(thread, post) });
  if (no) throw new AddaError(no);
  await mustBeTrusted(store.read, actor.id, { thread, post }, Date.now());
  return post;
}

/** @property noted what went with it before; without it that is the same */
type NewText = {
  markdown: string;
  title?: string;
  tagNames?: string[];
  ahead: DrawnAhead;
  noted?: Noted;
};
type Editor = { id: number; affiliation?: string | null; stakes?: Stake[] | null };

/**
 * Gives a post in a locked thread another text; what it said before stays readable, with who changed it.
 * @param check of what was drawn, before anything is written
 */
export async function rewritePost(
  tx: Tx,
  { thread, post }: { thread: LockedThread; post: posts.Post },
  { markdown, title = thread.title, tagNames = thread.tagNames, ahead, noted }: NewText,
  { id: editorId, ...declared }: Editor,
  check: (html: string, label: { brandId: number } | null) => Promise<void> = async () => {},
): Promise<void> {
  const isOpening = post.kind === 'opening';
  const label = await labelOf(tx, post.id);
  const place = { spaceId: thread.spaceId, threadId: thread.id, postId: post.id, isForBrand: label !== null };
  const { html, terms, language, excerpt, mentions } = await renderPost(tx, place, markdown, ahead);
  await check(html, label);
  await posts.insertRevision(tx, {
    ...{ postId: post.id, number: post.revision, editorId, ...declared },
    ...{ title: isOpening ? thread.title : null, tagNames: isOpening ? thread.tagNames : null },
    ...{ markdown: post.markdown, at: post.editedAt ?? post.createdAt },
    ...(noted ?? (await notedOf(tx, post.id))),
  });
  const revision = post.revision + 1;
  // What its author has at stake by now goes with the new words for good; somebody else's is said beside the change.
  const stakes = (editorId === post.authorId && declared.stakes?.reduce(withStake, post.stakes)) || post.stakes;
  await posts.updatePost(tx, post.id, { markdown, html, revision, stakes, editedAt: tx.now });
  await keepMentions(tx, post.id, mentions);
  if (isOpening) await editOpening(tx, thread, { title, tagNames });
  await posts.indexPost(tx, post.id, { terms, language }, isOpening ? title : '', isOpening ? tagNames : []);
  const change = { before: post, after: { ...post, isToStaff: false }, rank: null };
  await recountThread(tx, thread, isOpening ? { ...change, excerpt } : change);
  const on = { threadId: thread.id, spaceId: thread.spaceId, postId: post.id, number: post.number };
  await raise(tx, { kind: 'post.edited', actorId: editorId, ...on, revision });
}

/** What goes with a change: as with a post; who speaks for a brand has no label here, so it stands where others declare. */
async function declaredBy(tx: Tx, text: string | undefined, editor: PostAuthor) {
  const declared = await checkAffiliation(tx, text, editor);
  return editor.identity ? { ...declared, affiliation: editor.identity.label } : declared;
}

/** @throws {AddaError} `stale_edit` with what the post says now */
export function mustBeCurrent(thread: LockedThread, post: posts.Post, revision: number): void {
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

/**
 * Nobody changes what stands under a brand's label but who speaks for that brand now; and later only so often, as other
 * words in an old post are as good as another one.
 */
async function mustStaySpoken(
  tx: Tx,
  { brandId, saidAt }: { brandId: number; saidAt: number },
  { id, identity }: PostAuthor,
  html: string,
): Promise<void> {
  if (identity?.brand.id !== brandId) throw new AddaError('grant_ended');
  if (isLateChange(saidAt, tx.now)) {
    await consume(tx, NOTE_CHANGES_PER_STAFF, id);
    await consume(tx, NOTE_CHANGES_PER_BRAND, brandId);
  }
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
  if (exception?.kind !== 'safety') return false;
  const links = linksIn(html);
  const no = whyNotCorrect(
    { at: post.createdAt, reference: exception.reason, isOfBrand: label !== null },
    links,
    tx.now,
  );
  if (no) throw new AddaError(no);
  const on = { threadId: thread.id, spaceId: thread.spaceId, postId: post.id, number: post.number };
  await tellOfException(tx, editor, on, { kind: 'safety', reason: exception.reason });
  return true;
}

async function editOpening(tx: Tx, thread: LockedThread, { title, tagNames }: { title: string; tagNames: string[] }) {
  await updateThread(tx, thread.id, { title, tagNames, slug: slugify(title) });
  await retag(tx, thread, tagNames);
}

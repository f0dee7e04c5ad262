/** Writing a post with every count that depends on it. For actions and importers alike. */
import type { PostKind, Stake } from '../../../shared/words.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Looked } from '../../platform/feature.ts';
import { hasReferralCode } from '../../rules/brand-links.ts';
import { placeOfNew } from '../../rules/post-state.ts';
import { insertException } from '../../brands/label-queries.ts';
import { type Exception, type BrandIdentity, writeLabel } from '../../brands/identity.ts';
import type { RankEvent } from '../../rules/rank.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { LockedThread } from '../threads/queries.ts';
import { recountThread } from '../threads/recount.ts';
import { addReplies, aroundNew } from '../threads/recount-queries.ts';
import { hidingOf } from './looking.ts';
import { keepMentions } from './mentions.ts';
import { checkLinks, type DrawnAhead, nameNotes, renderPost } from './render.ts';
import * as posts from '../threads/post-queries.ts';

type NewPost = {
  authorId: number | null;
  authorLabel?: string | null;
  affiliation?: string | null;
  /** Brands that the author spoke for until a short while ago. */
  stakes?: Stake[] | null;
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
  ahead?: DrawnAhead;
  createdAt: number;
  source?: string | null;
  externalId?: string | null;
  importedHelpful?: number;
  /** Looks at what was drawn, before it is written. */
  look?: (html: string) => Promise<Looked>;
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

/** To whom a top-level post or a reply is said: the member, if it is one and neither speaks for a brand. */
function addressee(thread: LockedThread, { parent, authorId, identity }: NewPost, isToStaff: boolean): number | null {
  const other = parent ? parent.authorId : thread.authorId;
  return !identity && !isToStaff && authorId !== null && other !== authorId ? other : null;
}

/**
 * Writes a post into a thread that is locked, with every count.
 * @throws {AddaError} `brand_links`, `referral_code` for a post that speaks for a brand
 */
export async function writePost(tx: Tx, thread: LockedThread, input: NewPost): Promise<posts.PostRow> {
  const { parent, kind, authorId, identity = null, importedHelpful = 0 } = input;
  const place = { spaceId: thread.spaceId, threadId: thread.id, postId: null, isForBrand: identity !== null };
  const { html, terms, language, mentions } = await renderPost(tx, place, input.markdown, input.ahead);
  if (identity) await checkLinks(tx, html, identity.brand.domains, input.exception);
  const [looked = { held: null, flagged: null }, around] = await Promise.all([
    input.look?.(html),
    aroundNew(tx, thread.id, authorId),
  ]);
  const isToStaff = parent ? parent.isLabelled : around.isLabelled;
  const toId = addressee(thread, input, isToStaff);
  const post = await posts.insertPost(tx, {
    threadId: thread.id,
    parentId: parent?.id ?? null,
    authorId,
    authorLabel: input.authorLabel ?? null,
    affiliation: input.affiliation || null,
    stakes: input.stakes ?? null,
    kind,
    toId,
    isOnProbation: input.isOnProbation ?? false,
    title: input.title ?? null,
    number: thread.nextNumber,
    placeKey: placeOfNew(thread, { kind, importedHelpful }, parent),
    markdown: input.markdown,
    html,
    importedHelpful,
    source: input.source ?? null,
    externalId: input.externalId ?? null,
    createdAt: input.createdAt,
    ...hidingOf(looked, input.createdAt),
  });
  await Promise.all([
    nameNotes(tx, post),
    looked.keep?.(tx, { id: post.id, isNew: true }),
    mentions?.size ? keepMentions(tx, post.id, mentions) : null,
    writeAround(tx, post, input),
    posts.indexNewPost(tx, post.id, { terms, language }),
    parent ? addReplies(tx, parent.id, 1) : null,
  ]);
  await recountThread(tx, thread, {
    before: null,
    after: { ...post, isLabelled: identity !== null, isToStaff },
    isNewcomer: !around.takesPart,
    openingIsPublic: around.isPublic,
    rank: toId === null || looked.held ? null : { event: said(post, toId), postId: post.id },
  });
  return post;
}

/** A post from one member to another, as the rank sees it. */
function said(post: posts.PostRow, to: number): RankEvent {
  const kind = post.kind === 'answer' ? 'answer' : 'post';
  return { kind, from: post.authorId!, to, at: post.createdAt, isOnProbation: post.isOnProbation };
}

/** Authors, posts and threads as the API gives them; and their addresses. */
import type { Role } from '../../shared/words.ts';

type AuthorFacts = {
  authorId: number | null;
  authorLabel: string | null;
  authorName: string | null;
  authorSlug: string | null;
  authorRole: Role | null;
};

export function authorOut(row: AuthorFacts) {
  return {
    id: row.authorId,
    name: row.authorName ?? row.authorLabel,
    slug: row.authorSlug,
    role: row.authorRole,
    affiliation: null,
  };
}

export function threadPath(thread: { id: number; slug: string }): string {
  return `/t/${thread.id}/${encodeURIComponent(thread.slug)}`;
}

/** The stable link of a post: its number in its thread never changes, the page it stands on may. */
export function postPath(thread: { id: number; slug: string }, number: number): string {
  return number === 1 ? threadPath(thread) : `${threadPath(thread)}/${number}`;
}

export function memberPath(slug: string): string {
  return `/u/${encodeURIComponent(slug)}`;
}

export function spacePath(slug: string): string {
  return `/s/${encodeURIComponent(slug)}`;
}

export function tagPath(spaceSlug: string, tag: string): string {
  return `${spacePath(spaceSlug)}/tag/${encodeURIComponent(tag)}`;
}

type PostFacts = AuthorFacts & {
  id: number;
  number: number;
  kind: string;
  parentId: number | null;
  html: string;
  acceptedAt: number | null;
  workedCount: number;
  helpfulCount: number;
  replyCount: number;
  revision: number;
  createdAt: number;
  editedAt: number | null;
  withdrawnAt: number | null;
};

export function postOut(thread: { id: number; slug: string }, post: PostFacts) {
  const { id, number, kind, parentId, workedCount, helpfulCount, replyCount, revision, createdAt, editedAt } = post;
  const withdrawn = post.withdrawnAt !== null;
  return {
    ...{ id, number, kind, parentId, workedCount, helpfulCount, replyCount, revision, createdAt, editedAt, withdrawn },
    author: authorOut(post),
    html: withdrawn ? '' : post.html,
    accepted: post.acceptedAt !== null,
    url: postPath(thread, number),
  };
}

type ThreadFacts = AuthorFacts & {
  id: number;
  slug: string;
  title: string;
  form: string;
  state: string;
  tagNames: string[];
  excerpt: string;
  answerCount: number;
  topCount: number;
  replyCount: number;
  participantCount: number;
  meTooCount: number;
  createdAt: number;
  lastPostAt: number;
};

export function threadOut(thread: ThreadFacts, space: { slug: string; name: string; kind: string }) {
  const { id, title, form, state, excerpt, answerCount, participantCount, meTooCount, createdAt, lastPostAt } = thread;
  return {
    ...{ id, title, form, state, excerpt, answerCount, participantCount, meTooCount, createdAt, lastPostAt },
    space: { slug: space.slug, name: space.name, kind: space.kind },
    tags: thread.tagNames,
    author: authorOut(thread),
    postCount: 1 + thread.topCount + thread.replyCount,
    url: threadPath(thread),
  };
}

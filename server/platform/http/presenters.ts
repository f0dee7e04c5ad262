/** Authors, posts and threads as the API gives them; and their addresses. */
import type { Messages } from '../../../shared/catalogue/index.ts';
import { affiliationOut, type ApiAuthorFacts, authorLine } from '../authors/author-line.ts';
import { saidStates } from '../../rules/thread-state.ts';
import type { FileKind, Form, ThreadState } from '../../../shared/words.ts';
import { threadPath, postPath } from './paths.ts';

export function authorOut(m: Messages, row: ApiAuthorFacts) {
  const line = authorLine(m, row, 'api');
  return {
    id: row.authorId,
    name: line.name,
    slug: line.slug,
    role: row.authorRole,
    affiliation: affiliationOut(m, row),
    declares: line.affiliation,
    formerly: line.stake,
    line: line.text,
  };
}

type PostFacts = ApiAuthorFacts & {
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
  settledAt: number | null;
  exception: string | null;
  isShortened?: boolean;
  hasPoll: boolean;
};

type FileFacts = { id: number; name: string; kind: FileKind; bytes: number; url: string };

/** @param files besides its pictures, as the API gives them */
export function postOut(m: Messages, thread: { id: number; slug: string }, post: PostFacts, files: FileFacts[]) {
  const { id, number, kind, parentId, workedCount, helpfulCount, replyCount, revision, createdAt, editedAt } = post;
  const withdrawn = post.withdrawnAt !== null;
  return {
    ...{ id, number, kind, parentId, workedCount, helpfulCount, replyCount, revision, createdAt, editedAt, withdrawn },
    author: authorOut(m, post),
    html: withdrawn ? '' : post.html,
    files: withdrawn ? [] : files,
    accepted: post.acceptedAt !== null,
    settled: post.settledAt !== null,
    exception: post.exception,
    shortened: post.isShortened ?? false,
    poll: post.hasPoll && !withdrawn ? `/api/v1/posts/${id}/poll` : null,
    url: postPath(thread, number),
  };
}

type ThreadFacts = ApiAuthorFacts & {
  id: number;
  slug: string;
  title: string;
  form: Form;
  state: ThreadState;
  tagNames: string[];
  excerpt: string;
  answerCount: number;
  topCount: number;
  replyCount: number;
  participantCount: number;
  meTooCount: number;
  noteCount: number;
  createdAt: number;
  lastPostAt: number;
  closedAt: number | null;
  closeReason: string | null;
};

type SpaceFacts = { slug: string; name: string; kind: string; language: string | null };

export function threadOut(m: Messages, thread: ThreadFacts, space: SpaceFacts) {
  const { id, title, form, state, excerpt, answerCount, participantCount, meTooCount, createdAt, lastPostAt } = thread;
  const { noteCount, closedAt, closeReason } = thread;
  return {
    ...{ says: saidStates(thread), closedAt, closeReason },
    ...{ id, title, form, state, excerpt, answerCount, noteCount, participantCount, meTooCount, createdAt, lastPostAt },
    space: { slug: space.slug, name: space.name, kind: space.kind, language: space.language },
    tags: thread.tagNames,
    author: authorOut(m, thread),
    postCount: 1 + thread.topCount + thread.replyCount,
    url: threadPath(thread),
  };
}

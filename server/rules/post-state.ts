/** What is derived of a post: its place, what its marks come to, and what it counts for its author. */
import type { Form, PostKind } from '../../shared/words.ts';
import { isOutdated, placeKey } from './answers.ts';

/** Whether everybody may read a post: neither its author took it back nor a moderator hid it. */
export function isPublic(post: { withdrawnAt: number | null; hiddenAt: number | null }): boolean {
  return post.withdrawnAt === null && post.hiddenAt === null;
}

/** Somebody says that an answer is outdated. @property knows its author, the asker or a moderator */
export type SaidOutdated = { at: number; knows: boolean };

/** What stands on a post: marks that were not taken back. Times are when the first of a kind was set. */
export type Marks = {
  acceptedAt: number | null;
  settledAt: number | null;
  outdated: SaidOutdated[];
  worked: number;
  /** Of the last year. */
  workedRecent: number;
  helpful: number;
  meToo: number;
  /** Of the last 30 days. */
  meTooRecent: number;
};

export const NO_MARKS: Marks = {
  ...{ acceptedAt: null, settledAt: null, outdated: [] },
  ...{ worked: 0, workedRecent: 0, helpful: 0, meToo: 0, meTooRecent: 0 },
};

export type MarkedPost = {
  kind: PostKind;
  parentId: number | null;
  placeKey: number;
  acceptedAt: number | null;
  importedHelpful: number;
};

/** What posts keep of their marks, and their place. */
export type PostColumns = {
  placeKey: number;
  acceptedAt: number | null;
  settledAt: number | null;
  outdatedAt: number | null;
  workedCount: number;
  workedRecent: number;
  helpfulCount: number;
};

/** When enough had said that an answer is outdated; null while they have not. */
export function outdatedSince(said: SaidOutdated[]): number | null {
  const so = { byThoseWhoKnow: 0, byOthers: 0 };
  for (const { at, knows } of [...said].sort((one, other) => one.at - other.at)) {
    so[knows ? 'byThoseWhoKnow' : 'byOthers']++;
    if (isOutdated(so)) return at;
  }
  return null;
}

/**
 * A post's derived columns. Without an asker here an acceptance came with an import and is nobody's mark; a reply
 * keeps the place that it got when it was written.
 */
export function postColumns(
  thread: { form: Form; authorId: number | null },
  post: MarkedPost,
  marks: Marks,
): PostColumns {
  const acceptedAt = marks.acceptedAt ?? (thread.authorId === null ? post.acceptedAt : null);
  const outdatedAt = outdatedSince(marks.outdated);
  const place = () =>
    placeKey(thread.form, {
      kind: post.kind,
      accepted: acceptedAt !== null,
      outdated: outdatedAt !== null,
      worked: marks.worked,
      workedRecent: marks.workedRecent,
      helpful: marks.helpful + post.importedHelpful,
    });
  return {
    placeKey: post.parentId === null ? place() : post.placeKey,
    acceptedAt,
    outdatedAt,
    settledAt: marks.settledAt,
    workedCount: marks.worked,
    workedRecent: marks.workedRecent,
    helpfulCount: marks.helpful,
  };
}

/** The place of a post that is being written. @param parent what it is a reply to */
export function placeOfNew(
  thread: { form: Form; authorId: number | null },
  post: { kind: PostKind; importedHelpful: number },
  parent: { replyCount: number } | null,
): number {
  if (parent) return parent.replyCount + 1;
  return postColumns(thread, { ...post, parentId: null, placeKey: 0, acceptedAt: null }, NO_MARKS).placeKey;
}

/** What a post has helped others with, for its author; `solved` counts what others accepted. */
export type Help = { solved: number; worked: number; helpful: number };
export const NO_HELP: Help = { solved: 0, worked: 0, helpful: 0 };

type Helping = Pick<PostColumns, 'acceptedAt' | 'workedCount' | 'helpfulCount'> & {
  authorId: number | null;
  withdrawnAt: number | null;
  hiddenAt: number | null;
};

/** What a post counts for its author: as long as it can be read, and not what they did for themselves. */
export function helpOf(thread: { authorId: number | null }, post: Helping): Help {
  if (post.authorId === null || !isPublic(post)) return NO_HELP;
  const solved = post.acceptedAt !== null && post.authorId !== thread.authorId ? 1 : 0;
  return { solved, worked: post.workedCount, helpful: post.helpfulCount };
}

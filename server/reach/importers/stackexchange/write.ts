/** Writes a batch: every thread of it whole, with every count, in one transaction. */
import { postById } from '../../../forum/threads/post-queries.ts';
import { helpOf, NO_HELP, NO_MARKS, placeOfNew, postColumns } from '../../../rules/post-state.ts';
import { factsOf, type SpokenPost, threadColumns } from '../../../rules/thread-state.ts';
import { needsKey } from '../../../rules/needs.ts';
import { addToSpace } from '../../../forum/spaces/queries.ts';
import type { Tx } from '../../../platform/store/store.ts';
import { type LockedThread, lockThread, updateThread } from '../../../forum/threads/queries.ts';
import { addHelp } from '../../../forum/threads/help-queries.ts';
import { acceptImported, recountMoved } from '../../../forum/threads/recount.ts';
import { addReplies, tagThreads } from '../../../forum/threads/recount-queries.ts';
import { slugify } from '../../../../shared/text.ts';
import { indexNew, insertMarks, insertPosts, insertThreads, postsOf } from '../queries.ts';
import type { Batch, Draft, DraftThread } from './batch.ts';
import { writeVersions } from './versions.ts';

const FORM = 'question';

export type Target = { source: string; spaceId: number };
export type Written = Record<'questions' | 'answers' | 'replies' | 'accepted' | 'edits' | 'closed', number>;
type PostRow = Parameters<typeof insertPosts>[1][number];

/** What one transaction gathers and writes together. */
type Sheet = {
  tops: PostRow[];
  replies: (PostRow & { under: string })[];
  drafts: Draft[];
  solved: Map<number, number>;
  accepted: { externalId: string; threadId: number; askerId: number | null; at: number }[];
  /** How many answers that were here already are accepted now. */
  known: number;
};

function replyCounts(posts: Draft[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { under } of posts) if (under) counts.set(under, (counts.get(under) ?? 0) + 1);
  return counts;
}

/** A draft as it counts in its new thread. */
function spoken(draft: Draft, i: number): SpokenPost {
  const { under, authorId, createdAt, acceptedAt } = draft;
  const number = i + 1;
  return {
    ...{ id: number, number, authorId, createdAt, acceptedAt, parentId: under === null ? null : 1 },
    ...{ withdrawnAt: null, hiddenAt: null, outdatedAt: null, settledAt: null, workedCount: 0 },
    kind: number === 1 ? 'opening' : under === null ? 'answer' : 'reply',
    ...{ isLabelled: false, isToStaff: false },
  };
}

function threadRow(thread: DraftThread & { opening: Draft }, { source, spaceId }: Target) {
  const { opening, posts, title, tagNames, excerpt, externalId, closed } = thread;
  const { authorId, authorLabel, createdAt } = opening;
  const closedAt = closed?.at ?? null;
  const open = { finishedAt: null, hiddenAt: null, movedToId: null, nextNumber: 1 };
  const asked = { form: FORM, authorId, ...open, closedAt } as const;
  const facts = factsOf(asked, [opening, ...posts].map(spoken), { meToo: { all: 0, recent: 0 }, excerpt });
  return {
    ...{ spaceId, authorId, authorLabel, title, tagNames, source, externalId, createdAt },
    ...{ closedAt, closeReason: closed?.reason ?? null },
    form: FORM,
    slug: slugify(title),
    ...threadColumns(asked, facts),
    needsKey: needsKey(createdAt, createdAt),
  } as const;
}

function postRow(
  draft: Draft,
  place: Pick<PostRow, 'threadId' | 'kind' | 'number' | 'placeKey' | 'replyCount'>,
  source: string,
): PostRow {
  const { terms: _terms, under: _under, earlier, ...columns } = draft;
  return { ...columns, ...place, parentId: null, source, revision: earlier.length + 1 };
}

function noteAccepted(
  sheet: Sheet,
  thread: { id: number; authorId: number | null },
  answer: { externalId: string; authorId: number | null; at: number },
): void {
  const { id: threadId, authorId: askerId } = thread;
  const { externalId, authorId, at } = answer;
  sheet.accepted.push({ externalId, threadId, askerId, at });
  const marked = { authorId, acceptedAt: at, workedCount: 0, helpfulCount: 0, withdrawnAt: null, hiddenAt: null };
  const { solved } = helpOf(thread, marked);
  if (authorId !== null && solved > 0) sheet.solved.set(authorId, (sheet.solved.get(authorId) ?? 0) + solved);
}

/** Gives a thread's new posts their numbers and places. `before`: how many replies known posts have. */
function placePosts(
  sheet: Sheet,
  thread: { id: number; authorId: number | null; number: number },
  posts: Draft[],
  before: Map<string, number>,
  source: string,
): void {
  const counts = replyCounts(posts);
  const ordinals = new Map(before);
  let number = thread.number;
  for (const draft of posts) {
    sheet.drafts.push(draft);
    if (draft.under === null) {
      const asked = { form: FORM, authorId: thread.authorId } as const;
      const answer = { ...draft, kind: 'answer', parentId: null, placeKey: 0 } as const;
      const { placeKey } = postColumns(asked, answer, { ...NO_MARKS, acceptedAt: draft.acceptedAt });
      sheet.tops.push(
        postRow(
          draft,
          {
            threadId: thread.id,
            kind: 'answer',
            number: number++,
            placeKey,
            replyCount: counts.get(draft.externalId) ?? 0,
          },
          source,
        ),
      );
      if (draft.acceptedAt !== null) noteAccepted(sheet, thread, { ...draft, at: draft.acceptedAt });
    } else {
      const ordinal = (ordinals.get(draft.under) ?? 0) + 1;
      ordinals.set(draft.under, ordinal);
      sheet.replies.push({
        ...postRow(
          draft,
          { threadId: thread.id, kind: 'reply', number: number++, placeKey: ordinal, replyCount: 0 },
          source,
        ),
        under: draft.under,
      });
    }
  }
}

async function placeFresh(
  tx: Tx,
  sheet: Sheet,
  threads: (DraftThread & { opening: Draft })[],
  target: Target,
): Promise<void> {
  const ids = await insertThreads(
    tx,
    threads.map((thread) => threadRow(thread, target)),
  );
  for (const { externalId, opening, posts } of threads) {
    const id = ids.get(externalId)!;
    sheet.drafts.push(opening);
    const replies = replyCounts(posts).get(opening.externalId) ?? 0;
    sheet.tops.push(
      postRow(
        opening,
        {
          threadId: id,
          kind: 'opening',
          number: 1,
          placeKey: placeOfNew({ form: FORM, authorId: opening.authorId }, { ...opening, kind: 'opening' }, null),
          replyCount: replies,
        },
        target.source,
      ),
    );
    placePosts(sheet, { id, authorId: opening.authorId, number: 2 }, posts, new Map(), target.source);
  }
  await tagThreads(
    tx,
    target.spaceId,
    threads.map(({ externalId, opening, tagNames }) => ({
      id: ids.get(externalId)!,
      createdAt: opening.createdAt,
      tagNames,
    })),
  );
}

/** Takes over an acceptance of an answer that was here already. */
async function acceptKnown(tx: Tx, sheet: Sheet, thread: LockedThread, postId: number, at: number): Promise<void> {
  const post = await postById(tx, postId);
  if (!post || post.acceptedAt !== null) return;
  const { id: threadId, authorId: accountId } = thread;
  if (accountId !== null) await insertMarks(tx, [{ postId, accountId, kind: 'accept', threadId, at }]);
  await acceptImported(tx, thread, post, at);
  sheet.known++;
}

/** Closes a thread that was here, or opens it again, as it was done where it comes from. */
async function close(tx: Tx, thread: LockedThread, closed: DraftThread['closed']): Promise<LockedThread> {
  if (closed === undefined) return thread;
  const news = { closedAt: closed?.at ?? null, closeReason: closed?.reason ?? null };
  await updateThread(tx, thread.id, news);
  return { ...thread, ...news };
}

type Grown = { thread: LockedThread; written: number };

/** Threads that were here and have grown: numbers go on, and posts find their parents. */
async function placeGrown(tx: Tx, sheet: Sheet, threads: DraftThread[], target: Target): Promise<Grown[]> {
  const locked: Grown[] = [];
  for (const draft of threads) {
    const thread = await close(tx, (await lockThread(tx, draft.known!.id))!, draft.closed);
    const parents = replyCounts(draft.posts);
    const known = await postsOf(tx, target.source, [
      ...parents.keys(),
      ...(draft.acceptKnown ? [draft.acceptKnown.externalId] : []),
    ]);
    const before = new Map<string, number>();
    for (const [under, count] of parents) {
      const parent = known.get(under);
      if (parent) before.set(under, await addReplies(tx, parent.id, count));
    }
    placePosts(
      sheet,
      { id: thread.id, authorId: thread.authorId, number: thread.nextNumber },
      draft.posts,
      before,
      target.source,
    );
    const accept = draft.acceptKnown && known.get(draft.acceptKnown.externalId);
    if (accept) await acceptKnown(tx, sheet, thread, accept.id, draft.acceptKnown!.at);
    locked.push({ thread, written: draft.posts.length });
  }
  return locked;
}

/** An acceptance is the asker's mark, which they can take back once the account is theirs. */
async function markAccepted(tx: Tx, sheet: Sheet, ids: Map<string, number>): Promise<void> {
  const marks = sheet.accepted.flatMap(({ externalId, threadId, askerId, at }) =>
    askerId === null
      ? []
      : [{ postId: ids.get(externalId)!, accountId: askerId, kind: 'accept' as const, threadId, at }],
  );
  await insertMarks(tx, marks);
}

/** Writes the posts: those that others stand under first. */
async function writePosts(tx: Tx, sheet: Sheet, source: string): Promise<Map<string, number>> {
  const ids = await insertPosts(tx, sheet.tops);
  const missing = [...new Set(sheet.replies.map(({ under }) => under))].filter((under) => !ids.has(under));
  const parents = await postsOf(tx, source, missing);
  const rows = sheet.replies.map(({ under, ...row }) => ({
    ...row,
    parentId: ids.get(under) ?? parents.get(under)!.id,
  }));
  for (const [externalId, id] of await insertPosts(tx, rows)) ids.set(externalId, id);
  await markAccepted(tx, sheet, ids);
  await indexNew(
    tx,
    sheet.drafts.map(({ externalId, terms }) => ({ postId: ids.get(externalId)!, terms })),
  );
  return ids;
}

const isFresh = (thread: DraftThread): thread is DraftThread & { opening: Draft } => thread.opening !== null;

/** Writes what a batch holds into a space. @returns how much that was */
export async function writeBatch(tx: Tx, batch: Batch, target: Target): Promise<Written> {
  const sheet: Sheet = { tops: [], replies: [], drafts: [], solved: new Map(), accepted: [], known: 0 };
  const fresh = batch.threads.filter(isFresh);
  await placeFresh(tx, sheet, fresh, target);
  const freshPosts = sheet.drafts.length;
  const grown = await placeGrown(
    tx,
    sheet,
    batch.threads.filter((thread) => !isFresh(thread)),
    target,
  );
  const ids = await writePosts(tx, sheet, target.source);
  const mended = batch.threads.flatMap((thread) => thread.mended);
  const edits = await writeVersions(tx, ids, sheet.drafts, mended);
  for (const { thread, written } of grown) await recountMoved(tx, thread, written);
  const help = [...sheet.solved].map(([id, solved]) => [id, { ...NO_HELP, solved }] as const);
  await addHelp(tx, target.spaceId, new Map(help));
  await addToSpace(tx, target.spaceId, { threads: fresh.length, posts: freshPosts });
  return {
    questions: fresh.length,
    answers: sheet.tops.length - fresh.length,
    replies: sheet.replies.length,
    accepted: sheet.accepted.length + sheet.known,
    edits,
    closed: batch.threads.filter(({ closed }) => closed).length,
  };
}

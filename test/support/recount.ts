/** Every derived column, counted recompute from what people wrote and marked, in plain loops over whole tables. */
import type { Forum } from './forum.ts';
import { placeKey } from '../../server/rules/answers.ts';

type Rows<T extends keyof Forum['adda']['store']['read']['t']> =
  Forum['adda']['store']['read']['t'][T]['$inferSelect'][];

async function tables(forum: Forum) {
  const { q, t } = forum.adda.store.read;
  const rows = (await q.select().from(t.posts)) as Rows<'posts'>;
  const hidden = new Map(rows.map(({ id, hiddenAt }) => [id, hiddenAt]));
  return {
    // One that became part of another has nothing that could be counted.
    threads: ((await q.select().from(t.threads)) as Rows<'threads'>).filter(({ id }) =>
      rows.some(({ threadId }) => threadId === id),
    ),
    // A reply is hidden with the post that it stands under.
    posts: rows.map((post) => ({ ...post, hiddenAt: post.hiddenAt ?? hidden.get(post.parentId ?? 0) ?? null })),
    marks: (await q.select().from(t.marks)) as Rows<'marks'>,
    spaces: (await q.select().from(t.spaces)) as Rows<'spaces'>,
    tags: (await q.select().from(t.tags)) as Rows<'tags'>,
    threadTags: (await q.select().from(t.threadTags)) as Rows<'threadTags'>,
    accounts: (await q.select().from(t.accounts)) as Rows<'accounts'>,
    helpers: (await q.select().from(t.helpers)) as Rows<'helpers'>,
    labels: (await q.select().from(t.postLabels)) as Rows<'postLabels'>,
    thanks: (await q.select().from(t.thanks)) as Rows<'thanks'>,
  };
}

type All = Awaited<ReturnType<typeof tables>>;

const byKey = <T>(entries: [string, T][]) => Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));

const isPublic = (post: All['posts'][number]) => post.withdrawnAt === null && post.hiddenAt === null;
const YEAR = 365 * 86_400_000;
const MONTH = 30 * 86_400_000;

function marksOn(all: All, postId: number, kind: string) {
  return all.marks.filter((mark) => mark.postId === postId && mark.kind === kind && mark.takenBackAt === null);
}

/** What only an asker says; of a post that came from another thread, whoever asks where it is now. */
function askersOn(all: All, postId: number, kind: 'accept' | 'settled') {
  const { threadId } = all.posts.find(({ id }) => id === postId)!;
  const { authorId } = all.threads.find(({ id }) => id === threadId)!;
  return marksOn(all, postId, kind).filter(({ accountId }) => authorId === null || accountId === authorId);
}

/** An acceptance is a mark; it is nobody's where the asker came with an import and is nobody here. */
function isAccepted(all: All, post: All['posts'][number]): boolean {
  const thread = all.threads.find((item) => item.id === post.threadId)!;
  return askersOn(all, post.id, 'accept').length > 0 || (thread.authorId === null && post.acceptedAt !== null);
}

/** The asker, the author or a moderator says so alone, others by two. */
function isOutdated(all: All, post: All['posts'][number]): boolean {
  const thread = all.threads.find((item) => item.id === post.threadId)!;
  let others = 0;
  for (const { accountId } of marksOn(all, post.id, 'outdated')) {
    const { role } = all.accounts.find(({ id }) => id === accountId)!;
    if (accountId === thread.authorId || accountId === post.authorId || role === 'moderator' || role === 'admin')
      return true;
    others++;
  }
  return others >= 2;
}

function stateOf(all: All, thread: All['threads'][number], there: All['posts']): string {
  if (thread.finishedAt !== null) return 'finished';
  if (thread.form !== 'question' && thread.form !== 'problem') return 'open';
  if (there.some((post) => isAccepted(all, post) && !isOutdated(all, post))) return 'solved';
  if (there.some((post) => askersOn(all, post.id, 'settled').length > 0)) return 'settled';
  if (there.some((post) => post.kind === 'answer' && (post.authorId === null || post.authorId !== thread.authorId)))
    return 'answered';
  return there.some((post) => post.kind === 'note') ? 'noted' : 'open';
}

function threadFacts(all: All, thread: All['threads'][number]) {
  const own = all.posts.filter((post) => post.threadId === thread.id);
  const there = own.filter(isPublic);
  const opening = own.find((post) => post.kind === 'opening')!;
  const byOthers = there.filter(
    (post) => post.kind !== 'opening' && (post.authorId === null || post.authorId !== thread.authorId),
  );
  const isShown = thread.hiddenAt === null && thread.movedToId === null;
  const visible = isShown && (isPublic(opening) || (opening.hiddenAt === null && byOthers.length > 0));
  const state = stateOf(all, thread, there);
  const isLabelled = (id: number | undefined) => all.labels.some((label) => label.postId === id);
  // What is said to staff stands under a post of theirs, or in a thread that they started.
  const toStaff = (post: All['posts'][number]) => post.kind !== 'opening' && isLabelled(post.parentId ?? opening.id);
  const byMembers = there.filter((post) => !isLabelled(post.id) && !toStaff(post));
  const asks = thread.form === 'question' || thread.form === 'problem';
  return {
    nextNumber: Math.max(...own.map((post) => post.number)) + 1,
    topCount: there.filter((post) => post.parentId === null && post.kind !== 'opening').length,
    replyCount: there.filter((post) => post.parentId !== null).length,
    answerCount: byOthers.filter((post) => post.kind === 'answer').length,
    acceptedCount: there.filter((post) => isAccepted(all, post) && !isOutdated(all, post)).length,
    workedCount: there.reduce((sum, post) => sum + marksOn(all, post.id, 'worked').length, 0),
    meTooCount: isPublic(opening) ? marksOn(all, opening.id, 'me_too').length : 0,
    thankCount: all.thanks.filter(({ postId }) => own.some(({ id }) => id === postId)).length,
    participantCount:
      1 + new Set(byOthers.flatMap((post) => (isLabelled(post.id) ? [] : (post.authorId ?? -post.id)))).size,
    noteCount: there.filter((post) => post.kind === 'note').length,
    settledCount: there.filter((post) => askersOn(all, post.id, 'settled').length > 0).length,
    needsAnswer: asks && (state === 'open' || state === 'noted') && visible && isPublic(opening),
    visible,
    state,
    hasExcerpt: isPublic(opening),
    hasRank: visible && thread.rankKey !== null,
    lastPostAt: Math.max(opening.createdAt, ...byMembers.map((post) => post.createdAt)),
  };
}

function postFacts(all: All, post: All['posts'][number]) {
  const thread = all.threads.find((item) => item.id === post.threadId)!;
  const count = (kind: string) => marksOn(all, post.id, kind).length;
  const before = all.posts.filter(
    (other) => other.parentId === post.parentId && other.parentId !== null && other.number < post.number,
  ).length;
  const facts = {
    kind: post.kind,
    accepted: isAccepted(all, post),
    outdated: isOutdated(all, post),
    worked: count('worked'),
    workedRecent: marksOn(all, post.id, 'worked').filter(({ at }) => at > Date.now() - YEAR).length,
    helpful: count('helpful') + post.importedHelpful,
  };
  return {
    workedCount: count('worked'),
    workedRecent: facts.workedRecent,
    helpfulCount: count('helpful'),
    isAccepted: facts.accepted,
    isOutdated: facts.outdated,
    isSettled: count('settled') > 0,
    replyCount: all.posts.filter((other) => other.parentId === post.id).length,
    placeKey: post.parentId === null ? placeKey(thread.form, facts) : before + 1,
  };
}

/** Of a thread, the recent ones of those who have this too. */
function meTooRecent(all: All, thread: All['threads'][number]): number {
  const opening = all.posts.find((post) => post.threadId === thread.id && post.kind === 'opening')!;
  return isPublic(opening) ? marksOn(all, opening.id, 'me_too').filter(({ at }) => at > Date.now() - MONTH).length : 0;
}

const isPrivate = (all: All, spaceId: number) => all.spaces.find(({ id }) => id === spaceId)!.access === 'private';

/** What an account, in one space or everywhere where everybody reads, has helped others with. */
function helped(all: All, accountId: number, spaceId: number | null) {
  const sums = { solved: 0, worked: 0, helpful: 0 };
  for (const post of all.posts) {
    const thread = all.threads.find((item) => item.id === post.threadId)!;
    const isCounted = spaceId === null ? !isPrivate(all, thread.spaceId) : thread.spaceId === spaceId;
    if (post.authorId !== accountId || !isPublic(post) || !isCounted) continue;
    if (thread.authorId !== accountId && isAccepted(all, post)) sums.solved++;
    sums.worked += marksOn(all, post.id, 'worked').length;
    sums.helpful += marksOn(all, post.id, 'helpful').length;
  }
  return sums;
}

function counted(all: All) {
  const isVisible = new Map(all.threads.map((thread) => [thread.id, threadFacts(all, thread).visible]));
  const helperFacts = all.spaces.flatMap((space) =>
    all.accounts.flatMap((account): [string, object][] => {
      const { solved, worked } = helped(all, account.id, space.id);
      return solved + worked > 0 ? [[`${space.id} ${account.id}`, { solved, worked }]] : [];
    }),
  );
  return {
    threads: byKey(
      all.threads.map((thread) => [
        String(thread.id),
        { ...threadFacts(all, thread), meTooRecent: meTooRecent(all, thread) },
      ]),
    ),
    posts: byKey(all.posts.map((post) => [String(post.id), postFacts(all, post)])),
    spaces: byKey(
      all.spaces.map((space) => {
        const own = all.threads.filter((thread) => thread.spaceId === space.id);
        const ids = new Set(own.map((thread) => thread.id));
        return [
          String(space.id),
          {
            threadCount: own.filter((thread) => isVisible.get(thread.id)).length,
            postCount: all.posts.filter(
              (post) => ids.has(post.threadId) && isVisible.get(post.threadId) && isPublic(post),
            ).length,
          },
        ];
      }),
    ),
    tags: byKey(
      all.tags.map((tag) => [
        String(tag.id),
        all.threadTags.filter((link) => link.tagId === tag.id && isVisible.get(link.threadId)).length,
      ]),
    ),
    accounts: byKey(all.accounts.map((account) => [String(account.id), helped(all, account.id, null)])),
    helpers: byKey(helperFacts),
  };
}

function kept(all: All) {
  return {
    threads: byKey(
      all.threads.map((thread) => {
        const { nextNumber, topCount, replyCount, answerCount, acceptedCount, workedCount, meTooCount } = thread;
        const { meTooRecent: recent, thankCount, noteCount, settledCount, participantCount } = thread;
        const { needsAnswer, visible, state, lastPostAt, excerpt, rankKey } = thread;
        return [
          String(thread.id),
          {
            ...{ nextNumber, topCount, replyCount, answerCount, acceptedCount, workedCount, meTooCount },
            ...{ meTooRecent: recent, thankCount, noteCount, settledCount, participantCount },
            ...{ needsAnswer, visible, state, lastPostAt, hasExcerpt: excerpt !== '', hasRank: rankKey !== null },
          },
        ];
      }),
    ),
    posts: byKey(
      all.posts.map((post) => {
        const { id, workedCount, workedRecent, helpfulCount, replyCount, placeKey: place } = post;
        const is = (at: number | null) => at !== null;
        return [
          String(id),
          {
            ...{ workedCount, workedRecent, helpfulCount, replyCount, placeKey: place },
            ...{ isAccepted: is(post.acceptedAt), isOutdated: is(post.outdatedAt), isSettled: is(post.settledAt) },
          },
        ];
      }),
    ),
    spaces: byKey(all.spaces.map(({ id, threadCount, postCount }) => [String(id), { threadCount, postCount }])),
    tags: byKey(all.tags.map(({ id, threadCount }) => [String(id), threadCount])),
    accounts: byKey(
      all.accounts.map(({ id, solvedCount, workedCount, helpfulCount }) => [
        String(id),
        { solved: solvedCount, worked: workedCount, helpful: helpfulCount },
      ]),
    ),
    helpers: byKey(
      all.helpers.flatMap(({ spaceId, accountId, solved, worked }): [string, object][] =>
        solved !== 0 || worked !== 0 ? [[`${spaceId} ${accountId}`, { solved, worked }]] : [],
      ),
    ),
  };
}

/** The columns as they are kept, and as they should be. */
export async function keptAndCounted(forum: Forum) {
  const all = await tables(forum);
  return { kept: kept(all), counted: counted(all) };
}

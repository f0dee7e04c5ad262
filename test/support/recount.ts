/** Every derived column, counted recompute from what people wrote and marked, in plain loops over whole tables. */
import type { Forum } from './forum.ts';
import { isPeerAnswer, placeKey } from '../../server/rules/answers.ts';

type Rows<T extends keyof Forum['adda']['store']['read']['t']> =
  Forum['adda']['store']['read']['t'][T]['$inferSelect'][];

async function tables(forum: Forum) {
  const { q, t } = forum.adda.store.read;
  return {
    threads: (await q.select().from(t.threads)) as Rows<'threads'>,
    posts: (await q.select().from(t.posts)) as Rows<'posts'>,
    marks: (await q.select().from(t.marks)) as Rows<'marks'>,
    spaces: (await q.select().from(t.spaces)) as Rows<'spaces'>,
    tags: (await q.select().from(t.tags)) as Rows<'tags'>,
    threadTags: (await q.select().from(t.threadTags)) as Rows<'threadTags'>,
    accounts: (await q.select().from(t.accounts)) as Rows<'accounts'>,
    helpers: (await q.select().from(t.helpers)) as Rows<'helpers'>,
    labels: (await q.select().from(t.postLabels)) as Rows<'postLabels'>,
  };
}

type All = Awaited<ReturnType<typeof tables>>;

const byKey = <T>(entries: [string, T][]) => Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));

function threadFacts(all: All, thread: All['threads'][number]) {
  const own = all.posts.filter((post) => post.threadId === thread.id);
  const there = own.filter((post) => post.withdrawnAt === null);
  const opening = own.find((post) => post.kind === 'opening')!;
  const isThere = opening.withdrawnAt === null;
  const visible =
    isThere ||
    there.some((post) => post.kind !== 'opening' && (post.authorId === null || post.authorId !== thread.authorId));
  const peers = there.filter((post) => isPeerAnswer(thread, post)).length;
  const accepted = there.filter((post) => post.acceptedAt !== null).length;
  const notes = there.filter((post) => post.kind === 'note').length;
  const settled = there.filter((post) => post.settledAt !== null).length;
  const answered = peers > 0 ? 'answered' : notes > 0 ? 'noted' : 'open';
  const state = thread.form !== 'question' ? 'open' : accepted > 0 ? 'solved' : settled > 0 ? 'settled' : answered;
  const isLabelled = (id: number | undefined) => all.labels.some((label) => label.postId === id);
  // What is said to staff stands under a post of theirs, or in a thread that they started.
  const toStaff = (post: All['posts'][number]) => post.kind !== 'opening' && isLabelled(post.parentId ?? opening.id);
  const byMembers = there.filter((post) => !isLabelled(post.id) && !toStaff(post));
  const meToo = all.marks.filter((mark) => mark.postId === opening.id && mark.kind === 'me_too').length;
  return {
    nextNumber: Math.max(...own.map((post) => post.number)) + 1,
    topCount: own.filter((post) => post.parentId === null && post.kind !== 'opening').length,
    replyCount: there.filter((post) => post.parentId !== null).length,
    answerCount: peers,
    acceptedCount: accepted,
    workedCount: there.reduce((sum, post) => sum + post.workedCount, 0),
    meTooCount: meToo,
    participantCount: new Set(own.map((post) => post.authorId ?? -post.id)).size,
    noteCount: notes,
    settledCount: settled,
    needsAnswer: thread.form === 'question' && (state === 'open' || state === 'noted') && isThere,
    visible,
    state,
    lastPostAt: Math.max(opening.createdAt, ...byMembers.map((post) => post.createdAt)),
  };
}

function postFacts(all: All, post: All['posts'][number]) {
  const thread = all.threads.find((item) => item.id === post.threadId)!;
  const count = (kind: string) => all.marks.filter((mark) => mark.postId === post.id && mark.kind === kind).length;
  const before = all.posts.filter(
    (other) => other.parentId === post.parentId && other.parentId !== null && other.number < post.number,
  ).length;
  const facts = {
    kind: post.kind,
    accepted: count('accept') > 0,
    outdated: post.outdatedAt !== null,
    worked: count('worked'),
    workedRecent: post.workedRecent,
    helpful: count('helpful') + post.importedHelpful,
  };
  return {
    workedCount: count('worked'),
    helpfulCount: count('helpful'),
    isAccepted: count('accept') > 0,
    replyCount: all.posts.filter((other) => other.parentId === post.id).length,
    placeKey: post.parentId === null ? placeKey(thread.form, facts) : before + 1,
  };
}

/** What an account, in one space or everywhere, has helped others with. */
function helped(all: All, accountId: number, spaceId: number | null) {
  const sums = { solved: 0, worked: 0, helpful: 0 };
  for (const post of all.posts) {
    const thread = all.threads.find((item) => item.id === post.threadId)!;
    if (post.authorId !== accountId || post.withdrawnAt !== null || (spaceId !== null && thread.spaceId !== spaceId))
      continue;
    const marks = all.marks.filter((mark) => mark.postId === post.id);
    if (thread.authorId !== accountId) sums.solved += marks.filter((mark) => mark.kind === 'accept').length;
    sums.worked += marks.filter((mark) => mark.kind === 'worked').length;
    sums.helpful += marks.filter((mark) => mark.kind === 'helpful').length;
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
    threads: byKey(all.threads.map((thread) => [String(thread.id), threadFacts(all, thread)])),
    posts: byKey(all.posts.map((post) => [String(post.id), postFacts(all, post)])),
    spaces: byKey(
      all.spaces.map((space) => {
        const own = all.threads.filter((thread) => thread.spaceId === space.id);
        const ids = new Set(own.map((thread) => thread.id));
        return [
          String(space.id),
          {
            threadCount: own.filter((thread) => isVisible.get(thread.id)).length,
            postCount: all.posts.filter((post) => ids.has(post.threadId) && post.withdrawnAt === null).length,
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
      all.threads.map(
        ({
          id,
          nextNumber,
          topCount,
          replyCount,
          answerCount,
          acceptedCount,
          workedCount,
          meTooCount,
          noteCount,
          settledCount,
          participantCount,
          needsAnswer,
          visible,
          state,
          lastPostAt,
        }) => [
          String(id),
          {
            nextNumber,
            topCount,
            replyCount,
            answerCount,
            acceptedCount,
            workedCount,
            meTooCount,
            noteCount,
            settledCount,
            participantCount,
            needsAnswer,
            visible,
            state,
            lastPostAt,
          },
        ],
      ),
    ),
    posts: byKey(
      all.posts.map(({ id, workedCount, helpfulCount, acceptedAt, replyCount, placeKey: place }) => [
        String(id),
        { workedCount, helpfulCount, isAccepted: acceptedAt !== null, replyCount, placeKey: place },
      ]),
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

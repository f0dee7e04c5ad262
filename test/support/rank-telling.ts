/** Tells a history through the forum's own actions, each at its time. The clock is the test's. */
import { vi } from 'vitest';
import { mark } from '../../server/forum/marks/actions.ts';
import { standingOf } from '../../server/brands/queries.ts';
import { withdrawPost } from '../../server/forum/posting/actions.ts';
import { postById } from '../../server/forum/threads/post-queries.ts';
import { writePost } from '../../server/forum/posting/write.ts';
import { isOnProbation } from '../../server/rules/rank.ts';
import { postAuthorOf } from '../../server/brands/identity.ts';
import type { Tx } from '../../server/platform/store/store.ts';
import { writeThread } from '../../server/forum/posting/start-thread.ts';
import { lockThread } from '../../server/forum/threads/queries.ts';
import type { Forum, Member } from './forum.ts';
import type { History, Post, Told } from './rank-histories.ts';

/** Staff's limits are another test's matter: here they say what the history says. */
async function authorOf(tx: Tx, person: Member, post: Post) {
  const standing = (await standingOf(tx, person.id))!;
  const identity = post.isStaff ? (await postAuthorOf(tx, person.id, Date.now())).identity : null;
  return { authorId: person.id, identity, isOnProbation: isOnProbation(standing, post.at, null) };
}

/** @param people by the history's numbers */
export async function tell(forum: Forum, { posts, marks }: History, people: Member[]): Promise<Told> {
  const { store } = forum.adda;
  const ids: number[] = [];
  let threadId = 0;
  const steps = [
    ...posts.map((post, i) => ({ at: post.at, run: () => say(post, i) })),
    ...posts.flatMap((post, i) => (post.isWithdrawn ? [{ at: post.at + 1, run: () => withdraw(post, i) }] : [])),
    ...marks.map((one) => ({ at: one.at, run: () => set(one) })),
  ].sort((one, other) => one.at - other.at);

  async function say(post: Post, i: number): Promise<void> {
    ids[i] = await store.write(async (tx) => {
      const author = await authorOf(tx, people[post.by]!, post);
      const words = { markdown: 'Some words.', createdAt: post.at };
      if (i === 0) {
        const title = 'A history that is told';
        const opening = {
          spaceId: forum.space.id,
          form: 'question' as const,
          title,
          tags: ['told'],
          ...author,
          ...words,
        };
        const started = await writeThread(tx, opening);
        threadId = started.threadId;
        return started.postId;
      }
      const parent = post.under === null ? null : await postById(tx, ids[post.under]!);
      const thread = (await lockThread(tx, threadId))!;
      return (await writePost(tx, thread, { ...author, ...words, parent, kind: post.kind })).id;
    });
  }

  async function withdraw(post: Post, i: number): Promise<void> {
    await withdrawPost(forum.adda, people[post.by]!, ids[i]!);
  }

  async function set({ on, by, kind }: History['marks'][number]): Promise<void> {
    if (posts[on]!.isWithdrawn) return;
    await mark(forum.adda, people[by]!, ids[on]!, kind, true);
  }

  for (const { at, run } of steps) {
    vi.setSystemTime(at);
    await run();
  }
  return { threadId };
}

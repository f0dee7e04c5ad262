/**
 * What every post writes into the row of its space. It is written last, and once: until the transaction ends, all others
 * that post there wait for it.
 */
import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../store/store.ts';

/** So many more of each. */
export type SpaceNews = { threads: number; posts: number; versions: number };

const noted = new WeakMap<Tx, Map<number, SpaceNews>>();

async function writeNews(tx: Tx, news: ReadonlyMap<number, SpaceNews>): Promise<void> {
  // In one order, so that no two wait for each other.
  for (const [id, sums] of [...news].sort(([one], [other]) => one - other))
    await tx
      .prepared('change space', (q, { spaces: s }) =>
        q
          .update(s)
          .set({
            threadCount: sql`${s.threadCount} + ${sql.placeholder('threads')}`,
            postCount: sql`${s.postCount} + ${sql.placeholder('posts')}`,
            version: sql`${s.version} + ${sql.placeholder('versions')}`,
          })
          .where(eq(s.id, sql.placeholder('id')))
          .returning({ id: s.id }),
      )
      .execute({ id, ...sums });
}

/** Adds to what a space's row says, at the end of the transaction. */
export function changeSpace(tx: Tx, id: number, by: Partial<SpaceNews>): void {
  let news = noted.get(tx);
  if (!news) {
    const fresh = new Map<number, SpaceNews>();
    noted.set(tx, (news = fresh));
    tx.beforeCommit(() => writeNews(tx, fresh));
  }
  const { threads, posts, versions } = news.get(id) ?? { threads: 0, posts: 0, versions: 0 };
  news.set(id, {
    threads: threads + (by.threads ?? 0),
    posts: posts + (by.posts ?? 0),
    versions: versions + (by.versions ?? 0),
  });
}

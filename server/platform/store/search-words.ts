/** What is kept of each post in the index, to weigh it by. */
import { eq } from 'drizzle-orm';
import { insertAll } from './bulk.ts';
import type { SearchTerms } from './search.ts';
import type { Tx } from './store.ts';

/** What a long text says most often is enough to know what it is about. */
const OFTEN_KEPT = 120;
const TITLE_KEPT = 60;

function often(body: string[]): string {
  const counts = new Map<string, number>();
  for (const term of body) counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort(([, one], [, other]) => other - one)
    .slice(0, OFTEN_KEPT)
    .map(([term, count]) => `${term}:${count}`)
    .join(' ');
}

/** Keeps it for posts that have none. */
export async function keepWords(tx: Tx, posts: { postId: number; terms: SearchTerms }[]): Promise<void> {
  const rows = posts.map(({ postId, terms: { title, body } }) => ({
    postId,
    length: body.length,
    title: title.slice(0, TITLE_KEPT).join(' '),
    often: often(body),
  }));
  await insertAll(tx, tx.t.postWords, rows);
}

export async function forgetWords(tx: Tx, postId: number): Promise<void> {
  const { postWords: w } = tx.t;
  await tx.q.delete(w).where(eq(w.postId, postId));
}

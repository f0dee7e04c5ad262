import { asc, count, desc, eq, inArray, max, type SQL, sql } from 'drizzle-orm';
import { type Audience, EVERYBODY } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import { searchIndex } from '../../platform/store/search.ts';
import { IN_INDEX } from './filter-queries.ts';
import { insertAll, oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { gramsOf, type KnownWord } from '../../rules/misspelling.ts';

/** Known words that share most with a mistyped one. */
const CANDIDATES = 40;

export async function countPosts(conn: Conn): Promise<number> {
  const [row] = await conn.q.select({ last: max(conn.t.posts.id) }).from(conn.t.posts);
  return row?.last ?? 0;
}

/** The posts whose words are known: those that stand in lists for everybody. */
export const readByAll = (conn: Conn): SQL => postsFor(conn, EVERYBODY, 'listed', IN_INDEX);

export async function allKnown(conn: Conn) {
  const { knownWords: k } = conn.t;
  return conn.q.select({ id: k.id, term: k.term, posts: k.posts }).from(k).orderBy(asc(k.id));
}

export async function insertKnown(tx: Tx, words: readonly KnownWord[]): Promise<void> {
  const { knownWords: k, knownWordGrams: g } = tx.t;
  const made = await tx.q
    .insert(k)
    .values([...words])
    .onConflictDoNothing()
    .returning({ id: k.id, term: k.term });
  await insertAll(
    tx,
    g,
    made.flatMap(({ id, term }) => gramsOf(term).map((gram) => ({ gram, wordId: id }))),
  );
}

export async function recountKnown(tx: Tx, words: { id: number; posts: number }[]): Promise<void> {
  const { knownWords: k } = tx.t;
  for (const { id, posts } of words) await tx.q.update(k).set({ posts }).where(eq(k.id, id));
}

export async function deleteKnown(tx: Tx, ids: number[]): Promise<void> {
  const { knownWords: k, knownWordGrams: g } = tx.t;
  await tx.q.delete(g).where(oneOf(tx, g.wordId, ids));
  await tx.q.delete(k).where(oneOf(tx, k.id, ids));
}

/** The newest post with these words that whoever asks may read. @param terms of each list one */
export async function postSaying(conn: Conn, audience: Audience, terms: string[][]) {
  const among = postsFor(conn, audience, 'listed', IN_INDEX);
  const { posts: p, threads: t, spaces: s } = conn.t;
  const find = (newestOf: number | null) =>
    conn.q
      .select({ html: p.html, title: t.title, tagNames: t.tagNames, language: s.language })
      .from(p)
      .innerJoin(t, eq(t.id, p.threadId))
      .innerJoin(s, eq(s.id, t.spaceId))
      .where(inArray(p.id, sql`(${searchIndex(conn).newest({ terms }, { among, limit: 1 }, newestOf)})`));
  for (const newestOf of [...searchIndex(conn).windows, null]) {
    const [found] = await find(newestOf);
    if (found) return found;
  }
  return null;
}

/** The known words that share most of their letters with any of these, those of most posts first among equals. */
export async function wordsNear(conn: Conn, ways: readonly string[]): Promise<KnownWord[]> {
  const { knownWords: k, knownWordGrams: g } = conn.t;
  const grams = [...new Set(ways.flatMap(gramsOf))];
  if (grams.length === 0) return [];
  return conn.q
    .select({ term: k.term, posts: k.posts })
    .from(g)
    .innerJoin(k, eq(k.id, g.wordId))
    .where(inArray(g.gram, grams))
    .groupBy(k.id, k.term, k.posts)
    .orderBy(desc(count()), desc(k.posts))
    .limit(CANDIDATES);
}

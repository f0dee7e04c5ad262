/** The search index, as each engine keeps it. Terms come ready cut. */
import { inArray, type SQL, sql } from 'drizzle-orm';
import { postgresIndex } from './search-postgres.ts';
import { sqliteIndex } from './search-sqlite.ts';
import { forgetWords, keepWords } from './search-words.ts';
import type { Conn, Tx } from './store.ts';

export type SearchTerms = { title: string[]; body: string[] };

/** What a post has to hold. Terms are letters, marks and digits. */
export type Wanted = {
  /** Of each list one term; of the last one, where `isBegun`, also what begins so. */
  terms: string[][];
  /** Any of the lists is enough. */
  any?: boolean;
  isBegun?: boolean;
  /** Of each list one row of terms, as they stand one after another. */
  phrases?: string[][][];
  /** Nothing of these. */
  without?: string[][];
};

/**
 * @property inTitles looks at titles and tags of openings only
 * @property leaves how much of what is found `among` leaves, where it asks for more than what whoever asks may read
 * @property among which posts there are for whoever asks; the index calls the posts p and their threads t
 */
export type Within = { inTitles?: boolean; among: SQL; limit: number; leaves?: 'few' | 'many' };

export type Index = {
  /**
   * What many posts hold is looked for in so many of the newest, then in so many, before it is looked for in all; nowhere
   * where the index itself is walked from the newest on.
   */
  windows: readonly number[];
  put(tx: Tx, postId: number, terms: SearchTerms): Promise<void>;
  /** Puts posts that are not in the index yet. */
  putNew(tx: Tx, posts: { postId: number; terms: SearchTerms }[]): Promise<void>;
  remove(tx: Tx, postId: number): Promise<void>;
  /**
   * The ids of posts, newest first, as a subquery with one column `id`.
   * @param newestOf only so many of the newest posts are looked at, one of `windows`; null for all
   */
  newest(wanted: Wanted, within: Within, newestOf: number | null): SQL;
  /** Whichever are found first, as such a subquery. */
  some(wanted: Wanted, within: Within): SQL;
  /** Whether the post `p` holds it, as a condition. */
  says(wanted: Wanted): SQL;
  /** Ids of openings whose title or tags hold it, as such a subquery, whoever asks. */
  openings(wanted: Wanted): SQL;
};

/** The index of the connection's engine. */
export function searchIndex(conn: Conn): Index {
  const index = conn.engine === 'sqlite' ? sqliteIndex : postgresIndex;
  return {
    ...index,
    async put(tx, postId, terms) {
      await index.put(tx, postId, terms);
      await forgetWords(tx, postId);
      await keepWords(tx, [{ postId, terms }]);
    },
    async putNew(tx, posts) {
      await Promise.all([index.putNew(tx, posts), keepWords(tx, posts)]);
    },
    async remove(tx, postId) {
      await index.remove(tx, postId);
      await forgetWords(tx, postId);
    },
  };
}

/** Posts that hold this, whichever are found first. */
export async function somePosts(conn: Conn, wanted: Wanted, within: Within): Promise<{ id: number }[]> {
  return conn.q
    .select({ id: sql<number>`f.id`.mapWith(Number) })
    .from(sql`(${searchIndex(conn).some(wanted, within)}) f`);
}

/** In how many posts each of these terms was when they were counted last; others are rare, or new. */
export async function postsWith(conn: Conn, terms: string[]): Promise<Map<string, number>> {
  const { knownWords: k } = conn.t;
  if (terms.length === 0) return new Map();
  const rows = await conn.q.select({ term: k.term, posts: k.posts }).from(k).where(inArray(k.term, terms));
  return new Map(rows.map(({ term, posts }) => [term, posts]));
}

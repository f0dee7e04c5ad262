/** The terms that the index holds, with how many posts have each, as each engine counts them. */
import type { Conn } from './store.ts';

type Counted = { term: string; posts: number };

/** SQLite walks its index in steps of so many terms; longer vocabularies than all of them are cut. */
const TOGETHER = 2_000;
const STEPS = 500;
/** PostgreSQL counts those of its newest posts. */
const SAMPLED = 20_000;

/** The commonest so many of them, without more than twice as many at hand at any time. */
function most(words: Counted[], limit: number): Counted[] {
  if (words.length <= limit) return words;
  return words.sort((one, other) => other.posts - one.posts).slice(0, limit);
}

async function inSqlite(aside: Conn, limit: number, least: number): Promise<Counted[]> {
  let words: Counted[] = [];
  let after = '';
  for (let step = 0; step < STEPS; step++) {
    const found = await aside.raw<Counted>(
      'select term, doc as posts from temp.search_terms where term > ? order by term limit ?',
      [after, TOGETHER],
    );
    for (const one of found) if (one.posts >= least) words.push(one);
    if (words.length > 2 * limit) words = most(words, limit);
    if (found.length < TOGETHER) break;
    after = found.at(-1)!.term;
  }
  return most(words, limit);
}

async function inPostgres(aside: Conn, limit: number, least: number, all: number): Promise<Counted[]> {
  const newest = `select terms from search order by post_id desc limit ${SAMPLED}`;
  const rows = await aside.raw<{ term: string; posts: number }>(
    `select word as term, ndoc as posts from ts_stat($1) where ndoc >= $2 order by ndoc desc, word limit $3`,
    [newest, least, limit],
  );
  const share = Math.max(1, all / SAMPLED);
  return rows.map(({ term, posts }) => ({ term, posts: Math.round(Number(posts) * share) }));
}

/**
 * The commonest terms of all posts. It takes long in a large forum: it is asked beside those that serve everybody.
 * @param least so many posts have each @param all how many posts there are
 */
export function commonTerms(aside: Conn, { limit, least, all }: { limit: number; least: number; all: number }) {
  return aside.engine === 'sqlite' ? inSqlite(aside, limit, least) : inPostgres(aside, limit, least, all);
}

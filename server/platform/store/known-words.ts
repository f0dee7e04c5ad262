/** The terms that the index holds, with how many posts of some readers have each, as each engine counts them. */
import { type SQL, sql } from 'drizzle-orm';
import type { Conn } from './store.ts';

type Counted = { term: string; posts: number };

/**
 * @property among which posts count; it calls the posts p and their threads t
 * @property limit so many of the commonest
 * @property least so many posts have each
 * @property all how many posts there are
 */
type Wanted = { among: SQL; limit: number; least: number; all: number };

/** SQLite walks its index in steps of so many terms; longer vocabularies than all of them are cut. */
const TOGETHER = 2_000;
const STEPS = 500;
/** A step walks no more posts than this, as it has an end of its time. */
const POSTS_TOGETHER = 100_000;
/** Each engine counts those of its newest posts. */
const SAMPLED = { sqlite: 100_000, postgres: 20_000 };

/** The commonest so many of them, without more than twice as many at hand at any time. */
function most(words: Counted[], limit: number): Counted[] {
  if (words.length <= limit) return words;
  return words.sort((one, other) => other.posts - one.posts).slice(0, limit);
}

/** Runs of terms, none of which stands in more posts than are counted at once, but for a term that does by itself. */
function runsOf(terms: readonly { term: string; posts: number }[]): { last: string }[] {
  const runs: { last: string; posts: number }[] = [];
  for (const { term, posts } of terms) {
    const run = runs.at(-1);
    if (run && run.posts + posts <= POSTS_TOGETHER) Object.assign(run, { last: term, posts: run.posts + posts });
    else runs.push({ last: term, posts });
  }
  return runs;
}

async function inSqlite(aside: Conn, { among, limit, least, all }: Wanted): Promise<Counted[]> {
  let words: Counted[] = [];
  let after = '';
  for (let step = 0; step < STEPS; step++) {
    const terms = await aside.raw<{ term: string; posts: number }>(
      'select term, doc as posts from temp.search_terms where term > ? order by term limit ?',
      [after, TOGETHER],
    );
    for (const { last } of runsOf(terms)) {
      // The joins are crossed so that the index is walked; a term stands in one post many times.
      const found = await aside.q
        .select({ term: sql<string>`v.term`, posts: sql<number>`count(*)`.mapWith(Number) })
        .from(
          sql`(select distinct term, doc from temp.search_instances
          where term > ${after} and term <= ${last} and doc > ${all - SAMPLED.sqlite}) v
          cross join posts p on p.id = v.doc cross join threads t on t.id = p.thread_id`,
        )
        .where(among)
        .groupBy(sql`v.term`)
        .having(sql`count(*) >= ${least}`);
      words.push(...found);
      if (words.length > 2 * limit) words = most(words, limit);
      after = last;
    }
    if (terms.length < TOGETHER) break;
  }
  return most(words, limit);
}

function inPostgres(aside: Conn, { among, limit, least }: Wanted): Promise<Counted[]> {
  const newest = sql`(select s.terms from search s join posts p on p.id = s.post_id join threads t on t.id = p.thread_id
    where ${among} order by s.post_id desc limit ${SAMPLED.postgres}) n`;
  return aside.q
    .select({ term: sql<string>`u.lexeme`, posts: sql<number>`count(*)`.mapWith(Number) })
    .from(sql`${newest} cross join lateral unnest(n.terms) u`)
    .groupBy(sql`u.lexeme`)
    .having(sql`count(*) >= ${least}`)
    .orderBy(sql`count(*) desc, u.lexeme`)
    .limit(limit);
}

/**
 * The commonest terms of those posts. It takes long in a large forum: it is asked beside those that serve everybody.
 */
export async function commonTerms(aside: Conn, wanted: Wanted): Promise<Counted[]> {
  const words = await (aside.engine === 'sqlite' ? inSqlite : inPostgres)(aside, wanted);
  const share = Math.max(1, wanted.all / SAMPLED[aside.engine]);
  return words.map(({ term, posts }) => ({ term, posts: Math.round(posts * share) }));
}

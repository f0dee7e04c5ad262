/**
 * Which posts are weighed at all. Of words that few posts have these are all of them; of words that are everywhere,
 * those that have them in the title and the newest: the best by words are among the former, and nobody reads further.
 * So a search costs the same in a large forum.
 */
import { type SQL, sql } from 'drizzle-orm';
import { postsWith, searchIndex, type Wanted, type Within } from '../../platform/store/search.ts';
import type { Conn, Store } from '../../platform/store/store.ts';
import { type Found, tellingOf, wordsScore, worthOf } from '../../rules/search-order.ts';
import type { Form } from '../../../shared/words.ts';

/** So many of the newest posts are weighed, and of the newest titles. */
const POSTS_WEIGHED = 500;
const TITLES_WEIGHED = 150;
/** Where any of the words is enough: for each of the rarest of them. */
const EACH_WEIGHED = 40;
const WORDS_WEIGHED = 5;
/** While somebody types. */
const BEGUN_WEIGHED = 60;
/** A word that every tenth post has is found by looking through the newest. */
const COMMON = 0.1;
/** Smaller forums are looked through as a whole. */
const SMALL_FORUM = 5_000;

export type Weighed = Found & {
  id: number;
  threadId: number;
  number: number;
  spaceId: number;
  form: Form;
  score: number;
};

/** @property isAll whether these are all that were found */
export type Pool = { posts: Weighed[]; isAll: boolean };

/** What takes long is asked aside; what is read at once is not worth the way there. */
export type Reads = { store: Pick<Store, 'read'>; aside: Conn };

/** @property weighed so many of the newest are; as many as a page with others after it needs, where nothing is said */
export type Asked = Wanted & Pick<Within, 'among' | 'leaves'> & { weighed?: number; order?: 'best' | 'newest' };

/** How much each word tells, and whether many posts have it. */
async function weigh({ store: { read: conn } }: Reads, terms: string[][]) {
  const known = await postsWith(conn, [...new Set(terms.flat())]);
  const [row] = await conn.q.select({ all: sql<number>`coalesce(max(id), 0)`.mapWith(Number) }).from(conn.t.posts);
  const all = row!.all;
  const having = terms.map((forms) => Math.max(0, ...forms.map((form) => known.get(form) ?? 0)));
  const isCommon = (posts: number) => all > SMALL_FORUM && posts > all * COMMON;
  return {
    telling: having.map((posts) => tellingOf(posts, Math.max(all, 1))),
    common: having.map(isCommon),
  };
}

const at = (subquery: SQL, group: number) => sql`select id, cast(${group} as integer) as part from (${subquery}) x`;

/** Reads what posts are weighed by. @param parts subqueries of ids, each with its number */
async function read(conn: Conn, parts: SQL[]) {
  const { posts: p, threads: t, postWords: w } = conn.t;
  const rows = await conn.q
    .select({
      ...{ id: p.id, threadId: p.threadId, number: p.number, kind: p.kind, createdAt: p.createdAt },
      ...{ acceptedAt: p.acceptedAt, outdatedAt: p.outdatedAt, workedCount: p.workedCount },
      ...{ spaceId: t.spaceId, form: t.form, state: t.state, closedAt: t.closedAt },
      ...{ title: w.title, often: w.often, length: w.length },
      parts: sql<string>`f.parts`,
    })
    .from(
      sql`(select id, string_agg(cast(part as text), ',') as parts from (${sql.join(parts, sql` union all `)}) u group by id) f`,
    )
    .innerJoin(p, sql`${p.id} = f.id`)
    .innerJoin(t, sql`${t.id} = ${p.threadId}`)
    .leftJoin(w, sql`${w.postId} = ${p.id}`);
  return rows.map(({ parts: list, ...row }) => ({ ...row, parts: new Set(String(list).split(',').map(Number)) }));
}

const NEWEST_FIRST = (one: { id: number }, other: { id: number }) => other.id - one.id;

/** The posts that hold all of it, best first. */
export async function poolOf(
  reads: Reads,
  { among, leaves, order = 'best', weighed = POSTS_WEIGHED, ...wanted }: Asked,
): Promise<Pool> {
  const { aside } = reads;
  const index = searchIndex(aside);
  const { telling, common: commonWords } = await weigh(reads, wanted.terms);
  const isCommon = commonWords.length > 0 && commonWords.every(Boolean);
  const limit = order === 'newest' ? 2 * POSTS_WEIGHED : weighed;
  // What a title does not say, the text may.
  const byTitle = order === 'best' && (wanted.without ?? []).length === 0;
  const parts = (common: boolean) => [
    at(index.newest(wanted, { among, leaves, limit }, common), 0),
    ...(byTitle ? [at(index.newest(wanted, { inTitles: true, among, leaves, limit: TITLES_WEIGHED }, false), 1)] : []),
  ];
  const count = (rows: { parts: Set<number> }[]) => rows.filter((row) => row.parts.has(0)).length;
  let rows = await read(aside, parts(isCommon));
  if (isCommon && count(rows) < limit) rows = await read(aside, parts(false));
  const posts = rows.map((row) => ({
    ...row,
    score: wordsScore(row, wanted.terms, telling, () => true) * worthOf(row),
  }));
  const byScore = (one: Weighed, other: Weighed) => other.score - one.score || NEWEST_FIRST(one, other);
  return { posts: posts.sort(order === 'newest' ? NEWEST_FIRST : byScore), isAll: count(rows) < limit };
}

/** Pairs of the first three: whoever has two of the rarest is most likely meant. */
function pairsOf<T>(list: T[]): T[][] {
  return list.flatMap((one, i) => list.slice(i + 1, 3).map((other) => [one, other]));
}

/**
 * The posts that hold any of the words, best first: those that hold the rarest of them.
 * @param inTitles looks at titles and tags only
 */
export async function poolOfAny(
  reads: Reads,
  terms: string[][],
  { among, inTitles = false }: { among: SQL; inTitles?: boolean },
) {
  const { aside } = reads;
  const index = searchIndex(aside);
  const { telling, common } = await weigh(reads, terms);
  const rarest = terms
    .map((_, i) => i)
    .sort((one, other) => telling[other]! - telling[one]!)
    .slice(0, WORDS_WEIGHED);
  const within = (titles: boolean) => ({ inTitles: titles, among, limit: EACH_WEIGHED });
  const each = (titles: boolean) =>
    rarest.map((i) => at(index.newest({ terms: [terms[i]!] }, within(titles), !titles && common[i]!), i));
  const pairs = pairsOf(rarest).map((pair) =>
    at(index.newest({ terms: pair.map((i) => terms[i]!) }, within(true), false), -1),
  );
  const rows = await read(aside, [...each(true), ...pairs, ...(inTitles ? [] : each(false))]);
  const isThere = (parts: Set<number>) => (i: number) => !inTitles && parts.has(i);
  return rows
    .map((row) => ({
      ...row,
      score: wordsScore(row, terms, telling, isThere(row.parts)) * (inTitles ? 1 : worthOf(row)),
    }))
    .sort((one, other) => other.score - one.score || NEWEST_FIRST(one, other));
}

/** Openings whose title or tags have all of the words, the last of them perhaps only begun; best first. */
export async function poolOfBegun({ aside }: Reads, terms: string[][], among: SQL) {
  const begun = searchIndex(aside).newest(
    { terms, isBegun: true },
    { inTitles: true, among, limit: BEGUN_WEIGHED },
    false,
  );
  const rows = await read(aside, [at(begun, 0)]);
  const telling = terms.map(() => 1);
  return rows
    .map((row) => ({ ...row, score: wordsScore(row, terms, telling, () => true) * worthOf(row) }))
    .sort((one, other) => other.score - one.score || NEWEST_FIRST(one, other));
}

/** What is asked besides words, newest first: threads, or posts. */
export async function poolOfFilters({ aside }: Reads, among: SQL, areThreads: boolean): Promise<Pool> {
  const limit = 2 * POSTS_WEIGHED;
  const newest = areThreads
    ? sql`select p.id as id from threads t join posts p on p.thread_id = t.id and p.number = 1 where ${among} order by t.id desc limit ${limit}`
    : sql`select p.id as id from posts p join threads t on t.id = p.thread_id where ${among} order by p.id desc limit ${limit}`;
  const rows = await read(aside, [at(sql`select id from (${newest}) n`, 0)]);
  return { posts: rows.map((row) => ({ ...row, score: 0 })).sort(NEWEST_FIRST), isAll: rows.length < limit };
}

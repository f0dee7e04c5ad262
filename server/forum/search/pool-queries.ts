/**
 * Which posts are weighed at all. Of words that few posts have these are all of them; of words that are everywhere,
 * those that have them in the title and the newest: the best by words are among the former, and nobody reads further.
 * So a search costs the same in a large forum.
 */
import { type SQL, sql } from 'drizzle-orm';
import { postsWith, searchIndex, type Wanted, type Within } from '../../platform/store/search.ts';
import type { Store } from '../../platform/store/store.ts';
import { type FoundPost, type Order, type Ranked, tellingOf } from '../../rules/search-order.ts';
import type { Aside } from '../../platform/worker-pool/aside.ts';
import { countPosts } from './known-queries.ts';

/**
 * So many of the newest posts are weighed, and of the newest titles; fewer of a row of words, and of what is narrowed down
 * by more than words, since more have to be passed over for each.
 */
const POSTS_WEIGHED = 500;
const NARROWED_WEIGHED = 250;
const PHRASES_WEIGHED = 150;
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

/** @property isAll whether these are all that were found */
export type Pool = { posts: Ranked[]; isAll: boolean };

/** What takes long is asked aside; what is read at once is not worth the way there. */
export type Reads = { store: Pick<Store, 'read'>; aside: Aside };

/** @property weighed so many of the newest are; as many as a page with others after it needs, where nothing is said */
export type Asked = Wanted & Pick<Within, 'among' | 'leaves'> & { weighed?: number; order?: 'best' | 'newest' };

/** How much each word tells, and whether many posts have it. */
async function weigh({ store: { read: conn } }: Reads, terms: string[][]) {
  const [known, all] = await Promise.all([postsWith(conn, [...new Set(terms.flat())]), countPosts(conn)]);
  const having = terms.map((forms) => Math.max(0, ...forms.map((form) => known.get(form) ?? 0)));
  const isCommon = (posts: number) => all > SMALL_FORUM && posts > all * COMMON;
  return {
    telling: having.map((posts) => tellingOf(posts, Math.max(all, 1))),
    common: having.map(isCommon),
  };
}

/** @param part its number; null for one that nobody asks about */
const at = (subquery: SQL, part: number | null) =>
  sql`select id, cast(${part === null ? 0 : 1 << part} as integer) as part from (${subquery}) x`;

/** What posts are weighed by. @param parts subqueries of ids, each with its number */
function rank({ aside }: Reads, parts: SQL[], order: Order): Promise<Ranked[]> {
  const { posts: p, threads: t, postWords: w } = aside.t;
  const facts = {
    ...{ id: p.id, threadId: p.threadId, number: p.number, kind: p.kind, createdAt: p.createdAt },
    ...{ acceptedAt: p.acceptedAt, outdatedAt: p.outdatedAt, workedCount: p.workedCount },
    ...{ spaceId: t.spaceId, form: t.form, state: t.state, closedAt: t.closedAt },
    ...{ title: w.title, often: w.often, length: w.length },
    parts: sql`f.parts`,
  } satisfies Record<keyof FoundPost, unknown>;
  const named = Object.entries(facts).map(([name, value]) => [name, sql`${value}`.as(name)] as const);
  const { sql: text, params } = aside.q
    .select(Object.fromEntries(named))
    .from(sql`(select id, sum(distinct part) as parts from (${sql.join(parts, sql` union all `)}) u group by id) f`)
    .innerJoin(p, sql`${p.id} = f.id`)
    .innerJoin(t, sql`${t.id} = ${p.threadId}`)
    .leftJoin(w, sql`${w.postId} = ${p.id}`)
    .toSQL();
  return aside.ranked({ text, values: params, order });
}

/** How many of those that hold it are weighed. */
function weighedOf({ order, leaves, phrases = [], weighed = POSTS_WEIGHED }: Asked): number {
  if (order === 'newest') return 2 * POSTS_WEIGHED;
  if (phrases.length > 0) return Math.min(weighed, PHRASES_WEIGHED);
  return leaves === 'many' ? Math.min(weighed, NARROWED_WEIGHED) : weighed;
}

/** The posts that hold all of it, best first. */
export async function poolOf(reads: Reads, asked: Asked): Promise<Pool> {
  const { among, leaves, order = 'best', weighed: _, ...wanted } = asked;
  const index = searchIndex(reads.aside);
  const { telling, common } = await weigh(reads, wanted.terms);
  const limit = weighedOf(asked);
  // What a title does not say, the text may.
  const byTitle = order === 'best' && (wanted.without ?? []).length === 0;
  const parts = (newestOf: number | null) => [
    at(index.newest(wanted, { among, leaves, limit }, newestOf), 0),
    ...(byTitle ? [at(index.newest(wanted, { inTitles: true, among, leaves, limit: TITLES_WEIGHED }, null), 1)] : []),
  ];
  const how: Order = { asked: wanted.terms, telling, has: 'all', by: order === 'newest' ? 'newest' : 'worth' };
  const isCommon = leaves !== 'few' && common.length > 0 && common.every(Boolean);
  const find = async (newestOf: number | null): Promise<Pool> => {
    const posts = await rank(reads, parts(newestOf), how);
    return { posts, isAll: posts.filter(({ isInFirst }) => isInFirst).length < limit };
  };
  for (const newestOf of isCommon ? index.windows : []) {
    const found = await find(newestOf);
    if (!found.isAll) return found;
  }
  return find(null);
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
  const index = searchIndex(reads.aside);
  const { telling, common } = await weigh(reads, terms);
  const rarest = terms
    .map((_, i) => i)
    .sort((one, other) => telling[other]! - telling[one]!)
    .slice(0, WORDS_WEIGHED);
  const within = (titles: boolean) => ({ inTitles: titles, among, limit: EACH_WEIGHED });
  const [newest = null] = index.windows;
  const each = (titles: boolean) =>
    rarest.map((i) =>
      at(index.newest({ terms: [terms[i]!] }, within(titles), !titles && common[i]! ? newest : null), i),
    );
  const pairs = pairsOf(rarest).map((pair) =>
    at(index.newest({ terms: pair.map((i) => terms[i]!) }, within(true), null), null),
  );
  const parts = [...each(true), ...pairs, ...(inTitles ? [] : each(false))];
  return rank(reads, parts, {
    ...{ asked: terms, telling },
    ...(inTitles ? { has: 'said', by: 'words' } : { has: 'found', by: 'worth' }),
  });
}

/** Openings whose title or tags have all of the words, the last of them perhaps only begun; best first. */
export function poolOfBegun(reads: Reads, terms: string[][], among: SQL): Promise<Ranked[]> {
  const begun = searchIndex(reads.aside).newest(
    { terms, isBegun: true },
    { inTitles: true, among, limit: BEGUN_WEIGHED },
    null,
  );
  return rank(reads, [at(begun, 0)], { asked: terms, telling: terms.map(() => 1), has: 'all', by: 'worth' });
}

/** What is asked besides words, newest first: threads, or posts. */
export async function poolOfFilters(reads: Reads, among: SQL, areThreads: boolean): Promise<Pool> {
  const limit = 2 * POSTS_WEIGHED;
  const newest = areThreads
    ? sql`select p.id as id from threads t join posts p on p.thread_id = t.id and p.number = 1 where ${among} order by t.id desc limit ${limit}`
    : sql`select p.id as id from posts p join threads t on t.id = p.thread_id where ${among} order by p.id desc limit ${limit}`;
  const order: Order = { asked: [], telling: [], has: 'said', by: 'newest' };
  const posts = await rank(reads, [at(sql`select id from (${newest}) n`, 0)], order);
  return { posts, isAll: posts.length < limit };
}

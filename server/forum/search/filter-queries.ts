/** What a search asks besides words, as conditions on posts `p` and their threads `t`. */
import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import { searchIndex, type Within } from '../../platform/store/search.ts';
import type { Conn } from '../../platform/store/store.ts';
import { askedFor } from '../../platform/store/terms.ts';
import { hasFilters, type SearchQuery } from '../../rules/search-query.ts';
import { slugify } from '../../../shared/text.ts';
import type { Reads } from './pool-queries.ts';
import { allSpaces, type Space } from '../spaces/queries.ts';

/** What the search index calls the posts and their threads. */
export const IN_INDEX = { post: 'p', thread: 't' };

const WRITERS = 8;
const NOBODY = sql`1 = 0`;

const isNamed = (name: string, typed: string) => name.localeCompare(typed, undefined, { sensitivity: 'base' }) === 0;

/** Spaces by their address or name, of those that are there for whoever asks. */
export function spacesNamed(spaces: readonly Space[], typed: string): Space[] {
  const bySlug = spaces.filter(({ slug }) => slug === typed.toLowerCase());
  return bySlug.length > 0 ? bySlug : spaces.filter(({ name }) => isNamed(name, typed));
}

/** Accounts by the address of their page or their name; several may have written under names that differ in accents. */
async function writersNamed(conn: Conn, typed: string): Promise<number[]> {
  const { accounts: a } = conn.t;
  const rows = await conn.q
    .select({ id: a.id })
    .from(a)
    .where(and(or(eq(a.slug, slugify(typed)), eq(a.name, typed)), isNull(a.erasedAt)))
    .limit(WRITERS);
  return rows.map(({ id }) => id);
}

const amongWords = (column: SQL, words: readonly string[] | null) =>
  words === null ? [] : [inArray(column, [...words])];

const tagOf = (name: string) => name.replace(/^#/, '').toLowerCase();
/** Threads with a tag of this name, in whichever space. */
const isTagged = (name: string) =>
  sql`exists (select 1 from thread_tags x join tags g on g.id = x.tag_id where x.thread_id = t.id and g.name = ${tagOf(name)})`;
const taggedThreads = (name: string) =>
  sql`select x.thread_id from thread_tags x join tags g on g.id = x.tag_id where g.name = ${tagOf(name)}`;

/** Threads of these openings. */
const threadsOf = (openings: SQL) => sql`t.id in (select o.thread_id from posts o where o.id in (${openings}))`;

/** Whether the title or a tag of a thread holds one of each list of terms: asked of a thread at hand, however many there are. */
function isTitled(terms: string[][]): SQL {
  const says = terms.map((forms) => {
    const any = forms.map((term) => sql`' ' || o_words.title || ' ' like ${`% ${term} %`}`);
    return sql`(${sql.join(any, sql` or `)})`;
  });
  return sql`exists (select 1 from posts o join post_words o_words on o_words.post_id = o.id
    where o.thread_id = t.id and o.number = 1 and ${sql.join(says, sql` and `)})`;
}

/** What leaves no more than this is looked through for the words; of more, the newest that have the words are looked at. */
const FEW_POSTS = 5_000;
const FEW_THREADS = 200;
/** So many that are too new are passed over on the way to those of a time. */
const PASSED_OVER = 20_000;

/** @param rows whatever rows there are to count */
async function isMoreThan(conn: Conn, most: number, rows: SQL): Promise<boolean> {
  const some = sql`(select 1 as one from (${rows}) r limit ${most + 1}) f`;
  const [row] = await conn.q.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(some);
  return row!.count > most;
}

type Narrowing = { accountIds: number[] | null; isFewTitles: boolean };

const areFew = (conn: Conn, most: number, rows: SQL) => isMoreThan(conn, most, rows).then((isMore) => !isMore);

/** Whether a person, a title, a tag or a time leaves few of all posts. A space or a state may leave most. */
async function leavesFew(conn: Conn, query: SearchQuery, { accountIds, isFewTitles }: Narrowing): Promise<boolean> {
  if (isFewTitles) return true;
  const { tags, after, before } = query;
  const are = (most: number, rows: SQL) => areFew(conn, most, rows);
  const few: Promise<boolean>[] = tags.map((name) => are(FEW_THREADS, taggedThreads(name)));
  if (accountIds) few.push(are(FEW_POSTS, sql`select 1 from posts where ${inArray(sql`author_id`, accountIds)}`));
  if (after !== null || before !== null)
    few.push(
      are(
        FEW_POSTS,
        sql`select 1 from posts where created_at >= ${after ?? 0} and created_at < ${before ?? Number.MAX_SAFE_INTEGER}`,
      ),
    );
  if (before !== null) few.push(isMoreThan(conn, PASSED_OVER, sql`select 1 from posts where created_at >= ${before}`));
  return (await Promise.all(few)).some(Boolean);
}

/** What somebody names that is not here. */
export type Unknown = { by: string | null; space: string | null };

/**
 * Which posts there are for whoever asks, with all that the query asks besides words; whether that leaves few or many of
 * them (left out where it asks for nothing besides); and who or what it names in vain.
 * @param spaceId chosen beside the box; null for none
 */
export async function filtered(
  { store: { read: conn }, aside }: Reads,
  audience: Audience,
  query: SearchQuery,
  { spaceId, languages }: { spaceId: number | null; languages: readonly (string | null)[] },
): Promise<{ among: SQL; unknown: Unknown; leaves: Within['leaves'] }> {
  const { space, tags, forms, states, kinds, closed, after, before, title } = query;
  // Names are often written as they are in posts.
  const by = query.by === null ? null : query.by.replace(/^@/, '');
  const unknown: Unknown = { by: null, space: null };
  const parts: SQL[] = [postsFor(conn, audience, 'listed', IN_INDEX)];
  if (spaceId !== null) parts.push(sql`t.space_id = ${spaceId}`);
  if (space !== null) {
    const ids = spacesNamed(await allSpaces(conn, audience), space).map(({ id }) => id);
    parts.push(ids.length > 0 ? inArray(sql`t.space_id`, ids) : NOBODY);
    if (ids.length === 0) unknown.space = space;
  }
  let accountIds: number[] | null = null;
  if (by !== null) {
    const isOwn = by.toLowerCase() === 'me' && audience.accountId !== null;
    accountIds = isOwn ? [audience.accountId!] : await writersNamed(conn, by);
    parts.push(accountIds.length > 0 ? inArray(sql`p.author_id`, accountIds) : NOBODY);
    if (accountIds.length === 0) unknown.by = by;
  }
  parts.push(...amongWords(sql`t.form`, forms), ...amongWords(sql`t.state`, states), ...amongWords(sql`p.kind`, kinds));
  if (closed) parts.push(sql`t.closed_at is not null`);
  if (after !== null) parts.push(sql`p.created_at >= ${after}`);
  if (before !== null) parts.push(sql`p.created_at < ${before}`);
  parts.push(...tags.map(isTagged));
  const titleTerms = title === '' ? [] : askedFor(title, languages);
  const openings = titleTerms.length > 0 ? searchIndex(conn).openings({ terms: titleTerms }) : null;
  const isFewTitles = openings !== null && (await areFew(aside, FEW_THREADS, openings));
  if (openings) parts.push(isFewTitles ? threadsOf(openings) : isTitled(titleTerms));
  else if (title !== '') parts.push(NOBODY);
  const narrows = by !== null || title !== '' || tags.length > 0 || after !== null || before !== null;
  const isFew = narrows && (accountIds?.length === 0 || (await leavesFew(aside, query, { accountIds, isFewTitles })));
  const asksMore = narrows || spaceId !== null || hasFilters(query);
  return { among: sql.join(parts, sql` and `), unknown, leaves: isFew ? 'few' : asksMore ? 'many' : undefined };
}

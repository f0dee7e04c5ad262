import { and, asc, between, desc, eq, gt, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { pollAskedIn } from '../threads/poll-queries.ts';
import { slugify } from '../../../shared/text.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor, tagIsThere } from '../../platform/audience/scope-queries.ts';
import { beginsWith } from '../../platform/store/bulk.ts';
import { calledNearly } from '../../rules/misspelling.ts';
import { STAFF } from '../../rules/roles.ts';
import type { Ranked } from '../../rules/search-order.ts';
import type { Conn } from '../../platform/store/store.ts';
import { authorColumns } from '../../platform/authors/queries.ts';
import { fold } from '../../platform/store/fold.ts';
import { searchIndex, type Wanted } from '../../platform/store/search.ts';
import { askedFor, termsOf } from '../../platform/store/terms.ts';
import { hasWords, narrows, parseQuery, unreadIn, type SearchQuery } from '../../rules/search-query.ts';
import { type Space, writtenLanguages } from '../spaces/queries.ts';
import { filtered } from './filter-queries.ts';
import { type Asked, type Pool, poolOf, poolOfAny, poolOfFilters, type Reads } from './pool-queries.ts';
import { mostTelling } from './telling.ts';

/** Each word is looked up. */
const ALL_TERMS = 24;

/** @property since only posts written at this moment or later, UTC milliseconds */
export type SearchOptions = {
  spaceId: number | null;
  page: number;
  any?: boolean;
  order?: 'best' | 'newest';
  since?: number;
};

/** Digits of any script, as dates are typed. */
const digits = (text: string) => fold(text.toLowerCase());

function wantedBy(query: SearchQuery, languages: readonly (string | null)[]): Wanted {
  const phrases = query.phrases.map((phrase) => {
    const ways = [null, ...languages].map((language) => termsOf(phrase, language));
    return [...new Map(ways.filter((way) => way.length > 0).map((way) => [way.join(' '), way])).values()];
  });
  return {
    terms: askedFor(query.words, languages).slice(0, ALL_TERMS),
    phrases: phrases.filter((ways) => ways.length > 0),
    without: query.without.flatMap((word) => askedFor(word, languages)),
  };
}

/** What is marked in titles and texts. */
const termsIn = ({ terms, phrases = [] }: Wanted) => [...new Set([...terms.flat(), ...phrases.flat(2)])];

/** The telling words of a text, where any is enough. @param text also operators are words here */
async function searchAny(reads: Reads, text: string, among: SQL, languages: readonly (string | null)[]) {
  const groups = mostTelling(askedFor(text, languages, true));
  const posts = groups.length > 0 ? await poolOfAny(reads, groups, { among }) : [];
  return { terms: groups.flat(), groups, pool: { posts, isAll: true } };
}

/** Of posts among which no word is looked for those that say none of the others. */
const sayingNone = (conn: Conn, among: SQL, { without = [] }: Wanted): SQL =>
  without.length === 0 ? among : sql`${among} and not ${searchIndex(conn).says({ terms: without, any: true })}`;

async function searchAll(
  reads: Reads,
  query: SearchQuery,
  { among, leaves, order }: Pick<Asked, 'among' | 'leaves' | 'order'>,
  languages: readonly (string | null)[],
) {
  const wanted = wantedBy(query, languages);
  // A phrase weighs by its words, too.
  const terms = [...wanted.terms, ...query.phrases.flatMap((phrase) => askedFor(phrase, languages))];
  const nothing: Pool = { posts: [], isAll: true };
  const saysWords = terms.length > 0;
  const pool = saysWords
    ? await poolOf(reads, { ...wanted, terms: terms.slice(0, ALL_TERMS), among, leaves, order })
    : narrows(query) && !hasWords(query)
      ? await poolOfFilters(reads, sayingNone(reads.aside, among, wanted), query.by === null && query.kinds === null)
      : nothing;
  return { terms: termsIn(wanted), groups: wanted.terms, pool };
}

/**
 * One page of posts that hold what the query asks (with `any`: some of its telling words), best first; and whether more
 * follow. `pool` are all that were weighed.
 */
export async function search(reads: Reads, audience: Audience, text: string, options: SearchOptions) {
  const { spaceId, page, any = false, order = 'best', since } = options;
  const { store, aside } = reads;
  const languages = await writtenLanguages(store.read);
  const asked = parseQuery(any ? '' : text, digits);
  const query = since === undefined ? asked : { ...asked, after: Math.max(since, asked.after ?? 0) };
  const { among, unknown, leaves } = await filtered(reads, audience, query, { spaceId, languages });
  const found = any
    ? await searchAny(reads, text, among, languages)
    : await searchAll(reads, query, { among, leaves, order }, languages);
  const from = (page - 1) * LIMITS.searchPerPage;
  const shown = found.pool.posts.slice(from, from + LIMITS.searchPerPage);
  const hits = await hitsOf(aside, audience, shown);
  const unread = any ? [] : unreadIn(text, digits);
  return { ...found, query, unknown, unread, hits, hasMore: found.pool.posts.length > from + LIMITS.searchPerPage };
}

/** What a page shows of posts that were found, in their order. */
async function hitsOf(conn: Conn, audience: Audience, shown: readonly Ranked[]) {
  if (shown.length === 0) return [];
  const ids = shown.map(({ id }) => id);
  const { posts: p, threads: t, spaces: s, accounts: a, postLabels: l, brands: b, grants: g } = conn.t;
  const rows = await conn.q
    .select({
      id: p.id,
      number: p.number,
      kind: p.kind,
      html: p.html,
      poll: pollAskedIn(conn.t),
      createdAt: p.createdAt,
      acceptedAt: p.acceptedAt,
      workedCount: p.workedCount,
      authorId: p.authorId,
      authorLabel: p.authorLabel,
      ...authorColumns(conn.t, p),
      threadId: t.id,
      spaceId: t.spaceId,
      threadSlug: t.slug,
      title: t.title,
      tagNames: t.tagNames,
      form: t.form,
      state: t.state,
      closedAt: t.closedAt,
      closeReason: t.closeReason,
      spaceName: s.name,
      spaceSlug: s.slug,
      spaceKind: s.kind,
      spaceLanguage: s.language,
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .leftJoin(a, eq(a.id, p.authorId))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(b, eq(b.id, l.brandId))
    .leftJoin(g, eq(g.id, l.grantId))
    // Asked again: something may have been withdrawn since it was found.
    .where(and(inArray(p.id, ids), postsFor(conn, audience, 'listed')));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export type Hit = Awaited<ReturnType<typeof hitsOf>>[number];

/** Names that begin so. */
const NAMED = 4;

/**
 * Who has a profile of their own, and no brand: an author of an imported community has no address, and is not found once a
 * member took it over. Staff are found with their brand.
 */
const isHere = (a: Conn['t']['accounts']) =>
  and(isNull(a.erasedAt), isNull(a.mergedInto), or(isNull(a.email), isNotNull(a.emailVerifiedAt)), ne(a.role, STAFF));

/** Members whose names begin so. */
export function peopleCalled(conn: Conn, text: string): Promise<{ name: string; slug: string }[]> {
  const { accounts: a } = conn.t;
  return conn.q
    .select({ name: a.name, slug: a.slug })
    .from(a)
    .where(and(beginsWith(conn, a.slug, slugify(text)), isHere(a)))
    .orderBy(asc(a.slug))
    .limit(NAMED);
}

/** Spaces that have a word that begins as was typed, then those that are called nearly so. @param all those that whoever asks may read */
export function spacesNearly(text: string, all: readonly Space[]): Space[] {
  const key = slugify(text);
  const begins = all.filter(({ slug, name }) => [slug, slugify(name)].some((one) => `-${one}`.includes(`-${key}`)));
  const nearly = calledNearly(text, all, ({ slug, name }) => [slug, name]);
  return [...new Set([...(key === '' ? [] : begins), ...nearly])].slice(0, NAMED);
}

/** Names that are looked through for one that is nearly right. */
const LOOKED_THROUGH = 500;
/** So many letters more or fewer are no slip. */
const LONGER = 3;

/** Members whose names begin as was typed; where there are none, those who are called nearly so. */
export async function peopleNearly(conn: Conn, text: string): Promise<{ name: string; slug: string }[]> {
  const found = await peopleCalled(conn, text);
  const key = slugify(text);
  if (found.length > 0 || key === '') return found;
  const { accounts: a } = conn.t;
  const size = [...key].length;
  const rows = await conn.q
    .select({ name: a.name, slug: a.slug })
    .from(a)
    .where(
      and(
        ...[beginsWith(conn, a.slug, [...key][0]!), between(sql`length(${a.slug})`, size - LONGER, size + LONGER)],
        isHere(a),
      ),
    )
    .orderBy(asc(a.slug))
    .limit(LOOKED_THROUGH);
  return calledNearly(key, rows, ({ slug }) => [slug]).slice(0, NAMED);
}

/** Tags whose names begin so. */
export function tagsBegun(conn: Conn, audience: Audience, text: string) {
  const { tags: g, spaces: s } = conn.t;
  return conn.q
    .select({ name: g.name, spaceSlug: s.slug, spaceName: s.name })
    .from(g)
    .innerJoin(s, eq(s.id, g.spaceId))
    .where(and(beginsWith(conn, g.name, slugify(text)), gt(g.threadCount, 0), tagIsThere(conn, audience)))
    .orderBy(desc(g.threadCount), asc(g.name))
    .limit(NAMED);
}

/** Spaces whose names begin so, or have one of the words. @param all those that whoever asks may read */
export function spacesCalled(text: string, all: readonly Space[]): Space[] {
  const key = slugify(text);
  const asked = askedFor(text, [null]).flat();
  const isCalled = ({ name, slug }: Space) =>
    slug.startsWith(key) || asked.some((term) => termsOf(name).includes(term));
  return all.filter(isCalled).slice(0, NAMED);
}

/** Members, spaces and tags that are called what was looked for. */
export async function calledSo(conn: Conn, audience: Audience, text: string, spaces: readonly Space[]) {
  const people = await peopleCalled(conn, text);
  const tags = await tagsBegun(conn, audience, text);
  return { people, tags, spaces: spacesCalled(text, spaces) };
}

export type Also = Awaited<ReturnType<typeof calledSo>>;

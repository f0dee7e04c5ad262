import { eq, inArray, sql } from 'drizzle-orm';
import { LIMITS } from '../../../shared/limits.ts';
import { searchIndex } from '../../platform/store/search.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { authorColumns } from '../../platform/authors/queries.ts';
import { writtenLanguages } from '../spaces/queries.ts';
import { askedFor, formsOf, wordsOf } from '../../platform/store/terms.ts';
import { isMeant } from '../../rules/alike.ts';
import { beginningOf } from '../../../shared/markdown.ts';

/** Deeper than this nobody pages; the next words find better. */
const MAX_PAGES = 50;

/** What the search index calls the posts and their threads. */
const IN_INDEX = { post: 'p', thread: 't' };

/** Shorter words say little about what a title asks; where stop words are left out, few are shorter that say nothing. */
const TELLING_LENGTH = 4;
const TELLING_WITHOUT_STOP_WORDS = 3;

/** Posts with any of so many words are half of all posts, and each word is looked up. */
const ANY_TERMS = 10;
const ALL_TERMS = 24;

const longest = (group: string[]) => Math.max(...group.map(({ length }) => length));

/** What is looked up where any of the words is enough: the longest, which tell most. */
function mostTelling(groups: string[][], shortest: number): string[][] {
  const telling = groups.filter((group) => longest(group) >= shortest);
  return telling.sort((one, other) => longest(other) - longest(one)).slice(0, ANY_TERMS);
}

/**
 * One page of posts that hold every word of the query (with `any`: some of its telling words), best
 * first; and whether more follow.
 */
export async function search(
  conn: Conn,
  audience: Audience,
  query: string,
  spaceId: number | null,
  page: number,
  any = false,
) {
  const asked = askedFor(query, await writtenLanguages(conn), any);
  const groups = any ? mostTelling(asked, TELLING_WITHOUT_STOP_WORDS) : asked.slice(0, ALL_TERMS);
  const terms = groups.flat();
  if (terms.length === 0 || page > MAX_PAGES) return { terms, groups, hits: [], hasMore: false };
  const found = await searchIndex(conn).find(conn, {
    terms: groups,
    any,
    among: postsFor(conn, audience, 'listed', IN_INDEX),
    spaceId,
    limit: LIMITS.searchPerPage + 1,
    offset: (page - 1) * LIMITS.searchPerPage,
  });
  const ids = found.slice(0, LIMITS.searchPerPage).map((row) => row.id);
  if (ids.length === 0) return { terms, groups, hits: [], hasMore: false };
  const { posts: p, threads: t, spaces: s, accounts: a, postLabels: l, brands: b, grants: g } = conn.t;
  const rows = await conn.q
    .select({
      id: p.id,
      number: p.number,
      kind: p.kind,
      html: p.html,
      createdAt: p.createdAt,
      acceptedAt: p.acceptedAt,
      authorId: p.authorId,
      authorLabel: p.authorLabel,
      ...authorColumns(conn.t, p),
      threadId: t.id,
      threadSlug: t.slug,
      title: t.title,
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
    .where(inArray(p.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const hits = ids.flatMap((id) => byId.get(id) ?? []);
  return { terms, groups, hits, hasMore: found.length > LIMITS.searchPerPage };
}

export type Hit = Awaited<ReturnType<typeof search>>['hits'][number];

/** The threads of a space whose titles and tags hold most of a text's telling words, the likest first. */
export async function threadsLike(
  conn: Conn,
  audience: Audience,
  text: string,
  spaceId: number,
  limit: number,
): Promise<number[]> {
  const terms = mostTelling(askedFor(text, await writtenLanguages(conn)), TELLING_LENGTH);
  if (terms.length === 0) return [];
  const among = postsFor(conn, audience, 'listed', IN_INDEX);
  const asked = { terms, any: true, inTitles: true, among };
  const found = await searchIndex(conn).find(conn, { ...asked, spaceId, limit, offset: 0 });
  const { posts: p } = conn.t;
  const ids = found.map((row) => row.id);
  const rows = await conn.q.select({ id: p.id, threadId: p.threadId }).from(p).where(inArray(p.id, ids));
  const threadOf = new Map(rows.map((row) => [row.id, row.threadId]));
  return ids.flatMap((id) => threadOf.get(id) ?? []);
}

/** Letters of an opening that are compared with what was typed. */
const COMPARED = 4_000;

/**
 * Threads that begin with all of these words, or else with at least half of the telling ones, the likest first; each once.
 * Those that have all of them say so (`hasAll`).
 */
export async function threadsSaying(
  conn: Conn,
  audience: Audience,
  text: string,
  { spaceIds, besides, limit }: { spaceIds: number[]; besides: number; limit: number },
) {
  const asked = askedFor(text, await writtenLanguages(conn));
  if (asked.length === 0 || spaceIds.length === 0) return [];
  const { posts: p, threads: t, spaces: s } = conn.t;
  const inSpaces = inArray(sql`t.space_id`, spaceIds);
  const among = sql`${postsFor(conn, audience, 'listed', IN_INDEX)} and p.number = 1 and t.id <> ${besides} and ${inSpaces}`;
  const find = (terms: string[][], any: boolean) =>
    searchIndex(conn).find(conn, { terms, any, among, spaceId: null, limit, offset: 0 });
  let ids = (await find(asked.slice(0, ALL_TERMS), false)).map(({ id }) => id);
  const telling = mostTelling(asked, TELLING_WITHOUT_STOP_WORDS);
  const hasAll = ids.length > 0;
  if (!hasAll && telling.length > 0) ids = (await find(telling, true)).map(({ id }) => id);
  const rows = await conn.q
    .select({
      ...{ postId: p.id, html: p.html, id: t.id, slug: t.slug, title: t.title },
      ...{ createdAt: t.createdAt, spaceName: s.name, language: s.language },
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(inArray(p.id, ids));
  const termsOf = ({ title, html, language }: (typeof rows)[number]) =>
    new Set(
      wordsOf(`${title} ${beginningOf(html, COMPARED)}`).flatMap(({ word }) => [
        ...formsOf(word),
        ...formsOf(word, language),
      ]),
    );
  const meant = hasAll ? rows : rows.filter((row) => isMeant(telling, termsOf(row)));
  const byPost = new Map(
    meant.map(({ postId, id, slug, title, createdAt, spaceName }) => [
      postId,
      { ...{ id, slug, title, createdAt, spaceName }, hasAll },
    ]),
  );
  return ids.flatMap((id) => byPost.get(id) ?? []);
}

export type FoundThread = Awaited<ReturnType<typeof threadsSaying>>[number];

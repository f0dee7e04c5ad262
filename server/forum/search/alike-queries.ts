/** Threads that are like a text, or begin with words of it. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { beginningOf } from '../../../shared/markdown.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor, threadsFor } from '../../platform/audience/scope-queries.ts';
import { askedFor, formsOf, wordsOf } from '../../platform/store/terms.ts';
import { isMeant } from '../../rules/alike.ts';
import { writtenLanguages } from '../spaces/queries.ts';
import { IN_INDEX } from './filter-queries.ts';
import { poolOf, poolOfAny, poolOfBegun, type Reads } from './pool-queries.ts';
import { mostTelling, TELLING_LENGTH } from './telling.ts';

/** Each word is looked up. */
const ALL_TERMS = 24;

/** The threads of a space whose titles and tags hold most of a text's telling words, the likest first. */
export async function threadsLike(
  reads: Reads,
  audience: Audience,
  text: string,
  spaceId: number,
  limit: number,
): Promise<number[]> {
  const terms = mostTelling(askedFor(text, await writtenLanguages(reads.store.read)), TELLING_LENGTH);
  if (terms.length === 0) return [];
  const among = sql`${postsFor(reads.aside, audience, 'listed', IN_INDEX)} and t.space_id = ${spaceId}`;
  const found = await poolOfAny(reads, terms, { among, inTitles: true });
  return found.slice(0, limit).map(({ threadId }) => threadId);
}

/** Few are shown. */
const WEIGHED = 60;

/** Letters of an opening that are compared with what was typed. */
const COMPARED = 4_000;

/**
 * Threads that begin with all of these words, or else with at least half of the telling ones, the likest first; each once.
 * Those that have all of them say so (`hasAll`).
 */
export async function threadsSaying(
  reads: Reads,
  audience: Audience,
  text: string,
  { spaceIds, besides, limit }: { spaceIds: number[]; besides: number; limit: number },
) {
  const asked = askedFor(text, await writtenLanguages(reads.store.read));
  if (asked.length === 0 || spaceIds.length === 0) return [];
  const { posts: p, threads: t, spaces: s } = reads.aside.t;
  const inSpaces = inArray(sql`t.space_id`, spaceIds);
  const among = sql`${postsFor(reads.aside, audience, 'listed', IN_INDEX)} and p.number = 1 and t.id <> ${besides} and ${inSpaces}`;
  const idsIn = (posts: { id: number }[]) => posts.slice(0, limit).map(({ id }) => id);
  let ids = idsIn((await poolOf(reads, { terms: asked.slice(0, ALL_TERMS), among, weighed: WEIGHED })).posts);
  const telling = mostTelling(asked);
  const hasAll = ids.length > 0;
  if (!hasAll && telling.length > 0) ids = idsIn(await poolOfAny(reads, telling, { among }));
  const rows = await reads.aside.q
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

/** Threads whose titles hold what somebody has typed so far, the likeliest first. */
export async function threadsBegun(reads: Reads, audience: Audience, typed: string, limit: number) {
  const terms = askedFor(typed, await writtenLanguages(reads.store.read)).slice(0, ALL_TERMS);
  if (terms.length === 0) return [];
  const found = await poolOfBegun(reads, terms, postsFor(reads.aside, audience, 'listed', IN_INDEX));
  const ids = found.slice(0, limit).map(({ threadId }) => threadId);
  const { threads: t, spaces: s } = reads.aside.t;
  const rows = await reads.store.read.q
    .select({ id: t.id, slug: t.slug, title: t.title, spaceName: s.name, state: t.state })
    .from(t)
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(and(inArray(t.id, ids), threadsFor(reads.store.read, audience)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** What a search asks besides words, as conditions on posts `p` and their threads `t`. */
import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import { searchIndex } from '../../platform/store/search.ts';
import type { Conn } from '../../platform/store/store.ts';
import { askedFor } from '../../platform/store/terms.ts';
import type { SearchQuery } from '../../rules/search-query.ts';
import { slugify } from '../../../shared/text.ts';
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

/** Threads with a tag of this name, in whichever space. */
const isTagged = (name: string) =>
  sql`exists (select 1 from thread_tags x join tags g on g.id = x.tag_id where x.thread_id = t.id and g.name = ${name.replace(/^#/, '').toLowerCase()})`;

function isTitled(conn: Conn, title: string, languages: readonly (string | null)[]): SQL[] {
  if (title === '') return [];
  const terms = askedFor(title, languages);
  // No title says what has no words.
  if (terms.length === 0) return [NOBODY];
  const openings = searchIndex(conn).openings({ terms });
  return [sql`t.id in (select o.thread_id from posts o where o.id in (${openings}))`];
}

/** What somebody names that is not here. */
export type Unknown = { by: string | null; space: string | null };

/**
 * Which posts there are for whoever asks, with all that the query asks besides words; and who or what it names in vain.
 * @param spaceId chosen beside the box; null for none
 */
export async function filtered(
  conn: Conn,
  audience: Audience,
  query: SearchQuery,
  { spaceId, languages }: { spaceId: number | null; languages: readonly (string | null)[] },
): Promise<{ among: SQL; unknown: Unknown }> {
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
  if (by !== null) {
    const isOwn = by.toLowerCase() === 'me' && audience.accountId !== null;
    const ids = isOwn ? [audience.accountId!] : await writersNamed(conn, by);
    parts.push(ids.length > 0 ? inArray(sql`p.author_id`, ids) : NOBODY);
    if (ids.length === 0) unknown.by = by;
  }
  parts.push(...amongWords(sql`t.form`, forms), ...amongWords(sql`t.state`, states), ...amongWords(sql`p.kind`, kinds));
  if (closed) parts.push(sql`t.closed_at is not null`);
  if (after !== null) parts.push(sql`p.created_at >= ${after}`);
  if (before !== null) parts.push(sql`p.created_at < ${before}`);
  parts.push(...tags.map(isTagged), ...isTitled(conn, title, languages));
  return { among: sql.join(parts, sql` and `), unknown };
}

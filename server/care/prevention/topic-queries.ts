import { max, sql } from 'drizzle-orm';
import { audienceOfSpace } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import { somePosts } from '../../platform/store/search.ts';
import type { Conn } from '../../platform/store/store.ts';

/** Whether a word, in any of its forms, stands in the title or tags of somebody else's thread that the readers of a space read. */
export async function isInTitles(
  conn: Conn,
  forms: string[],
  { spaceId, authorId }: { spaceId: number; authorId: number | null },
): Promise<boolean> {
  const readable = postsFor(conn, audienceOfSpace(spaceId), 'listed', { post: 'p', thread: 't' });
  const among = sql`${readable} and p.author_id is distinct from ${authorId}`;
  return (await somePosts(conn, { terms: [forms] }, { inTitles: true, limit: 1, among })).length > 0;
}

/** How many threads say a word, in any of its forms, in their title, tags or first post. @param limit no more are counted */
export async function countOpenedWith(conn: Conn, forms: string[], spaceId: number, limit: number): Promise<number> {
  const readable = postsFor(conn, audienceOfSpace(spaceId), 'listed', { post: 'p', thread: 't' });
  const among = sql`${readable} and p.number = 1`;
  return (await somePosts(conn, { terms: [forms] }, { limit, among })).length;
}

/** How many threads there were ever: near enough, and read at once. */
export async function countThreads(conn: Conn): Promise<number> {
  const [row] = await conn
    .prepared('greatest thread', (q, { threads: t }) => q.select({ greatest: max(t.id) }).from(t))
    .execute();
  return row?.greatest ?? 0;
}

/** What importers ask of the forum, and write into it, in batches. */
import { and, eq, sql } from 'drizzle-orm';
import { insertAll, insertExternal, insertOrAdd, oneOf } from '../../platform/store/bulk.ts';
import { type SearchTerms, searchIndex } from '../../platform/store/search.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

type Insert<Name extends 'accounts' | 'threads' | 'posts'> = Required<
  Pick<Tx['t'][Name]['$inferInsert'], 'source' | 'externalId'>
> &
  Tx['t'][Name]['$inferInsert'];

export async function spaceOfSource(conn: Conn, source: string) {
  const { spaces: s } = conn.t;
  const [row] = await conn.q.select().from(s).where(eq(s.source, source)).orderBy(s.id).limit(1);
  return row ?? null;
}

/** The accounts of a source with these external ids. A merged account stands for the one it went into. */
export async function accountsOf(conn: Conn, source: string, externalIds: string[]) {
  if (externalIds.length === 0) return new Map<string, never>();
  const { accounts: a } = conn.t;
  const rows = await conn.q
    .select({
      id: sql<number>`coalesce(${a.mergedInto}, ${a.id})`.mapWith(Number),
      name: a.name,
      externalId: a.externalId,
      isClaimed: sql<number>`case when ${a.mergedInto} is null and ${a.passwordHash} is null then 0 else 1 end`.mapWith(
        Boolean,
      ),
    })
    .from(a)
    .where(and(eq(a.source, source), oneOf(conn, a.externalId, externalIds)));
  return new Map(rows.map((row) => [row.externalId!, row]));
}
export type KnownAccount = Awaited<ReturnType<typeof accountsOf>> extends Map<string, infer Row> ? Row : never;

export async function takenSlugs(conn: Conn, slugs: string[]): Promise<Set<string>> {
  const { accounts: a } = conn.t;
  return new Set(
    (
      await conn.q
        .select({ slug: a.slug })
        .from(a)
        .where(oneOf(conn, a.slug, slugs))
    ).map((row) => row.slug),
  );
}

export async function postsOf(conn: Conn, source: string, externalIds: string[]) {
  if (externalIds.length === 0) return new Map<string, never>();
  const { posts: p } = conn.t;
  const rows = await conn.q
    .select({
      id: p.id,
      threadId: p.threadId,
      authorId: p.authorId,
      acceptedAt: p.acceptedAt,
      externalId: p.externalId,
    })
    .from(p)
    .where(and(eq(p.source, source), oneOf(conn, p.externalId, externalIds)));
  return new Map(rows.map((row) => [row.externalId!, row]));
}

export async function threadsOf(conn: Conn, source: string, externalIds: string[]) {
  if (externalIds.length === 0) return new Map<string, never>();
  const { threads: t, accounts: a } = conn.t;
  const rows = await conn.q
    .select({
      id: t.id,
      externalId: t.externalId,
      acceptedCount: t.acceptedCount,
      authorId: t.authorId,
      askerDecides: sql<number>`case when ${a.passwordHash} is null then 0 else 1 end`.mapWith(Boolean),
    })
    .from(t)
    .leftJoin(a, eq(a.id, t.authorId))
    .where(and(eq(t.source, source), oneOf(conn, t.externalId, externalIds)));
  return new Map(rows.map((row) => [row.externalId!, row]));
}

export const insertAccounts = (tx: Tx, rows: Insert<'accounts'>[]) => insertExternal(tx, tx.t.accounts, rows);
export const insertThreads = (tx: Tx, rows: Insert<'threads'>[]) => insertExternal(tx, tx.t.threads, rows);
export const insertPosts = (tx: Tx, rows: Insert<'posts'>[]) => insertExternal(tx, tx.t.posts, rows);

/** So many replies more under a post; returns how many there were. */
export async function addReplies(tx: Tx, postId: number, count: number): Promise<number> {
  const { posts: p } = tx.t;
  const [row] = await tx.q
    .update(p)
    .set({ replyCount: sql`${p.replyCount} + ${count}` })
    .where(eq(p.id, postId))
    .returning({ replyCount: p.replyCount });
  return row!.replyCount - count;
}

/** Gives new threads their tags, which are made where they are missing, and counts them. */
export async function tagThreads(
  tx: Tx,
  spaceId: number,
  threads: { id: number; createdAt: number; tagNames: string[] }[],
): Promise<void> {
  const { tags: g, threadTags: x } = tx.t;
  const counts = new Map<string, number>();
  for (const { tagNames } of threads) for (const name of tagNames) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size === 0) return;
  const names = [...counts.keys()].sort();
  await insertOrAdd(
    tx,
    g,
    names.map((name) => ({ spaceId, name, threadCount: counts.get(name)! })),
    [g.spaceId, g.name],
    [g.threadCount],
  );
  const rows = await tx.q
    .select({ id: g.id, name: g.name })
    .from(g)
    .where(and(eq(g.spaceId, spaceId), oneOf(tx, g.name, names)));
  const ids = new Map(rows.map((row) => [row.name, row.id]));
  await insertAll(
    tx,
    x,
    threads.flatMap(({ id, createdAt, tagNames }) =>
      tagNames.map((name) => ({ threadId: id, tagId: ids.get(name)!, createdAt })),
    ),
  );
}

/** The askers' own marks on the answers they accepted. */
export const insertMarks = (tx: Tx, rows: Tx['t']['marks']['$inferInsert'][]) => insertAll(tx, tx.t.marks, rows);

/** Puts new posts into the search index. */
export async function indexNew(tx: Tx, posts: { postId: number; terms: SearchTerms }[]): Promise<void> {
  if (posts.length > 0) await searchIndex(tx).putNew(tx, posts);
}

/** Credits members with accepted answers, for themselves and among the helpers of a space. */
export async function addSolved(tx: Tx, spaceId: number, solved: Map<number, number>): Promise<void> {
  const { accounts: a, helpers: h } = tx.t;
  const members = [...solved].sort(([one], [other]) => one - other);
  for (const count of new Set(solved.values())) {
    const ids = members.filter(([, n]) => n === count).map(([id]) => id);
    await tx.q
      .update(a)
      .set({ solvedCount: sql`${a.solvedCount} + ${count}`, version: sql`${a.version} + 1` })
      .where(oneOf(tx, a.id, ids))
      .returning({ id: a.id });
  }
  await insertOrAdd(
    tx,
    h,
    members.map(([accountId, count]) => ({ spaceId, accountId, solved: count, worked: 0 })),
    [h.spaceId, h.accountId],
    [h.solved],
  );
}

/** What importers ask of the forum, and write into it, in batches. */
import { and, asc, eq, gt, like, sql } from 'drizzle-orm';
import { insertAll, insertExternal, oneOf } from '../../platform/store/bulk.ts';
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
      revision: p.revision,
      editedAt: p.editedAt,
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
      closedAt: t.closedAt,
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

/** The askers' own marks on the answers they accepted. */
export const insertMarks = (tx: Tx, rows: Tx['t']['marks']['$inferInsert'][]) => insertAll(tx, tx.t.marks, rows);

/** What posts said before their edits. */
export const insertRevisions = (tx: Tx, rows: Tx['t']['revisions']['$inferInsert'][]) =>
  insertAll(tx, tx.t.revisions, rows);

/** A post that was here has so many versions now, and was edited last at this moment. */
export async function setRevision(tx: Tx, id: number, revision: number, editedAt: number): Promise<void> {
  const { posts: p } = tx.t;
  await tx.q.update(p).set({ revision, editedAt }).where(eq(p.id, id)).returning({ id: p.id });
}

type Link = Tx['t']['threadLinks']['$inferInsert'];
const linkKey = ({ fromId, kind, toId }: Pick<Link, 'fromId' | 'kind' | 'toId'>) => `${fromId} ${kind} ${toId}`;

/** Those of the links that are not there yet. */
export async function missingLinks(conn: Conn, links: Link[]): Promise<Link[]> {
  const { threadLinks: l } = conn.t;
  const rows = await conn.q
    .select({ fromId: l.fromId, kind: l.kind, toId: l.toId })
    .from(l)
    .where(oneOf(conn, l.fromId, [...new Set(links.map(({ fromId }) => fromId))]));
  const there = new Set(rows.map(linkKey));
  return links.filter((link) => !there.has(linkKey(link)));
}

/** Links threads with each other; pages that show them are drawn anew. */
export async function insertLinks(tx: Tx, links: Link[]): Promise<void> {
  await insertAll(tx, tx.t.threadLinks, links);
  const { threads: t } = tx.t;
  const ids = [...new Set(links.flatMap(({ fromId, toId }) => [fromId, toId]))];
  await tx.q
    .update(t)
    .set({ version: sql`${t.version} + 1` })
    .where(oneOf(tx, t.id, ids))
    .returning({ id: t.id });
}

/** Posts of a source with pictures in their text, after an id. */
export async function postsWithPictures(conn: Conn, source: string, afterId: number, limit: number) {
  const { posts: p } = conn.t;
  return conn.q
    .select({ id: p.id, threadId: p.threadId, markdown: p.markdown })
    .from(p)
    .where(and(eq(p.source, source), gt(p.id, afterId), like(p.markdown, '%![%')))
    .orderBy(asc(p.id))
    .limit(limit);
}

/** Puts new posts into the search index. */
export async function indexNew(tx: Tx, posts: { postId: number; terms: SearchTerms }[]): Promise<void> {
  if (posts.length > 0) await searchIndex(tx).putNew(tx, posts);
}

import { changeSpace } from '../../platform/events/space-queries.ts';
import { askedOnce } from '../../platform/store/asked-once.ts';
import { STAFF } from '../../rules/roles.ts';
import { and, asc, desc, eq, getTableColumns, gt, inArray, isNull, ne, max, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { spacesPrepared, tagIsThere, threadsFor } from '../../platform/audience/scope-queries.ts';
import { AddaError } from '../../platform/errors.ts';
import type { WrittenLanguage } from '../../../shared/written.ts';
import { escapeLike } from '../../platform/store/like.ts';
import { saw } from '../../platform/store/seen.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** Whether it is only read. */
export const isArchived = ({ archivedAt }: Pick<Space, 'archivedAt'>): boolean => archivedAt !== null;

/** The spaces that are there for an audience: those that are archived last, each in the order that admins gave them, else by name. */
export async function allSpaces(conn: Conn, audience: Audience) {
  const { shape, values, where } = spacesPrepared(conn, audience);
  const rows = await conn
    .prepared(`all spaces ${shape}`, (q, { spaces: s }) =>
      q
        .select()
        .from(s)
        .where(where)
        .orderBy(sql`${s.archivedAt} is not null`, asc(s.place), asc(s.name)),
    )
    .execute(values);
  for (const { id, version } of rows) saw(conn, 'spaces', id, version);
  return rows;
}

/** All spaces in their order, whoever may read them: for putting them into another. */
export async function everySpace(conn: Conn) {
  const { spaces: s } = conn.t;
  return conn.q
    .select()
    .from(s)
    .orderBy(sql`${s.archivedAt} is not null`, asc(s.place), asc(s.name));
}

/** A space by its address. @throws {AddaError} `not_found` also for what this audience may not see */
export async function spaceToRead(conn: Conn, audience: Audience, slug: string) {
  const { shape, values, where } = spacesPrepared(conn, audience);
  const [row] = await conn
    .prepared(`space to read ${shape}`, (q, { spaces: s }) =>
      q
        .select()
        .from(s)
        .where(and(eq(s.slug, sql.placeholder('slug')), where)),
    )
    .execute({ slug, ...values });
  if (!row) throw new AddaError('not_found');
  saw(conn, 'spaces', row.id, row.version);
  return row;
}

/** Whoever has this address, for those who give addresses. */
export async function spaceBySlug(conn: Conn, slug: string) {
  const [row] = await conn
    .prepared('space by slug', (q, { spaces: s }) =>
      q
        .select()
        .from(s)
        .where(eq(s.slug, sql.placeholder('slug'))),
    )
    .execute({ slug });
  return row ?? null;
}

export async function spaceById(conn: Conn, id: number) {
  const { spaces: s } = conn.t;
  const [row] = await conn.q.select().from(s).where(eq(s.id, id));
  return row ?? null;
}

/** The line that whatever is added to a space passes, and who archives it. */
export const intoSpace = (id: number): string => `into:${id}`;

/** What holds posts back in a space: the minutes between two of one member (0 for none), and whether it is archived. */
export async function paceOf(conn: Conn, id: number): Promise<{ slowMinutes: number; archivedAt: number | null }> {
  const [row] = await conn
    .prepared('pace of space', (q, { spaces: s }) =>
      q
        .select({ slowMinutes: s.slowMinutes, archivedAt: s.archivedAt })
        .from(s)
        .where(eq(s.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return row ?? { slowMinutes: 0, archivedAt: null };
}

/** How long a question usually waits in a space, milliseconds; null while nobody knows. */
export async function usualWaitOf(conn: Conn, id: number): Promise<number | null> {
  const { spaces: s } = conn.t;
  const [row] = await conn.q.select({ wait: s.usualWait }).from(s).where(eq(s.id, id));
  return row?.wait ?? null;
}

type WrittenIn = { slug: string; language: WrittenLanguage | null; maths: boolean };

/** What people write in a space, and where it is: the language, null for the forum's, and whether with mathematics. */
export async function writtenIn(conn: Conn, id: number): Promise<WrittenIn> {
  const [row] = await conn
    .prepared('written in space', (q, { spaces: s }) =>
      q
        .select({ slug: s.slug, language: s.language, maths: s.maths })
        .from(s)
        .where(eq(s.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return row ?? { slug: '', language: null, maths: false };
}

/** The same, asked once in a transaction that only reads it. */
export const writtenOnce = (conn: Conn, id: number): Promise<WrittenIn> =>
  askedOnce(conn, `written in ${id}`, () => writtenIn(conn, id));

/** The same for the space of a thread. */
export async function writtenInThread(conn: Conn, threadId: number): ReturnType<typeof writtenIn> {
  const { spaces: s, threads: t } = conn.t;
  const [row] = await conn.q
    .select({ slug: s.slug, language: s.language, maths: s.maths })
    .from(t)
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(eq(t.id, threadId));
  return row ?? { slug: '', language: null, maths: false };
}

/** The languages of all spaces, each once. */
export async function writtenLanguages(conn: Conn): Promise<WrittenLanguage[]> {
  const rows = await conn
    .prepared('written languages', (q, { spaces: s }) => q.selectDistinct({ language: s.language }).from(s))
    .execute({});
  return rows.flatMap(({ language }) => language ?? []);
}

export type Written = { language?: WrittenLanguage | null; maths?: boolean };

export type Space = NonNullable<Awaited<ReturnType<typeof spaceBySlug>>>;

export async function insertSpace(tx: Tx, values: Tx['t']['spaces']['$inferInsert']) {
  const [row] = await tx.q.insert(tx.t.spaces).values(values).returning();
  return row!;
}

export async function updateSpace(tx: Tx, id: number, changes: Partial<Tx['t']['spaces']['$inferInsert']>) {
  const { spaces: s } = tx.t;
  await tx.q
    .update(s)
    .set({ ...changes, version: sql`${s.version} + 1` })
    .where(eq(s.id, id))
    .returning({ id: s.id });
}

/** Adds to a space's counts. Its version moves with the event that this belongs to. */
export const addToSpace = (tx: Tx, id: number, by: { threads?: number; posts?: number }): void =>
  changeSpace(tx, id, by);

/** The tags of a space that most threads have, of which one is there for this audience. */
export async function busyTags(conn: Conn, audience: Audience, spaceId: number, limit: number) {
  const { tags: g } = conn.t;
  return conn.q
    .select({ name: g.name, threadCount: g.threadCount })
    .from(g)
    .where(and(eq(g.spaceId, spaceId), gt(g.threadCount, 0), tagIsThere(conn, audience)))
    .orderBy(desc(g.threadCount), asc(g.name))
    .limit(limit);
}

/** Names of tags of a space that begin so, those of most threads first. */
export async function tagsCalled(conn: Conn, audience: Audience, spaceId: number, begun: string, limit: number) {
  const { tags: g } = conn.t;
  const rows = await conn.q
    .select({ name: g.name })
    .from(g)
    .where(
      and(
        ...[eq(g.spaceId, spaceId), gt(g.threadCount, 0), tagIsThere(conn, audience)],
        sql`${g.name} like ${`${escapeLike(begun)}%`} escape '\\'`,
      ),
    )
    .orderBy(desc(g.threadCount), asc(g.name))
    .limit(limit);
  return rows.map(({ name }) => name);
}

/** A tag that a thread has which is there for this audience. */
export async function tagByName(conn: Conn, audience: Audience, spaceId: number, name: string) {
  const { tags: g, threadTags: x, threads: t } = conn.t;
  const [row] = await conn.q
    .select(getTableColumns(g))
    .from(g)
    .innerJoin(x, eq(x.tagId, g.id))
    .innerJoin(t, eq(t.id, x.threadId))
    .where(and(eq(g.spaceId, spaceId), eq(g.name, name), threadsFor(conn, audience)))
    .limit(1);
  return row ?? null;
}

/** The ids of these tags of a space; the ones that are missing are made. Names in, in any order. */
export async function ensureTags(tx: Tx, spaceId: number, names: string[]): Promise<number[]> {
  if (names.length === 0) return [];
  const { tags: g } = tx.t;
  await tx.q
    .insert(g)
    .values([...names].sort().map((name) => ({ spaceId, name })))
    .onConflictDoNothing();
  const rows = await tx.q
    .select({ id: g.id })
    .from(g)
    .where(and(eq(g.spaceId, spaceId), inArray(g.name, names)));
  return rows.map((row) => row.id).sort((a, b) => a - b);
}

/** The members whose answers helped most in a space: accepted ones first, then confirmations. Staff are in no such list. */
export async function helpersOf(conn: Conn, spaceId: number, limit: number) {
  const { helpers: h, accounts: a } = conn.t;
  const rows = await conn.q
    .select({ id: a.id, version: a.version, name: a.name, slug: a.slug, solved: h.solved, worked: h.worked })
    .from(h)
    .innerJoin(a, eq(a.id, h.accountId))
    .where(and(eq(h.spaceId, spaceId), sql`${h.solved} + ${h.worked} > 0`, ne(a.role, STAFF), isNull(a.erasedAt)))
    .orderBy(desc(h.solved), desc(h.worked))
    .limit(limit);
  for (const { id, version } of rows) saw(conn, 'accounts', id, version);
  return rows;
}

export async function insertProposal(tx: Tx, values: Tx['t']['proposals']['$inferInsert']): Promise<number> {
  const [row] = await tx.q.insert(tx.t.proposals).values(values).returning({ id: tx.t.proposals.id });
  return row!.id;
}

/** Decides an open proposal; null when it is decided, or not there. */
export async function decideProposal(
  tx: Tx,
  id: number,
  decision: { state: 'granted' | 'refused'; decidedBy: number | null; reason: string },
) {
  const { proposals: p } = tx.t;
  const [row] = await tx.q
    .update(p)
    .set({ ...decision, decidedAt: tx.now })
    .where(and(eq(p.id, id), eq(p.state, 'open')))
    .returning();
  return row ?? null;
}

/** Proposals that wait, the oldest first. */
export async function openProposals(conn: Conn, limit = 1_000) {
  const { proposals: p, accounts: a } = conn.t;
  return conn.q
    .select({
      id: p.id,
      name: p.name,
      kind: p.kind,
      charter: p.charter,
      createdAt: p.createdAt,
      proposerId: p.proposerId,
      proposerName: a.name,
      proposerSlug: a.slug,
    })
    .from(p)
    .innerJoin(a, eq(a.id, p.proposerId))
    .where(eq(p.state, 'open'))
    .orderBy(asc(p.id))
    .limit(limit);
}

export type Proposal = Awaited<ReturnType<typeof openProposals>>[number];

/** What became of a member's own proposals, newest first. */
export async function proposalsOf(conn: Conn, accountId: number) {
  const { proposals: p } = conn.t;
  return conn.q.select().from(p).where(eq(p.proposerId, accountId)).orderBy(desc(p.id)).limit(20);
}

/** What the spaces would be called that were proposed and wait. */
export async function openNames(conn: Conn): Promise<string[]> {
  const { proposals: p } = conn.t;
  const rows = await conn.q.select({ name: p.name }).from(p).where(eq(p.state, 'open'));
  return rows.map(({ name }) => name);
}

/** Whether a space came with the example community. */
export const isOfExample = (space: { source: string | null }): boolean => space.source === 'demo';

/** The id of the post that was written last. */
export async function greatestPostId(conn: Conn): Promise<number> {
  const { posts: p } = conn.t;
  const [row] = await conn.q.select({ greatest: max(p.id) }).from(p);
  return row?.greatest ?? 0;
}

/** What is compared, what is learnt, what waits, and how much arrives. */
import { and, asc, count, desc, eq, gt, gte, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { hasWords, isPublicPost, postsFor } from '../../platform/audience/scope-queries.ts';
import { authorColumns } from '../../platform/authors/queries.ts';
import type { Tables } from '../../platform/store/define.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import type { Print } from '../../rules/simhash.ts';
import type { Seen } from '../../rules/spam-score.ts';

/** Texts of which a part is the same: those that differ little are among them. */
const CANDIDATES = 500;

export async function candidatesOf(conn: Conn, [a, b, c, d]: Print, since: number, besides: number | null) {
  const { postPrints: x } = conn.t;
  const part = or(eq(x.a, a), eq(x.b, b), eq(x.c, c), eq(x.d, d));
  const rows = await conn.q
    .select({ a: x.a, b: x.b, c: x.c, d: x.d })
    .from(x)
    .where(and(part, gt(x.at, since), besides === null ? undefined : ne(x.postId, besides)))
    .orderBy(desc(x.at))
    .limit(CANDIDATES);
  return rows.map((row): Print => [row.a, row.b, row.c, row.d]);
}

export async function keepPrint(tx: Tx, postId: number, accountId: number, [a, b, c, d]: Print): Promise<void> {
  const { postPrints: x } = tx.t;
  const values = { accountId, a, b, c, d, at: tx.now };
  await tx.q
    .insert(x)
    .values({ postId, ...values })
    .onConflictDoUpdate({ target: x.postId, set: values });
}

export async function printsOf(conn: Conn, postIds: number[]): Promise<Map<number, Print>> {
  const { postPrints: x } = conn.t;
  const rows = await conn.q
    .select()
    .from(x)
    .where(oneOf(conn, x.postId, postIds));
  return new Map(rows.map(({ postId, a, b, c, d }) => [postId, [a, b, c, d]]));
}

export async function deletePrints(tx: Tx, before: number): Promise<void> {
  const { postPrints: x } = tx.t;
  await tx.q.delete(x).where(lt(x.at, before)).returning({ id: x.postId });
}

export async function deletePrintsOf(tx: Tx, accountId: number): Promise<void> {
  const { postPrints: x } = tx.t;
  await tx.q.delete(x).where(eq(x.accountId, accountId)).returning({ id: x.postId });
}

/** How many posts of somebody a moderator approved, and how many stand; three of each at most. */
export async function approvedOf(conn: Conn, accountId: number): Promise<{ approved: number; standing: number }> {
  const who = sql.placeholder('accountId');
  const approving = conn
    .prepared('approved of', (q, { acts: x }) =>
      q
        .select({ id: x.id })
        .from(x)
        .where(and(eq(x.accountId, who), eq(x.verb, 'approve'), isNull(x.undoneById)))
        .limit(3),
    )
    .execute({ accountId });
  const standings = conn
    .prepared('standing posts of', (q, { posts: p }) =>
      q
        .select({ id: p.id })
        .from(p)
        .where(and(eq(p.authorId, who), isPublicPost()))
        .limit(3),
    )
    .execute({ accountId });
  const [approved, standing] = await Promise.all([approving, standings]);
  return { approved: approved.length, standing: standing.length };
}

/** How many posts of a language were learnt. */
export async function lessonsIn(conn: Conn, language: string): Promise<Seen> {
  const rows = await conn
    .prepared('lessons in', (q, { spamLessons: x }) =>
      q
        .select({ isSpam: x.isSpam, count: count() })
        .from(x)
        .where(eq(x.language, sql.placeholder('language')))
        .groupBy(x.isSpam),
    )
    .execute({ language });
  const of = (isSpam: boolean) => rows.find((row) => row.isSpam === isSpam)?.count ?? 0;
  return { spam: of(true), ham: of(false) };
}

/** What is known of these words. */
export async function knownWords(conn: Conn, language: string, words: number[]): Promise<Map<number, Seen>> {
  const rows = await conn
    .prepared('known words', (q, { spamWords: x }) =>
      q
        .select({ word: x.word, spam: x.spam, ham: x.ham })
        .from(x)
        .where(and(eq(x.language, sql.placeholder('language')), oneOf(conn, x.word, sql.placeholder('words')))),
    )
    .execute({ language, words: JSON.stringify(words) });
  return new Map(rows.map(({ word, ...seen }) => [word, seen]));
}

export async function lessonOf(conn: Conn, postId: number) {
  const { spamLessons: x } = conn.t;
  const [row] = await conn.q.select().from(x).where(eq(x.postId, postId));
  return row ?? null;
}

type Lesson = { postId: number; language: string; isSpam: boolean; words: number[] };

/** Words that one statement counts. */
const AT_ONCE = 100;

async function countWords(tx: Tx, { language, isSpam, words }: Lesson, by: 1 | -1): Promise<void> {
  const { spamWords: x } = tx.t;
  const add = { spam: isSpam ? by : 0, ham: isSpam ? 0 : by };
  for (let from = 0; from < words.length; from += AT_ONCE)
    await tx.q
      .insert(x)
      .values(words.slice(from, from + AT_ONCE).map((word) => ({ language, word, ...add })))
      .onConflictDoUpdate({
        target: [x.language, x.word],
        set: { spam: sql`${x.spam} + ${add.spam}`, ham: sql`${x.ham} + ${add.ham}` },
      });
}

export async function insertLesson(tx: Tx, lesson: Lesson): Promise<void> {
  await tx.q.insert(tx.t.spamLessons).values({ ...lesson, at: tx.now });
  await countWords(tx, lesson, 1);
}

export async function deleteLesson(tx: Tx, lesson: Lesson): Promise<void> {
  const { spamLessons: x } = tx.t;
  await tx.q.delete(x).where(eq(x.postId, lesson.postId)).returning({ id: x.postId });
  await countWords(tx, lesson, -1);
}

/** What a post says to those who learn from it. */
export async function textOfPost(conn: Conn, postId: number) {
  const { posts: p, threads: t } = conn.t;
  const [row] = await conn.q
    .select({
      html: p.html,
      number: p.number,
      authorId: p.authorId,
      title: t.title,
      tagNames: t.tagNames,
      spaceId: t.spaceId,
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(eq(p.id, postId));
  return row ?? null;
}

/** Whose words a post was flagged for, where another than its author wrote them; whoever changed it since did not. */
const changedBy = ({ posts: p }: Tables) =>
  sql<
    string | null
  >`(select x."name" from "accounts" x where x."id" = cast(${sql`${p.heldWhy}`} ->> cast(${'by'} as text) as integer))`;

/** Posts that a moderator should look at where they moderate: held ones, the oldest first; or flagged ones, the newest. */
export async function waiting(conn: Conn, audience: Audience, isHeld: boolean, limit: number) {
  const { posts: p, threads: t, accounts: a, postLabels, brands, grants, spaces: s } = conn.t;
  const there = audience.moderates === 'all' ? undefined : oneOf(conn, t.spaceId, [...audience.moderates]);
  return conn.q
    .select({
      id: p.id,
      number: p.number,
      kind: p.kind,
      html: p.html,
      authorId: p.authorId,
      authorLabel: p.authorLabel,
      heldWhy: p.heldWhy,
      createdAt: p.createdAt,
      threadId: t.id,
      threadSlug: t.slug,
      title: t.title,
      spaceName: s.name,
      joinedAt: a.createdAt,
      changedBy: changedBy(conn.t),
      ...authorColumns(conn.t, p),
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .leftJoin(a, eq(a.id, p.authorId))
    .leftJoin(postLabels, eq(postLabels.postId, p.id))
    .leftJoin(brands, eq(brands.id, postLabels.brandId))
    .leftJoin(grants, eq(grants.id, postLabels.grantId))
    .where(
      and(
        isNotNull(p.heldWhy),
        isHeld ? isNotNull(p.heldAt) : isNull(p.heldAt),
        hasWords(),
        there,
        postsFor(conn, audience, isHeld ? 'readable' : 'listed'),
      ),
    )
    .orderBy(isHeld ? asc(p.id) : desc(p.id))
    .limit(limit);
}
export type WaitingPost = Awaited<ReturnType<typeof waiting>>[number];

/** How many posts of this moderator wait. */
export async function countHeld(conn: Conn, { moderates }: Audience): Promise<number> {
  const { posts: p, threads: t } = conn.t;
  const there = moderates === 'all' ? undefined : oneOf(conn, t.spaceId, [...moderates]);
  const [row] = await conn.q
    .select({ count: count() })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(and(isNotNull(p.heldWhy), isNotNull(p.heldAt), hasWords(), there));
  return row?.count ?? 0;
}

const HOUR = 3_600_000;

/** Who joined, and what accounts on probation wrote, in the last hour and in the week before it. */
export async function arrivals(conn: Conn, now: number) {
  const { accounts: a, posts: p } = conn.t;
  const [hour, week] = [now - HOUR, now - HOUR - 7 * 24 * HOUR];
  const [joined] = await conn.q
    .select({
      lastHour: sql<number>`count(case when ${a.createdAt} >= ${hour} then 1 end)`.mapWith(Number),
      week: sql<number>`count(case when ${a.createdAt} < ${hour} then 1 end)`.mapWith(Number),
    })
    .from(a)
    .where(and(gte(a.createdAt, week), isNull(a.source)));
  const [wrote] = await conn.q
    .select({
      lastHour: sql<number>`count(case when ${p.createdAt} >= ${hour} then 1 end)`.mapWith(Number),
      week: sql<number>`count(case when ${p.createdAt} < ${hour} then 1 end)`.mapWith(Number),
    })
    .from(p)
    .where(and(gte(p.createdAt, week), eq(p.isOnProbation, true), isNull(p.source)));
  return { joined: joined!, wrote: wrote! };
}

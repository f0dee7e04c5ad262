/**
 * What happened, as the measures need it: one row a question, an answer, a first post; days of activity and of
 * posts. Each query reads one stretch of time by an index. In all of them "standing" is a post that is neither
 * withdrawn nor hidden, in a thread that is there for everybody; "by a member" is one without a label.
 */
import { type SQL, sql } from 'drizzle-orm';
import { FORMS } from '../../../shared/words.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';
import { WINDOWS } from '../../rules/health.ts';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import { threadsFor, isPublicPost } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { isStanding } from '../../forum/standing-queries.ts';

type Stretch = { from: number; to: number };

const asking = sql.join(
  FORMS.filter(asksForAnswers).map((form) => sql`${form}`),
  sql`, `,
);
const within = (column: SQL, { from, to }: Stretch) => sql`${column} >= ${from} and ${column} < ${to}`;
/** Days since 1970. */
const dayOf = (column: SQL) => sql`${column} / 86400000`;
/** Health is public: it counts what everybody sees. */
const there = (conn: Conn, thread = 'h') => threadsFor(conn, EVERYBODY, 'listed', thread);
const name = (alias: string) => sql.identifier(alias);
const unlabelled = (post: string) => sql`not exists (select 1 from post_labels ul where ul.post_id = ${name(post)}.id)`;
/** By another member than the asker; who is unknown counts as somebody else. */
const byAnother = sql`(p.author_id is null or h.author_id is null or p.author_id <> h.author_id)`;
const peerAnswer = sql`p.kind = 'answer' and ${byAnother}`;

const nullable = (value: unknown) => (value === null || value === undefined ? null : Number(value));
/** A column of the inner query, as a number or null. */
const col = (column: string) => sql<number | null>`${name(column)}`.mapWith(nullable);

async function rowsOf<K extends string>(conn: Conn, inner: SQL, columns: Record<K, string>) {
  const selection = Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, col(column as string)]));
  const rows = await conn.q.select(selection as Record<K, ReturnType<typeof col>>).from(sql`(${inner}) as x`);
  return rows as unknown as Record<K, number | null>[];
}

/** Each question with when it was first answered, noted, heard, solved … */
async function questionsIn(conn: Conn, stretch: Stretch) {
  const peer = sql`l.post_id is null and ${peerAnswer}`;
  const other = sql`l.post_id is null and p.number > 1 and ${byAnother}`;
  const confirmed = sql`(select m.at from marks m where m.post_id = p.id and m.kind = 'worked' and ${isStanding('m')} order by m.at limit 1 offset 1)`;
  const first = (condition: SQL, what: SQL) => sql`min(case when ${condition} then ${what} end)`;
  return rowsOf(
    conn,
    sql`select h.id, h.space_id, h.author_id, h.created_at, h.first_seen_at,
      ${first(peer, sql`p.created_at`)} as answered_at,
      ${first(sql`l.post_id is not null and p.kind = 'note'`, sql`p.created_at`)} as noted_at,
      ${first(other, sql`p.created_at`)} as heard_at,
      ${first(peer, sql`p.accepted_at`)} as accepted_at,
      ${first(peer, confirmed)} as confirmed_at,
      ${first(sql`l.post_id is not null and p.kind = 'note'`, sql`p.settled_at`)} as settled_at,
      ${first(sql`p.kind = 'answer'`, sql`p.accepted_at`)} as solved_at
    from threads h
    join posts o on o.thread_id = h.id and o.number = 1 and ${isPublicPost('o')}
    left join posts p on p.thread_id = h.id and p.number > 1 and ${isPublicPost('p')}
    left join post_labels l on l.post_id = p.id
    where ${there(conn)} and ${within(sql`h.created_at`, stretch)} and h.form in (${asking}) and ${unlabelled('o')}
    group by h.id`,
    {
      id: 'id',
      spaceId: 'space_id',
      askerId: 'author_id',
      at: 'created_at',
      seenAt: 'first_seen_at',
      answeredAt: 'answered_at',
      notedAt: 'noted_at',
      heardAt: 'heard_at',
      acceptedAt: 'accepted_at',
      confirmedAt: 'confirmed_at',
      settledAt: 'settled_at',
      solvedAt: 'solved_at',
    },
  );
}

/** Who asked when. */
async function askersIn(conn: Conn, stretch: Stretch) {
  return rowsOf(
    conn,
    sql`select h.space_id, h.author_id, h.created_at from threads h
    join posts o on o.thread_id = h.id and o.number = 1 and ${isPublicPost('o')}
    where ${there(conn)} and ${within(sql`h.created_at`, stretch)} and h.form in (${asking}) and ${unlabelled('o')}`,
    { spaceId: 'space_id', askerId: 'author_id', at: 'created_at' },
  );
}

/** Each standing peer answer, with its confirmations and helpful marks of its first thirty days. */
async function answersIn(conn: Conn, stretch: Stretch) {
  return rowsOf(
    conn,
    sql`select h.space_id, p.author_id, h.author_id as asker_id, p.created_at,
      p.imported_helpful + (select count(*) from marks m where m.post_id = p.id and m.kind in ('worked', 'helpful') and ${isStanding('m')}
        and m.at < p.created_at + ${WINDOWS.marks}) as marks
    from posts p join threads h on h.id = p.thread_id
    where ${within(sql`p.created_at`, stretch)} and ${peerAnswer} and ${isPublicPost('p')} and ${there(conn)}
      and ${unlabelled('p')}`,
    { spaceId: 'space_id', authorId: 'author_id', askerId: 'asker_id', at: 'created_at', marks: 'marks' },
  );
}

/** Who did something where on which day (days since 1970): wrote as a member, or set a mark. */
async function activeDaysIn(conn: Conn, stretch: Stretch) {
  return rowsOf(
    conn,
    sql`select h.space_id, p.author_id as account_id, ${dayOf(sql`p.created_at`)} as day
    from posts p join threads h on h.id = p.thread_id
    where ${within(sql`p.created_at`, stretch)} and p.author_id is not null and ${isPublicPost('p')} and ${there(conn)}
      and ${unlabelled('p')}
    union
    select h.space_id, m.account_id, ${dayOf(sql`m.at`)} as day
    from marks m join threads h on h.id = m.thread_id
    where ${within(sql`m.at`, stretch)} and ${there(conn)} and ${isStanding('m')}`,
    { spaceId: 'space_id', accountId: 'account_id', day: 'day' },
  );
}

/** How many posts stand, by day, space and the brand they speak for (null: members). */
async function voicesIn(conn: Conn, stretch: Stretch) {
  return rowsOf(
    conn,
    sql`select h.space_id, l.brand_id, ${dayOf(sql`p.created_at`)} as day, count(*) as posts
    from posts p join threads h on h.id = p.thread_id left join post_labels l on l.post_id = p.id
    where ${within(sql`p.created_at`, stretch)} and ${isPublicPost('p')} and ${there(conn)}
    group by 1, 2, 3`,
    { spaceId: 'space_id', brandId: 'brand_id', day: 'day', posts: 'posts' },
  );
}

/** A standing post by a member whom we know, other conditions apart. */
const memberPost = (conn: Conn, post: string, thread: string) =>
  sql`${isPublicPost(post)} and ${there(conn, thread)} and ${unlabelled(post)}`;

/**
 * Each member's first post, whether another member replied to it in time, and whether its author wrote again.
 * To an opening every later post in its thread is a reply; to another post every later one below the same
 * top-level post.
 */
async function firstPostsIn(conn: Conn, stretch: Stretch) {
  return rowsOf(
    conn,
    sql`select h.space_id, p.created_at,
      case when exists (select 1 from posts r where r.thread_id = p.thread_id and r.id <> p.id
        and r.created_at >= p.created_at and r.created_at < p.created_at + ${WINDOWS.heard}
        and (p.kind = 'opening' or r.parent_id = coalesce(p.parent_id, p.id))
        and (r.author_id is null or r.author_id <> p.author_id) and ${isPublicPost('r')}
        and ${unlabelled('r')}) then 1 else 0 end as heard,
      case when exists (select 1 from posts r join threads g on g.id = r.thread_id where r.author_id = p.author_id
        and r.created_at >= p.created_at + ${WINDOWS.keptFrom} and r.created_at < p.created_at + ${WINDOWS.kept}
        and ${memberPost(conn, 'r', 'g')}) then 1 else 0 end as kept
    from posts p join threads h on h.id = p.thread_id
    where ${within(sql`p.created_at`, stretch)} and p.author_id is not null and ${memberPost(conn, 'p', 'h')}
      and not exists (select 1 from posts e join threads g on g.id = e.thread_id where e.author_id = p.author_id
        and (e.created_at < p.created_at or (e.created_at = p.created_at and e.id < p.id)) and ${memberPost(conn, 'e', 'g')})`,
    { spaceId: 'space_id', at: 'created_at', heard: 'heard', kept: 'kept' },
  );
}

/** Lets others have their turn between two long reads. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** What happened in a stretch of time. */
export async function factsIn(conn: Conn, stretch: Stretch) {
  const questions = await questionsIn(conn, stretch);
  await turn();
  const askers = await askersIn(conn, stretch);
  const answers = await answersIn(conn, stretch);
  await turn();
  const activeDays = await activeDaysIn(conn, stretch);
  await turn();
  const voices = await voicesIn(conn, stretch);
  await turn();
  const firstPosts = await firstPostsIn(conn, stretch);
  await turn();
  return { questions, askers, answers, activeDays, voices, firstPosts };
}

export type Facts = Awaited<ReturnType<typeof factsIn>>;

/** When the first thing that counts happened; null in an empty forum. */
export async function firstMoment(conn: Conn): Promise<number | null> {
  const { posts: p, threads: h } = conn.t;
  const [post] = await conn.q.select({ at: sql<number | null>`min(${p.createdAt})`.mapWith(nullable) }).from(p);
  const [thread] = await conn.q.select({ at: sql<number | null>`min(${h.createdAt})`.mapWith(nullable) }).from(h);
  const moments = [post?.at, thread?.at].filter((at) => at !== null && at !== undefined);
  return moments.length > 0 ? Math.min(...moments) : null;
}

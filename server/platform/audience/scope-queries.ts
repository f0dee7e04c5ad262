/**
 * Who may see what, as SQL. Only this file has the conditions on what hides a thread, a post or a space from a reader
 * (`seesHidden` in audience.ts says the same of a page that is loaded already); whoever asks gives an audience and gets
 * a condition. Those that write these columns are listed in test/guards/audience.test.ts.
 */
import { askedOnce } from '../store/asked-once.ts';
import { and, eq, inArray, type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { FORUM_OFFICES, moderates, SPACE_MODERATOR } from '../../rules/roles.ts';
import type { Role } from '../../../shared/words.ts';
import type { Tables } from '../store/define.ts';
import type { Conn } from '../store/store.ts';
import { type Audience, audienceOf, EVERYBODY, idsIn } from './audience.ts';

/**
 * `listed`: what stands in lists, counts, feeds and searches, the same for authors as for others.
 * `standing`: that, and what a moderator took out of the lists: one may still answer there.
 * `readable`: what answers at its own address: also what its author withdrew or a moderator hid, for its author and
 * for those who moderate there.
 */
export type Manner = 'listed' | 'standing' | 'readable';

/** A condition of a prepared statement: whoever has the same `shape` shares the statement, and gives the `values`. */
export type Prepared = { shape: string; values: Record<string, unknown>; where: SQL };

type Put = (name: string, value: number | string) => SQL;
/** The value itself, for statements that are built for one question. */
const here: Put = (_name, value) => sql`${value}`;
const placeholder: Put = (name) => sql`${sql.placeholder(name)}`;

const idsOf = (conn: Conn, list: SQL) =>
  conn.engine === 'sqlite'
    ? sql`(select value from json_each(${list}))`
    : sql`(select value::int from json_array_elements_text(${list}::text::json))`;

/**
 * The spaces that are closed to this audience are asked for once a statement, not once a row. The plus keeps planners
 * from choosing an index for it: a feed's own index gives the order.
 */
function inOpenSpace(conn: Conn, audience: Audience, spaceId: SQL, put: Put): SQL {
  const closed =
    audience.spaces === 'public'
      ? sql``
      : sql` and c."id" not in ${idsOf(conn, put('closed', JSON.stringify(audience.spaces)))}`;
  return sql`+${spaceId} not in (select c."id" from "spaces" c where c."access" <> 'public'${closed})`;
}

/** Lets a list in the order of its beginnings walk along the index of those threads. It says no more than the scope does. */
export const alongVisible = ({ threads: t }: Tables): SQL => sql`${t.visible}`;

/** A thread is hidden with its opening. */
const threadIsHidden = (t: SQL) =>
  sql`(${t}."hidden_at" is not null or exists (select 1 from "posts" o where o."thread_id" = ${t}."id" and o."number" = 1 and o."hidden_at" is not null))`;

const threadStands = (t: SQL) => sql`${t}."visible" and ${t}."hidden_at" is null`;
const threadIsInLists = (t: SQL) => sql`${threadStands(t)} and ${t}."unlisted_at" is null`;

/** One's own, or withdrawn as a whole with a post of one's own in it: whoever took that back can bring it back. */
const isOwn = (t: SQL, account: SQL) =>
  sql`${t}."author_id" = ${account} or (not ${t}."visible" and ${t}."moved_to_id" is null and not ${threadIsHidden(t)}
    and exists (select 1 from "posts" mine where mine."thread_id" = ${t}."id" and mine."author_id" = ${account}))`;

function threads(conn: Conn, audience: Audience, manner: Manner, alias: string, put: Put): SQL {
  const t = sql`${sql.identifier(alias)}`;
  const isOpen = inOpenSpace(conn, audience, sql`${t}."space_id"`, put);
  // One term, so that SQLite does not take each of its parts for something that few threads are, and sort them.
  if (manner !== 'readable')
    return sql`case when ${manner === 'listed' ? threadIsInLists(t) : threadStands(t)} then ${isOpen} else false end`;
  const { accountId, moderates: there } = audience;
  const own = accountId === null ? sql`` : sql` or ${isOwn(t, put('account', accountId))}`;
  const kept =
    there === 'all'
      ? sql` or ${threadIsHidden(t)}`
      : there.length > 0
        ? sql` or (${t}."space_id" in ${idsOf(conn, put('moderated', JSON.stringify(there)))} and ${threadIsHidden(t)})`
        : sql``;
  return sql`((${threadStands(t)})${own}${kept}) and ${isOpen}`;
}

/** Which threads are there for an audience. @param alias what the statement calls the table */
export function threadsFor(conn: Conn, audience: Audience, manner: Manner = 'listed', alias = 'threads'): SQL {
  return threads(conn, audience, manner, alias, here);
}

/** The same for a prepared statement. */
export function threadsPrepared(conn: Conn, audience: Audience, manner: Manner = 'listed'): Prepared {
  const values: Record<string, unknown> = {};
  const where = threads(conn, audience, manner, 'threads', (name, value) => {
    values[name] = value;
    return placeholder(name, value);
  });
  const { moderates: there } = audience;
  const all = there === 'all' && manner === 'readable' ? ' all' : '';
  return { shape: [manner, ...Object.keys(values)].join(' ') + all, values, where };
}

/** Tags of threads that are there for an audience. */
export const tagIsThere = (conn: Conn, audience: Audience): SQL =>
  sql`exists (select 1 from "thread_tags" x join "threads" t on t."id" = x."thread_id" where x."tag_id" = "tags"."id" and ${threadsFor(conn, audience, 'listed', 't')})`;

/** When a post was hidden, itself or with the post that it stands under. @param alias what the statement calls the posts */
export const hiddenSince = (alias = 'posts'): SQL<number | null> => {
  const p = sql.identifier(alias);
  return sql`coalesce(${p}."hidden_at", (select up."hidden_at" from "posts" up where up."id" = ${p}."parent_id"))`;
};

/** What nobody withdrew and nobody hid: what counts. As `isPublic` in rules/post-state.ts. @param alias what the statement calls the posts */
export const isPublicPost = (alias = 'posts'): SQL => {
  const p = sql.identifier(alias);
  return sql`(${p}."withdrawn_at" is null and ${p}."hidden_at" is null and not exists
    (select 1 from "posts" up where up."id" = ${p}."parent_id" and up."hidden_at" is not null))`;
};

/** What stood at a moment, whatever moderators did with it since; not what its author took back. @param at in ms */
export const stoodAt = (at: number, alias = 'posts'): SQL => {
  const p = sql.identifier(alias);
  const open = (post: SQL) => sql`(${post}."hidden_at" is null or ${post}."hidden_at" > ${at})`;
  return sql`(${p}."withdrawn_at" is null and ${open(sql`${p}`)} and not exists
    (select 1 from "posts" up where up."id" = ${p}."parent_id" and not ${open(sql`up`)}))`;
};

/** What is said in a space counts in what is told of its members outside it: nobody learns so of a private one. */
export const isToldOf = (spaceId: SQL | SQLWrapper | number): SQL =>
  sql`not exists (select 1 from "spaces" closed where closed."id" = ${spaceId} and closed."access" = 'private')`;

/** The words of a post are there for those for whom its place is, unless its author took them back. */
export const hasWords = (alias = 'posts'): SQL => sql`${sql.identifier(alias)}."withdrawn_at" is null`;

/** The words of a post for those who keep the peace: none of what its author took back. */
export const shownHtml = (alias = 'posts'): SQL<string> =>
  sql`case when ${hasWords(alias)} then ${sql.identifier(alias)}."html" else '' end`;

/** Hidden itself, or with the post that it stands under. @param accountId whose own hidden posts do not count */
function postIsHidden(p: SQL, accountId: number | null = null): SQL {
  const from = (x: SQL) => (accountId === null ? sql`` : sql` and ${x}."author_id" is distinct from ${accountId}`);
  const above = sql`exists (select 1 from "posts" up where up."id" = ${p}."parent_id" and up."hidden_at" is not null${from(sql`up`)})`;
  return sql`((${p}."hidden_at" is not null${from(p)}) or (${p}."parent_id" is not null and ${above}))`;
}

/**
 * Which posts are there for an audience, in threads that are; the statement joins both. Of a withdrawn post the place
 * is `readable`, for everybody; a hidden one is, for its author and for those who moderate its space.
 */
export function postsFor(
  conn: Conn,
  audience: Audience,
  manner: Manner = 'listed',
  alias: { post: string; thread: string } = { post: 'posts', thread: 'threads' },
): SQL {
  const p = sql`${sql.identifier(alias.post)}`;
  const t = sql.identifier(alias.thread);
  const inThread = threads(conn, audience, manner, alias.thread, here);
  if (manner !== 'readable') return sql`${isPublicPost(alias.post)} and ${inThread}`;
  const { accountId, moderates: there } = audience;
  if (there === 'all') return inThread;
  const kept = there.length === 0 ? sql`` : sql` or ${t}."space_id" in ${idsOf(conn, sql`${JSON.stringify(there)}`)}`;
  return sql`(not ${postIsHidden(p, accountId)}${kept}) and ${inThread}`;
}

/** Which spaces are there for an audience. */
export function spacesFor(conn: Conn, audience: Audience, alias = 'spaces'): SQL {
  return inOpenSpace(conn, audience, sql`${sql.identifier(alias)}."id"`, here);
}

/** Whether everybody may read a space. */
export async function isOpenSpace(conn: Conn, spaceId: number): Promise<boolean> {
  const { spaces: s } = conn.t;
  const rows = await conn.q
    .select({ id: s.id })
    .from(s)
    .where(and(eq(s.id, spaceId), eq(s.access, 'public')));
  return rows.length > 0;
}

/** Of a statement that joins a space, or none: what it is called now, for those who may read it, and whether it is one of others. */
export function spaceNamedFor(conn: Conn, audience: Audience) {
  const { spaces: s } = conn.t;
  const isThere = spacesFor(conn, audience);
  return {
    spaceName: sql<string | null>`case when ${isThere} then ${s.name} end`,
    isElsewhere: sql<boolean>`case when ${s.id} is null or ${isThere} then 0 else 1 end`.mapWith(Boolean),
  };
}

/**
 * Which entries of the log of a space are there for an audience: those that everybody reads, and in a closed space those
 * that were for its readers. In the log of the whole forum only the former are.
 */
export function logFor(conn: Conn, audience: Audience): SQL {
  const { auditLog: l } = conn.t;
  const isClosed = sql`${l.spaceId} in (select c."id" from "spaces" c where c."access" <> 'public')`;
  return sql`(${l.isPublic} or (${isClosed} and ${inOpenSpace(conn, audience, sql`${l.spaceId}`, here)}))`;
}

/** The same for a prepared statement. */
export function spacesPrepared(conn: Conn, audience: Audience): Prepared {
  const closed = audience.spaces === 'public' ? null : JSON.stringify(audience.spaces);
  return {
    shape: closed === null ? 'public' : 'closed',
    values: closed === null ? {} : { closed },
    where: inOpenSpace(conn, audience, sql`"spaces"."id"`, placeholder),
  };
}

/** Whether a thread stands: nothing can be added to others. */
export const threadIsStanding = ({ threads: t }: Tables) =>
  sql<boolean>`(${t.visible} and ${t.hiddenAt} is null)`.mapWith(Boolean);

/** Whether a post was hidden itself; for those queries that read a thread with all that is in it. */
export const isHidden = ({ posts: p }: Tables) => sql<boolean>`(${p.hiddenAt} is not null)`.mapWith(Boolean);

/** Which accounts may read a space, the other way round. @param account their id in the statement */
export function readersOf(spaceId: number | Placeholder, account: SQL): SQL {
  return sql`exists (select 1 from "spaces" c where c."id" = ${spaceId} and ${mayRead(sql`c`, account)})`;
}

const mayRead = (c: SQL, account: SQL) => sql`(${c}."access" in ('public', 'members')
  or exists (select 1 from "accounts" who where who."id" = ${account} and ${inArray(sql`who."role"`, FORUM_OFFICES)})
  or exists (select 1 from "memberships" m where m."space_id" = ${c}."id" and m."account_id" = ${account})
  or exists (select 1 from "space_roles" r where r."space_id" = ${c}."id" and r."account_id" = ${account}))`;

/** What makes an audience of an account: ids, joined by commas. */
export const readerColumns = ({ accounts: a }: Tables) => ({
  /** Spaces that are not open to everybody and that they may read. */
  closedSpaces: sql<string | null>`(select string_agg(cast(c."id" as text), ',') from "spaces" c
    where c."access" <> 'public' and ${mayRead(sql`c`, sql`${a.id}`)})`,
  /** The spaces that they moderate besides the forum. */
  moderatedSpaces: sql<string | null>`(select string_agg(cast(r."space_id" as text), ',') from "space_roles" r
    where r."account_id" = ${a.id} and r."role" = ${SPACE_MODERATOR})`,
});

/** The audience that an account is now; everybody's where it is gone. */
export async function audienceOfAccount(conn: Conn, accountId: number): Promise<Audience> {
  const [row] = await conn
    .prepared('audience of account', (q, t) =>
      q
        .select({ role: t.accounts.role, ...readerColumns(t) })
        .from(t.accounts)
        .where(eq(t.accounts.id, sql.placeholder('accountId'))),
    )
    .execute({ accountId });
  if (!row) return EVERYBODY;
  const there = moderates(row.role as Role, idsIn(row.moderatedSpaces));
  return audienceOf({ id: accountId, closedSpaces: idsIn(row.closedSpaces), moderates: there });
}

/** The same, asked once in a transaction in which nobody's role changes. */
export const audienceOnce = (conn: Conn, accountId: number): Promise<Audience> =>
  askedOnce(conn, `audience of ${accountId}`, () => audienceOfAccount(conn, accountId));

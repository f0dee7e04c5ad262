/** The search index, as each engine keeps it. Terms come ready cut. */
import { desc, type SQL, sql } from 'drizzle-orm';
import type { Conn, Tx } from './store.ts';

export type SearchTerms = { title: string[]; body: string[] };
/** What to find: posts that hold one of each list of `terms` (or any of them), in one space or everywhere. */
export type SearchQuery = {
  terms: string[][];
  /** Any of the lists is enough. */ any?: boolean;
  /** Looks at titles and tags only. */ inTitles?: boolean;
  /** Whichever are found first will do: nothing is ranked. */ anyOrder?: boolean;
  spaceId: number | null;
  limit: number;
  offset: number;
  /** Which posts there are for whoever asks; the index calls the posts p and their threads t. */
  among: SQL;
};

type Index = {
  put(tx: Tx, postId: number, terms: SearchTerms): Promise<void>;
  /** Puts posts that are not in the index yet. */
  putNew(tx: Tx, posts: { postId: number; terms: SearchTerms }[]): Promise<void>;
  remove(tx: Tx, postId: number): Promise<void>;
  find(conn: Conn, query: SearchQuery): Promise<{ id: number }[]>;
};

/** A title says what a thread is about; a word in it weighs this many times a word in a body. */
const TITLE_WEIGHT = 4;

/** The ids of one page of what was found. @param index the index, joined with the posts it names */
function ids(
  conn: Conn,
  index: SQL,
  matches: SQL,
  order: SQL,
  { spaceId, limit, offset, among, anyOrder }: SearchQuery,
) {
  const inSpace = spaceId === null ? sql`` : sql` and t.space_id = ${spaceId}`;
  const found = conn.q
    .select({ id: sql<number>`p.id`.mapWith(Number) })
    .from(sql`${index} join threads t on t.id = p.thread_id`)
    .where(sql`${matches} and ${among}${inSpace}`)
    .$dynamic();
  return (anyOrder ? found : found.orderBy(order, desc(sql`p.id`))).limit(limit).offset(offset);
}

const sqlite: Index = {
  async put(tx, postId, { title, body }) {
    await sqlite.remove(tx, postId);
    await tx.raw('insert into search (rowid, title, body) values (?, ?, ?)', [postId, title.join(' '), body.join(' ')]);
  },
  async putNew(tx, posts) {
    for (const { postId, terms } of posts) {
      await tx.raw('insert into search (rowid, title, body) values (?, ?, ?)', [
        postId,
        terms.title.join(' '),
        terms.body.join(' '),
      ]);
    }
  },
  async remove(tx, postId) {
    await tx.raw('delete from search where rowid = ?', [postId]);
  },
  find(conn, query) {
    const { terms, any, inTitles } = query;
    const groups = terms.map((group) => `(${group.map((term) => `"${term}"`).join(' OR ')})`);
    const asked = `${inTitles ? 'title : ' : ''}(${groups.join(any ? ' OR ' : ' AND ')})`;
    const index = sql`search s join posts p on p.id = s.rowid`;
    return ids(conn, index, sql`search match ${asked}`, sql`bm25(search, ${sql.raw(`${TITLE_WEIGHT}.0, 1.0`)})`, query);
  },
};

/** Terms with their positions in the notation of tsvector; they hold only letters, marks and digits. */
function tsvector({ title, body }: SearchTerms): string {
  const places = new Map<string, string[]>();
  let position = 0;
  const add = (term: string, weight: string) => {
    position = Math.min(position + 1, 16_383);
    const list = places.get(term) ?? [];
    if (list.length < 250) list.push(`${position}${weight}`);
    places.set(term, list);
  };
  for (const term of title) add(term, 'A');
  for (const term of body) add(term, 'D');
  return [...places].map(([term, list]) => `'${term}':${list.join(',')}`).join(' ');
}

const postgres: Index = {
  async put(tx, postId, terms) {
    await tx.raw(
      'insert into search (post_id, terms) values ($1, $2::tsvector) on conflict (post_id) do update set terms = excluded.terms',
      [postId, tsvector(terms)],
    );
  },
  async putNew(tx, posts) {
    const rows = posts.map(({ postId, terms }) => ({ post_id: postId, terms: tsvector(terms) }));
    await tx.raw(
      'insert into search (post_id, terms) select post_id, terms::tsvector from json_to_recordset($1::text::json) as x (post_id integer, terms text)',
      [JSON.stringify(rows)],
    );
  },
  async remove(tx, postId) {
    await tx.raw('delete from search where post_id = $1', [postId]);
  },
  find(conn, query) {
    const { terms, any, inTitles } = query;
    const groups = terms.map((group) => `(${group.map((term) => `'${term}'${inTitles ? ':A' : ''}`).join(' | ')})`);
    const asked = sql`${groups.join(any ? ' | ' : ' & ')}::tsquery`;
    const index = sql`search s join posts p on p.id = s.post_id`;
    const rank = sql`ts_rank('{0.25,0.25,0.5,1.0}', s.terms, ${asked}, 1) desc`;
    return ids(conn, index, sql`s.terms @@ ${asked}`, rank, query);
  },
};

/** The index of the connection's engine. */
export function searchIndex(conn: Conn): Index {
  return conn.engine === 'sqlite' ? sqlite : postgres;
}

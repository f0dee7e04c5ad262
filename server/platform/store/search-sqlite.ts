/** The search index of SQLite: two tables of FTS5, which walks what it finds from the newest post on. */
import { type SQL, sql } from 'drizzle-orm';
import type { Index, SearchTerms, Wanted, Within } from './search.ts';
import type { Tx } from './store.ts';

const quoted = (terms: readonly string[]) => `"${terms.join(' ')}"`;

function anyOf(terms: readonly string[], isBegun: boolean): string {
  return `(${terms.map((term) => quoted([term]) + (isBegun ? '*' : '')).join(' OR ')})`;
}

/** In the notation of FTS5. */
function asked({ terms, any, isBegun, phrases = [], without = [] }: Wanted): string {
  const groups = terms.map((group, i) => anyOf(group, Boolean(isBegun) && i === terms.length - 1));
  const rows = phrases.map((ways) => `(${ways.map(quoted).join(' OR ')})`);
  const words = groups.length > 0 ? [`(${groups.join(any ? ' OR ' : ' AND ')})`] : [];
  const all = [...words, ...rows].join(' AND ');
  return without.length > 0 ? `(${all}) NOT ${anyOf(without.flat(), false)}` : all;
}

function found(wanted: Wanted, { inTitles, among, limit, leaves }: Within, order: SQL): SQL {
  const index = sql.raw(inTitles ? 'search_titles' : 'search');
  // All that are left are found once: of common words the index holds more than anybody could join.
  if (leaves === 'few')
    return sql`select id from (select s.rowid as id from ${index} s where s.${index} match ${asked(wanted)}
      and +s.rowid in (select p.id from posts p join threads t on t.id = p.thread_id where ${among})
      ) order by id desc limit ${limit}`;
  // The joins are crossed so that the index is walked, and what is not needed any more is never read.
  return sql`select id from (select p.id as id from ${index} s cross join posts p on p.id = s.rowid
    cross join threads t on t.id = p.thread_id
    where s.${index} match ${asked(wanted)} and ${among}${order} limit ${limit})`;
}

const insert = (tx: Tx, postId: number, { title, body }: SearchTerms) =>
  tx.raw('insert into search (rowid, title, body) values (?, ?, ?)', [postId, title.join(' '), body.join(' ')]);

async function insertTitle(tx: Tx, postId: number, { title }: SearchTerms): Promise<void> {
  if (title.length === 0) return;
  await tx.raw('insert into search_titles (rowid, title) values (?, ?)', [postId, title.join(' ')]);
}

export const sqliteIndex: Index = {
  windows: [],
  async put(tx, postId, terms) {
    await sqliteIndex.remove(tx, postId);
    await sqliteIndex.putNew(tx, [{ postId, terms }]);
  },
  async putNew(tx, posts) {
    for (const { postId, terms } of posts) {
      await insert(tx, postId, terms);
      await insertTitle(tx, postId, terms);
    }
  },
  async remove(tx, postId) {
    await tx.raw('delete from search where rowid = ?', [postId]);
    await tx.raw('delete from search_titles where rowid = ?', [postId]);
  },
  newest: (wanted, within) => found(wanted, within, sql` order by s.rowid desc`),
  some: (wanted, within) => found(wanted, within, sql``),
  // Found once: asked of each post it would be found as often.
  says: (wanted) => sql`+p.id in (select rowid from search where search match ${asked(wanted)})`,
  openings: (wanted) => sql`select rowid as id from search_titles where search_titles match ${asked(wanted)}`,
};

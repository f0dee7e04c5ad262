/** The search index of PostgreSQL: vectors of terms, with an inverted index. */
import { type SQL, sql } from 'drizzle-orm';
import type { Index, SearchTerms, Wanted, Within } from './search.ts';

/** Of what is found by the inverted index, in no order, so many of the newest are looked at further. */
const FOUND = 20_000;
/** What PostgreSQL keeps of positions. */
const LAST_POSITION = 16_383;
const POSITIONS = 250;

/** Terms with their positions in the notation of tsvector; they hold only letters, marks and digits. */
function tsvector({ title, body }: SearchTerms): string {
  const places = new Map<string, string[]>();
  let position = 0;
  const add = (term: string, weight: string) => {
    position = Math.min(position + 1, LAST_POSITION);
    const list = places.get(term) ?? [];
    if (list.length < POSITIONS) list.push(`${position}${weight}`);
    places.set(term, list);
  };
  for (const term of title) add(term, 'A');
  // No row of terms reaches from the title into the text.
  position += 1;
  for (const term of body) add(term, 'D');
  return [...places].map(([term, list]) => `'${term}':${list.join(',')}`).join(' ');
}

const quoted = (term: string) => `'${term}'`;

/** In the notation of tsquery. */
function asked({ terms, any, isBegun, phrases = [], without = [] }: Wanted): SQL {
  const groups = terms.map((group, i) => {
    const end = isBegun && i === terms.length - 1 ? ':*' : '';
    return `(${group.map((term) => quoted(term) + end).join(' | ')})`;
  });
  const rows = phrases.map((ways) => `(${ways.map((row) => `(${row.map(quoted).join(' <-> ')})`).join(' | ')})`);
  const words = groups.length > 0 ? [`(${groups.join(any ? ' | ' : ' & ')})`] : [];
  const none = without.length > 0 ? [`!(${without.flat().map(quoted).join(' | ')})`] : [];
  return sql`${[...words, ...rows, ...none].join(' & ')}::tsquery`;
}

const tableOf = ({ inTitles }: Within) => sql.raw(inTitles ? 'search_titles' : 'search');

function joined(found: SQL, { among, limit }: Within, order: SQL): SQL {
  return sql`select p.id as id from ${found} join posts p on p.id = s.post_id join threads t on t.id = p.thread_id
    where ${among}${order} limit ${limit}`;
}

const NEWEST_FIRST = sql` order by s.post_id desc`;

export const postgresIndex: Index = {
  windows: [4_000, 20_000],
  async put(tx, postId, terms) {
    await postgresIndex.remove(tx, postId);
    await postgresIndex.putNew(tx, [{ postId, terms }]);
  },
  async putNew(tx, posts) {
    const rows = (list: typeof posts, of: (terms: SearchTerms) => string) =>
      JSON.stringify(list.map(({ postId, terms }) => ({ post_id: postId, terms: of(terms) })));
    const insert = (table: string) =>
      `insert into ${table} (post_id, terms) select post_id, terms::tsvector from json_to_recordset($1::text::json) as x (post_id integer, terms text)`;
    await tx.raw(insert('search'), [rows(posts, tsvector)]);
    const titled = posts.filter(({ terms }) => terms.title.length > 0);
    if (titled.length === 0) return;
    await tx.raw(insert('search_titles'), [rows(titled, ({ title }) => tsvector({ title, body: [] }))]);
  },
  async remove(tx, postId) {
    await tx.raw('delete from search where post_id = $1', [postId]);
    await tx.raw('delete from search_titles where post_id = $1', [postId]);
  },
  newest(wanted, within, newestOf) {
    const table = tableOf(within);
    const query = asked(wanted);
    if (within.leaves === 'few') {
      const left = sql`(select p.id from posts p join threads t on t.id = p.thread_id where ${within.among} offset 0) l`;
      // Looked up one by one, whatever the planner takes them for.
      const one = sql`lateral (select terms from ${table} where post_id = l.id offset 0) s`;
      return sql`select id from (select l.id from ${left} cross join ${one} where s.terms @@ ${query} order by l.id desc limit ${within.limit}) n`;
    }
    if (newestOf !== null) {
      const newest = sql`(select post_id, terms from ${table} order by post_id desc limit ${newestOf})`;
      const found = sql`(select post_id from ${newest} a where terms @@ ${query}) s`;
      return sql`select id from (${joined(found, within, NEWEST_FIRST)}) n`;
    }
    // Found apart, so that no guess at how many there are leads away from the inverted index.
    const all = sql`select post_id from ${table} where terms @@ ${query} offset 0`;
    const found = within.leaves ? all : sql`select post_id from (${all}) a order by post_id desc limit ${FOUND}`;
    return sql`select id from (${joined(sql`(${found}) s`, within, NEWEST_FIRST)}) n`;
  },
  some(wanted, within) {
    const found = sql`(select post_id from ${tableOf(within)} where terms @@ ${asked(wanted)}) s`;
    return sql`select id from (${joined(found, within, sql``)}) n`;
  },
  says: (wanted) => sql`exists (select 1 from search x where x.post_id = p.id and x.terms @@ ${asked(wanted)})`,
  openings: (wanted) => sql`select post_id as id from search_titles where terms @@ ${asked(wanted)}`,
};

/** "Did you mean": the query with the forum's own words for those that hardly anybody writes so. */
import { plainText } from '../../../shared/markdown.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsWith } from '../../platform/store/search.ts';
import type { Conn } from '../../platform/store/store.ts';
import { fold } from '../../platform/store/fold.ts';
import { formsOf, wordsOf } from '../../platform/store/terms.ts';
import { isRun } from '../../platform/store/runs.ts';
import { meantWords, waysMeant } from '../../rules/misspelling.ts';
import { parseQuery, withWord } from '../../rules/search-query.ts';
import { writtenLanguages } from '../spaces/queries.ts';
import { postSaying, wordsNear } from './known-queries.ts';
import type { Reads } from './pool-queries.ts';

/** More words are no mistake, and each is looked up. */
const WORDS = 8;
const LETTERS_READ = 20_000;
/** Each is looked for. */
const WAYS_TRIED = 4;

type Asked = { word: string; forms: string[]; meant: string[] };

async function lookedUp(conn: Conn, text: string, languages: readonly (string | null)[]): Promise<Asked[]> {
  const words = wordsOf(parseQuery(text).words)
    .filter(({ word }) => !isRun(word))
    .slice(0, WORDS)
    .map(({ word }) => ({ word, forms: [...new Set([null, ...languages].flatMap((one) => formsOf(word, one)))] }));
  const known = await postsWith(
    conn,
    words.flatMap(({ forms }) => forms),
  );
  return Promise.all(
    words.map(async (one) => {
      const posts = Math.max(0, ...one.forms.map((form) => known.get(form) ?? 0));
      const ways = [...new Set([...one.forms.slice(0, 1), fold(one.word.normalize('NFKC').toLowerCase())])];
      return { ...one, meant: meantWords({ ways, posts }, await wordsNear(conn, ways)) };
    }),
  );
}

/**
 * What was most likely meant, as somebody here writes it; null where nothing better is found that whoever asks may read.
 */
export async function meantQuery(
  { store, aside: conn }: Reads,
  audience: Audience,
  text: string,
): Promise<string | null> {
  const languages = await writtenLanguages(store.read);
  const words = await lookedUp(store.read, text, languages);
  const ways = waysMeant(
    words.map(({ meant }) => meant),
    WAYS_TRIED,
  );
  for (const way of ways) {
    const instead = await written(conn, audience, text, words, way);
    if (instead !== null) return instead;
  }
  return null;
}

/** The query put right in one way, as somebody writes it whom whoever asks may read; null where nobody does. */
async function written(
  conn: Conn,
  audience: Audience,
  text: string,
  words: Asked[],
  way: (string | null)[],
): Promise<string | null> {
  const terms = words.flatMap(({ forms }, i) => (forms.length === 0 ? [] : [way[i] == null ? forms : [way[i]]]));
  const post = await postSaying(conn, audience, terms);
  if (!post) return null;
  const said = wordsOf(`${post.title} ${post.tagNames.join(' ')} ${plainText(post.html.slice(0, LETTERS_READ))}`);
  const instead = words.reduce((query, { word }, i) => {
    const meant = way[i];
    const found = meant && said.find((one) => formsOf(one.word, post.language).includes(meant));
    return found ? withWord(query, word, found.word.toLowerCase()) : query;
  }, text);
  return instead === text ? null : instead;
}

/** What a search knows of posts beside the index of each engine (store/search.ts), and the words that the forum uses. */
import type { Kit } from '../kit.ts';
import type { PostsTables } from './posts.ts';

export function searchTables(kit: Kit, { posts }: Pick<PostsTables, 'posts'>) {
  const { table, id, int, text, index, uniqueIndex, primaryKey } = kit;

  /** By what a found post is weighed: written and deleted with its place in the index. */
  const postWords = table('post_words', {
    postId: int('post_id')
      .primaryKey()
      .references(() => posts.id),
    /** Terms of its text, with repeats. */
    length: int('length').notNull(),
    /** Those of its title and tags, in order, with spaces between. */
    title: text('title').notNull(),
    /** Those that its text has more than once: `term:count`, with spaces between. */
    often: text('often').notNull(),
  });

  /** The terms that posts of this forum use, most of them; counted now and then. */
  const knownWords = table(
    'known_words',
    {
      id: id(),
      term: text('term').notNull(),
      /** How many posts have it. */
      posts: int('posts').notNull(),
    },
    (t) => [uniqueIndex('known_words_term').on(t.term), index('known_words_posts').on(t.posts)],
  );

  /** Three letters in a row of a known word, its beginning and its end included: words typed wrongly share most of them. */
  const knownWordGrams = table(
    'known_word_grams',
    {
      gram: text('gram').notNull(),
      wordId: int('word_id')
        .notNull()
        .references(() => knownWords.id),
    },
    (t) => [primaryKey({ columns: [t.gram, t.wordId] }), index('known_word_grams_word').on(t.wordId)],
  );

  return { postWords, knownWords, knownWordGrams };
}

export type SearchTables = ReturnType<typeof searchTables>;

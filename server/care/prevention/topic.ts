/** Whether a post takes up what is talked about where it stands. */
import { audienceOfSpace } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import { searchIndex } from '../../platform/store/search.ts';
import type { Tx } from '../../platform/store/store.ts';
import { askedFor, termsOf } from '../../platform/store/terms.ts';
import { ASKED_WORDS, isTalkedAbout, takesUp } from '../../rules/on-topic.ts';
import type { Reading } from '../../rules/reading.ts';
import { sql } from 'drizzle-orm';

type Where = { authorId: number | null; spaceId: number; language: string };
/** Shorter ones stand everywhere. */
const SHORTEST = 3;

export const tellingWords = (title: string, language: string): string[][] =>
  askedFor(title, [language], true)
    .filter((forms) => forms.some((form) => form.length >= SHORTEST))
    .slice(0, ASKED_WORDS);

/** @param inThread title and tags of what it answers @returns whether it says one of their telling words */
export function answersTo(inThread: string, { words }: Reading, language: string): boolean {
  const title = tellingWords(inThread, language);
  const text = words.join(' ');
  return takesUp(title, new Set([...termsOf(text, language), ...termsOf(text)]));
}

/** Whether words of a new title stand in titles or tags of others, where the readers of a space read them. */
async function isSpokenOf(tx: Tx, title: string, { authorId, spaceId, language }: Where): Promise<boolean> {
  const audience = postsFor(tx, audienceOfSpace(spaceId), 'listed', { post: 'p', thread: 't' });
  const among = sql`${audience} and p.author_id is distinct from ${authorId}`;
  let found = 0;
  for (const forms of tellingWords(title, language)) {
    const query = { terms: [forms], inTitles: true, spaceId: null, limit: 1, offset: 0, among };
    if ((await searchIndex(tx).find(tx, query)).length > 0) found++;
    if (isTalkedAbout(found)) return true;
  }
  return false;
}

/** @param title of what begins a thread, with what stands beside it */
export async function standsToTopic(
  tx: Tx,
  { inThread, title }: { inThread: string | null; title: string },
  reading: Reading,
  where: Where,
): Promise<boolean> {
  if (inThread !== null) return answersTo(inThread, reading, where.language);
  return isSpokenOf(tx, title.split('\n')[0]!, where);
}

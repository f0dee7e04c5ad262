/** Whether a post takes up what is talked about where it stands. */
import type { Tx } from '../../platform/store/store.ts';
import { askedFor, termsOf } from '../../platform/store/terms.ts';
import { ASKED_WORDS, isTalkedAbout, takesUp } from '../../rules/on-topic.ts';
import type { Reading } from '../../rules/reading.ts';
import { isInTitles } from './topic-queries.ts';

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
async function isSpokenOf(tx: Tx, title: string, where: Where): Promise<boolean> {
  let found = 0;
  for (const forms of tellingWords(title, where.language)) {
    if (await isInTitles(tx, forms, where)) found++;
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

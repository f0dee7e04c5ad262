/** Whether a post takes up what is talked about where it stands. */
import type { Tx } from '../../platform/store/store.ts';
import { askedFor, termsOf } from '../../platform/store/terms.ts';
import { contactsIn } from '../../rules/contacts.ts';
import { ASKED_WORDS, fewOf, isTakenUp, isTalkedAbout, takenUp } from '../../rules/on-topic.ts';
import type { Reading } from '../../rules/reading.ts';
import { countThreads, isInTitles, countOpenedWith } from './topic-queries.ts';

type Where = { authorId: number | null; spaceId: number; language: string };
/** Shorter ones stand everywhere. */
const SHORTEST = 3;

export const tellingWords = (title: string, language: string): string[][] =>
  askedFor(title, [language], true)
    .filter((forms) => forms.some((form) => form.length >= SHORTEST))
    .slice(0, ASKED_WORDS);

/** @param inThread title and tags of what it answers @returns the telling words of them that it says, besides in addresses */
export function saidOf(inThread: string, { prose }: Reading, language: string): string[][] {
  return takenUp(tellingWords(inThread, language), new Set([...termsOf(prose, language), ...termsOf(prose)]));
}

async function answersTo(tx: Tx, inThread: string, reading: Reading, where: Where): Promise<boolean> {
  const said = saidOf(inThread, reading, where.language);
  if (said.length !== 1) return isTakenUp(said.length, 0);
  const few = fewOf(await countThreads(tx));
  const isRare = few > 0 && (await countOpenedWith(tx, said[0]!, where.spaceId, few + 1)) <= few;
  return isTakenUp(1, isRare ? 1 : 0);
}

/** Whether words of a new title stand in titles or tags of others, where the readers of a space read them. */
async function isSpokenOf(tx: Tx, title: string, where: Where): Promise<boolean> {
  let found = 0;
  for (const forms of tellingWords(contactsIn(title).rest, where.language)) {
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
  if (inThread !== null) return answersTo(tx, inThread, reading, where);
  return isSpokenOf(tx, title.split('\n')[0]!, where);
}

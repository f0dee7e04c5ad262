/** What was added to a text and what was taken out of it: by words, and where that would take too long by paragraphs. */
import { diffArrays, diffWordsWithSpace } from 'diff';

export type Change = { value: string; is: 'same' | 'added' | 'removed' };

/** Edits that a comparison by words may find before it is done by paragraphs; bounds its time to milliseconds. */
const WORD_EDITS = 1_000;
const PARAGRAPH_EDITS = 400;

type Part = { value: string; added?: boolean; removed?: boolean };
const change = ({ value, added, removed }: Part): Change => ({
  value,
  is: added ? 'added' : removed ? 'removed' : 'same',
});

/** Paragraphs with the white space that follows them. */
const paragraphs = (text: string) => text.split(/(?<=\n\n)(?=[^\n])/);

/** @returns the parts of both texts in order; texts that have hardly anything in common are one removed and one added */
export function difference({ before, now }: { before: string; now: string }): Change[] {
  const byWords = diffWordsWithSpace(before, now, { maxEditLength: WORD_EDITS });
  if (byWords) return byWords.map(change);
  const byParagraphs = diffArrays(paragraphs(before), paragraphs(now), { maxEditLength: PARAGRAPH_EDITS });
  if (byParagraphs) return byParagraphs.map((part) => change({ ...part, value: part.value.join('') }));
  return [
    { value: before, is: 'removed' },
    { value: now, is: 'added' },
  ];
}

/** What a newcomer is shown first: where they could help, and something to read. */

const TO_HELP = 3;
/** So many people in it make a thread worth reading. */
const PEOPLE = 3;

type Row = { id: number; authorId: number | null; language: string };
type Talk = Row & { state: string; participantCount: number };
type Reader = { id: number; language: string };

const isTheirs = ({ language }: Row, reader: Reader): boolean => language === reader.language;

/**
 * Three threads that wait for an answer, in the order in which they wait; those in the reader's language first.
 */
export function toHelp<T extends Row>(waiting: readonly T[], reader: Reader): T[] {
  const others = waiting.filter(({ authorId }) => authorId !== reader.id);
  return [...others.filter((row) => isTheirs(row, reader)), ...others.filter((row) => !isTheirs(row, reader))].slice(
    0,
    TO_HELP,
  );
}

/** The first thread in the order of talk among members that was solved, or in which several people talk; null for none. */
export function toRead<T extends Talk>(ranked: readonly T[], reader: Reader, not: readonly Row[]): T | null {
  const others = ranked.filter((row) => row.authorId !== reader.id && !not.some(({ id }) => id === row.id));
  const isGood = ({ state, participantCount }: Talk) => state === 'solved' || participantCount >= PEOPLE;
  return others.find((row) => isGood(row) && isTheirs(row, reader)) ?? others.find(isGood) ?? others[0] ?? null;
}

/** What becomes of a text that is kept while it is typed. */
import { NAMED, namesOf, SAID, textOf } from '../../shared/drafts.ts';

type Values = Record<string, unknown>;

/** No file at all is said by a 0. */
const listOf = (value: unknown): string[] =>
  namesOf(value)
    .split(',')
    .filter((name) => name !== '' && name !== '0');

/**
 * Whether all that was kept is in what was sent, as where somebody typed on after it was kept last: then nothing is lost
 * with it.
 */
export const isWithin = (kept: Values, sent: Values): boolean =>
  SAID.every((name) => textOf(sent[name]).includes(textOf(kept[name]))) &&
  NAMED.every((name) => {
    const there = new Set(listOf(sent[name]));
    return listOf(kept[name]).every((one) => there.has(one));
  });

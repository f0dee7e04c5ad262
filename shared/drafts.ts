/** What a text that is kept while it is typed says, whoever compares it: the server, or the browser that keeps it first. */
import { cleanText } from './text.ts';

/** What somebody wrote, of all that a form has. */
export const WRITTEN = ['body', 'title', 'goal', 'wanted', 'pollQuestion', 'pollChoices'] as const;

/** What else somebody brings or says; what was only chosen says nothing. */
export const SAID = [...WRITTEN, 'affiliation'] as const;
/** Names or numbers one after another, with commas between them. */
export const NAMED = ['tags', 'to', 'pictureIds', 'fileIds'] as const;

type Values = Record<string, unknown>;

/** What a field says, in one way of writing it. */
export const textOf = (value: unknown): string => cleanText([value ?? ''].flat().join('\n')).trim();

/** Names or numbers of a field, with commas between them. */
export const namesOf = (value: unknown): string =>
  cleanText([value ?? ''].flat().join(','))
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .join(',');

/** Whether two are meant for different spaces; one that names none goes anywhere. */
export const areApart = (one: Values, other: Values): boolean =>
  textOf(one.space) !== '' && textOf(other.space) !== '' && textOf(one.space) !== textOf(other.space);

/** Whether two say and bring the same, for the same space. */
export const isSame = (one: Values, other: Values): boolean =>
  !areApart(one, other) &&
  SAID.every((name) => textOf(one[name]) === textOf(other[name])) &&
  NAMED.every((name) => namesOf(one[name]) === namesOf(other[name]));

/** What a text that is kept while it is typed says, whoever compares it: the server, or the browser that keeps it first. */
import { cleanText } from './text.ts';

/** What somebody wrote, of all that a form has. */
export const WRITTEN = ['body', 'title', 'goal', 'wanted', 'pollQuestion', 'pollChoices'] as const;

/** Names one after another, with commas between them. */
const NAMED = ['tags', 'to'] as const;

type Values = Record<string, unknown>;

const partsOf = (value: unknown, between: string): string =>
  cleanText([value ?? ''].flat().join(between))
    .split(between)
    .map((part) => part.trim())
    .join(between)
    .trim();

/** Whether two say the same; what was only chosen says nothing. */
export const isSame = (one: Values, other: Values): boolean =>
  WRITTEN.every((name) => partsOf(one[name], '\n') === partsOf(other[name], '\n')) &&
  NAMED.every((name) => partsOf(one[name], ',') === partsOf(other[name], ','));

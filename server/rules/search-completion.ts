/** What may be typed on behind an operator that stands at the end of a query. */
import { IS_WORDS, written } from './search-query.ts';

export type Completed = 'in' | 'is' | 'tag' | 'by';

/** @property head what stands before the operator @property typed what stands behind it so far */
export type Begun = { head: string; operator: Completed; typed: string };

/** A name behind `@` is asked for as one behind `by:`. */
const BEGUN = /(?<=^|\s)(?:(?<operator>in|is|tag|by):|@)@?(?<typed>[^\s"“”«»„:@]*)$/iu;

/** The operator that a query ends in, where its value may still be typed on; null for none. */
export function operatorBegun(query: string): Begun | null {
  const match = BEGUN.exec(query);
  if (!match) return null;
  const { operator = 'by', typed } = match.groups!;
  return { head: query.slice(0, match.index), operator: operator.toLowerCase() as Completed, typed: typed! };
}

/** The query with that value behind its operator. */
export const completedWith = ({ head, operator }: Begun, value: string): string => head + written(operator, value);

/** What `is:` may go on with. */
export const wordsBegun = (typed: string): string[] =>
  IS_WORDS.filter((word) => word.startsWith(typed.toLowerCase())).toSorted();

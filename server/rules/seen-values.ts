/** What a form of values showed: whoever saves it writes over nobody who saved other values meanwhile. */
import { createHash } from 'node:crypto';

export type SeenValues = Record<string, unknown>;

/** In one order, whoever wrote them down; nothing is what an empty field is. */
const inOrder = (values: SeenValues): string =>
  JSON.stringify(
    Object.keys(values)
      .sort()
      .map((name) => [name, values[name] ?? '']),
  );

/** What a form says of the values that it showed. */
export const seenOf = (values: SeenValues): string =>
  createHash('sha256').update(inOrder(values)).digest('base64url').slice(0, 22);

/**
 * Whether somebody saved other values since a form was drawn, and not those that are saved now.
 * @param was what the form says of those that it showed; undefined where nobody says
 */
export const isOverwriting = (was: string | undefined, now: SeenValues, next: SeenValues): boolean =>
  was !== undefined && was !== seenOf(now) && inOrder(next) !== inOrder(now);
